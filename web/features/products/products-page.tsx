import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/may.ts';
import { ProductsTab } from './products-tab.tsx';
import { SubscriptionsTab } from './subscriptions-tab.tsx';

/** What is sold beside calls, and who has it. */
export function ProductsPage() {
  const { t } = useTranslation();
  const { tab = 'products' } = useSearch({ from: '/signed-in/products' });
  const navigate = useNavigate({ from: '/products' });
  const may = useMay();
  const tabs = (['products', 'subscriptions'] as const).filter((each) => may(`${each}:read`));
  const current = tabs.includes(tab) ? tab : tabs[0];
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('products.title')}</h1>
      </div>
      <Tabs
        value={current ?? null}
        keepMounted={false}
        onChange={(value) => void navigate({ search: value === 'subscriptions' ? { tab: value } : {} })}
      >
        <Tabs.List className="tb-tabs">
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(each === 'products' ? 'products.title' : 'subscriptions.list.title')}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="products" pt="md">
          <ProductsTab />
        </Tabs.Panel>
        <Tabs.Panel value="subscriptions" pt="md">
          <SubscriptionsTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
