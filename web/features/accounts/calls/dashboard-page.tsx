/** What goes on now, and what the calls of a period brought in: each number opens its calls. */
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isStaff } from '../../../../src/domain/accounts/actor.ts';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { durationText, isNegative, moneyText, percentText, zoneText } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { EmptyState, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { callsNowQuery, totalsQuery, type Group } from './api.ts';
import { daysBack } from './periods.ts';
import { PERIODS, type CallFilters, type Grouping, type Period } from './search.ts';
import { TotalsChart } from './totals-chart.tsx';
import { TotalsTable } from './totals-table.tsx';

const DAYS: Readonly<Record<Period, number>> = { today: 1, week: 7, month: 30 };
const SHOWN = 8;

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
  const before = daysBack(days, zone, days);
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
      <Now />
      <Business filters={filters} before={before} zone={zone} />
      <Panel title={t('traffic.dashboard.course')}>
        <Course filters={filters} by={period === 'today' ? 'hour' : 'day'} zone={zone} />
      </Panel>
      <Top by="prefix" filters={filters} zone={zone} />
      <Top by="account" filters={filters} zone={zone} />
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
  const { live, ringing, callsPerSecond, held } = now.data;
  const number = new Intl.NumberFormat(language);
  return (
    <Panel title={t('usage.title')}>
      <dl className="tb-figures">
        <Figure name={t('usage.liveCalls')}>
          <Link to="/live" search={{}}>
            {number.format(live)}
          </Link>
        </Figure>
        <Figure name={t('traffic.dashboard.ringing')}>{number.format(ringing)}</Figure>
        <Figure name={t('traffic.dashboard.cps')}>{number.format(callsPerSecond)}</Figure>
        <Figure name={t('traffic.dashboard.held')}>
          {held.length === 0
            ? '–'
            : held.map(({ currency, amount }) => (
                <div key={currency}>{moneyText(amount, currency, language)}</div>
              ))}
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

/** A period against the one before it, measure by measure. */
function Business({
  filters,
  before,
  zone,
}: Readonly<{ filters: CallFilters; before: CallFilters; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useQuery(totalsQuery(filters, { by: 'none', zone }));
  const then = useQuery(totalsQuery(before, { by: 'none', zone }));
  if (now.isError) return <ProblemAlert error={now.error} onRetry={() => void now.refetch()} />;
  if (now.data === undefined || then.data === undefined) return <Loading height={180} />;
  const [group, earlier] = [now.data.groups[0], then.data.groups[0]];
  const number = new Intl.NumberFormat(language);
  const count = (of: Group | undefined, field: 'calls' | 'answered' | 'refused', search: CallFilters) => (
    <Link to="/calls" search={{ ...search, ...(field !== 'calls' && { outcome: field }) }}>
      {number.format(of?.[field] ?? 0)}
    </Link>
  );
  const asr = (of: Group | undefined) =>
    typeof of?.asrPercent === 'number' ? percentText(String(of.asrPercent), language) : '–';
  const acd = (of: Group | undefined) =>
    typeof of?.acdSeconds === 'number' ? durationText(Math.round(of.acdSeconds)) : '–';
  const currencies = [
    ...new Set([...(group?.money ?? []), ...(earlier?.money ?? [])].map(({ currency }) => currency)),
  ];
  const amountOf = (of: Group | undefined, currency: string, field: 'revenue' | 'cost' | 'margin') =>
    of?.money.find((each) => each.currency === currency)?.[field] ?? null;
  return (
    <Panel title={t('traffic.dashboard.business')}>
      <div
        className="tb-table-scroll"
        role="region"
        aria-label={t('traffic.dashboard.business')}
        tabIndex={0}
      >
        <table className="tb-table" aria-label={t('traffic.dashboard.business')}>
          <thead>
            <tr>
              <th scope="col">{t('traffic.dashboard.measure')}</th>
              <th scope="col" data-numeric>
                {t('traffic.dashboard.thisPeriod')}
              </th>
              <th scope="col" data-numeric>
                {t('traffic.dashboard.before')}
              </th>
            </tr>
          </thead>
          <tbody>
            {(['calls', 'answered', 'refused'] as const).map((field) => (
              <Line
                key={field}
                name={field === 'calls' ? t('traffic.callsCount') : t(`calls.outcomes.${field}`)}
                now={count(group, field, filters)}
                then={count(earlier, field, before)}
              />
            ))}
            <Line name={t('traffic.asr')} now={asr(group)} then={asr(earlier)} />
            <Line name={t('traffic.acd')} now={acd(group)} then={acd(earlier)} />
            {currencies.flatMap((currency) =>
              (['revenue', 'cost', 'margin'] as const)
                .filter((field) => [group, earlier].some((of) => amountOf(of, currency, field) !== null))
                .map((field) => (
                  <Line
                    key={`${currency} ${field}`}
                    name={t(`traffic.${field}`)}
                    now={<Amount amount={amountOf(group, currency, field)} currency={currency} />}
                    then={<Amount amount={amountOf(earlier, currency, field)} currency={currency} />}
                  />
                )),
            )}
            {typeof group?.losing === 'number' && (
              <Line
                name={t('traffic.losing')}
                now={<Losing count={group.losing} filters={filters} />}
                then={<Losing count={earlier?.losing ?? 0} filters={before} />}
              />
            )}
          </tbody>
        </table>
      </div>
      <p className="tb-field-help">{t('traffic.dashboard.moneyHelp')}</p>
    </Panel>
  );
}

function Line({ name, now, then }: Readonly<{ name: string; now: React.ReactNode; then: React.ReactNode }>) {
  const { t } = useTranslation();
  return (
    <tr>
      <td data-head>
        <div>{name}</div>
      </td>
      <td data-numeric data-label={t('traffic.dashboard.thisPeriod')}>
        <div>{now}</div>
      </td>
      <td data-numeric data-label={t('traffic.dashboard.before')}>
        <div>{then}</div>
      </td>
    </tr>
  );
}

function Amount({ amount, currency }: Readonly<{ amount: string | null; currency: string }>) {
  const language = useLanguage();
  if (amount === null) return '–';
  return <span data-negative={isNegative(amount) || undefined}>{moneyText(amount, currency, language)}</span>;
}

function Losing({ count, filters }: Readonly<{ count: number; filters: CallFilters }>) {
  const language = useLanguage();
  const may = useMay();
  const text = new Intl.NumberFormat(language).format(count);
  if (!may('carrier_costs:read')) return text;
  return (
    <Link to="/calls" search={{ ...filters, isLosing: 'true' }}>
      {text}
    </Link>
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
      <TotalsChart groups={totals.data.groups} by={by} zone={zone} />
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
