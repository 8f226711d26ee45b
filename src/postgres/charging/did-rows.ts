/** Reads the DIDs that charging keeps in memory. */
import type { KnownAccess, KnownDid, KnownDidPrice, KnownForward } from '../../domain/charging/catalogue.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { Language } from '../../domain/languages.ts';
import type { Db } from '../pool.ts';

type PriceRow = Readonly<{
  currency: string | null;
  connectionCostMicros: bigint;
  costPerMinuteNanos: bigint;
  initialIncrementSeconds: number;
  incrementSeconds: number;
}>;

type Row = PriceRow &
  Readonly<{
    id: bigint;
    publicId: string;
    number: string;
    ownerId: bigint;
    accountId: bigint | null;
    forwardWhen: KnownForward['when'] | null;
    forwardTo: string | null;
    forwardAfterSeconds: number;
    isUnpaid: boolean;
    accessLanguage: Language | null;
    accessIsActive: boolean | null;
    accessPrice: AccessPriceRow;
  }>;

/** Amounts as texts: JSON has no integers of 64 bits. */
type AccessPriceRow = Omit<PriceRow, 'connectionCostMicros' | 'costPerMinuteNanos'> &
  Readonly<{ connectionCostMicros: string; costPerMinuteNanos: string }>;

const ACCESS_PRICE = `json_build_object('currency', access_currency, 'connectionCostMicros', access_connection_cost_micros::text,
  'costPerMinuteNanos', access_cost_per_minute_nanos::text, 'initialIncrementSeconds', access_initial_increment_seconds,
  'incrementSeconds', access_increment_seconds)`;

const TERMS = `connection_cost_micros as "connectionCostMicros", cost_per_minute_nanos as "costPerMinuteNanos",
  initial_increment_seconds as "initialIncrementSeconds", increment_seconds as "incrementSeconds"`;

/** By number. */
export async function readDids(
  db: Db,
  where: Readonly<{ ids: readonly bigint[] | null } | { number: string }>,
): Promise<Map<string, KnownDid>> {
  const [condition, value] =
    'number' in where ? ['number = $1', where.number] : ['$1::bigint[] is null or id = any($1)', where.ids];
  const { rows } = await db.query<Row>(
    `select id, public_id as "publicId", number, owner_id as "ownerId", account_id as "accountId",
       price_currency as currency, ${TERMS}, forward_when as "forwardWhen", forward_to as "forwardTo",
       forward_after_seconds as "forwardAfterSeconds", is_unpaid as "isUnpaid",
       access_language as "accessLanguage", access_is_active as "accessIsActive", ${ACCESS_PRICE} as "accessPrice"
     from dids where ${condition}`,
    [value],
  );
  const { rows: prices } = await db.query<PriceRow & { didId: bigint; accountId: bigint }>(
    `select did_id as "didId", account_id as "accountId", currency, ${TERMS}
     from did_prices where did_id in (select id from dids where ${condition})`,
    [value],
  );
  const pricesOf = groupBy(prices, ({ didId }) => didId);
  return new Map(rows.map((row) => [row.number, knownOf(row, pricesOf.get(row.id) ?? [])]));
}

function knownOf(row: Row, prices: readonly (PriceRow & Readonly<{ accountId: bigint }>)[]): KnownDid {
  const { id, publicId, number, ownerId, accountId, forwardWhen: when, forwardTo, forwardAfterSeconds } = row;
  return {
    id,
    publicId,
    number,
    ownerId,
    accountId,
    price: priceOf(row),
    levelPrices: new Map(
      prices.flatMap((each) => {
        const price = priceOf(each);
        return price === null ? [] : [[each.accountId, price] as const];
      }),
    ),
    forward: when === null ? null : { when, to: forwardTo ?? '', afterSeconds: forwardAfterSeconds },
    isUnpaid: row.isUnpaid,
    access: accessOf(row),
  };
}

function accessOf({ accessLanguage: language, accessIsActive, accessPrice }: Row): KnownAccess | null {
  if (language === null) return null;
  const { connectionCostMicros, costPerMinuteNanos, ...price } = accessPrice;
  const amounts = {
    connectionCostMicros: BigInt(connectionCostMicros),
    costPerMinuteNanos: BigInt(costPerMinuteNanos),
  };
  return { language, isActive: accessIsActive === true, price: priceOf({ ...price, ...amounts }) };
}

function priceOf({ currency, ...row }: PriceRow): KnownDidPrice | null {
  if (currency === null) return null;
  const { connectionCostMicros, costPerMinuteNanos, initialIncrementSeconds, incrementSeconds } = row;
  return { currency, connectionCostMicros, costPerMinuteNanos, initialIncrementSeconds, incrementSeconds };
}
