import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post } from '../../api/client.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { EditableList, type ListOf } from '../../ui/record/editable-list.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { Tag } from '../../ui/tag.tsx';
import { Countries } from './countries.tsx';
import { boughtGroupsQuery, gatewaysQuery, trunkQuery, type Gateway, type Trunk } from './api.ts';
import { TrunkDialog } from './trunk-dialog.tsx';
import { Allowed } from '../../ui/allowed.tsx';
import { useMay } from '../../api/may.ts';
import { NotShown } from '../../ui/not-shown.tsx';

/** RFC 3261 §19.1.2. */
const SIP_PORT = 5060;
const TRANSPORTS = ['udp', 'tcp', 'tls'] as const;

/** One way to a carrier: its terms, and the addresses that calls are sent to. */
export function TrunkPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/signed-in/carriers/trunks/$id' });
  const [isEditing, setEditing] = useState(false);
  const trunk = useQuery(trunkQuery(id));
  if (trunk.isPending) return <Loading height={220} />;
  if (trunk.isError) return <NotShown query={trunk} />;
  const { name, providerName, status } = trunk.data;
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/carriers" search={{}}>
          {t('carriers.title')}
        </Link>
      </nav>
      <div className="tb-page-head">
        <div>
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <p className="tb-account-line">
            <Tag tone={status === 'active' ? 'good' : 'mute'}>{t(`record.status.${status}`)}</Tag>
            <bdi>{providerName}</bdi>
          </p>
        </div>
        <Allowed to="carriers:edit">
          <Button variant="default" onClick={() => setEditing(true)}>
            {t('carriers.trunks.edit')}
          </Button>
        </Allowed>
      </div>
      <Terms trunk={trunk.data} />
      <Gateways trunk={trunk.data} />
      {isEditing && (
        <TrunkDialog trunk={trunk.data} onSaved={() => setEditing(false)} onClose={() => setEditing(false)} />
      )}
    </>
  );
}

function Terms({ trunk }: { trunk: Trunk }) {
  const { t } = useTranslation();
  const groups = useQuery(boughtGroupsQuery);
  const group = groups.data?.items.find(({ id }) => id === trunk.terminationRateGroupId);
  const none = <span className="tb-none">{t('form.none')}</span>;
  return (
    <Panel>
      <div className="tb-terms">
        <Facts>
          <Fact name={t('carriers.trunks.field.terminationRateGroupId.label')}>
            <Link to="/rates/$id" params={{ id: trunk.terminationRateGroupId }} search={{}}>
              <bdi>{group?.name ?? trunk.currency}</bdi>
            </Link>
          </Fact>
          <Fact name={t('carriers.currency')}>{trunk.currency}</Fact>
          <Fact name={t('carriers.trunks.field.priority.label')}>{trunk.priority}</Fact>
          <Fact name={t('carriers.trunks.field.capacity.label')}>
            {trunk.capacity === null
              ? t('form.unlimited')
              : t('carriers.trunks.inUse', { live: trunk.liveCalls ?? 0, max: trunk.capacity })}
          </Fact>
        </Facts>
        <Facts>
          <Fact name={t('carriers.trunks.field.cpsMax.label')}>{trunk.cpsMax ?? t('form.unlimited')}</Fact>
          <Fact name={t('carriers.trunks.field.stripPrefix.label')}>
            {trunk.stripPrefix === '' ? none : <span className="tb-mono">{trunk.stripPrefix}</span>}
          </Fact>
          <Fact name={t('carriers.trunks.field.addPrefix.label')}>
            {trunk.addPrefix === '' ? none : <span className="tb-mono">{trunk.addPrefix}</span>}
          </Fact>
          <Fact name={t('carriers.trunks.field.localizationId.label')}>
            {trunk.localizationId === null ? none : <RuleSet trunk={trunk} id={trunk.localizationId} />}
          </Fact>
          <Fact name={t('carriers.trunks.field.codecs.label')}>
            {trunk.codecs.length === 0 ? t('carriers.anyCodec') : trunk.codecs.join(', ')}
          </Fact>
          <Fact name={t('carriers.trunks.field.inboundNetworks.label')}>
            {trunk.inboundNetworks.length === 0 ? (
              none
            ) : (
              <span className="tb-mono">{trunk.inboundNetworks.join(', ')}</span>
            )}
          </Fact>
          <Fact name={t('carriers.trunks.field.emergencyCountries.label')}>
            {trunk.emergencyCountries.length === 0 ? none : <Countries codes={trunk.emergencyCountries} />}
          </Fact>
        </Facts>
      </div>
    </Panel>
  );
}

