/** What a product costs, in words. The texts are of the part `subscriptions`. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { BillingInterval } from '../../../src/domain/products/product.ts';
import { useLanguage } from '../../app/use-language.ts';
import { isZero, moneyText } from '../format.ts';

export type Priced = Readonly<{
  /** Decimal strings in `currency`; null: no exchange rate is known. */
  setup: string | null;
  fee: string | null;
  currency: string;
  interval: BillingInterval;
}>;

/** "4.00 € set-up, 9.90 € a month". */
export function usePriceWords(): (price: Priced) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return useCallback(
    ({ setup, fee, currency, interval }) => {
      if (setup === null || fee === null) return t('subscriptions.price.unknown');
      const money = (amount: string) => moneyText(amount, currency, language);
      const parts = [
        !isZero(setup) && t('subscriptions.price.setup', { amount: money(setup) }),
        !isZero(fee) && t(`subscriptions.price.fee.${interval}`, { amount: money(fee) }),
      ].filter((part) => part !== false);
      return parts.length === 0 ? t('subscriptions.price.free') : parts.join(t('subscriptions.price.and'));
    },
    [t, language],
  );
}
