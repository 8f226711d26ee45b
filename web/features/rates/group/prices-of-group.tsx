/** A list that passes prices on: what its customers pay for each prefix, and the rates that it has besides. */
import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { instantOf } from '../../../../src/domain/zoned-time.ts';
import { useLanguage } from '../../../app/use-language.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { figureText, isZero, percentText, rateText, zoneText } from '../../../ui/format.ts';
import { PagedList } from '../../../ui/record/paged-list.tsx';
import { defined } from '../../../ui/search-params.ts';
import { pricesQuery, type PriceOfPrefix, type RateGroup } from '../api.ts';
import { incrementsText } from '../rate-text.ts';
import type { RateGroupSearch } from '../search.ts';
import { RatesOfGroup, ValidAt } from './rates-of-group.tsx';

type Props = Readonly<{ group: RateGroup; zone: string; isStaff: boolean }>;

/** Both lists are searched by the address: changing over begins anew. */
export function PricesAndRates({ group, zone, isStaff }: Props) {
  const { t } = useTranslation();
  const { show } = useSearch({ from: '/signed-in/rates/$id' });
  const navigate = useNavigate({ from: '/rates/$id' });
  const count = new Intl.NumberFormat(useLanguage());
  return (
    <Tabs
      value={show ?? 'prices'}
      keepMounted={false}
      onChange={(value) => void navigate({ search: value === 'own' ? { show: 'own' } : {} })}
    >
      <Tabs.List className="tb-tabs">
        <Tabs.Tab value="prices">{t('rates.price.title')}</Tabs.Tab>
        <Tabs.Tab value="own">{t('rates.ownRate.tab', { rates: count.format(group.rates) })}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="prices" pt="md">
        <Prices group={group} zone={zone} isStaff={isStaff} />
      </Tabs.Panel>
      <Tabs.Panel value="own" pt="md">
        <p className="tb-list-help">{t('rates.ownRate.help')}</p>
        <RatesOfGroup group={group} zone={zone} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Prices({ group, zone, isStaff }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = useSearch({ from: '/signed-in/rates/$id' });
  const navigate = useNavigate({ from: '/rates/$id' });
  const at = search.at === undefined ? undefined : instantOf(search.at, zone);
  const filter = { q: search.q, at };
  const list = useQuery(pricesQuery(group.id, { ...filter, cursor: search.cursor }));
  const columns = usePriceColumns();
  const change = (next: { [K in keyof RateGroupSearch]?: RateGroupSearch[K] | undefined }) =>
    void navigate({
      search: (now) => defined({ ...now, cursor: undefined, ...next }) as RateGroupSearch,
      replace: next.q !== undefined && search.q !== undefined,
    });
  return (
    <section aria-label={t('rates.price.title')}>
      <p className="tb-list-help">
        {t(isStaff ? 'rates.price.ofReseller' : 'rates.price.ofMine', {
          markUp: percentText(group.markUpPercent, language),
        })}
      </p>
      <PagedList
        words="rates.price"
        list={list}
        columns={columns}
        rowKey={(row) => row.prefix}
        search={search}
        onSearch={change}
        isFiltered={search.at !== undefined}
        askCount={{ area: 'rate-groups', path: `/rate-groups/${group.id}/prices`, query: filter }}
        onClear={() => void navigate({ search: {} })}
        emptyText={t(isStaff ? 'rates.price.emptyOfReseller' : 'rates.price.emptyText')}
        filters={<ValidAt at={search.at} onChange={(next) => change({ at: next })} />}
      />
      <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
    </section>
  );
}

function usePriceColumns(): readonly Column<PriceOfPrefix>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        id: 'prefix',
        header: t('rates.rate.field.prefix.label'),
        isHead: true,
        cell: (row) => <span className="tb-mono">{row.prefix}</span>,
      },
      {
        id: 'destination',
        header: t('rates.rate.field.destination.label'),
        cell: (row) => (row.destination === '' ? '–' : <bdi>{row.destination}</bdi>),
      },
      {
        id: 'cost',
        header: t('rates.rate.field.costPerMinute.label'),
        isNumeric: true,
        cell: (row) => rateText(row.costPerMinute, row.currency, language),
      },
      {
        id: 'connection',
        header: t('rates.rate.field.connectionCost.label'),
        isNumeric: true,
        amountOf: (row) => row.connectionCost,
        cell: (row, places) =>
          isZero(row.connectionCost) ? '–' : figureText(row.connectionCost, row.currency, language, places),
      },
      {
        id: 'increments',
        header: t('rates.increments'),
        isNumeric: true,
        cell: (row) =>
          row.graceSeconds === 0
            ? incrementsText(row)
            : t('rates.withGrace', { increments: incrementsText(row), seconds: row.graceSeconds }),
      },
      {
        id: 'source',
        header: t('rates.price.source'),
        cell: (row) => t(row.isOwnRate ? 'rates.price.isOwnRate' : 'rates.price.isPassedOn'),
      },
    ],
    [t, language],
  );
}
