import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/may.ts';
import { ExchangeRatesTab } from './exchange-rates-tab.tsx';
import { RateGroupsTab } from './rate-groups-tab.tsx';

/** Price lists: what customers pay and what carriers ask. Rates between currencies are the operator's. */
export function RatesPage() {
  const { t } = useTranslation();
  const { tab = 'groups' } = useSearch({ from: '/signed-in/rates' });
  const navigate = useNavigate({ from: '/rates' });
  const may = useMay();
  const seesCarriers = may('carrier_costs:read');
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('rates.title')}</h1>
      </div>
      {may('exchange_rates:read') ? (
        <Tabs
          value={tab}
          keepMounted={false}
          onChange={(value) => void navigate({ search: value === 'exchange' ? { tab: 'exchange' } : {} })}
        >
          <Tabs.List className="tb-tabs">
            <Tabs.Tab value="groups">{t('rates.groups.title')}</Tabs.Tab>
            <Tabs.Tab value="exchange">{t('rates.exchange.title')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="groups" pt="md">
            <RateGroupsTab isStaff={seesCarriers} />
          </Tabs.Panel>
          <Tabs.Panel value="exchange" pt="md">
            <ExchangeRatesTab />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <RateGroupsTab isStaff={seesCarriers} />
      )}
    </>
  );
}
