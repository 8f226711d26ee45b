/** What the customer has beside calls, and what comes next of it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { subscriptionsOfQuery } from '../../../ui/products/api.ts';
import { NextOf, SubscriptionStatus } from '../../../ui/products/subscription-words.tsx';
import type { Account } from '../api.ts';

/** The rest is one tap away. */
const SHOWN_MAX = 5;

export function PortalProducts({ account: { id, profile } }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const list = useQuery(subscriptionsOfQuery(id, { status: 'open' }));
  const items = list.data?.items ?? [];
  if (list.isSuccess && items.length === 0) return null;
  return (
    <Panel
      title={t('subscriptions.portal.title')}
      aside={
        <Link to="/accounts/$id" params={{ id }} search={{ tab: 'products' }}>
          {t('subscriptions.portal.all')}
        </Link>
      }
    >
      {list.isError && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      <ul className="tb-movements">
        {items.slice(0, SHOWN_MAX).map((each) => (
          <li key={each.id}>
            <span>
              <bdi>{each.product.name}</bdi>
              <small>
                <NextOf subscription={each} zone={profile.timezone} />
              </small>
            </span>
            <span>
              <SubscriptionStatus subscription={each} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
