import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { patch, post } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { zoneText } from '../../ui/format.ts';
import { GatewayState, type Gateway } from '../../ui/gateways/gateway-state.tsx';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { EditableList, type ListOf } from '../../ui/record/editable-list.tsx';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { toast } from '../../ui/toast.ts';
import { gatewaysQuery, type Trunk } from './api.ts';

/** RFC 3261 §19.1.2. */
const SIP_PORT = 5060;
const TRANSPORTS = ['udp', 'tcp', 'tls'] as const;

const rules = () => import('../../../src/schemas/routing/routes.ts');

type Act = 'takeOut' | 'putBack' | 'resetHealth';
type Asked = Readonly<{ act: Act; of: Gateway }>;

/** The addresses that calls are sent to, how each does, and what staff can do about it. */
export function Gateways({ trunk }: { trunk: Trunk }) {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  const [asked, setAsked] = useState<Asked | null>(null);
  const language = useLanguage();
  const zone = actor?.timezone ?? 'UTC';
  const columns = useGatewayColumns(zone);
  const mayEdit = useMay()('carriers:edit');
  const list = useMemo(
    (): ListOf<Gateway> => ({
      words: 'carriers.gateways',
      query: gatewaysQuery(trunk.id),
      columns,
      fields: [
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
        { name: 'registers', input: 'check', isWide: true },
      ],
      proposed: { port: SIP_PORT, transport: 'udp', position: 1 },
      schemaOfNew: async () => (await rules()).createGateway.omit({ trunkId: true }),
      schemaOfChange: async () => (await rules()).changeGateway,
      nameOf: ({ name }) => name,
      add: (body, idempotencyKey) => post('/gateways', { ...body, trunkId: trunk.id }, { idempotencyKey }),
      change: ({ id }, body) => patch(`/gateways/${id}`, body),
      actions: (row) =>
        actsOf(row).map((act) => (
          <Button
            key={act}
            variant="default"
            size="compact-sm"
            aria-label={t(`carriers.gateways.${act}What`, { what: row.name })}
            onClick={() => setAsked({ act, of: row })}
          >
            {t(`carriers.gateways.${act}`)}
          </Button>
        )),
      touches: [['trunks']],
    }),
    [t, trunk.id, columns],
  );
  return (
    <>
      <EditableList list={list} mayEdit={mayEdit} zone="UTC" />
      <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
      {asked !== null && <ActDialog asked={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function actsOf({ status, health }: Gateway): readonly Act[] {
  if (status === 'inactive') return ['putBack'];
  return health.state === 'unhealthy' ? ['resetHealth', 'takeOut'] : ['takeOut'];
}

function ActDialog({ asked: { act, of }, onClose }: Readonly<{ asked: Asked; onClose: () => void }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const title = t(`carriers.gateways.${act}What`, { what: of.name });
  const done = async () => {
    onClose();
    toast(t('record.saved'));
    await queryClient.invalidateQueries({ queryKey: ['trunks'] });
  };
  if (act === 'takeOut') {
    return (
      <FormDialog
        title={title}
        submit={t('carriers.gateways.takeOut')}
        words="carriers.gateways.field"
        zone="UTC"
        record={{ inactiveReason: '' }}
        fields={REASON}
        schema={async () => (await rules()).changeGateway}
        save={(body) => patch(`/gateways/${of.id}`, { ...body, status: 'inactive' })}
        onSaved={done}
        onClose={onClose}
      />
    );
  }
  return (
    <ConfirmDialog
      title={title}
      text={t(`carriers.gateways.${act}Text`, { what: of.name })}
      submit={t(`carriers.gateways.${act}`)}
      act={() =>
        act === 'putBack'
          ? patch(`/gateways/${of.id}`, { status: 'active' })
          : post(`/gateways/${of.id}/reset-health`, undefined)
      }
      onDone={done}
      onClose={onClose}
    />
  );
}

const REASON: readonly RecordField[] = [{ name: 'inactiveReason', input: 'text', isWide: true }];

function useGatewayColumns(zone: string): readonly Column<Gateway>[] {
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
        cell: (row) => <GatewayState gateway={row} zone={zone} />,
      },
    ],
    [t, zone],
  );
}
