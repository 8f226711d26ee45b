import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { isNegative, isZero, moneyText } from '../../../ui/format.ts';
import type { Wallet } from '../api.ts';

/** Money in words: what can be spent now, and the sum it comes from. */
export function Available({ wallet, isPostpaid }: { wallet: Wallet; isPostpaid: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const text = (amount: string) => moneyText(amount, wallet.currency, language);
  const { balance, owed, creditLimit, held, available } = wallet;
  return (
    <div className="tb-available">
      <span className="tb-available-label">{t('money.available')}</span>
      <strong data-negative={isNegative(available) || undefined}>{text(available)}</strong>
      <span className="tb-available-sum">
        {t('money.balance')} {text(balance)}
        {(isPostpaid || !isZero(creditLimit)) && (
          <>
            {' + '}
            {t('money.credit')} {text(creditLimit)}
          </>
        )}
        {' − '}
        {t('money.held')} {text(held)}
      </span>
      {!isZero(owed) && <span className="tb-available-sum">{t('money.owes', { amount: text(owed) })}</span>}
    </div>
  );
}
