/** What issuers do about invoices that are not paid, and what they have agreed with accounts. */
import { USUAL_TERMS, type DunningPolicy, type DunningTerms } from '../../domain/dunning/policy.ts';
import type { Db, Tx } from '../pool.ts';
import { POLICY, policyOf, type StoredPolicy } from './debtors.ts';

export type PolicyRow = Readonly<{ policy: DunningPolicy; policySince: Date | null; isOwn: boolean }>;

/** Of an issuer: its own, or the one that counts without. */
export async function readPolicy(db: Db, ownerId: bigint): Promise<PolicyRow> {
  const { rows } = await db.query<StoredPolicy & Readonly<{ policySince: Date }>>(
    `select ${POLICY} from dunning_policies p where owner_id = $1`,
    [ownerId],
  );
  const [row] = rows;
  const none = { isActive: null, steps: null, hour: null, minimums: null };
  return { policy: policyOf(row ?? none), policySince: row?.policySince ?? null, isOwn: row !== undefined };
}

/** Waits for whoever saves the same one. */
export async function lockPolicy(tx: Tx, ownerId: bigint): Promise<PolicyRow> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('tollbook dunning policy', $1))", [ownerId]);
  return readPolicy(tx, ownerId);
}

export async function storePolicy(
  tx: Tx,
  ownerId: bigint,
  { isActive, steps, hour, minimums }: DunningPolicy,
  since: Date,
): Promise<void> {
  await tx.query(
    `insert into dunning_policies (owner_id, is_active, steps, hour, minimums, steps_since) values ($1, $2, $3, $4, $5, $6)
     on conflict (owner_id) do update set is_active = excluded.is_active, steps = excluded.steps, hour = excluded.hour,
       minimums = excluded.minimums, steps_since = excluded.steps_since`,
    [ownerId, isActive, JSON.stringify(steps), hour, JSON.stringify(minimums), since],
  );
}

export type NotedTerms = DunningTerms & Readonly<{ note: string }>;

/** By account; those with the usual terms have no entry. */
export async function readTerms(
  db: Db,
  accountIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, NotedTerms>> {
  const { rows } = await db.query<NotedTerms & Readonly<{ accountId: bigint }>>(
    `select account_id as "accountId", is_exempt as "isExempt", exempt_until as "exemptUntil", extra_days as "extraDays",
       never_suspend as "neverSuspend", note from account_dunning where account_id = any($1::bigint[])`,
    [accountIds],
  );
  return new Map(rows.map(({ accountId, ...terms }) => [accountId, terms]));
}

export async function storeTerms(tx: Tx, accountId: bigint, terms: NotedTerms): Promise<void> {
  const { isExempt, exemptUntil, extraDays, neverSuspend, note } = terms;
  await tx.query(
    `insert into account_dunning (account_id, is_exempt, exempt_until, extra_days, never_suspend, note) values ($1, $2, $3, $4, $5, $6)
     on conflict (account_id) do update set is_exempt = excluded.is_exempt, exempt_until = excluded.exempt_until,
       extra_days = excluded.extra_days, never_suspend = excluded.never_suspend, note = excluded.note`,
    [accountId, isExempt, exemptUntil, extraDays, neverSuspend, note],
  );
}

export const NO_TERMS: NotedTerms = { ...USUAL_TERMS, note: '' };
