/** What one gained or lost by exchanging money, at the rates of now; nothing where none was exchanged. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { isNegative, moneyText } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { exchangePositionsQuery } from '../api.ts';

export function ExchangePositions() {
  const { t } = useTranslation();
  const language = useLanguage();
  const positions = useQuery(exchangePositionsQuery);
  if (positions.isError)
    return <ProblemAlert error={positions.error} onRetry={() => void positions.refetch()} />;
  if (positions.data === undefined || positions.data.items.length === 0) return null;
  const { currency, gain, items } = positions.data;
  const figure = new Intl.NumberFormat(language, { maximumFractionDigits: 10 });
  return (
    <Panel title={t('rates.exchange.positions')}>
      <p className="tb-list-help">{t('rates.exchange.positionsHelp', { currency })}</p>
      <p className="tb-sum">
        <span>
          <small>
            {t(gain !== null && isNegative(gain) ? 'rates.exchange.loss' : 'rates.exchange.gain')}
          </small>{' '}
          <strong data-negative={(gain !== null && isNegative(gain)) || undefined}>
            {gain === null ? t('rates.exchange.unknown') : moneyText(gain, currency, language)}
          </strong>
        </span>
      </p>
      <DataTable
        label={t('rates.exchange.positions')}
        rows={items}
        rowKey={(row) => row.currency}
        columns={[
          {
            id: 'currency',
            header: t('rates.exchange.currency'),
            isHead: true,
            cell: (row) => row.currency,
          },
          {
            id: 'balance',
            header: t('rates.exchange.balance'),
            isNumeric: true,
            cell: (row) => moneyText(row.balance, row.currency, language),
          },
          {
            id: 'rate',
            header: t('rates.exchange.field.rate.label'),
            isNumeric: true,
            cell: ({ rate }) =>
              rate === null ? t('rates.exchange.unknown') : figure.format(rate as Intl.StringNumericLiteral),
          },
          {
            id: 'value',
            header: t('rates.exchange.value', { currency }),
            isNumeric: true,
            cell: ({ value }) =>
              value === null ? t('rates.exchange.unknown') : moneyText(value, currency, language),
          },
        ]}
      />
    </Panel>
  );
}
