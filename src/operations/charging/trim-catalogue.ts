/** Keeps the list of changed accounts, prices and routes short. */
import type pg from 'pg';
import { trimChanges } from '../../postgres/charging/catalogue-rows.ts';
import { withTransaction } from '../../postgres/pool.ts';

/** A memory is at most some changes behind, and one that is thousands behind reads everything anew anyway. */
const VERSIONS_KEPT = 10_000n;

export function trimCatalogue({ pool }: Readonly<{ pool: pg.Pool }>): Promise<void> {
  return withTransaction(pool, (tx) => trimChanges(tx, VERSIONS_KEPT));
}
