/** What can go wrong with payments by hand, coupons and other currencies; a part of the registry in `problem.ts`. */
import type { Definition } from './problem.ts';

export const PROBLEMS_OF_MONEY = {
  no_exchange_rate: {
    status: 409,
    title: 'There is no exchange rate',
    sentence: 'This cannot be converted: no exchange rate is known between the two currencies.',
    fix: 'Set an exchange rate between them first (POST /api/v1/exchange-rates), or use the currency of the account.',
  },
  needs_another_person: {
    status: 403,
    title: 'Another person has to decide',
    sentence: 'Whoever recorded a payment, or made coupons above the limit, cannot approve it.',
    fix: 'Ask somebody else who may approve payments; whoever recorded a payment may withdraw it.',
  },
  coupon_unknown: {
    status: 409,
    title: 'The coupon cannot be redeemed',
    sentence: 'This code is not valid. Check it, symbol by symbol.',
    fix: 'Send the code as it is printed. The answer is the same for a code that does not exist, was used, has expired or is of another seller.',
  },
  coupon_is_redeemed: {
    status: 409,
    title: 'The coupon was redeemed',
    sentence: 'This coupon was redeemed already.',
    fix: 'Look at the statement of the account that it went to: it stands there. A redeemed coupon stays redeemed.',
  },
  payment_is_decided: {
    status: 409,
    title: 'The payment waits no longer',
    sentence: 'Somebody has decided about this payment already.',
    fix: 'Read it again: its status says what became of it. Record it anew where it is still needed.',
  },
} as const satisfies Record<string, Definition>;
