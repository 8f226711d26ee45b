/** The rates of a price list. A prefix has one rate at a time: a new one ends the one before. */
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { likeOf } from '../accounts/list-accounts.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';

export type RateValues = Readonly<{
  destination: string;
  connectionCostMicros: bigint;
  costPerMinuteNanos: bigint;
  graceSeconds: number;
  initialIncrementSeconds: number;
  incrementSeconds: number;
}>;
export type RateRow = RateValues &
  Readonly<{ id: bigint; publicId: string; prefix: string; validFrom: Date; validTo: Date | null }>;

// Personal, banded and origin rates are lists of their own; these are everybody's.
const EVERYBODYS = 'account_id is null and band_id is null and origin_prefix is null';

const SELECT = `select id, public_id as "publicId", prefix, destination, connection_cost_micros as "connectionCostMicros",
    cost_per_minute_nanos as "costPerMinuteNanos", grace_seconds as "graceSeconds",
    initial_increment_seconds as "initialIncrementSeconds", increment_seconds as "incrementSeconds",
    valid_from as "validFrom", valid_to as "validTo"
  from rates where rate_group_id = $1 and ${EVERYBODYS}`;

/** Finds a rate of this price list. */
export async function findRate(db: Db, rateGroupId: bigint, publicId: string): Promise<RateRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<RateRow>(`${SELECT} and public_id = $2`, [rateGroupId, publicId]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/** One page by prefix, the newest rate of a prefix last. */
export async function listRates(
  db: Db,
  filter: Readonly<{
    rateGroupId: bigint;
    q?: string | undefined;
    at: Date | null;
    cursor?: string | undefined;
    limit: number;
  }>,
) {
  const place = readCursor(filter.cursor, { order: 'rates', parts: ['s', 'n'] });
  const isDigits = /^\d+$/.test(filter.q ?? '');
  const { rows } = await db.query<RateRow>(
    `${SELECT} and ($2::text is null or starts_with(prefix, $2)) and ($3::text is null or lower(destination) like $3)
       and ($4::timestamptz is null or (valid_from <= $4 and (valid_to is null or valid_to > $4)))
       and ($5::text is null or (prefix collate "C", id) > ($5, $6))
     order by prefix collate "C", id limit $7`,
    [
      filter.rateGroupId,
      isDigits ? filter.q : null,
      isDigits ? null : likeOf(filter.q),
      filter.at,
      place?.[0] ?? null,
      place?.[1] ?? 0n,
      filter.limit + 1,
    ],
  );
  return cutPage(rows, filter.limit, (row) => writeCursor('rates', [row.prefix, row.id]));
}

export type NewRate = RateValues & Readonly<{ prefix: string }>;

/**
 * Sets many rates from `validFrom` on, in a locked price list: rates that reach beyond it end there, and
 * each new one ends where a later rate of its prefix begins. A rate that starts at the very same moment
 * is overwritten when `isReplacing`, else the unique constraint refuses it.
 */
export async function setRates(
  tx: Tx,
  rateGroupId: bigint,
  rates: readonly NewRate[],
  {
    validFrom,
    validTo,
    isReplacing,
  }: Readonly<{ validFrom: Date; validTo: Date | null; isReplacing: boolean }>,
): Promise<string[]> {
  const prefixes = rates.map(({ prefix }) => prefix);
  await tx.query(
    `update rates set valid_to = $3 where rate_group_id = $1 and prefix = any($2::text[]) and ${EVERYBODYS}
       and valid_from < $3 and (valid_to is null or valid_to > $3)`,
    [rateGroupId, prefixes, validFrom],
  );
  const { rows } = await tx.query<{ publicId: string }>(
    `insert into rates (rate_group_id, prefix, destination, connection_cost_micros, cost_per_minute_nanos, grace_seconds,
       initial_increment_seconds, increment_seconds, valid_from, valid_to)
     select $1, new.prefix, new.destination, new.connection_cost, new.cost, new.grace, new.initial, new.increment, $2,
       least($3::timestamptz, later.valid_from)
     from unnest($4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::int[], $9::int[], $10::int[])
       as new (prefix, destination, connection_cost, cost, grace, initial, increment)
     left join (select prefix, min(valid_from) as valid_from from rates
       where rate_group_id = $1 and valid_from > $2 and ${EVERYBODYS} group by prefix) later using (prefix)
     ${isReplacing ? REPLACE : ''}
     returning public_id as "publicId"`,
    [
      rateGroupId,
      validFrom,
      validTo,
      prefixes,
      rates.map(({ destination }) => destination),
      rates.map(({ connectionCostMicros }) => connectionCostMicros),
      rates.map(({ costPerMinuteNanos }) => costPerMinuteNanos),
      rates.map(({ graceSeconds }) => graceSeconds),
      rates.map(({ initialIncrementSeconds }) => initialIncrementSeconds),
      rates.map(({ incrementSeconds }) => incrementSeconds),
    ],
  );
  return rows.map(({ publicId }) => publicId);
}

const REPLACE = `on conflict (rate_group_id, prefix, valid_from, coalesce(account_id, 0), coalesce(band_id, 0), coalesce(origin_prefix, ''))
  do update set destination = excluded.destination, connection_cost_micros = excluded.connection_cost_micros,
    cost_per_minute_nanos = excluded.cost_per_minute_nanos, grace_seconds = excluded.grace_seconds,
    initial_increment_seconds = excluded.initial_increment_seconds, increment_seconds = excluded.increment_seconds,
    valid_to = excluded.valid_to`;

/** Writes a rate anew; calls that go on keep the rate that was frozen when they began. */
export async function updateRate(
  tx: Tx,
  id: bigint,
  rate: RateValues & Readonly<{ validTo: Date | null }>,
): Promise<void> {
  await tx.query(
    `update rates set destination = $2, connection_cost_micros = $3, cost_per_minute_nanos = $4, grace_seconds = $5,
       initial_increment_seconds = $6, increment_seconds = $7, valid_to = $8 where id = $1`,
    [
      id,
      rate.destination,
      rate.connectionCostMicros,
      rate.costPerMinuteNanos,
      rate.graceSeconds,
      rate.initialIncrementSeconds,
      rate.incrementSeconds,
      rate.validTo,
    ],
  );
}

/** Where the next rate of the same prefix begins, or null. */
export async function nextStart(
  tx: Tx,
  rateGroupId: bigint,
  rate: Pick<RateRow, 'prefix' | 'validFrom'>,
): Promise<Date | null> {
  const { rows } = await tx.query<{ next: Date | null }>(
    `select min(valid_from) as next from rates where rate_group_id = $1 and prefix = $2 and valid_from > $3 and ${EVERYBODYS}`,
    [rateGroupId, rate.prefix, rate.validFrom],
  );
  return rows[0]?.next ?? null;
}

/** Deletes a rate. CDRs carry their prices, so nothing that happened changes. */
export async function deleteRate(tx: Tx, id: bigint): Promise<void> {
  await tx.query('delete from rates where id = $1', [id]);
}
