/** Phones that switches refused: counters for a human who asks the database. */
import type { Tx } from '../pool.ts';

/** Removes the counters of minutes before `before`. */
export async function deleteRefusedPhones(tx: Tx, before: Date): Promise<void> {
  await tx.query('delete from refused_phones where minute_at < $1', [before]);
}
