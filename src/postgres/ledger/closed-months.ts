/** Months whose books were proved: what each wallet stood at, in a chain of hashes. */
import type { Db, Tx } from '../pool.ts';

/** Kinds that may leave a wallet below its limit; everything else was covered when it was posted or held. */
export const MAY_PASS = `('staff_debit', 'call_overrun', 'call_correction', 'commission_correction', 'tax', 'rounding',
  'product_owed', 'product_commission_correction', 'chargeback', 'gateway_fee')`;

export type ClosedMonth = Readonly<{
  /** Its first day, `2026-11-01`; months are those of UTC. */
  month: string;
  hash: string;
}>;

export async function lastClosedMonth(db: Db): Promise<ClosedMonth | null> {
  const { rows } = await db.query<ClosedMonth>(
    'select month::text as month, hash from closed_months order by closed_months.month desc limit 1',
  );
  return rows[0] ?? null;
}

/** When the first transfer was posted; null before there is any. */
export async function firstPostedAt(db: Db): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date }>(
    'select posted_at as at from ledger_transfers order by id limit 1',
  );
  return rows[0]?.at ?? null;
}

/** When the oldest call began that still goes on; null without one. */
export async function oldestLiveCall(db: Db): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>('select min(started_at) as at from live_sessions');
  return rows[0]?.at ?? null;
}

/** Of the rows of a closed month `c`, and the hash before. */
export const HASH_OF_MONTH = `encode(sha256(convert_to(c.previous_hash || '|' || c.month || '|' || c.transfers || '|' || coalesce((
  select string_agg(b.wallet_id || ':' || b.balance_micros || ':' || b.passed_micros, ',' order by b.wallet_id)
  from month_balances b where b.month = c.month), ''), 'UTF8')), 'hex')`;

/** Closes a month of which all transfers are there. `idFrom`: no transfer of it has a smaller id. */
export async function insertClosedMonth(
  tx: Tx,
  {
    month,
    start,
    end,
    idFrom,
    closedAt,
  }: Readonly<{ month: string; start: Date; end: Date; idFrom: string; closedAt: Date }>,
): Promise<void> {
  await tx.query(
    `with posted as (
       select * from ledger_transfers where id >= $4::uuid and posted_at >= $2 and posted_at < $3),
     moved as (
       select wallet_id, sum(micros)::bigint as micros, sum(passed)::bigint as passed from (
         select credit_account_id as wallet_id, amount_micros as micros, 0 as passed from posted where credits_wallet
         union all
         select debit_account_id, -amount_micros, case when kind in ${MAY_PASS} then amount_micros else 0 end
         from posted where debits_wallet) m group by 1)
     insert into month_balances (month, wallet_id, balance_micros, passed_micros)
     select $1, m.wallet_id, m.micros + coalesce(b.balance_micros, 0), m.passed + coalesce(b.passed_micros, 0)
     from moved m left join lateral (
       select balance_micros, passed_micros from month_balances before
       where before.wallet_id = m.wallet_id order by before.month desc limit 1) b on true`,
    [month, start, end, idFrom],
  );
  await tx.query(
    `insert into closed_months (month, closed_at, transfers, previous_hash, hash)
     select c.month, $2, c.transfers, c.previous_hash, ${HASH_OF_MONTH}
     from (select $1::date as month,
       (select count(*) from ledger_transfers where id >= $5::uuid and posted_at >= $3 and posted_at < $4) as transfers,
       coalesce((select hash from closed_months order by month desc limit 1), '') as previous_hash) c`,
    [month, closedAt, start, end, idFrom],
  );
}
