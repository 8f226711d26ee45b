/** Price lists and the trunks they route by. */
import { likeOf } from '../accounts/list-accounts.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { RATE_FIELD_NAMES, type RememberedMapping } from '../../domain/rating/sheet-columns.ts';
import type { Shares } from '../../domain/routing/shares.ts';

export type RateGroupRow = Readonly<{
  id: bigint;
  publicId: string;
  ownerId: bigint;
  ownerPublicId: string;
  ownerKind: 'operator' | 'reseller';
  name: string;
  direction: 'origination' | 'termination';
  currency: string;
  status: 'active' | 'inactive';
  /** Whether the mark-up is on its own rates, or on what its owner pays. */
  basis: 'own_rates' | 'purchase';
  markUpPpm: bigint;
  initialIncrementSeconds: number;
  incrementSeconds: number;
  routing: 'least_cost' | 'cheapest' | 'priority' | 'percentage';
  trunkPublicIds: string[];
  /** Percent by the public id of the trunk. */
  trunkShares: Shares;
  rates: bigint;
  accounts: bigint;
  createdAt: Date;
}>;

/** Whose price lists a reader sees: all below the operator, or a reseller's own only. */
export type RateGroupScope = Readonly<{
  scopePath: string;
  onlyOwnerId: bigint | null;
  /** Whether the lists of what carriers ask are among them. */
  seesCarrierPrices: boolean;
}>;

const SELECT = `select g.id, g.public_id as "publicId", g.owner_id as "ownerId", o.public_id as "ownerPublicId",
    o.kind as "ownerKind", g.name, g.direction,
    g.currency, g.status, g.basis, g.mark_up_ppm as "markUpPpm", g.initial_increment_seconds as "initialIncrementSeconds",
    g.increment_seconds as "incrementSeconds", g.routing,
    array(select t.public_id::text from rate_group_trunks gt join trunks t on t.id = gt.trunk_id
          where gt.rate_group_id = g.id order by gt.position, t.id) as "trunkPublicIds",
    (select coalesce(jsonb_object_agg(t.public_id, gt.share_percent), '{}') from rate_group_trunks gt
       join trunks t on t.id = gt.trunk_id where gt.rate_group_id = g.id and gt.share_percent is not null) as "trunkShares",
    (select count(*) from rates r where r.rate_group_id = g.id) as rates,
    (select count(*) from accounts a where a.rate_group_id = g.id) as accounts,
    g.created_at as "createdAt"
  from rate_groups g join accounts o on o.id = g.owner_id
  where starts_with(o.path, $1) and ($2::bigint is null or g.owner_id = $2) and ($3 or g.direction = 'origination')`;

