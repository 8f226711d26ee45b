/** What goes on now, and what the calls of a period brought in: each number opens its calls. */
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isStaff } from '../../../../src/domain/accounts/actor.ts';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { zoneText } from '../../../ui/format.ts';
import { UnhealthyGateways } from '../../../ui/gateways/unhealthy-gateways.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { EmptyState, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { callsNowQuery, totalsQuery } from './api.ts';
import { WaitingPayments } from '../../../ui/waiting-payments.tsx';
import { Business } from './business.tsx';
import { Exposure } from './exposure.tsx';
import { Owed } from './owed.tsx';
import { daysBack, daysBefore } from './periods.ts';
import { Switches } from './switches.tsx';
import { PERIODS, type CallFilters, type Grouping, type Period } from './search.ts';
import { TotalsChart } from './totals-chart.tsx';
import { TotalsTable } from './totals-table.tsx';

const DAYS: Readonly<Record<Period, number>> = { today: 1, week: 7, month: 30 };
const SHOWN = 8;
const MINUTE_MS = 60_000;

export function DashboardPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  const { period = 'today' } = useSearch({ from: '/signed-in/dashboard' });
  const navigate = useNavigate({ from: '/dashboard' });
  if (actor === undefined || actor === null) return null;
  const zone = actor.timezone;
  const days = DAYS[period];
  const filters = daysBack(days, zone);
  const before = daysBefore(days, zone);
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('traffic.dashboard.title')}</h1>
        <SegmentedControl
          size="xs"
          aria-label={t('traffic.dashboard.period')}
          value={period}
          onChange={(next) => void navigate({ search: { period: next as Period } })}
          data={PERIODS.map((value) => ({ value, label: t(`traffic.dashboard.periods.${value}`) }))}
        />
      </div>
      <p className="tb-list-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
      {may('carriers:read') && <UnhealthyGateways zone={zone} />}
      {may(['payments:approve', 'money:pay', 'money:correct']) && <WaitingPayments />}
      <Now />
      <Exposure />
      {may('documents:read') && <Owed />}
      <Business filters={filters} before={before} zone={zone} />
      <Panel title={t('traffic.dashboard.course')}>
        <Course filters={filters} by={period === 'today' ? 'hour' : 'day'} zone={zone} />
      </Panel>
      <Top by="prefix" filters={filters} zone={zone} />
      <Top by="account" filters={filters} zone={zone} />
      {may('switches:read') && <Switches zone={zone} />}
      {may('carriers:read') && <Top by="trunk" filters={filters} zone={zone} />}
      {isStaff(actor) && <Top by="reason" filters={{ ...filters, outcome: 'refused' }} zone={zone} />}
    </>
  );
}

function Now() {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useQuery(callsNowQuery);
  if (now.isError) return <ProblemAlert error={now.error} onRetry={() => void now.refetch()} />;
  if (now.data === undefined) return <Loading height={90} />;
  const { asOf, live, ringing, callsPerSecond } = now.data;
  const number = new Intl.NumberFormat(language);
  return (
    <Panel title={t('usage.title')}>
      <dl className="tb-figures">
        <Figure name={t('usage.liveCalls')}>
          <Link to="/live" search={{}}>
            {number.format(live)}
          </Link>
        </Figure>
        <Figure name={t('traffic.dashboard.ringing')}>
          <Link to="/live" search={{}}>
            {number.format(ringing)}
          </Link>
        </Figure>
        <Figure name={t('traffic.dashboard.cps')}>
          <Link to="/calls" search={{ from: new Date(Date.parse(asOf) - MINUTE_MS).toISOString() }}>
            {number.format(callsPerSecond)}
          </Link>
        </Figure>
      </dl>
    </Panel>
  );
}

function Figure({ name, children }: Readonly<{ name: string; children: React.ReactNode }>) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Course({ filters, by, zone }: Readonly<{ filters: CallFilters; by: Grouping; zone: string }>) {
  const { t } = useTranslation();
  const totals = useQuery(totalsQuery(filters, { by, zone }));
  if (totals.isError) return <ProblemAlert error={totals.error} onRetry={() => void totals.refetch()} />;
  if (totals.data === undefined) return <Loading height={170} />;
  if (totals.data.groups.length === 0)
    return <EmptyState title={t('traffic.dashboard.none')}>{t('traffic.dashboard.noneText')}</EmptyState>;
  return (
    <>
      <TotalsChart groups={totals.data.groups} by={by} filters={filters} zone={zone} />
      <p>
        <Link to="/calls/report" search={{ ...filters, by }}>
          {t('traffic.dashboard.asTable')}
        </Link>
      </p>
    </>
  );
}

function Top({ by, filters, zone }: Readonly<{ by: Grouping; filters: CallFilters; zone: string }>) {
  const { t } = useTranslation();
  const totals = useQuery(totalsQuery(filters, { by, zone }));
  if (totals.isError) return <ProblemAlert error={totals.error} onRetry={() => void totals.refetch()} />;
  if (totals.data === undefined) return <Loading height={120} />;
  const { groups } = totals.data;
  if (groups.length === 0) return null;
  return (
    <Panel
      title={t(`traffic.dashboard.top.${by}`)}
      aside={
        <Link to="/calls/report" search={{ ...filters, by }}>
          {t('traffic.dashboard.all')}
        </Link>
      }
    >
      <TotalsTable
        label={t(`traffic.dashboard.top.${by}`)}
        groups={groups.slice(0, SHOWN)}
        by={by}
        filters={filters}
        zone={zone}
      />
    </Panel>
  );
}
