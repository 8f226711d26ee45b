import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { useTranslation } from 'react-i18next';
import type { dryRun } from '../../../../src/schemas/billing/issuing.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { dayText, figureText, isNegative, moneyText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Fact, Facts } from '../../../ui/panel.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { Tag } from '../../../ui/tag.tsx';
import { periodText } from './document-text.tsx';
import { csvBlob } from '../../../ui/write-csv.ts';

type DryRun = z.output<typeof dryRun>;
type Row = DryRun['rows'][number];

/** As many as are listed. */
const LISTED_MAX = 1000;

/** Sums, and what would be issued line by line. */
export function DryRunResult({ dryRun: run, zone }: Readonly<{ dryRun: DryRun; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const count = new Intl.NumberFormat(language);
  if (run.due === 0) return <p className="tb-none">{t('billing.dryRun.nothing')}</p>;
  const amount = (id: 'net' | 'tax' | 'total'): Column<Row> => ({
    id,
    header: t(`billing.amounts.${id}`),
    isNumeric: true,
    amountOf: (row) => row[id],
    cell: (row, places) => (
      <span data-negative={isNegative(row[id]) || undefined}>
        {figureText(row[id], row.currency, language, places)}
      </span>
    ),
  });
  return (
    <>
      <Facts>
        {(['due', 'issued', 'skipped', 'parked'] as const).map((name) => (
          <Fact key={name} name={t(`billing.dryRun.${name}`)}>
            {count.format(run[name])}
          </Fact>
        ))}
        {run.totals.map(({ kind, currency, ...sum }) => {
          const money = (text: string) => moneyText(text, currency, language);
          return (
            <Fact
              key={`${currency} ${kind}`}
              name={t(`billing.totals.kinds.${kind}`, { count: sum.count, rows: count.format(sum.count) })}
            >
              {t('billing.totals.sum', { net: money(sum.net), tax: money(sum.tax) })}{' '}
              <strong>{money(sum.total)}</strong>
            </Fact>
          );
        })}
      </Facts>
      {run.rows.length > 0 && (
        <>
          <div className="tb-panel-row">
            <h3>{t('billing.dryRun.rows')}</h3>
            <Button
              variant="default"
              size="xs"
              leftSection={<Icon name="down" size={14} />}
              onClick={() => exportCsv(run, (key) => t(key))}
            >
              {t('billing.dryRun.export')}
            </Button>
          </div>
          <DataTable
            label={t('billing.dryRun.rows')}
            rows={run.rows}
            rowKey={({ accountId, kind }) => `${accountId} ${kind}`}
            columns={[
              {
                id: 'account',
                header: t('billing.account'),
                isHead: true,
                cell: ({ accountId, accountNumber }) => (
                  <Link
                    className="tb-mono"
                    to="/accounts/$id"
                    params={{ id: accountId }}
                    search={{ tab: 'documents' }}
                  >
                    {accountNumber}
                  </Link>
                ),
              },
              { id: 'kind', header: t('billing.kind'), cell: ({ kind }) => t(`billing.kinds.${kind}`) },
              {
                id: 'period',
                header: t('billing.period'),
                cell: ({ periodFrom, periodTo }) =>
                  periodText({ from: periodFrom, to: periodTo }, (at) => dayText(at, zone, language), t),
              },
              amount('net'),
              amount('tax'),
              amount('total'),
              {
                id: 'outcome',
                header: t('billing.dryRun.outcome'),
                cell: ({ outcome }) => (
                  <Tag tone={outcome === 'issue' ? 'good' : 'warn'}>
                    {t(`billing.dryRun.outcomes.${outcome}`)}
                  </Tag>
                ),
              },
            ]}
          />
          {run.rows.length >= LISTED_MAX && <p className="tb-field-help">{t('billing.dryRun.cut')}</p>}
        </>
      )}
    </>
  );
}

function exportCsv({ rows, at }: DryRun, t: (key: string) => string): void {
  const titles = [
    t('billing.ageing.number'),
    t('billing.kind'),
    t('billing.dryRun.outcome'),
    t('billing.currency'),
    t('billing.from'),
    t('billing.to'),
    ...(['net', 'tax', 'total'] as const).map((name) => t(`billing.amounts.${name}`)),
    t('billing.parked.usual'),
  ];
  const cells = rows.map((row) => [
    row.accountNumber,
    t(`billing.kinds.${row.kind}`),
    t(`billing.dryRun.outcomes.${row.outcome}`),
    row.currency,
    row.periodFrom,
    row.periodTo,
    row.net,
    row.tax,
    row.total,
    row.usual ?? '',
  ]);
  saveFile(csvBlob(titles, cells), `dry-run-${at.slice(0, 10)}.csv`);
}
