import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { rateText } from '../../../ui/format.ts';
import type { RateImport } from '../api.ts';

type Warning = RateImport['warnings']['first'][number];

/** Rates that somebody should look at before the import: they may be right, and are imported all the same. */
export function ImportWarnings({
  warnings,
  currency,
}: Readonly<{ warnings: RateImport['warnings']; currency: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const count = new Intl.NumberFormat(language);
  const cost = (text: string) => rateText(text, currency, language);
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
          columns={columnsOf(t, cost, column)}
          rows={first.filter(({ warning }) => warning === kind)}
          rowKey={({ prefix }) => prefix}
        />
      </div>
    ));
}

function columnsOf(
  t: ReturnType<typeof useTranslation>['t'],
  cost: (text: string) => string,
  compared: 'before' | 'boughtAt',
): readonly Column<Warning>[] {
  return [
    {
      id: 'prefix',
      header: t('sheet.rateField.code'),
      isHead: true,
      cell: ({ prefix }) => <span className="tb-mono">+{prefix}</span>,
    },
    {
      id: 'destination',
      header: t('sheet.rateField.destination'),
      cell: ({ destination }) => <bdi>{destination}</bdi>,
    },
    {
      id: 'compared',
      header: t(`rates.import.warning.${compared}`),
      isNumeric: true,
      cell: (warning) => cost(warning.compared),
    },
    {
      id: 'new',
      header: t('rates.import.warning.new'),
      isNumeric: true,
      cell: ({ costPerMinute }) => cost(costPerMinute),
    },
  ];
}
