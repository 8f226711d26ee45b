/** What counts now between two currencies, pair by pair, and how each pair has moved. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { BarChart } from '../../../ui/bar-chart.tsx';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { timeText } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { currentRatesQuery, pairHistoryQuery, type CurrentRate, type ExchangeRate } from '../api.ts';

/** Bars that stand beside each other on a phone. */
const SHOWN = 30;

export function ExchangeNow({ zone }: Readonly<{ zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const current = useQuery(currentRatesQuery);
  const [open, setOpen] = useState<CurrentRate | null>(null);
  const columns = useMemo((): readonly Column<CurrentRate>[] => {
    const figure = rateFigure(language);
    return [
      { id: 'pair', header: t('rates.exchange.pair'), isHead: true, cell: pairText },
      {
        id: 'rate',
        header: t('rates.exchange.field.rate.label'),
        isNumeric: true,
        cell: ({ rate, toCurrency }) => `${figure(rate)} ${toCurrency}`,
      },
      {
        id: 'change',
        header: t('rates.exchange.change'),
        isNumeric: true,
        cell: ({ rate, previous }) => (previous === null ? '' : changeText(previous, rate, language)),
      },
      {
        id: 'from',
        header: t('rates.exchange.field.validFrom.label'),
        cell: ({ validFrom }) => <time dateTime={validFrom}>{timeText(validFrom, zone, language)}</time>,
      },
      {
        id: 'actions',
        header: t('rates.exchange.history'),
        isActions: true,
        cell: (row) => (
          <Button
            size="xs"
            variant="default"
            aria-label={t('rates.exchange.historyOf', { pair: pairText(row) })}
            onClick={() => setOpen(row)}
          >
            {t('rates.exchange.history')}
          </Button>
        ),
      },
    ];
  }, [t, language, zone]);
  if (current.isError) return <ProblemAlert error={current.error} onRetry={() => void current.refetch()} />;
  const rows = current.data?.items ?? [];
  if (current.isSuccess && rows.length === 0) return null;
  return (
    <Panel title={t('rates.exchange.now')}>
      <DataTable
        label={t('rates.exchange.now')}
        columns={columns}
        rows={rows}
        rowKey={pairText}
        isLoading={current.isPending}
      />
      {open !== null && (
        <Dialog title={t('rates.exchange.historyOf', { pair: pairText(open) })} onClose={() => setOpen(null)}>
          <History pair={open} zone={zone} />
        </Dialog>
      )}
    </Panel>
  );
}

function History({ pair, zone }: Readonly<{ pair: CurrentRate; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const history = useQuery(pairHistoryQuery(pair.fromCurrency, pair.toCurrency));
  if (history.isError) return <ProblemAlert error={history.error} onRetry={() => void history.refetch()} />;
  if (history.data === undefined) return <Loading height={170} />;
  const figure = rateFigure(language);
  const rows = history.data.items.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  const shown = rows.slice(0, SHOWN).toReversed();
  const time = (at: string) => timeText(at, zone, language);
  const ends = [shown[0], shown.at(-1)].map((row) => (row === undefined ? '' : time(row.validFrom)));
  const columns: readonly Column<ExchangeRate>[] = [
    {
      id: 'from',
      header: t('rates.exchange.field.validFrom.label'),
      isHead: true,
      cell: ({ validFrom }) => <time dateTime={validFrom}>{time(validFrom)}</time>,
    },
    {
      id: 'rate',
      header: t('rates.exchange.field.rate.label'),
      isNumeric: true,
      cell: ({ rate }) => figure(rate),
    },
  ];
  return (
    <>
      {shown.length > 1 && (
        <BarChart
          label={t('rates.exchange.historyOf', { pair: pairText(pair) })}
          bars={shown.map(({ rate, validFrom }) => ({
            key: validFrom,
            value: Number(rate),
            title: `${time(validFrom)}: ${figure(rate)}`,
          }))}
          scale={(top) => figure(String(top))}
          first={ends[0] ?? ''}
          last={ends[1] ?? ''}
        />
      )}
      <DataTable
        label={t('rates.exchange.history')}
        columns={columns}
        rows={rows}
        rowKey={({ validFrom }) => validFrom}
      />
    </>
  );
}

function pairText({ fromCurrency, toCurrency }: Pick<CurrentRate, 'fromCurrency' | 'toCurrency'>): string {
  return `${fromCurrency} → ${toCurrency}`;
}

function rateFigure(language: string): (rate: string) => string {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 10 });
  return (rate) => format.format(rate as Intl.StringNumericLiteral);
}

/** "+0.3 %" */
function changeText(before: string, after: string, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  }).format(Number(after) / Number(before) - 1);
}
