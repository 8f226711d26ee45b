/** A price list as far as one number is concerned. */
import { known } from '../../domain/assert.ts';
import type { ListedRate } from '../../domain/rating/prefix-table.ts';
import type { Db } from '../pool.ts';

export type PriceList = Readonly<{
  id: bigint;
  ownerId: bigint;
  currency: string;
  basis: 'own_rates' | 'purchase';
  isActive: boolean;
}>;

const SELECT = `select g.id, g.owner_id as "ownerId", g.currency, g.basis, g.status = 'active' as "isActive" from rate_groups g`;

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

type RateOfListRow = Omit<RateOfList, 'validFromMs' | 'validToMs'> & {
  validFrom: Date;
  validTo: Date | null;
};

const COLUMNS = `rate_group_id as "rateGroupId", id, prefix, destination, account_id as "accountId",
  connection_cost_micros as "connectionCostMicros", cost_per_minute_nanos as "costPerMinuteNanos",
  grace_seconds as "graceSeconds", initial_increment_seconds as "initialIncrementSeconds",
  increment_seconds as "incrementSeconds", valid_from as "validFrom", valid_to as "validTo",
  forced_trunk_id as "forcedTrunkId", strip_digits as "stripDigits", add_prefix as "addPrefix"`;
const OF_PREFIXES = `rate_group_id = any($1) and prefix = any($2::text[]) and ${KNOWN_RATES}`;

/** The rates of these prefixes in these price lists, of all times and accounts. */
export async function ratesOfPrefixes(
  db: Db,
  rateGroupIds: readonly bigint[],
  prefixes: readonly string[],
): Promise<RateOfList[]> {
  const { rows } = await db.query<RateOfListRow>(`select ${COLUMNS} from rates where ${OF_PREFIXES}`, [
    rateGroupIds,
    prefixes,
  ]);
  return rows.map(listed);
}

/** The same for the numbers (E.164 digits) that begin with them, and the version of the catalogue that they belong to. */
export async function ratesAtVersion(
  db: Db,
  rateGroupIds: readonly bigint[],
  numbers: Iterable<string>,
): Promise<Readonly<{ version: bigint; rates: readonly RateOfList[] }>> {
  // One statement sees one state: rates of a later version would be of another moment than the rest of the catalogue.
  const { rows } = await db.query<{ version: bigint } & (RateOfListRow | { id: null })>(
    `select version, found.* from catalogue_version left join (select ${COLUMNS} from rates where ${OF_PREFIXES}) found on true`,
    [rateGroupIds, prefixesOf(numbers)],
  );
  const { version } = known(rows[0], 'the version of the catalogue');
  return { version, rates: rows.flatMap((row) => (row.id === null ? [] : [listed(row)])) };
}

function listed({ validFrom, validTo, ...rate }: RateOfListRow): RateOfList {
  return { ...rate, validFromMs: validFrom.getTime(), validToMs: validTo?.getTime() ?? null };
}

/** What numbers begin with, each once. */
export function prefixesOf(numbers: Iterable<string>): string[] {
  const prefixes = new Set<string>();
  for (const number of numbers)
    for (let length = 1; length <= number.length; length++) prefixes.add(number.slice(0, length));
  return [...prefixes];
}

/** The same, as far as these numbers (E.164 digits) are concerned: prefixes that they begin with. */
export function ratesOfNumbers(
  db: Db,
  rateGroupIds: readonly bigint[],
  numbers: Iterable<string>,
): Promise<RateOfList[]> {
  return ratesOfPrefixes(db, rateGroupIds, prefixesOf(numbers));
}
