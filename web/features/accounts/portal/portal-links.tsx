import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../../ui/icons.tsx';
import type { AccountTab } from '../search.ts';

const PAGES: readonly (readonly [AccountTab, IconName])[] = [
  ['overview', 'home'],
  ['calls', 'phone'],
  ['live', 'live'],
  ['statement', 'rates'],
  ['documents', 'list'],
  ['products', 'box'],
  ['devices', 'device'],
  ['numbers', 'phone'],
  ['profile', 'accounts'],
];

/** Where a customer can go: the pages of its own account. */
export function PortalLinks({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  return PAGES.map(([tab, icon]) => (
    <Link
      key={tab}
      className="tb-rail-link"
      to="/accounts/$id"
      params={{ id: accountId }}
      search={tab === 'overview' ? {} : { tab }}
      activeOptions={tab === 'overview' ? { exact: true, explicitUndefined: true } : {}}
    >
      <Icon name={icon} /> <span>{t(`shell.portal.${tab}`)}</span>
    </Link>
  ));
}
