/** Refuses commissions that would be together more than the charge that they are a part of. */
import { fieldProblem } from '../../domain/problem.ts';
import { PPM } from '../../domain/rating/rate.ts';
import { formatDecimal } from '../../domain/money.ts';
import { commissionShares } from '../../postgres/accounts/commission-shares.ts';
import type { Tx } from '../../postgres/pool.ts';

/** After the change, in its transaction. Throws `commissions_above_whole` at the percentage. */
export async function checkCommissions(tx: Tx, accountId: bigint): Promise<void> {
  const ppm = BigInt(await commissionShares(tx, accountId));
  if (ppm <= PPM) return;
  throw fieldProblem(
    'resellerTerms.commissionPercent',
    'commissions_above_whole',
    `With the commission resellers above and below it, ${formatDecimal(ppm, 4)} % would be given. Send less: together at most 100 %.`,
  );
}
