/** Money that was moved, as the API answers it. */
import { known } from '../../domain/assert.ts';
import { rateText } from '../../domain/exchange.ts';
import { formatMoney, parseMoney } from '../../domain/money.ts';
import type { PostedAnswer } from '../../operations/ledger/posted-answer.ts';
import { paymentMethod } from '../../schemas/ledger/money.ts';
import { walletMoney } from '../accounts/account-body.ts';

export function micros(amount: string): bigint {
  return known(parseMoney(amount), 'an amount that was checked');
}

export function postedBody({ transfer, wallet, receipt }: PostedAnswer) {
  const { amountMicros, method, exchanged, ...rest } = transfer;
  return {
    transfer: {
      ...rest,
      amount: formatMoney(BigInt(amountMicros)),
      method: method === null ? null : paymentMethod.parse(method),
      exchanged:
        exchanged === undefined
          ? null
          : {
              amount: formatMoney(BigInt(exchanged.amountMicros)),
              currency: exchanged.currency,
              rate: rateText(BigInt(exchanged.exchangeRateE10)),
            },
    },
    wallet: {
      currency: transfer.currency,
      ...walletMoney({
        balanceMicros: BigInt(wallet.balanceMicros),
        heldMicros: BigInt(wallet.heldMicros),
        creditLimitMicros: BigInt(wallet.creditLimitMicros),
      }),
    },
    receipt: receipt ?? null,
  };
}
