/** A price list as far as one number is concerned. */
import type { ListedRate } from '../../domain/rating/prefix-table.ts';
import type { Db } from '../pool.ts';

export type PriceList = Readonly<{ id: bigint; currency: string; markUpPpm: bigint; isActive: boolean }>;

const SELECT = `select g.id, g.currency, g.mark_up_ppm as "markUpPpm", g.status = 'active' as "isActive" from rate_groups g`;

/** The list of this id among those that this owner sells by, or null. */
export async function listOf(db: Db, publicId: string, ownerId: bigint): Promise<PriceList | null> {
  const { rows } = await db.query<PriceList>(
    `${SELECT} where g.public_id = $1 and g.owner_id = $2 and g.direction = 'origination'`,
    [publicId, ownerId],
  );
  return rows[0] ?? null;
}

/** The list that an account's own calls are priced by, or null. */
export async function pricedBy(db: Db, accountId: bigint): Promise<PriceList | null> {
  const { rows } = await db.query<PriceList>(
    `${SELECT} join accounts a on a.rate_group_id = g.id where a.id = $1`,
    [accountId],
  );
  return rows[0] ?? null;
}

/** Banded and origin rates come with the checks that know them. */
export const KNOWN_RATES = 'band_id is null and origin_prefix is null';

export type RateOfList = ListedRate & Readonly<{ rateGroupId: bigint }>;

/** The rates of these prefixes in these price lists, of all times and accounts. */
export async function ratesOfPrefixes(
  db: Db,
  rateGroupIds: readonly bigint[],
  prefixes: readonly string[],
): Promise<RateOfList[]> {
  const { rows } = await db.query<
    Omit<RateOfList, 'validFromMs' | 'validToMs'> & { validFrom: Date; validTo: Date | null }
  >(
    `select rate_group_id as "rateGroupId", id, prefix, destination, account_id as "accountId",
       connection_cost_micros as "connectionCostMicros", cost_per_minute_nanos as "costPerMinuteNanos",
       grace_seconds as "graceSeconds", initial_increment_seconds as "initialIncrementSeconds",
       increment_seconds as "incrementSeconds", valid_from as "validFrom", valid_to as "validTo",
       forced_trunk_id as "forcedTrunkId"
     from rates where rate_group_id = any($1) and prefix = any($2::text[]) and ${KNOWN_RATES}`,
    [rateGroupIds, prefixes],
  );
  return rows.map(({ validFrom, validTo, ...rate }) => ({
    ...rate,
    validFromMs: validFrom.getTime(),
    validToMs: validTo?.getTime() ?? null,
  }));
}

/** The same, as far as one number (E.164 digits) is concerned: prefixes that it begins with. */
export function ratesOfNumber(
  db: Db,
  rateGroupIds: readonly bigint[],
  number: string,
): Promise<RateOfList[]> {
  const prefixes = Array.from(number, (_digit, index) => number.slice(0, index + 1));
  return ratesOfPrefixes(db, rateGroupIds, prefixes);
}
