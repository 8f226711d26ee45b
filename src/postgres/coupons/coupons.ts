/** Batches of coupons, and the coupons in them. */
import { known } from '../../domain/assert.ts';
import type { CouponStatus } from '../../domain/coupons/coupon.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';

export type BatchValues = Readonly<{
  name: string;
  prefix: string;
  count: number;
  /** Of each coupon. */
  amountMicros: bigint;
  currency: string;
  validFrom: Date;
  validTo: Date | null;
  note: string;
  status: 'active' | 'inactive';
}>;

export type BatchRow = BatchValues &
  Readonly<{
    id: bigint;
    publicId: string;
    ownerId: bigint;
    madeBy: bigint;
    madeAt: Date;
    /** So many of them are there; fewer than `count` while they are being made. */
    made: number;
    redeemed: number;
    /** Switched off one by one. */
    inactive: number;
  }>;

const BATCH = `select b.id, b.public_id as "publicId", b.owner_id as "ownerId", b.name, b.prefix, b.count, b.amount_micros as "amountMicros", b.currency,
    b.valid_from as "validFrom", b.valid_to as "validTo", b.note, b.status, b.made_by as "madeBy", b.made_at as "madeAt", c.made, c.redeemed, c.inactive
  from coupon_batches b cross join lateral (
    select count(*)::int as made, (count(*) filter (where status = 'redeemed'))::int as redeemed,
      (count(*) filter (where status = 'inactive'))::int as inactive
    from coupons where batch_id = b.id) c`;
const BATCHES = { order: 'coupon-batches', parts: ['n'] } as const;
const COUPONS = { order: 'coupons', parts: ['n'] } as const;

type Page = Readonly<{ cursor?: string | undefined; limit: number }>;

/** One page of this owner's, the newest first. */
export async function listBatches(db: Db, ownerId: bigint, { cursor, limit }: Page) {
  const place = readCursor(cursor, BATCHES);
  const { rows } = await db.query<BatchRow>(
    `${BATCH} where b.owner_id = $1 and ($2::bigint is null or b.id < $2) order by b.id desc limit $3`,
    [ownerId, place?.[0] ?? null, limit + 1],
  );
  return cutPage(rows, limit, ({ id }) => writeCursor(BATCHES.order, [id]));
}

/** One of this owner. Throws `not_found`. */
export async function findBatch(db: Db, ownerId: bigint, publicId: string): Promise<BatchRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<BatchRow>(`${BATCH} where b.owner_id = $1 and b.public_id = $2`, [
    ownerId,
    publicId,
  ]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/** The same, and nobody else changes it until the transaction is over. */
export async function lockBatch(tx: Tx, ownerId: bigint, publicId: string): Promise<BatchRow> {
  const { id } = await findBatch(tx, ownerId, publicId);
  await tx.query('select 1 from coupon_batches where id = $1 for update', [id]);
  return findBatch(tx, ownerId, publicId);
}

export async function insertBatch(
  tx: Tx,
  batch: BatchValues & Readonly<{ ownerId: bigint; madeBy: bigint; madeAt: Date }>,
): Promise<Readonly<{ id: bigint; publicId: string }>> {
  const { rows } = await tx.query<{ id: bigint; publicId: string }>(
    `insert into coupon_batches (owner_id, name, prefix, count, amount_micros, currency, valid_from, valid_to, note, status, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id, public_id as "publicId"`,
    [
      batch.ownerId,
      batch.name,
      batch.prefix,
      batch.count,
      batch.amountMicros,
      batch.currency,
      batch.validFrom,
      batch.validTo,
      batch.note,
      batch.status,
      batch.madeBy,
      batch.madeAt,
    ],
  );
  return known(rows[0], 'a new batch');
}

export type BatchChange = Pick<BatchValues, 'name' | 'note' | 'status' | 'validTo'>;

export async function updateBatch(
  tx: Tx,
  id: bigint,
  { name, note, status, validTo }: BatchChange,
): Promise<void> {
  await tx.query('update coupon_batches set name = $2, note = $3, status = $4, valid_to = $5 where id = $1', [
    id,
    name,
    note,
    status,
    validTo,
  ]);
}

export type NewCoupon = Readonly<{ position: number; codeHash: Buffer; sealedCode: Buffer; last4: string }>;

export async function insertCoupons(tx: Tx, batchId: bigint, coupons: readonly NewCoupon[]): Promise<void> {
  await tx.query(
    `insert into coupons (batch_id, position, code_hash, sealed_code, last4)
     select $1, u.position, u.code_hash, u.sealed_code, u.last4
     from unnest($2::int[], $3::bytea[], $4::bytea[], $5::text[]) as u (position, code_hash, sealed_code, last4)`,
    [
      batchId,
      coupons.map(({ position }) => position),
      coupons.map(({ codeHash }) => codeHash),
      coupons.map(({ sealedCode }) => sealedCode),
      coupons.map(({ last4 }) => last4),
    ],
  );
}

export type CouponRow = Readonly<{
  id: bigint;
  publicId: string;
  position: number;
  last4: string;
  status: CouponStatus;
  redeemedAt: Date | null;
  transferId: string | null;
  /** Null for whoever may not see that account. */
  accountPublicId: string | null;
  accountNumber: string | null;
}>;

const COUPON = `select c.id, c.public_id as "publicId", c.position, c.last4, c.status, c.redeemed_at as "redeemedAt",
    c.transfer_id as "transferId", a.public_id as "accountPublicId", a.number as "accountNumber"
  from coupons c left join accounts a on a.id = c.account_id`;

/** One page of a batch, in the order of their places; `last4` finds the one that somebody holds. */
export async function listCoupons(
  db: Db,
  batchId: bigint,
  { status, last4, cursor, limit }: Page & Readonly<{ status: CouponStatus | null; last4: string | null }>,
) {
  const place = readCursor(cursor, COUPONS);
  const { rows } = await db.query<CouponRow>(
    `${COUPON} where c.batch_id = $1 and ($2::text is null or c.status = $2) and ($3::text is null or c.last4 = $3)
       and ($4::bigint is null or c.position > $4) order by c.position limit $5`,
    [batchId, status, last4, place?.[0] ?? null, limit + 1],
  );
  return cutPage(rows, limit, ({ position }) => writeCursor(COUPONS.order, [BigInt(position)]));
}

/** One of a batch; nobody else changes or redeems it until the transaction is over. Throws `not_found`. */
export async function lockCoupon(tx: Tx, batchId: bigint, publicId: string): Promise<CouponRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  await tx.query('select 1 from coupons where batch_id = $1 and public_id = $2 for update', [
    batchId,
    publicId,
  ]);
  return findCoupon(tx, batchId, publicId);
}

