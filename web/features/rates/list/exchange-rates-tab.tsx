import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CURRENCIES } from '../../../../src/domain/money.ts';
import { actorQuery } from '../../../api/actor.ts';
import { post } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { timeText } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { currencyOptions } from '../../../ui/places.ts';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import { PagedList } from '../../../ui/record/paged-list.tsx';
import { toast } from '../../../ui/toast.ts';
import { ExchangeFeedPanel } from './exchange-feed-panel.tsx';
import { ExchangeImportDialog } from './exchange-import-dialog.tsx';
import { ExchangeNow } from './exchange-now.tsx';
import { ExchangePositions } from './exchange-positions.tsx';
import { exchangeRatesQuery, type ExchangeRate } from '../api.ts';

/** What one currency is worth in another, from a moment on. A rated call keeps the rate of its moment. */
export function ExchangeRatesTab() {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  const { cursor } = useSearch({ from: '/signed-in/rates' });
  const navigate = useNavigate({ from: '/rates' });
  const [isAdding, setAdding] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const list = useQuery(exchangeRatesQuery(cursor));
  const zone = actor?.timezone ?? 'UTC';
  const columns = useExchangeColumns(zone, language);
  const currencies = useMemo(() => currencyOptions(CURRENCIES, language), [language]);
  return (
    <>
      <p className="tb-list-help">{t('rates.exchange.help')}</p>
      <ExchangeNow zone={zone} />
      <ExchangeFeedPanel zone={zone} />
      <ExchangePositions />
      <Panel title={t('rates.exchange.allRates')}>
        <PagedList
          words="rates.exchange"
          needs="exchange_rates:edit"
          list={list}
          columns={columns}
          rowKey={(row) => `${row.fromCurrency}${row.toCurrency}${row.validFrom}`}
          search={{ cursor }}
          hasSearch={false}
          onSearch={({ cursor: next }) =>
            void navigate({
              search: next === undefined ? { tab: 'exchange' } : { tab: 'exchange', cursor: next },
            })
          }
          action={
            <span className="tb-row-actions">
              <Button variant="default" onClick={() => setImporting(true)}>
                {t('rates.exchange.import')}
              </Button>
              <Button onClick={() => setAdding(true)}>{t('rates.exchange.add')}</Button>
            </span>
          }
        />
      </Panel>
      {isImporting && <ExchangeImportDialog onClose={() => setImporting(false)} />}
      {isAdding && (
        <FormDialog
          title={t('rates.exchange.add')}
          submit={t('rates.exchange.add')}
          words="rates.exchange.field"
          zone={zone}
          record={{}}
          fields={[
            { name: 'fromCurrency', input: 'choice', options: currencies, isRequired: true },
            { name: 'toCurrency', input: 'choice', options: currencies, isRequired: true },
            { name: 'rate', input: 'decimal', isRequired: true },
            { name: 'validFrom', input: 'instant', empty: 'omitted' },
            { name: 'isConfirmed', input: 'check', isAskedFor: true },
          ]}
          schema={async () =>
            (await import('../../../../src/schemas/rating/exchange-rates.ts')).createExchangeRate
          }
          save={(body, idempotencyKey) => post<ExchangeRate>('/exchange-rates', body, { idempotencyKey })}
          onSaved={async () => {
            setAdding(false);
            toast(t('record.saved'));
            await queryClient.invalidateQueries({ queryKey: ['exchange-rates'] });
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

function useExchangeColumns(zone: string, language: string): readonly Column<ExchangeRate>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'pair',
        header: t('rates.exchange.pair'),
        isHead: true,
        cell: (row) => `${row.fromCurrency} → ${row.toCurrency}`,
      },
      {
        id: 'rate',
        header: t('rates.exchange.field.rate.label'),
        isNumeric: true,
        cell: (row) =>
          `1 ${row.fromCurrency} = ${new Intl.NumberFormat(language, { maximumFractionDigits: 10 }).format(
            row.rate as Intl.StringNumericLiteral,
          )} ${row.toCurrency}`,
      },
      {
        id: 'from',
        header: t('rates.exchange.field.validFrom.label'),
        cell: (row) => <time dateTime={row.validFrom}>{timeText(row.validFrom, zone, language)}</time>,
      },
    ],
    [t, zone, language],
  );
}
