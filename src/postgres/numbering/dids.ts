/** DIDs: numbers that calls come in by, who may give them away, and who has them. */
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import type { Db, Tx } from '../pool.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';

export type DidRow = Readonly<{
  id: bigint;
  publicId: string;
  /** E.164 digits. */
  number: string;
  ownerId: bigint;
  ownerPublicId: string;
  ownerNumber: string;
  ownerName: string;
  /** '' = of somebody above the reader. */
  ownerPath: string;
  accountId: bigint | null;
  accountPublicId: string | null;
  accountNumber: string | null;
  accountName: string | null;
  providerId: bigint | null;
  providerPublicId: string | null;
  providerName: string | null;
  label: string;
  country: string | null;
  city: string;
  /** Null where it is no access number. */
  accessLanguage: string | null;
  accessIsActive: boolean | null;
  /** Of calls to an access number; null = they are free. */
  accessPrice: DidPrice | null;
  createdAt: Date;
  assignedAt: Date | null;
  /** Of calls that come in, for the account that has it. */
  price: DidPrice | null;
  /** For the reseller that owns it. */
  ownerPrice: DidPrice | null;
  forwardWhen: 'always' | 'unregistered' | 'no_answer' | null;
  forwardTo: string | null;
  forwardAfterSeconds: number;
  /** What it costs whoever gets it from its owner; null = nothing. */
  productId: bigint | null;
  productPublicId: string | null;
  productName: string | null;
  /** Its product waits for money: calls to it are refused. */
  isUnpaid: boolean;
}>;

export type DidPrice = Readonly<{
  currency: string;
  connectionCostMicros: bigint;
  costPerMinuteNanos: bigint;
  initialIncrementSeconds: number;
  incrementSeconds: number;
}>;

const NAME_OF_OWNER = DISPLAY_NAME.replaceAll(/\b([ap])\./g, 'owner_$1.');

/** Amounts as texts: JSON has no integers of 64 bits. `row`: what its columns begin with. */
function priceIn(row: string, currency: string): string {
  return `case when ${currency} is not null then json_build_object('currency', ${currency},
    'connectionCostMicros', ${row}connection_cost_micros::text, 'costPerMinuteNanos', ${row}cost_per_minute_nanos::text,
    'initialIncrementSeconds', ${row}initial_increment_seconds, 'incrementSeconds', ${row}increment_seconds) end`;
}

type WrittenPrice = Omit<DidPrice, 'connectionCostMicros' | 'costPerMinuteNanos'> &
  Readonly<{ connectionCostMicros: string; costPerMinuteNanos: string }>;
export type WrittenDid = Omit<DidRow, 'price' | 'ownerPrice' | 'accessPrice'> &
  Readonly<{ price: WrittenPrice | null; ownerPrice: WrittenPrice | null; accessPrice: WrittenPrice | null }>;

/** A row of `SELECT_DIDS`. */
export function readDid({ price, ownerPrice, accessPrice, ...row }: WrittenDid): DidRow {
  const read = (written: WrittenPrice | null) =>
    written && {
      ...written,
      connectionCostMicros: BigInt(written.connectionCostMicros),
      costPerMinuteNanos: BigInt(written.costPerMinuteNanos),
    };
  return { ...row, price: read(price), ownerPrice: read(ownerPrice), accessPrice: read(accessPrice) };
}

