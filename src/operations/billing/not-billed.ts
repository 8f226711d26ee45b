/** What the balance of an account has that none of its documents says. */
import { known } from '../../domain/assert.ts';
import { billingFactsOf } from '../../postgres/billing/billing-facts.ts';
import type { Db } from '../../postgres/pool.ts';

/** Negative = charged, positive = credited. */
export async function notBilledOf(
  db: Db,
  { walletId, balanceMicros }: Readonly<{ walletId: bigint | null; balanceMicros: bigint | null }>,
): Promise<bigint> {
  const id = known(walletId, 'a wallet that is billed');
  const { documentedMicros } = known((await billingFactsOf(db, [id])).get(id), 'its billing');
  return known(balanceMicros, 'the balance of a wallet') - documentedMicros;
}
