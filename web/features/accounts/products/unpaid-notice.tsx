/** Says loudly what is stopped because it is not paid, and what to do. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { dayText, moneyText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { subscriptionsOfQuery } from '../../../ui/products/api.ts';
import type { Account } from '../api.ts';

export function UnpaidNotice({
  account,
  isElsewhere = false,
}: Readonly<{ account: Account /** The list itself is on another page. */; isElsewhere?: boolean }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const { data } = useQuery(subscriptionsOfQuery(account.id, { status: 'unpaid' }));
  const unpaid = data?.items ?? [];
  if (unpaid.length === 0) return null;
  const isOwn = actor?.id === account.id;
  return (
    <div className="tb-notice" data-tone="bad" role="status">
      <Icon name="warning" />
      <div>
        <strong>{t('subscriptions.unpaidTitle', { count: unpaid.length })}</strong>
        <ul>
          {unpaid.map((each) => (
            <li key={each.id}>
              {t('subscriptions.unpaidLine', {
                product: each.product.name,
                amount:
                  each.renewal === null
                    ? t('subscriptions.price.unknown')
                    : moneyText(each.renewal, each.currency, language),
                at:
                  each.unpaidUntil === null
                    ? ''
                    : dayText(each.unpaidUntil, account.profile.timezone, language),
              })}
            </li>
          ))}
        </ul>
        <p>{t(isOwn ? 'subscriptions.unpaidTextOwn' : 'subscriptions.unpaidText')}</p>
        {isElsewhere && (
          <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'products' }}>
            {t('subscriptions.toProducts')}
          </Link>
        )}
      </div>
    </div>
  );
}