export const SELECT_DIDS = `select d.id, d.public_id as "publicId", d.number, d.owner_id as "ownerId",
    owner_a.public_id as "ownerPublicId", owner_a.number as "ownerNumber", ${NAME_OF_OWNER} as "ownerName",
    coalesce(owner_a.path, '') as "ownerPath", d.account_id as "accountId", a.public_id as "accountPublicId",
    a.number as "accountNumber", case when a.id is not null then ${DISPLAY_NAME} end as "accountName",
    d.provider_id as "providerId", provider.public_id as "providerPublicId", provider_p.company as "providerName", d.label, d.country, d.city,
    d.access_language as "accessLanguage", d.access_is_active as "accessIsActive", d.created_at as "createdAt",
    d.assigned_at as "assignedAt", ${priceIn('d.', 'd.price_currency')} as price, ${priceIn('op.', 'op.currency')} as "ownerPrice",
    ${priceIn('d.access_', 'd.access_currency')} as "accessPrice",
    d.forward_when as "forwardWhen", d.forward_to as "forwardTo", d.forward_after_seconds as "forwardAfterSeconds",
    d.product_id as "productId", product.public_id as "productPublicId", product.name as "productName", d.is_unpaid as "isUnpaid"
  from dids d
  left join accounts owner_a on owner_a.id = d.owner_id
  left join account_profiles owner_p on owner_p.account_id = owner_a.id
  left join accounts a on a.id = d.account_id
  left join account_profiles p on p.account_id = a.id
  left join accounts provider on provider.id = d.provider_id
  left join account_profiles provider_p on provider_p.account_id = provider.id
  left join products product on product.id = d.product_id and product.owner_id = d.owner_id
  left join did_prices op on op.did_id = d.id and op.account_id = d.owner_id`;

/** A number that is owned or used in this part of the tree; foreign and unknown ones are the same `not_found`. */
export async function findDid(db: Db, publicId: string, scopePath: string): Promise<DidRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<WrittenDid>(
    `${SELECT_DIDS} where d.public_id = $1 and (starts_with(owner_a.path, $2) or starts_with(a.path, $2))`,
    [publicId, scopePath],
  );
  if (rows[0] === undefined) throw new Problem('not_found');
  return readDid(rows[0]);
}

/** The same, locked: a number changes hands one request at a time. */
export async function lockDid(tx: Tx, publicId: string, scopePath: string): Promise<DidRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  await tx.query('select id from dids where public_id = $1 for update', [publicId]);
  return findDid(tx, publicId, scopePath);
}

export type NewDid = Readonly<{
  number: string;
  country: string | null;
  label: string;
  city: string;
  providerId: bigint | null;
}>;

/**
 * Inserts those that are not there yet and returns their numbers; whoever inserts the same at the same time is
 * waited for. In order of the numbers, so that two such requests never wait for each other.
 */
export async function insertDids(
  tx: Tx,
  dids: readonly NewDid[],
  { ownerId, createdAt }: Readonly<{ ownerId: bigint; createdAt: Date }>,
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ number: string }>(
    `insert into dids (number, country, label, city, provider_id, owner_id, created_at)
     select new.*, $6, $7
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[]) as new (number, country, label, city, provider_id)
     order by new.number collate "C"
     on conflict (number) do nothing returning number`,
    [
      dids.map(({ number }) => number),
      dids.map(({ country }) => country),
      dids.map(({ label }) => label),
      dids.map(({ city }) => city),
      dids.map(({ providerId }) => providerId),
      ownerId,
      createdAt,
    ],
  );
  return new Set(rows.map(({ number }) => number));
}

/** Which of these are in somebody's list. */
export async function listedNumbers(db: Db, numbers: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ number: string }>(
    'select number from dids where number = any($1::text[])',
    [numbers],
  );
  return new Set(rows.map(({ number }) => number));
}

/** The public id of a number; null when it is in nobody's list. */
export async function didOfNumber(
  db: Db,
  number: string,
): Promise<Readonly<{ publicId: string; ownerPath: string }> | null> {
  const { rows } = await db.query<{ publicId: string; ownerPath: string }>(
    `select d.public_id as "publicId", o.path as "ownerPath" from dids d join accounts o on o.id = d.owner_id
     where d.number = $1`,
    [number],
  );
  return rows[0] ?? null;
}

export type DidValues = Readonly<{
  label: string;
  country: string | null;
  city: string;
  providerId: bigint | null;
  ownerId: bigint;
}>;