export async function findCoupon(db: Db, batchId: bigint, publicId: string): Promise<CouponRow> {
  const { rows } = await db.query<CouponRow>(`${COUPON} where c.batch_id = $1 and c.public_id = $2`, [
    batchId,
    publicId,
  ]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

export async function setCouponStatus(tx: Tx, id: bigint, status: 'active' | 'inactive'): Promise<void> {
  await tx.query("update coupons set status = $2 where id = $1 and status <> 'redeemed'", [id, status]);
}

export type CouponToRedeem = Pick<
  BatchValues,
  'prefix' | 'amountMicros' | 'currency' | 'validFrom' | 'validTo'
> &
  Readonly<{
    id: bigint;
    ownerId: bigint;
    status: CouponStatus;
    batchStatus: 'active' | 'inactive';
    last4: string;
    accountId: bigint | null;
    redeemedAt: Date | null;
  }>;

/** By the hash of its code, wherever it is; who else redeems it waits. Null: there is none. */
export async function lockCouponByHash(tx: Tx, codeHash: Buffer): Promise<CouponToRedeem | null> {
  const locked = await tx.query<{ id: bigint }>('select id from coupons where code_hash = $1 for update', [
    codeHash,
  ]);
  if (locked.rows[0] === undefined) return null;
  // Read by a statement of its own, so that it sees what was committed while we waited for the row.
  const { rows } = await tx.query<CouponToRedeem>(
    `select c.id, b.owner_id as "ownerId", c.status, b.status as "batchStatus", b.prefix, b.amount_micros as "amountMicros", b.currency,
       b.valid_from as "validFrom", b.valid_to as "validTo", c.last4, c.account_id as "accountId", c.redeemed_at as "redeemedAt"
     from coupons c join coupon_batches b on b.id = c.batch_id where c.id = $1 for share of b`,
    [locked.rows[0].id],
  );
  return known(rows[0], 'a coupon that is locked');
}

/** The code goes with it. */
export async function markRedeemed(
  tx: Tx,
  id: bigint,
  redeemed: Readonly<{ accountId: bigint; redeemedBy: bigint; redeemedAt: Date; transferId: string }>,
): Promise<void> {
  const { accountId, redeemedBy, redeemedAt, transferId } = redeemed;
  await tx.query(
    `update coupons set status = 'redeemed', sealed_code = null, account_id = $2, redeemed_by = $3, redeemed_at = $4, transfer_id = $5
     where id = $1`,
    [id, accountId, redeemedBy, redeemedAt, transferId],
  );
}

export type SealedCoupon = Readonly<{ position: number; sealedCode: Buffer }>;

/** Codes that were not redeemed and may be, in the order of their places. */
export async function readSealed(
  db: Db,
  batchId: bigint,
  { after, limit }: Readonly<{ after: number; limit: number }>,
): Promise<readonly SealedCoupon[]> {
  const { rows } = await db.query<SealedCoupon>(
    `select position, sealed_code as "sealedCode" from coupons
     where batch_id = $1 and position > $2 and status = 'active' and sealed_code is not null order by position limit $3`,
    [batchId, after, limit],
  );
  return rows;
}
