import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { useLanguage } from '../../app/use-language.ts';
import { percentText } from '../../ui/format.ts';
import { Loading } from '../../ui/loading.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { Countries } from './countries.tsx';
import { boughtGroupsQuery, dateIn, trafficTodayQuery, trunkQuery, type Trunk } from './api.ts';
import { Gateways } from './gateways.tsx';
import { TrunkState } from './trunk-state.tsx';
import { TrunkDialog } from './trunk-dialog.tsx';
import { Allowed } from '../../ui/allowed.tsx';
import { useMay } from '../../api/may.ts';
import { NotShown } from '../../ui/not-shown.tsx';

/** One way to a carrier: its terms, and the addresses that calls are sent to. */
export function TrunkPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/signed-in/carriers/trunks/$id' });
  const [isEditing, setEditing] = useState(false);
  const trunk = useQuery(trunkQuery(id));
  if (trunk.isPending) return <Loading height={220} />;
  if (trunk.isError) return <NotShown query={trunk} />;
  const { name, providerName } = trunk.data;
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
            <TrunkState trunk={trunk.data} />
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
  const mayReadCalls = useMay()('calls:read');
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
          {mayReadCalls && <Today trunk={trunk} />}
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

/** How many calls went this way, and how many of them were answered. */
function Today({ trunk }: Readonly<{ trunk: Trunk }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const { data } = useQuery(trafficTodayQuery(trunk.id, zone));
  const [totals] = data?.groups ?? [];
  const { calls = 0, asrPercent = null } = totals ?? {};
  const from = dateIn(zone);
  return (
    <>
      <Fact name={t('carriers.trunks.today')}>
        {data === undefined ? (
          '–'
        ) : (
          <Link to="/calls" search={{ trunk: trunk.id, from, to: from }}>
            {new Intl.NumberFormat(language).format(calls)}
          </Link>
        )}
      </Fact>
      <Fact name={t('carriers.trunks.asrToday')}>
        {asrPercent === null ? '–' : percentText(String(asrPercent), language)}
      </Fact>
    </>
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
