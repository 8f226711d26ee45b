/** The rates of a price list. A prefix has one rate at a time: a new one ends the one before. */
import { known } from '../../domain/assert.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import type { NumberChange } from '../../domain/rating/number-change.ts';
import { likeOf } from '../accounts/list-accounts.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import { countAmong, type CountUpTo } from '../count-up-to.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';

export type RateValues = Readonly<{
  destination: string;
  connectionCostMicros: bigint;
  costPerMinuteNanos: bigint;
  graceSeconds: number;
  initialIncrementSeconds: number;
  incrementSeconds: number;
}> &
  NumberChange;
export type RateRow = RateValues &
  Readonly<{
    id: bigint;
    publicId: string;
    prefix: string;
    validFrom: Date;
    validTo: Date | null;
    forcedTrunkId: bigint | null;
    forcedTrunkPublicId: string | null;
    /** The one account it is for; null = everybody. */
    accountId: bigint | null;
    /** Null also above or beside what the reader may see. */
    accountPublicId: string | null;
    accountNumber: string | null;
    accountName: string | null;
  }>;

// Banded and origin rates come with the checks that know them.
const KNOWN = 'r.band_id is null and r.origin_prefix is null';

/** $1 = the price list, $2 = what the reader may see of accounts. */
const SELECT = `select r.id, r.public_id as "publicId", r.prefix, r.destination,
    r.connection_cost_micros as "connectionCostMicros", r.cost_per_minute_nanos as "costPerMinuteNanos",
    r.grace_seconds as "graceSeconds", r.initial_increment_seconds as "initialIncrementSeconds",
    r.increment_seconds as "incrementSeconds", r.strip_digits as "stripDigits", r.add_prefix as "addPrefix", r.valid_from as "validFrom", r.valid_to as "validTo",
    r.forced_trunk_id as "forcedTrunkId", t.public_id as "forcedTrunkPublicId", r.account_id as "accountId",
    a.public_id as "accountPublicId", a.number as "accountNumber",
    case when a.id is not null then ${DISPLAY_NAME} end as "accountName"
  from rates r
  left join trunks t on t.id = r.forced_trunk_id
  left join accounts a on a.id = r.account_id and starts_with(a.path, $2)
  left join account_profiles p on p.account_id = a.id
  where r.rate_group_id = $1 and ${KNOWN}`;

