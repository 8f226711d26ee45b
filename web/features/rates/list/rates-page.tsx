import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/may.ts';
import { loadTexts } from '../../../app/i18n.ts';
import { Loading } from '../../../ui/loading.tsx';
import { ExchangeRatesTab } from './exchange-rates-tab.tsx';
import { RateGroupsTab } from './rate-groups-tab.tsx';

const PackagesTab = lazy(async () => {
  const [{ PackagesTab: component }] = await Promise.all([
    import('./packages-tab.tsx'),
    loadTexts('packages'),
  ]);
  return { default: component };
});

/** Price lists, packages of free minutes: what customers pay and what carriers ask. Rates between currencies are the operator's. */
export function RatesPage() {
  const { t } = useTranslation();
  const { tab = 'groups' } = useSearch({ from: '/signed-in/rates' });
  const navigate = useNavigate({ from: '/rates' });
  const may = useMay();
  const seesCarriers = may('carrier_costs:read');
  const seesExchange = may('exchange_rates:read');
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('rates.title')}</h1>
      </div>
      <Tabs
        value={tab === 'exchange' && !seesExchange ? 'groups' : tab}
        keepMounted={false}
        onChange={(value) =>
          void navigate({ search: value === 'exchange' || value === 'packages' ? { tab: value } : {} })
        }
      >
        <Tabs.List className="tb-tabs">
          <Tabs.Tab value="groups">{t('rates.groups.title')}</Tabs.Tab>
          <Tabs.Tab value="packages">{t('rates.packages')}</Tabs.Tab>
          {seesExchange && <Tabs.Tab value="exchange">{t('rates.exchange.title')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="groups" pt="md">
          <RateGroupsTab isStaff={seesCarriers} />
        </Tabs.Panel>
        <Tabs.Panel value="packages" pt="md">
          <Suspense fallback={<Loading height={220} />}>
            <PackagesTab />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="exchange" pt="md">
          <ExchangeRatesTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
