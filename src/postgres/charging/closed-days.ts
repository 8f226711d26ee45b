/**
 * Indexes of the calls of a day that is over. They are made at once, and beside the calls that go on: a record
 * that comes late waits for nothing.
 */
import type pg from 'pg';
import type { Db } from '../pool.ts';
import { NUMBERS } from './call-conditions.ts';

/** `20261124`: days before `over` whose partition lacks them, the oldest first: a search takes every day before one that has them for such a day. */
export async function openDays(db: Db, over: Date): Promise<readonly string[]> {
  const { rows } = await db.query<{ day: string }>(
    `select substr(t.relname, 6) as day from pg_inherits h join pg_class t on t.oid = h.inhrelid
     where h.inhparent = 'cdrs'::regclass and t.relname ~ '^cdrs_\\d{8}$' and substr(t.relname, 6) < $1
       and not exists (select 1 from pg_index i join pg_class n on n.oid = i.indexrelid
         where i.indrelid = t.oid and i.indisvalid and n.relname = t.relname || '_by_attempt')
     order by 1`,
    [over.toISOString().slice(0, 10).replaceAll('-', '')],
  );
  return rows.map(({ day }) => day);
}

/** Of a record, what is searched and summed (migration 0117). */
const CARRIED = [
  ...[
    'leg',
    'revision',
    'dialled_number',
    'destination_number',
    'caller_number',
    'given_number',
    'account_id',
    'outcome',
  ],
  ...[
    'reason',
    'direction',
    'gateway_id',
    'rate_prefix',
    'recorded_at',
    'started_at',
    'talk_ms',
    'billed_seconds',
  ],
  ...[
    'charge_micros',
    'currency',
    'level_wallet_ids',
    'level_charge_micros',
    'carrier_currency',
    'carrier_cost_micros',
    'commission_wallet_ids',
    'commission_micros',
  ],
  ...['level_commission_micros', 'level_cost_micros'],
] as const;

/** The one by attempt last: where it is, the day is done. What a run that was killed left is made anew. */
export async function indexDay(pool: pg.Pool, day: string): Promise<void> {
  const table = `cdrs_${day}`;
  await pool.query(`drop index if exists ${table}_by_number, ${table}_by_branch, ${table}_by_attempt`);
  const { rows } = await pool.query<{ has: boolean }>(
    "select exists (select 1 from pg_extension where extname = 'pg_trgm') as has",
  );
  if (rows[0]?.has === true)
    await pool.query(
      `create index concurrently ${table}_by_number on ${table} using gin ((${NUMBERS}) gin_trgm_ops) with (fastupdate = off)`,
    );
  // What the key carries, branch by branch: the calls of a reseller are added up without everybody's.
  await pool.query(
    `create index concurrently ${table}_by_branch on ${table} (branch_id, session_id) include (${CARRIED.join(', ')})`,
  );
  await pool.query(`create index concurrently ${table}_by_attempt on ${table} (attempt_id)`);
  // Its key is read without its rows where a vacuum has seen them; numbers of an expression are known after an analyze.
  await pool.query(`vacuum (analyze) ${table}`);
}
