/** What the reader's own documents have of each tax, for a tax return. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { figureText, isNegative, percentText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { csvBlob } from '../../../ui/write-csv.ts';
import { DayBounds } from '../../../ui/day-bounds.tsx';
import { taxTotalsQuery, type TaxTotals } from './api.ts';
import { kindText } from './document-text.tsx';

type Row = TaxTotals['items'][number];
type Days = Readonly<{ from: string; to: string }>;
const NO_ROWS: readonly Row[] = [];

export function TaxTotalsPanel({ zone }: Readonly<{ zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [days, setDays] = useState(lastMonth);
  const found = useQuery(taxTotalsQuery(days, zone));
  const rows = found.data?.items ?? NO_ROWS;
  const amountOf = (id: 'base' | 'tax'): Column<Row> => ({
    id,
    header: t(`billing.taxes.${id}`),
    isNumeric: true,
    amountOf: (row) => row[id],
    cell: (row, places) => (
      <span data-negative={isNegative(row[id]) || undefined}>
        {figureText(row[id], row.currency, language, places)}
      </span>
    ),
  });
  const columns: readonly Column<Row>[] = [
    {
      id: 'name',
      header: t('billing.taxes.name'),
      isHead: true,
      cell: ({ name, jurisdiction, taxKind, percent }) => (
        <>
          <bdi>{name}</bdi> {taxKind === 'percentage' && percentText(percent, language)}
          {jurisdiction !== '' && (
            <small className="tb-reason">
              <bdi>{jurisdiction}</bdi>
            </small>
          )}
        </>
      ),
    },
    { id: 'kind', header: t('billing.kind'), cell: (row) => kindText(row, t) },
    {
      id: 'count',
      header: t('billing.taxes.count'),
      isNumeric: true,
      cell: ({ count }) => new Intl.NumberFormat(language).format(count),
    },
    amountOf('base'),
    amountOf('tax'),
  ];
  const exportCsv = () => {
    const titles = [
      'name',
      'jurisdiction',
      'percent',
      'kind',
      'receiptOf',
      'currency',
      'count',
      'base',
      'tax',
    ] as const;
    const cells = rows.map((row) => titles.map((title) => String(row[title] ?? '')));
    saveFile(csvBlob(titles, cells), `taxes-${days.from}-${days.to}.csv`);
  };
  return (
    <div className="tb-tax-totals">
      <Panel title={t('billing.taxes.title')}>
        <p className="tb-field-help">{t('billing.taxes.help')}</p>
        <div className="tb-filters" data-labelled>
          <DayBounds
            bounds={days}
            onChange={(change) =>
              setDays((now) => ({ from: change.from || now.from, to: change.to || now.to }))
            }
          />
          {rows.length > 0 && (
            <Button
              variant="default"
              size="xs"
              leftSection={<Icon name="down" size={14} />}
              onClick={exportCsv}
            >
              {t('billing.ageing.export')}
            </Button>
          )}
        </div>
        {found.isError ? (
          <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
        ) : found.isSuccess && rows.length === 0 ? (
          <p className="tb-field-help">{t('billing.taxes.none')}</p>
        ) : (
          <DataTable
            label={t('billing.taxes.title')}
            columns={columns}
            rows={rows}
            rowKey={(row) =>
              [
                row.currency,
                row.name,
                row.jurisdiction,
                row.percent,
                row.taxKind,
                row.kind,
                row.receiptOf,
              ].join(' ')
            }
            isLoading={found.isPending}
          />
        )}
      </Panel>
    </div>
  );
}

function lastMonth(): Days {
  const now = new Date();
  const day = (month: number, date: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), month, date)).toISOString().slice(0, 10);
  return { from: day(now.getUTCMonth() - 1, 1), to: day(now.getUTCMonth(), 0) };
}
