import { insertExchangeRate, type ExchangeRateRow } from '../../postgres/rating/exchange-rates.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';

/** Sets an exchange rate from a moment on; throws `exchange_rate_exists` for the very same moment. */
export async function setExchangeRate(context: Context, rate: Omit<ExchangeRateRow, 'id'>): Promise<void> {
  await withTransaction(context.pool, (tx) => insertExchangeRate(tx, rate));
}