/** Finds a rate of this price list. */
export async function findRate(
  db: Db,
  {
    rateGroupId,
    scopePath,
    publicId,
  }: Readonly<{ rateGroupId: bigint; scopePath: string; publicId: string }>,
): Promise<RateRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<RateRow>(`${SELECT} and r.public_id = $3`, [
    rateGroupId,
    scopePath,
    publicId,
  ]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

export type RateFilter = Readonly<{
  rateGroupId: bigint;
  scopePath: string;
  accountId?: string | undefined;
  q?: string | undefined;
  at: Date | null;
}>;

/** One page by prefix, the newest rate of a prefix last; personal ones among the others. */
export async function listRates(
  db: Db,
  filter: RateFilter & Readonly<{ cursor?: string | undefined; limit: number }>,
) {
  const place = readCursor(filter.cursor, { order: 'rates', parts: ['s', 'n'] });
  const isDigits = /^\d+$/.test(filter.q ?? '');
  const { rows } = await db.query<RateRow>(
    `${SELECT} and ($3::text is null or starts_with(r.prefix, $3)) and ($4::text is null or lower(r.destination) like $4)
       and ($5::timestamptz is null or (r.valid_from <= $5 and (r.valid_to is null or r.valid_to > $5)))
       and ($6::text is null or (r.prefix collate "C", r.id) > ($6, $7))
       and ($8::uuid is null or a.public_id = $8)
     order by r.prefix collate "C", r.id limit $9`,
    [
      filter.rateGroupId,
      filter.scopePath,
      isDigits ? filter.q : null,
      isDigits ? null : likeOf(filter.q),
      filter.at,
      place?.[0] ?? null,
      place?.[1] ?? 0n,
      filter.accountId ?? null,
      filter.limit + 1,
    ],
  );
  return cutPage(rows, filter.limit, (row) => writeCursor('rates', [row.prefix, row.id]));
}

/** Counts what the list has by the same filter. */
export function countRates(db: Db, filter: RateFilter): Promise<CountUpTo> {
  const { rateGroupId, scopePath, accountId, q, at } = filter;
  const isDigits = /^\d+$/.test(q ?? '');
  const values: unknown[] = [rateGroupId];
  const param = (value: unknown) => `$${values.push(value)}`;
  const isBegun = isDigits ? `and starts_with(r.prefix, ${param(q)})` : '';
  const ofRows = values.length;
  const conditions: string[] = [];
  const words = isDigits ? null : likeOf(q);
  if (words !== null) conditions.push(`lower(r.destination) like ${param(words)}`);
  if (at !== null) {
    const moment = param(at);
    conditions.push(`r.valid_from <= ${moment} and (r.valid_to is null or r.valid_to > ${moment})`);
  }
  if (accountId !== undefined)
    conditions.push(
      `r.account_id = (select a.id from accounts a where a.public_id = ${param(accountId)}::uuid and starts_with(a.path, ${param(scopePath)}))`,
    );
  return countAmong(
    db,
    {
      sql: `select r.* from rates r where r.rate_group_id = $1 and ${KNOWN} ${isBegun}`,
      values: values.slice(0, ofRows),
    },
    { sql: conditions, values: values.slice(ofRows) },
  );
}

export type NewRate = RateValues & Readonly<{ prefix: string }>;

/** Of one account, or of everybody. */
const SAME_ACCOUNT = 'account_id is not distinct from';
const ONES_OWN = 'band_id is null and origin_prefix is null';

/**
 * Sets a rate from `validFrom` on, in a locked price list: one of the same prefix and account that reaches beyond it ends
 * there, and the new one ends where a later one begins. The unique constraint refuses one that starts at the very same
 * moment. Returns its public id.
 */
export async function setRate(
  tx: Tx,
  rateGroupId: bigint,
  rate: NewRate &
    Readonly<{
      validFrom: Date;
      validTo: Date | null;
      accountId: bigint | null;
      forcedTrunkId: bigint | null;
    }>,
): Promise<string> {
  const { prefix, validFrom, accountId } = rate;
  await tx.query(
    `update rates set valid_to = $3, revision = revision + 1 where rate_group_id = $1 and prefix = $2 and ${ONES_OWN}
       and ${SAME_ACCOUNT} $4 and valid_from < $3 and (valid_to is null or valid_to > $3)`,
    [rateGroupId, prefix, validFrom, accountId],
  );
  const later = await nextStart(tx, rateGroupId, rate);
  const isCut = later !== null && (rate.validTo === null || later < rate.validTo);
  const { rows } = await tx.query<{ publicId: string }>(
    `insert into rates (rate_group_id, prefix, destination, connection_cost_micros, cost_per_minute_nanos, grace_seconds,
       initial_increment_seconds, increment_seconds, valid_from, valid_to, account_id, forced_trunk_id, strip_digits, add_prefix)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning public_id as "publicId"`,
    [
      rateGroupId,
      prefix,
      rate.destination,
      rate.connectionCostMicros,
      rate.costPerMinuteNanos,
      rate.graceSeconds,
      rate.initialIncrementSeconds,
      rate.incrementSeconds,
      validFrom,
      isCut ? later : rate.validTo,
      accountId,
      rate.forcedTrunkId,
      rate.stripDigits,
      rate.addPrefix,
    ],
  );
  return known(rows[0], 'a new rate').publicId;
}

/** Writes a rate anew; calls that go on keep the rate that was frozen when they began. */
export async function updateRate(
  tx: Tx,
  id: bigint,
  rate: RateValues & Readonly<{ validTo: Date | null; forcedTrunkId: bigint | null }>,
): Promise<void> {
  await tx.query(
    `update rates set destination = $2, connection_cost_micros = $3, cost_per_minute_nanos = $4, grace_seconds = $5,
       initial_increment_seconds = $6, increment_seconds = $7, valid_to = $8, forced_trunk_id = $9,
       strip_digits = $10, add_prefix = $11, revision = revision + 1 where id = $1`,
    [
      id,
      rate.destination,
      rate.connectionCostMicros,
      rate.costPerMinuteNanos,
      rate.graceSeconds,
      rate.initialIncrementSeconds,
      rate.incrementSeconds,
      rate.validTo,
      rate.forcedTrunkId,
      rate.stripDigits,
      rate.addPrefix,
    ],
  );
}

/** Where the next rate of the same prefix and account begins, or null. */
export async function nextStart(
  tx: Tx,
  rateGroupId: bigint,
  rate: Pick<RateRow, 'prefix' | 'validFrom' | 'accountId'>,
): Promise<Date | null> {
  const { rows } = await tx.query<{ next: Date | null }>(
    `select min(valid_from) as next from rates
     where rate_group_id = $1 and prefix = $2 and valid_from > $3 and ${ONES_OWN} and ${SAME_ACCOUNT} $4`,
    [rateGroupId, rate.prefix, rate.validFrom, rate.accountId],
  );
  return rows[0]?.next ?? null;
}

/** The account of this id, when its calls are priced by the list and the reader may see it; else null. */
export async function accountPricedBy(
  db: Db,
  {
    rateGroupId,
    scopePath,
    publicId,
  }: Readonly<{ rateGroupId: bigint; scopePath: string; publicId: string }>,
): Promise<bigint | null> {
  const { rows } = await db.query<{ id: bigint }>(
    'select id from accounts where public_id = $1 and starts_with(path, $2) and rate_group_id = $3',
    [publicId, scopePath, rateGroupId],
  );
  return rows[0]?.id ?? null;
}

/** Deletes a rate. CDRs carry their prices, so nothing that happened changes. */
export async function deleteRate(tx: Tx, id: bigint): Promise<void> {
  await tx.query('delete from rates where id = $1', [id]);
}
