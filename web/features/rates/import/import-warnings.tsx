import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import type { RateImport } from '../api.ts';

type Warning = RateImport['warnings']['first'][number];

/** Rates that somebody should look at before the import: they may be right, and are imported all the same. */
export function ImportWarnings({ warnings }: { warnings: RateImport['warnings'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const count = new Intl.NumberFormat(language);
  // As many digits after the point as a rate has.
  const rate = new Intl.NumberFormat(language, { maximumFractionDigits: 9 });
  const { jumpPercent, jumps, belowCost, first } = warnings;
  const found = [
    { kind: 'jump', rates: jumps, column: 'before' },
    { kind: 'below_cost', rates: belowCost ?? 0, column: 'boughtAt' },
  ] as const;
  return found
    .filter(({ rates }) => rates > 0)
    .map(({ kind, rates, column }) => (
      <div key={kind}>
        <div className="tb-notice" data-tone="warn" role="status">
          <p>
            {t(`rates.import.warning.${kind}`, {
              rates: count.format(rates),
              percent: count.format(jumpPercent ?? 0),
            })}
          </p>
        </div>
        <DataTable
          label={t('rates.import.warning.title')}
          columns={columnsOf(t, rate, column)}
          rows={first.filter(({ warning }) => warning === kind)}
          rowKey={({ prefix }) => prefix}
        />
      </div>
    ));
}

function columnsOf(
  t: ReturnType<typeof useTranslation>['t'],
  rate: Intl.NumberFormat,
  compared: 'before' | 'boughtAt',
): readonly Column<Warning>[] {
  return [
    {
      id: 'prefix',
      header: t('rates.rate.field.prefix.label'),
      isHead: true,
      cell: ({ prefix }) => prefix,
    },
    {
      id: 'destination',
      header: t('rates.rate.field.destination.label'),
      cell: ({ destination }) => <bdi>{destination}</bdi>,
    },
    {
      id: 'compared',
      header: t(`rates.import.warning.${compared}`),
      isNumeric: true,
      cell: (warning) => rate.format(Number(warning.compared)),
    },
    {
      id: 'new',
      header: t('rates.import.warning.new'),
      isNumeric: true,
      cell: ({ costPerMinute }) => rate.format(Number(costPerMinute)),
    },
  ];
}
