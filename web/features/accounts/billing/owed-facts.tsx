/** On the overview of an account: what is owed, overdue and not billed yet, each with the way to its rows. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { dayText, isNegative, isZero, moneyText, negated } from '../../../ui/format.ts';
import { Fact } from '../../../ui/panel.tsx';
import type { Account } from '../api.ts';
import { accountBillingQuery } from './api.ts';

/** Nothing while it is not known: the tab of documents says why. */
export function OwedFacts({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery(accountBillingQuery(account.id));
  if (data === undefined) return null;
  const money = (amount: string) => moneyText(amount, data.currency, language);
  const documents = (state: 'open' | 'overdue', amount: string) => (
    <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'documents', state }}>
      {money(amount)}
    </Link>
  );
  return (
    <>
      {data.openInvoices > 0 && <Fact name={t('billing.state.owed')}>{documents('open', data.owed)}</Fact>}
      {data.overdueInvoices > 0 && (
        <Fact name={t('billing.state.overdue')}>{documents('overdue', data.overdue)}</Fact>
      )}
      {!isZero(data.unbilled) && (
        <Fact name={t(`billing.state.${isNegative(data.unbilled) ? 'credited' : 'unbilled'}`)}>
          <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'documents' }}>
            {money(isNegative(data.unbilled) ? negated(data.unbilled) : data.unbilled)}
          </Link>
        </Fact>
      )}
      <Fact name={t('billing.state.next')}>
        {dayText(data.nextBillingAt, account.profile.timezone, language)}
      </Fact>
    </>
  );
}
