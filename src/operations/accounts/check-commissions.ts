/** Refuses commissions that would be together more than the charge that they are a part of. */
import type { storedTerms } from '../../domain/accounts/new-account.ts';
import { fieldProblem, type FieldError } from '../../domain/problem.ts';
import { PPM } from '../../domain/rating/rate.ts';
import { formatDecimal } from '../../domain/money.ts';
import { commissionShares } from '../../postgres/accounts/commission-shares.ts';
import type { Tx } from '../../postgres/pool.ts';

const FIELD = 'resellerTerms.commissionPercent';
const CODE = 'commissions_above_whole';

/** After the change, in its transaction. Throws `commissions_above_whole` at the percentage. */
export async function checkCommissions(tx: Tx, accountId: bigint): Promise<void> {
  const ppm = BigInt(await commissionShares(tx, accountId));
  if (ppm <= PPM) return;
  throw fieldProblem(
    FIELD,
    CODE,
    `With the commission resellers above and below it, ${formatDecimal(ppm, 4)} % would be given. Send less: together at most 100 %.`,
  );
}

/** The mistake of a new commission reseller below those who are credited `abovePpm` together; null for none. */
export function commissionMistake(
  terms: Pick<ReturnType<typeof storedTerms>, 'resellerType' | 'commissionPpm'>,
  abovePpm: number,
): FieldError | null {
  const ppm = BigInt(abovePpm) + BigInt(terms.commissionPpm ?? 0);
  if (terms.resellerType !== 'commission' || ppm <= PPM) return null;
  const message = `With the commission resellers above it, ${formatDecimal(ppm, 4)} % would be given. Write less: together at most 100 %.`;
  return { field: FIELD, code: CODE, message };
}