/** `providerId` undefined: the one it has. */
export async function updateDid(
  tx: Tx,
  id: bigint,
  { label, country, city, providerId, ownerId }: Omit<DidValues, 'providerId'> & Partial<DidValues>,
): Promise<void> {
  await tx.query(
    `update dids set label = $2, country = $3, city = $4, owner_id = $5,
       provider_id = case when $6 then $7::bigint else provider_id end where id = $1`,
    [id, label, country, city, ownerId, providerId !== undefined, providerId ?? null],
  );
}

/** Null: calls that come in cost nothing. */
export async function updatePrice(tx: Tx, id: bigint, price: DidPrice | null): Promise<void> {
  await tx.query(
    `update dids set price_currency = $2, connection_cost_micros = $3, cost_per_minute_nanos = $4,
       initial_increment_seconds = $5, increment_seconds = $6 where id = $1`,
    [id, ...valuesOf(price)],
  );
}

/** What a reseller pays for calls that come in to accounts below it; null: nothing. */
export async function updateLevelPrice(
  tx: Tx,
  id: bigint,
  { accountId, price }: Readonly<{ accountId: bigint; price: DidPrice | null }>,
): Promise<void> {
  await tx.query('delete from did_prices where did_id = $1 and account_id = $2', [id, accountId]);
  if (price === null) return;
  await tx.query(
    `insert into did_prices (did_id, account_id, currency, connection_cost_micros, cost_per_minute_nanos,
       initial_increment_seconds, increment_seconds) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, accountId, ...valuesOf(price)],
  );
}

function valuesOf(price: DidPrice | null): unknown[] {
  if (price === null) return [null, 0, 0, 60, 60];
  const { currency, connectionCostMicros, costPerMinuteNanos, initialIncrementSeconds, incrementSeconds } =
    price;
  return [currency, connectionCostMicros, costPerMinuteNanos, initialIncrementSeconds, incrementSeconds];
}

/** Null: the phones of its account ring, and nothing else. */
export async function updateForwarding(
  tx: Tx,
  id: bigint,
  forwarding: Readonly<{ when: string; to: string; afterSeconds: number }> | null,
): Promise<void> {
  await tx.query(
    'update dids set forward_when = $2, forward_to = $3, forward_after_seconds = $4 where id = $1',
    [id, forwarding?.when ?? null, forwarding?.to ?? null, forwarding?.afterSeconds ?? 20],
  );
}

/** Null makes it free; where it was forwarded to was the account's, and ends with it. */
export async function updateAssignment(
  tx: Tx,
  id: bigint,
  assignment: Readonly<{ accountId: bigint; assignedAt: Date }> | null,
): Promise<void> {
  await tx.query(
    `update dids set account_id = $2, assigned_at = $3, forward_when = null, forward_to = null, is_unpaid = false where id = $1`,
    [id, assignment?.accountId ?? null, assignment?.assignedAt ?? null],
  );
}

/** Whether its product waits for money: nobody is put through to it meanwhile. */
export async function setDidUnpaid(tx: Tx, id: bigint, isUnpaid: boolean): Promise<void> {
  await tx.query('update dids set is_unpaid = $2 where id = $1 and is_unpaid <> $2', [id, isUnpaid]);
}

/** Null makes it an ordinary number again. */
export async function updateAccess(
  tx: Tx,
  id: bigint,
  access: Readonly<{
    language: string;
    isActive: boolean;
    label: string;
    price: DidPrice | null;
  }> | null,
): Promise<void> {
  await tx.query(
    `update dids set access_language = $2, access_is_active = $3, label = coalesce($4, label), access_currency = $5,
       access_connection_cost_micros = $6, access_cost_per_minute_nanos = $7, access_initial_increment_seconds = $8,
       access_increment_seconds = $9 where id = $1`,
    [
      id,
      access?.language ?? null,
      access?.isActive ?? null,
      access?.label ?? null,
      ...valuesOf(access?.price ?? null),
    ],
  );
}

export async function deleteDid(tx: Tx, id: bigint): Promise<void> {
  await tx.query('delete from dids where id = $1', [id]);
}
