import type { Actor } from '../../domain/accounts/actor.ts';
import { formatDecimal } from '../../domain/money.ts';
import { insertExchangeRate, type ExchangeRateRow } from '../../postgres/rating/exchange-rates.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';

/** As the API writes it. */
const RATE_DIGITS = 10;

/** Sets an exchange rate from a moment on; throws `exchange_rate_exists` for the very same moment. */
export async function setExchangeRate(
  context: Context,
  actor: Actor,
  rate: Omit<ExchangeRateRow, 'id'>,
): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    await insertExchangeRate(tx, rate);
    await recordDifferences(tx, actor, {
      accountId: actor.operatorId,
      action: 'exchange_rate.set',
      before: {},
      after: {
        'exchange_rate.pair': `${rate.fromCurrency} → ${rate.toCurrency}`,
        'exchange_rate.rate': formatDecimal(rate.rateE10, RATE_DIGITS),
        'exchange_rate.validFrom': rate.validFrom.toISOString(),
      },
      happenedAt: context.now(),
    });
  });
}
