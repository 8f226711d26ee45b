/** Keeps the counters of refused phones short. */
import type pg from 'pg';
import { deleteRefusedPhones } from '../../postgres/routing/refused-phones.ts';
import { withTransaction } from '../../postgres/pool.ts';

/** Long enough to look into a complaint; an attack writes at most 301 rows a minute. */
const KEPT_MS = 7 * 86_400_000;

export function trimRefusedPhones({
  pool,
  now,
}: Readonly<{ pool: pg.Pool; now: () => Date }>): Promise<void> {
  return withTransaction(pool, (tx) => deleteRefusedPhones(tx, new Date(now().getTime() - KEPT_MS)));
}
