/** What a customer sees of its own account: the same panel, in its own words. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../api.ts';
import type { AccountTab } from '../search.ts';
import { PortalDetails } from './portal-details.tsx';
import { PortalHome } from './portal-home.tsx';
import { PortalNumbers } from './portal-numbers.tsx';

type Props = Readonly<{
  account: Account;
  tab: AccountTab;
  /** The page as everybody has it; some a customer has in a form of its own. */
  children: ReactNode;
}>;

export function PortalPage({ account, tab, children }: Props) {
  const { t } = useTranslation();
  if (tab === 'overview') return <PortalHome account={account} />;
  return (
    <>
      <div className="tb-page-head">
        <h1>{t(`shell.portal.${tab}`)}</h1>
      </div>
      {tab === 'numbers' ? (
        <PortalNumbers account={account} />
      ) : tab === 'profile' ? (
        <PortalDetails account={account} />
      ) : (
        children
      )}
    </>
  );
}
