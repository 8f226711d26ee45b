/** What the customer owes, in sentences, and the way to its documents. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { dayText, isNegative, isZero, moneyText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { Account } from '../api.ts';
import { accountBillingQuery, type AccountBilling } from '../billing/api.ts';

export function PortalOwed({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const billing = useQuery(accountBillingQuery(account.id));
  return (
    <Panel
      title={t('portal.owed.title')}
      aside={
        <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'documents' }}>
          {t('account.tab.documents')}
        </Link>
      }
    >
      {billing.isPending && <Loading height={60} />}
      {billing.isError && <ProblemAlert error={billing.error} onRetry={() => void billing.refetch()} />}
      {billing.data !== undefined && <Sentences account={account} billing={billing.data} />}
    </Panel>
  );
}

function Sentences({ account, billing }: Readonly<{ account: Account; billing: AccountBilling }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { timezone } = account.profile;
  const { owed, overdue, openInvoices, overdueInvoices, unbilled, currency, accountType } = billing;
  const money = (amount: string) => moneyText(amount, currency, language);
  const next = dayText(billing.nextBillingAt, timezone, language);
  return (
    <div className="tb-portal-owed">
      {openInvoices > 0 ? (
        <p>
          <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'documents', state: 'open' }}>
            {t('portal.owed.open', { count: openInvoices, amount: money(owed) })}
          </Link>
        </p>
      ) : (
        <p className="tb-summary-note" data-tone="good">
          <Icon name="check" size={16} /> <span>{t(`portal.owed.nothing.${accountType}`)}</span>
        </p>
      )}
      {overdueInvoices > 0 && (
        <p className="tb-summary-note" data-tone="warn">
          <Icon name="warning" size={16} />{' '}
          <span>{t('portal.owed.overdue', { amount: money(overdue) })}</span>
        </p>
      )}
      {!isZero(unbilled) && !isNegative(unbilled) && (
        <p>{t(`portal.owed.unbilled.${accountType}`, { amount: money(unbilled), date: next })}</p>
      )}
    </div>
  );
}
