/** The last 30 days of an account: calls, talk time and amounts by day, and where most of it went. */
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { BarChart } from '../../../ui/bar-chart.tsx';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { dateText, durationText, figureText, moneyText, zoneText } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { EmptyState, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { Account } from '../api.ts';
import { usageQuery, type Usage } from './calls-api.ts';

const VIEWS = ['amount', 'calls', 'minutes', 'table'] as const;
type View = (typeof VIEWS)[number];
type Measure = Exclude<View, 'table'>;
type Day = Usage['days'][number];
type Destination = Usage['destinations'][number];

/** Fewer where there are more calls than can be added up soon. */
const DAYS = 30;

export function UsagePanel({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>('amount');
  const usage = useQuery(usageQuery(account.id));
  const isEmpty = usage.data?.total.calls === 0;
  const isShortened = usage.data !== undefined && usage.data.days.length < DAYS;
  return (
    <Panel
      title={t(isShortened ? 'usage.days.latest' : 'usage.days.title')}
      aside={
        isEmpty ? undefined : (
          <SegmentedControl
            size="xs"
            aria-label={t('usage.days.show')}
            value={view}
            onChange={(value) => setView(value as View)}
            data={VIEWS.map((value) => ({ value, label: t(`usage.days.view.${value}`) }))}
          />
        )
      }
    >
      {usage.isPending && <Loading height={170} />}
      {usage.isError && <ProblemAlert error={usage.error} onRetry={() => void usage.refetch()} />}
      {usage.isSuccess && isEmpty && (
        <EmptyState title={t('usage.days.empty')}>{t('usage.days.emptyText')}</EmptyState>
      )}
      {usage.isSuccess && !isEmpty && (
        <>
          <Total usage={usage.data} />
          {isShortened && <p className="tb-field-help">{t('usage.days.shortened')}</p>}
          {account.kind === 'reseller' && (
            <p className="tb-field-help">
              {t(`usage.days.ofReseller.${usage.data.amountIs}`, { currency: usage.data.currency })}
            </p>
          )}
          {view === 'table' ? (
            <DayTable accountId={account.id} usage={usage.data} />
          ) : (
            <DayChart usage={usage.data} measure={view} />
          )}
        </>
      )}
    </Panel>
  );
}

/** Where the money went; the calls behind a line are one click away. */
export function DestinationsPanel({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const usage = useQuery(usageQuery(account.id));
  if (usage.data === undefined || usage.data.destinations.length === 0) return null;
  return (
    <Panel
      title={t(usage.data.days.length < DAYS ? 'usage.destinations.latest' : 'usage.destinations.title')}
    >
      <Destinations accountId={account.id} usage={usage.data} />
    </Panel>
  );
}

function Total({ usage }: Readonly<{ usage: Usage }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { calls, talkSeconds, amount } = usage.total;
  return (
    <p>
      {t('usage.days.total', {
        count: calls,
        talk: durationText(talkSeconds),
        amount: moneyText(amount, usage.currency, language),
      })}
    </p>
  );
}

/** A picture: floats will do. */
function valueOf({ calls, talkSeconds, amount }: Day, measure: Measure): number {
  if (measure === 'calls') return calls;
  return measure === 'minutes' ? talkSeconds / 60 : Number(amount);
}

function DayChart({ usage, measure }: Readonly<{ usage: Usage; measure: Measure }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { days, currency, from, to, timezone } = usage;
  const number = new Intl.NumberFormat(language);
  const text = (day: Day) => {
    if (measure === 'amount') return moneyText(day.amount, currency, language);
    return measure === 'calls' ? number.format(day.calls) : durationText(day.talkSeconds);
  };
  return (
    <>
      <BarChart
        label={t('usage.days.chart', {
          what: t(`usage.days.view.${measure}`),
          from: dateText(from, language),
          to: dateText(to, language),
        })}
        bars={days.map((day) => ({
          key: day.date,
          value: valueOf(day, measure),
          title: `${dateText(day.date, language)}: ${text(day)}`,
        }))}
        scale={(top) =>
          measure === 'amount' ? moneyText(top.toFixed(6), currency, language) : number.format(top)
        }
        first={dateText(from, language)}
        last={dateText(to, language)}
      />
      <p className="tb-field-help">{t('usage.days.zone', { zone: zoneText(timezone, language) })}</p>
    </>
  );
}

function DayTable({ accountId, usage }: Readonly<{ accountId: string; usage: Usage }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const sums = useSumColumns<Day>(usage.currency);
  const columns: readonly Column<Day>[] = [
    {
      id: 'date',
      header: t('usage.days.date'),
      isHead: true,
      cell: ({ date }) => (
        <Link
          to="/accounts/$id"
          params={{ id: accountId }}
          search={{ tab: 'calls', outcome: 'answered', from: date, to: date }}
        >
          {dateText(date, language)}
        </Link>
      ),
    },
    ...sums,
  ];
  // The latest first, as everywhere; days without a call say nothing.
  const rows = usage.days.filter(({ calls }) => calls > 0).toReversed();
  return (
    <DataTable label={t('usage.days.title')} columns={columns} rows={rows} rowKey={({ date }) => date} />
  );
}

function Destinations({ accountId, usage }: Readonly<{ accountId: string; usage: Usage }>) {
  const { t } = useTranslation();
  const sums = useSumColumns<Destination>(usage.currency);
  const { from, to } = usage;
  const columns: readonly Column<Destination>[] = [
    {
      id: 'destination',
      header: t('usage.destinations.destination'),
      isHead: true,
      cell: ({ name, prefix, direction }) =>
        direction !== null ? (
          <Link
            to="/accounts/$id"
            params={{ id: accountId }}
            search={{ tab: 'calls', outcome: 'answered', from, to, direction }}
          >
            {t(`usage.destinations.ways.${direction}`)}
          </Link>
        ) : (
          <Link
            to="/accounts/$id"
            params={{ id: accountId }}
            search={{ tab: 'calls', outcome: 'answered', from, to, ratePrefix: prefix }}
          >
            {name !== '' && (
              <>
                <bdi>{name}</bdi>{' '}
              </>
            )}
            <span className="tb-mono">+{prefix}</span>
          </Link>
        ),
    },
    ...sums,
  ];
  return (
    <DataTable
      label={t('usage.destinations.title')}
      columns={columns}
      rows={usage.destinations}
      rowKey={({ prefix, direction }) => direction ?? prefix}
    />
  );
}

function useSumColumns<Row extends Day | Destination>(currency: string): readonly Column<Row>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(
    () => [
      { id: 'calls', header: t('usage.days.view.calls'), isNumeric: true, cell: ({ calls }) => calls },
      {
        id: 'talk',
        header: t('calls.talk'),
        isNumeric: true,
        cell: ({ talkSeconds }) => durationText(talkSeconds),
      },
      {
        id: 'amount',
        header: t('usage.days.view.amount'),
        isNumeric: true,
        amountOf: ({ amount }) => amount,
        cell: ({ amount }, places) => figureText(amount, currency, language, places),
      },
    ],
    [t, currency, language],
  );
}
