/** Whose billing day has come, and where the billing of wallets stands afterwards. */
import type { Db, Tx } from '../pool.ts';

const IS_PARKED =
  'exists (select 1 from parked_documents p where p.wallet_id = b.wallet_id and p.released_at is null)';

export type OpenCalendar = Readonly<{
  walletId: bigint;
  schedule: 'daily' | 'weekly' | 'monthly';
  billingDay: number;
  timezone: string;
  periodFrom: Date;
  nextAt: Date | null;
}>;

/** Wallets whose next billing day has to be found out, locked. */
export async function lockUnknownBillingDays(tx: Tx, limit: number): Promise<readonly OpenCalendar[]> {
  const { rows: locked } = await tx.query<{ id: bigint }>(
    `select wallet_id as id from wallet_billing where next_at is null or is_stale
     order by wallet_id limit $1 for update skip locked`,
    [limit],
  );
  // Read under the locks: a change that was committed while they were taken counts.
  const { rows } = await tx.query<OpenCalendar>(
    `select b.wallet_id as "walletId", a.billing_schedule as schedule, a.billing_day as "billingDay", p.timezone,
       b.period_from as "periodFrom", b.next_at as "nextAt"
     from wallet_billing b join accounts a on a.id = b.account_id join account_profiles p on p.account_id = a.id
     where b.wallet_id = any($1::bigint[])`,
    [locked.map(({ id }) => id)],
  );
  return rows;
}

export async function setBillingDays(
  tx: Tx,
  days: readonly Readonly<{ walletId: bigint; nextAt: Date }>[],
): Promise<void> {
  await tx.query(
    `update wallet_billing b set next_at = d.next_at, is_stale = false
     from unnest($1::bigint[], $2::timestamptz[]) as d (wallet_id, next_at) where b.wallet_id = d.wallet_id`,
    [days.map(({ walletId }) => walletId), days.map(({ nextAt }) => nextAt)],
  );
}

/** Wallets with a period that is over and none that waits for somebody, the longest over first. */
export async function dueWallets(
  db: Db,
  { until, limit, without }: Readonly<{ until: Date; limit: number; without: readonly bigint[] }>,
): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    `select b.wallet_id as id from wallet_billing b join wallets w on w.id = b.wallet_id
     where b.next_at <= $1 and not ${IS_PARKED} and b.wallet_id <> all($3::bigint[])
     order by b.next_at, b.wallet_id limit $2`,
    [until, limit, without],
  );
  return rows.map(({ id }) => id);
}

export async function countDue(db: Db, until: Date): Promise<number> {
  const { rows } = await db.query<{ due: number }>(
    `select count(*)::int as due from wallet_billing b join wallets w on w.id = b.wallet_id where b.next_at <= $1 and not ${IS_PARKED}`,
    [until],
  );
  return rows[0]?.due ?? 0;
}

/**
 * Closes periods: the next begins at `periodFrom`, or stays open where that is null, and ends at `nextAt`. A schedule or a zone
 * that was changed since the calendar was read moves that end with the next run.
 */
export async function closePeriods(
  tx: Tx,
  periods: readonly Readonly<{ walletId: bigint; periodFrom: Date | null; nextAt: Date }>[],
): Promise<void> {
  await tx.query(
    `update wallet_billing b set period_from = coalesce(d.period_from, b.period_from), next_at = d.next_at
     from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) as d (wallet_id, period_from, next_at) where b.wallet_id = d.wallet_id`,
    [
      periods.map(({ walletId }) => walletId),
      periods.map(({ periodFrom }) => periodFrom),
      periods.map(({ nextAt }) => nextAt),
    ],
  );
}

/** Totals of the last documents of a wallet, by wallet and kind, the newest first. */
export async function earlierTotals(
  db: Db,
  walletIds: readonly bigint[],
  count: number,
): Promise<ReadonlyMap<string, readonly bigint[]>> {
  const { rows } = await db.query<{ key: string; totals: string[] }>(
    `select w.id || ' ' || k.kind as key, array(
         select d.total_micros::text from documents d where d.wallet_id = w.id and d.kind = k.kind order by d.id desc limit $2) as totals
     from unnest($1::bigint[]) as w (id), unnest(array['invoice', 'usage_receipt', 'commission_note']) as k (kind)`,
    [walletIds, count],
  );
  return new Map(rows.map(({ key, totals }) => [key, totals.map(BigInt)]));
}

/** Wallets of a book of which none waits for somebody, in the order of their ids. */
export async function walletsInBook(
  db: Db,
  { issuerId, after, limit }: Readonly<{ issuerId: bigint; after: bigint; limit: number }>,
): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    `select b.wallet_id as id from wallet_billing b join wallets w on w.id = b.wallet_id
     where w.issuer_id = $1 and b.wallet_id > $2 and not ${IS_PARKED} order by b.wallet_id limit $3`,
    [issuerId, after, limit],
  );
  return rows.map(({ id }) => id);
}

export async function countInBook(db: Db, issuerId: bigint): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from wallet_billing b join wallets w on w.id = b.wallet_id where w.issuer_id = $1 and not ${IS_PARKED}`,
    [issuerId],
  );
  return rows[0]?.count ?? 0;
}
