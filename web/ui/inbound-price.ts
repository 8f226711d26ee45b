/** What calls that come in by a number cost, in words. */
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { did } from '../../src/schemas/numbering/dids.ts';
import { useLanguage } from '../app/use-language.ts';
import { moneyText, rateText } from './format.ts';

export function useInboundPrice(): (price: z.output<typeof did>['price']) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (price) => {
    if (price === null || (Number(price.costPerMinute) === 0 && Number(price.connectionCost) === 0))
      return t('calls.inboundPrice.free');
    const figures = {
      rate: rateText(price.costPerMinute, price.currency, language),
      connection: moneyText(price.connectionCost, price.currency, language),
      increments: `${price.initialIncrementSeconds}/${price.incrementSeconds}`,
    };
    const kind = Number(price.connectionCost) === 0 ? 'minute' : 'connection';
    return t(`calls.inboundPrice.${kind}`, figures);
  };
}