/** Finds a price list in scope; foreign and unknown ones are the same `not_found`. */
export async function findRateGroup(db: Db, publicId: string, scope: RateGroupScope): Promise<RateGroupRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<RateGroupRow>(`${SELECT} and g.public_id = $4`, [
    scope.scopePath,
    scope.onlyOwnerId,
    scope.seesCarrierPrices,
    publicId,
  ]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/** The public ids of the lists that customers pay by with this name or id, whoever owns them. */
export async function rateGroupsNamed(db: Db, nameOrId: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select public_id as id from rate_groups where direction = 'origination' and (name = $1 or public_id::text = $1) order by id`,
    [nameOrId],
  );
  return rows.map(({ id }) => id);
}

/** Locks a price list, so that its rates change one request at a time; accounts that are given the list do not wait. */
export async function lockRateGroup(tx: Tx, publicId: string, scope: RateGroupScope): Promise<RateGroupRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  await tx.query('select id from rate_groups where public_id = $1 for no key update', [publicId]);
  return findRateGroup(tx, publicId, scope);
}

/** What the columns of the last imported sheet meant; nothing before the first. */
export async function readSheetMapping(db: Db, id: bigint): Promise<RememberedMapping> {
  const { rows } = await db.query<{ mapping: Readonly<Record<string, string | null>> }>(
    `select coalesce(sheet_mapping, '{}') as mapping from rate_groups where id = $1`,
    [id],
  );
  const known: readonly (string | null)[] = [...RATE_FIELD_NAMES, null];
  // A field that was renamed since means nothing any more.
  const entries = Object.entries(rows[0]?.mapping ?? {}).filter(([, field]) => known.includes(field));
  return Object.fromEntries(entries) as RememberedMapping;
}

/** Keeps what the columns meant, for the next sheet. */
export async function writeSheetMapping(tx: Tx, id: bigint, mapping: RememberedMapping): Promise<void> {
  await tx.query('update rate_groups set sheet_mapping = $2 where id = $1', [id, JSON.stringify(mapping)]);
}

export type RateGroupFilter = RateGroupScope &
  Readonly<{
    direction?: string | undefined;
    status?: string | undefined;
    q?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  }>;

/** One page, by name. */
export async function listRateGroups(db: Db, filter: RateGroupFilter) {
  const place = readCursor(filter.cursor, { order: 'rate-groups', parts: ['s', 'n'] });
  const { rows } = await db.query<RateGroupRow>(
    `${SELECT} and ($4::text is null or g.direction = $4) and ($5::text is null or g.status = $5)
       and ($6::text is null or lower(g.name) like $6)
       and ($7::text is null or (g.name collate "C", g.id) > ($7, $8))
     order by g.name collate "C", g.id limit $9`,
    [
      filter.scopePath,
      filter.onlyOwnerId,
      filter.seesCarrierPrices,
      filter.direction ?? null,
      filter.status ?? null,
      likeOf(filter.q),
      place?.[0] ?? null,
      place?.[1] ?? 0n,
      filter.limit + 1,
    ],
  );
  return cutPage(rows, filter.limit, (row) => writeCursor('rate-groups', [row.name, row.id]));
}

export type RateGroupValues = Pick<
  RateGroupRow,
  'name' | 'status' | 'basis' | 'markUpPpm' | 'initialIncrementSeconds' | 'incrementSeconds' | 'routing'
>;

/** Inserts a price list. */
export async function insertRateGroup(
  tx: Tx,
  group: RateGroupValues &
    Readonly<{ publicId: string; ownerId: bigint; direction: string; currency: string; createdAt: Date }>,
): Promise<bigint> {
  const { rows } = await tx.query<{ id: bigint }>(
    `insert into rate_groups (public_id, owner_id, name, direction, currency, status, mark_up_ppm, initial_increment_seconds,
       increment_seconds, routing, created_at, basis)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id`,
    [
      group.publicId,
      group.ownerId,
      group.name,
      group.direction,
      group.currency,
      group.status,
      group.markUpPpm,
      group.initialIncrementSeconds,
      group.incrementSeconds,
      group.routing,
      group.createdAt,
      group.basis,
    ],
  );
  return rows[0]?.id ?? 0n;
}

/** Writes what may change of a price list; its currency and direction are part of its prices. */
export async function updateRateGroup(tx: Tx, id: bigint, group: RateGroupValues): Promise<void> {
  await tx.query(
    `update rate_groups set name = $2, status = $3, mark_up_ppm = $4, initial_increment_seconds = $5, increment_seconds = $6,
       routing = $7, basis = $8 where id = $1`,
    [
      id,
      group.name,
      group.status,
      group.markUpPpm,
      group.initialIncrementSeconds,
      group.incrementSeconds,
      group.routing,
      group.basis,
    ],
  );
}

/** Puts the trunks, in this order, in the place of those before; returns how many of them exist. */
export async function replaceTrunks(
  tx: Tx,
  rateGroupId: bigint,
  trunkPublicIds: readonly string[],
  shares: Shares,
): Promise<number> {
  await tx.query('delete from rate_group_trunks where rate_group_id = $1', [rateGroupId]);
  const { rowCount } = await tx.query(
    `insert into rate_group_trunks (rate_group_id, trunk_id, position, share_percent)
     select $1, t.id, min(wanted.position), ($3::jsonb ->> t.public_id::text)::int
     from unnest($2::uuid[]) with ordinality as wanted (public_id, position)
     join trunks t on t.public_id = wanted.public_id group by t.id`,
    [rateGroupId, trunkPublicIds, JSON.stringify(shares)],
  );
  return rowCount ?? 0;
}

/** Its trunks in order, with their shares: "Frankfurt 60 %". */
export async function trunkNamesOf(db: Db, rateGroupId: bigint): Promise<readonly string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select t.name || coalesce(' ' || gt.share_percent || ' %', '') as name
     from rate_group_trunks gt join trunks t on t.id = gt.trunk_id where gt.rate_group_id = $1 order by gt.position, t.id`,
    [rateGroupId],
  );
  return rows.map(({ name }) => name);
}

/** Gives one list the trunks of another. */
export async function copyTrunks(tx: Tx, fromId: bigint, toId: bigint): Promise<void> {
  await tx.query(
    `insert into rate_group_trunks (rate_group_id, trunk_id, position, share_percent)
     select $2, trunk_id, position, share_percent from rate_group_trunks where rate_group_id = $1`,
    [fromId, toId],
  );
}

/** Gives one list the rates of another, of all times and accounts. */
export async function copyRates(tx: Tx, fromId: bigint, toId: bigint): Promise<void> {
  await tx.query(
    `insert into rates (rate_group_id, prefix, destination, connection_cost_micros, cost_per_minute_nanos, grace_seconds,
       initial_increment_seconds, increment_seconds, valid_from, valid_to, forced_trunk_id, account_id, band_id, origin_prefix, strip_digits, add_prefix)
     select $2, prefix, destination, connection_cost_micros, cost_per_minute_nanos, grace_seconds,
       initial_increment_seconds, increment_seconds, valid_from, valid_to, forced_trunk_id, account_id, band_id, origin_prefix, strip_digits, add_prefix
     from rates where rate_group_id = $1`,
    [fromId, toId],
  );
}
