/** Day partitions of CDRs and transfers, by the time inside their ids: each day's indexes stay small. */
import type { Db, Tx } from '../pool.ts';
import { firstIdOf } from './call-ids.ts';

const TABLES = ['cdrs', 'ledger_transfers', 'document_items'] as const;
const DAY_MS = 86_400_000;

/** `2026-11-24`, in UTC. */
export function partitionDays(now: Date, count: number): readonly string[] {
  return Array.from({ length: count }, (_, day) =>
    new Date(now.getTime() + day * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Days of these that lack a partition. */
export async function daysWithoutPartition(db: Db, days: readonly string[]): Promise<readonly string[]> {
  const { rows } = await db.query<{ day: string }>(
    `select day from unnest($1::text[]) with ordinality as d (day, position)
     where exists (select 1 from unnest($2::text[]) as t (name) where to_regclass(name || '_' || replace(day, '-', '')) is null)
     order by position`,
    [days, TABLES],
  );
  return rows.map(({ day }) => day);
}

/** Days (`20261124`) of calls before a day, the oldest first. */
export async function callDaysBefore(db: Db, before: Date): Promise<readonly string[]> {
  const { rows } = await db.query<{ day: string }>(
    `select substr(t.relname, 6) as day from pg_inherits h join pg_class t on t.oid = h.inhrelid
     where h.inhparent = 'cdrs'::regclass and t.relname ~ '^cdrs_\\d{8}$' and substr(t.relname, 6) < $1 order by 1`,
    [before.toISOString().slice(0, 10).replaceAll('-', '')],
  );
  return rows.map(({ day }) => day);
}

export async function countCallsOfDay(db: Db, day: string): Promise<number> {
  const { rows } = await db.query<{ calls: bigint }>(`select count(*) as calls from cdrs_${day}`);
  return Number(rows[0]?.calls ?? 0n);
}

/** No period is longer, with a day for zones. */
const PERIOD_MAX = "interval '33 days'";

/**
 * Whether calls of a day have a charge that is on no document, and a billing day of whoever paid it is to come or was not billed. What
 * was too little for a document of its own on that day keeps no call.
 */
export async function hasCallsToBill(db: Db, day: string, now: Date): Promise<boolean> {
  const { rows } = await db.query(
    `select 1 from cdrs_${day} c, unnest(c.level_wallet_ids, c.level_charge_micros) as paid (wallet_id, micros)
       join wallet_billing b on b.wallet_id = paid.wallet_id join wallets w on w.id = b.wallet_id
     where paid.micros > 0 and c.recorded_at >= b.starts_at
       and (b.next_at is null or b.next_at <= $1 or c.recorded_at > $1::timestamptz - ${PERIOD_MAX})
       and not exists (select 1 from document_items i where i.wallet_id = b.wallet_id and i.item_id = c.session_id) limit 1`,
    [now],
  );
  return rows.length > 0;
}

/** Drops the calls of a day. It waits for calls that are being written, and they for it, two seconds at most (55P03). */
export async function dropCallDay(tx: Tx, day: string): Promise<void> {
  await tx.query("set local lock_timeout = '2s'");
  await tx.query(`drop table cdrs_${day}`);
}

/**
 * Makes the partitions of a day that are not there yet. Rows that came before stand in the default partition, and a
 * day that has some there stays there: PostgreSQL refuses (23514), and the caller goes on.
 */
export async function makePartitions(tx: Tx, day: string): Promise<void> {
  await tx.query("set local lock_timeout = '2s'");
  // Servers that start together make them one after another.
  await tx.query("select pg_advisory_xact_lock(hashtextextended('tollbook partitions', 0))");
  const from = new Date(`${day}T00:00:00Z`);
  const bounds = [from, new Date(from.getTime() + DAY_MS)].map((time) => firstIdOf(time));
  for (const table of TABLES) {
    const name = `${table}_${day.replaceAll('-', '')}`;
    await tx.query(
      `create table if not exists ${name} partition of ${table} for values from ('${bounds[0]}') to ('${bounds[1]}')`,
    );
  }
}
