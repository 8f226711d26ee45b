/** The other side of movements that went through another currency. */
import type { MovementRow } from '../../postgres/ledger/statement.ts';
import { amountsOfTransfers, type ExchangedAmount } from '../../postgres/ledger/statement.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';

export type Exchanged = ExchangedAmount &
  Readonly<{
    exchangeRateE10: bigint;
    /** The currency that the rate is for one unit of. */
    rateFrom: string;
  }>;

type Row = Pick<MovementRow, 'kind' | 'signedMicros' | 'currency' | 'exchangeRateE10' | 'counterpartId'>;

/**
 * What each movement was, or became, in the other currency; null where it stayed in its own. The other side stands in the accounts of
 * the issuer, which whoever reads its own movement may not see: its amount, currency and rate are all that is told.
 */
export async function readExchanged<R extends Row>(
  db: Db,
  rows: readonly R[],
): Promise<readonly (R & Readonly<{ exchanged: Exchanged | null }>)[]> {
  const ids = rows.flatMap(({ counterpartId }) => (counterpartId === null ? [] : [counterpartId]));
  const amounts = await inFrontOfWall(() => amountsOfTransfers(db, ids));
  return rows.map((row) => ({ ...row, exchanged: exchangedOf(row, amounts) }));
}

function exchangedOf(row: Row, amounts: ReadonlyMap<string, ExchangedAmount>): Exchanged | null {
  const { kind, signedMicros, currency, exchangeRateE10, counterpartId } = row;
  const other = counterpartId === null ? undefined : amounts.get(counterpartId);
  if (other === undefined || exchangeRateE10 === null) return null;
  const rateFrom = kind === 'transfer' && signedMicros < 0n ? currency : other.currency;
  return { ...other, exchangeRateE10, rateFrom };
}