function RuleSet({ trunk: { localizationName }, id }: Readonly<{ trunk: Trunk; id: string }>) {
  const name = <bdi>{localizationName}</bdi>;
  if (!useMay()('localizations:read')) return name;
  return (
    <Link to="/localizations/$id" params={{ id }}>
      {name}
    </Link>
  );
}

function Gateways({ trunk }: { trunk: Trunk }) {
  const { t } = useTranslation();
  const columns = useGatewayColumns();
  const mayEdit = useMay()('carriers:edit');
  const list = useMemo((): ListOf<Gateway> => {
    const rules = () => import('../../../src/schemas/routing/routes.ts');
    const fields: readonly RecordField[] = [
      { name: 'name', input: 'text', isRequired: true },
      { name: 'host', input: 'text', isRequired: true, isMono: true, inputMode: 'url' },
      { name: 'port', input: 'whole', empty: 'omitted' },
      {
        name: 'transport',
        input: 'choice',
        options: TRANSPORTS.map((value) => ({ value, label: value.toUpperCase() })),
      },
      { name: 'position', input: 'whole', empty: 'omitted' },
      { name: 'username', input: 'text', isMono: true },
      { name: 'password', input: 'secret', empty: 'omitted' },
    ];
    return {
      words: 'carriers.gateways',
      query: gatewaysQuery(trunk.id),
      columns,
      fields,
      fieldsOfChange: [
        ...fields,
        {
          name: 'status',
          input: 'choice',
          options: (['active', 'inactive'] as const).map((value) => ({
            value,
            label: t(`record.status.${value}`),
          })),
        },
      ],
      proposed: { port: SIP_PORT, transport: 'udp', position: 1 },
      schemaOfNew: async () => (await rules()).createGateway.omit({ trunkId: true }),
      schemaOfChange: async () => (await rules()).changeGateway,
      nameOf: ({ name }) => name,
      add: (body, idempotencyKey) => post('/gateways', { ...body, trunkId: trunk.id }, { idempotencyKey }),
      change: ({ id }, body) => patch(`/gateways/${id}`, body),
    };
  }, [t, trunk.id, columns]);
  return <EditableList list={list} mayEdit={mayEdit} zone="UTC" />;
}

function useGatewayColumns(): readonly Column<Gateway>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('carriers.gateways.field.name.label'),
        isHead: true,
        cell: (row) => <bdi>{row.name}</bdi>,
      },
      {
        id: 'address',
        header: t('carriers.gateways.address'),
        cell: (row) => (
          <span className="tb-mono">
            {row.host.includes(':') ? `[${row.host}]` : row.host}:{row.port}
          </span>
        ),
      },
      {
        id: 'transport',
        header: t('carriers.gateways.field.transport.label'),
        cell: (row) => row.transport.toUpperCase(),
      },
      {
        id: 'position',
        header: t('carriers.gateways.field.position.label'),
        isNumeric: true,
        cell: (row) => row.position,
      },
      {
        id: 'username',
        header: t('carriers.gateways.field.username.label'),
        cell: (row) => (row.username === '' ? '–' : <span className="tb-mono">{row.username}</span>),
      },
      {
        id: 'password',
        header: t('carriers.gateways.field.password.label'),
        cell: (row) => (row.hasPassword ? t('account.isSet') : '–'),
      },
      {
        id: 'status',
        header: t('accounts.column.status'),
        cell: (row) => (
          <Tag tone={row.status === 'active' ? 'good' : 'mute'}>{t(`record.status.${row.status}`)}</Tag>
        ),
      },
    ],
    [t],
  );
}
