import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { usableAccessNumbers } from '../../../../src/schemas/cards/cards.ts';
import { get } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { useInboundPrice } from '../../../ui/inbound-price.ts';
import { Panel } from '../../../ui/panel.tsx';

type Usable = z.output<typeof usableAccessNumbers>;
type Row = Usable['items'][number];

const query = queryOptions({
  queryKey: ['dids', 'own-access'],
  queryFn: ({ signal }) => get<Usable>('/me/access-numbers', { signal }),
});

/** The numbers that one calls with the own calling card; nothing where there are none. */
export function AccessNumbers() {
  const { t } = useTranslation();
  const language = useLanguage();
  const list = useQuery(query);
  const priceOf = useInboundPrice();
  const columns = useMemo((): readonly Column<Row>[] => {
    const countries = new Intl.DisplayNames(language, { type: 'region' });
    const languages = new Intl.DisplayNames(language, { type: 'language' });
    return [
      {
        id: 'number',
        header: t('cards.number'),
        isHead: true,
        cell: ({ number }) => <span className="tb-mono">+{number}</span>,
      },
      {
        id: 'country',
        header: t('cards.country'),
        cell: ({ country }) => (country === null ? '–' : (countries.of(country) ?? country)),
      },
      {
        id: 'language',
        header: t('cards.language'),
        cell: ({ language: spoken }) => languages.of(spoken) ?? spoken,
      },
      { id: 'price', header: t('cards.price'), cell: ({ price }) => priceOf(price) },
    ];
  }, [t, language, priceOf]);
  const items = list.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title={t('cards.title')}>
      <p className="tb-field-help">{t('cards.help')}</p>
      <DataTable label={t('cards.title')} columns={columns} rows={items} rowKey={({ number }) => number} />
    </Panel>
  );
}
