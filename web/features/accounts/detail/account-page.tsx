import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { loadTexts } from '../../../app/i18n.ts';
import { actorQuery } from '../../../api/actor.ts';
import { bringIntoView } from '../../../ui/bring-into-view.ts';
import { Loading } from '../../../ui/loading.tsx';
import { accountQuery, type Account } from '../api.ts';
import { ACCOUNT_TABS, type AccountTab } from '../search.ts';
import { AccountHeader } from './account-header.tsx';
import { CallsTab } from './calls-tab.tsx';
import { DevicesTab } from './devices-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { ProfileTab } from './profile-tab.tsx';
import { StatementTab } from './statement-tab.tsx';
import { useMay, type Permission } from '../../../api/may.ts';
import { NotShown } from '../../../ui/not-shown.tsx';

/** Forms and lists that most visits do not need. */
const NumbersTab = lazy(async () => {
  const [{ NumbersTab: component }] = await Promise.all([
    import('./numbers-tab.tsx'),
    loadTexts('numbers'),
    loadTexts('packages'),
    loadTexts('subscriptions'),
  ]);
  return { default: component };
});

const DocumentsTab = lazy(async () => {
  const [{ DocumentsTab: component }] = await Promise.all([
    import('../billing/documents-tab.tsx'),
    loadTexts('billing'),
  ]);
  return { default: component };
});

const ProductsTab = lazy(async () => {
  const [{ ProductsTab: component }] = await Promise.all([
    import('../products/products-tab.tsx'),
    loadTexts('subscriptions'),
  ]);
  return { default: component };
});

const LiveTab = lazy(async () => {
  const [{ LiveTab: component }] = await Promise.all([import('./live-tab.tsx'), loadTexts('live')]);
  return { default: component };
});

const MailsTab = lazy(async () => {
  const [{ MailsTab: component }] = await Promise.all([
    import('./mails-tab.tsx'),
    loadTexts('mails'),
    loadTexts('billing'),
  ]);
  return { default: component };
});

const TimelineTab = lazy(async () => {
  const [{ TimelineTab: component }] = await Promise.all([
    import('./timeline-tab.tsx'),
    loadTexts('timeline'),
    loadTexts('numbers'),
    loadTexts('rates'),
  ]);
  return { default: component };
});

const PortalPage = lazy(async () => {
  const [{ PortalPage: component }] = await Promise.all([
    import('../portal/portal-page.tsx'),
    loadTexts('portal'),
    loadTexts('packages'),
    loadTexts('numbers'),
    loadTexts('subscriptions'),
  ]);
  return { default: component };
});

/** One account: who it is, what it can spend, and everything that happened to it. */
export function AccountPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/signed-in/accounts/$id' });
  const { tab = 'overview' } = useSearch({ from: '/signed-in/accounts/$id' });
  const navigate = useNavigate({ from: '/accounts/$id' });
  const { data: actor } = useQuery(actorQuery);
  const may = useMay();
  const account = useQuery(accountQuery(id));
  if (account.isPending) return <Loading height={220} />;
  if (account.isError) return <NotShown query={account} />;
  const tabs = tabsOf(account.data, may);
  const current = tabs.includes(tab) ? tab : 'overview';
  if (actor?.kind === 'customer') {
    return (
      <Suspense fallback={<Loading height={220} />}>
        <PortalPage account={account.data} tab={current}>
          <TabContent tab={current} account={account.data} />
        </PortalPage>
      </Suspense>
    );
  }
  return (
    <>
      <AccountHeader account={account.data} />
      <Tabs
        value={current}
        keepMounted={false}
        onChange={(value) => void navigate({ search: { tab: value as AccountTab } })}
      >
        <Tabs.List className="tb-tabs">
          {tabs.map((value) => (
            <Tabs.Tab key={value} value={value} ref={value === current ? bringIntoView : null}>
              {t(`account.tab.${value === 'numbers' && account.data.kind !== 'customer' ? 'limits' : value}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((value) => (
          <Tabs.Panel key={value} value={value} pt="md">
            <Suspense fallback={<Loading height={220} />}>
              <TabContent tab={value} account={account.data} />
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function TabContent({ tab, account }: { tab: AccountTab; account: Account }) {
  switch (tab) {
    case 'overview':
      return <OverviewTab account={account} />;
    case 'statement':
      return <StatementTab account={account} />;
    case 'documents':
      return <DocumentsTab account={account} />;
    case 'calls':
      return <CallsTab account={account} />;
    case 'products':
      return <ProductsTab account={account} />;
    case 'live':
      return <LiveTab account={account} />;
    case 'devices':
      return <DevicesTab account={account} />;
    case 'numbers':
      return <NumbersTab account={account} />;
    case 'mails':
      return <MailsTab account={account} />;
    case 'timeline':
      return <TimelineTab account={account} />;
    case 'profile':
      return <ProfileTab account={account} />;
  }
}

const NEEDED: Readonly<Partial<Record<AccountTab, Permission>>> = {
  statement: 'money:read',
  documents: 'documents:read',
  calls: 'calls:read',
  live: 'calls:read',
  products: 'subscriptions:read',
  mails: 'mails:read',
  timeline: 'audit:read',
};

/** Staff have neither money nor calls; only customers have phones. */
function tabsOf(account: Account, may: ReturnType<typeof useMay>): readonly AccountTab[] {
  return ACCOUNT_TABS.filter((tab) => {
    const needed = NEEDED[tab];
    if (needed !== undefined && !may(needed)) return false;
    if (['statement', 'documents', 'calls', 'live', 'products', 'numbers'].includes(tab))
      return account.wallet !== null;
    if (tab === 'devices') return account.kind === 'customer';
    if (tab === 'mails') return account.kind !== 'provider';
    return true;
  });
}
