/** Products that accounts have or had. */
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import type { EndReason, SubscriptionStatus } from '../../domain/products/product.ts';
import type { Db, Tx } from '../pool.ts';

export type SubscriptionRow = Readonly<{
  id: bigint;
  publicId: string;
  accountId: bigint;
  accountPublicId: string;
  accountPath: string;
  productId: bigint;
  quantity: number;
  /** Of its own, in the product's currency; null = the product's. */
  setupMicros: bigint | null;
  feeMicros: bigint | null;
  status: SubscriptionStatus;
  orderedAt: Date;
  anchorDay: number;
  periodFrom: Date;
  renewsAt: Date | null;
  unpaidSince: Date | null;
  endsAt: Date | null;
  endedAt: Date | null;
  endReason: EndReason | null;
  assignmentId: bigint | null;
  didId: bigint | null;
  didNumber: string | null;
  lackingWalletId: bigint | null;
}>;

const SELECT = `select s.id, s.public_id as "publicId", s.account_id as "accountId", a.public_id as "accountPublicId",
    a.path as "accountPath", s.product_id as "productId", s.quantity, s.setup_micros as "setupMicros", s.fee_micros as "feeMicros",
    s.status, s.ordered_at as "orderedAt", s.anchor_day as "anchorDay", s.period_from as "periodFrom", s.renews_at as "renewsAt",
    s.unpaid_since as "unpaidSince", s.ends_at as "endsAt", s.ended_at as "endedAt", s.end_reason as "endReason",
    s.assignment_id as "assignmentId", s.did_id as "didId", d.number as "didNumber", s.lacking_wallet_id as "lackingWalletId"
  from subscriptions s join accounts a on a.id = s.account_id left join dids d on d.id = s.did_id`;

/** One of an account in this part of the tree. Throws `not_found`. */
export async function findSubscription(
  db: Db,
  publicId: string,
  scopePath: string,
): Promise<SubscriptionRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<SubscriptionRow>(
    `${SELECT} where s.public_id = $1 and starts_with(a.path, $2)`,
    [publicId, scopePath],
  );
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/**
 * Locked, as it is then. The account first, then the number that it came with, as whoever assigns or releases one does. Null when it
 * is not there.
 */
export async function lockSubscription(tx: Tx, id: bigint): Promise<SubscriptionRow | null> {
  await tx.query(
    'select id from accounts where id = (select account_id from subscriptions where id = $1) for share',
    [id],
  );
  await tx.query(
    'select id from dids where id = (select did_id from subscriptions where id = $1) for update',
    [id],
  );
  await tx.query('select id from subscriptions where id = $1 for update', [id]);
  const { rows } = await tx.query<SubscriptionRow>(`${SELECT} where s.id = $1`, [id]);
  return rows[0] ?? null;
}

export type NewSubscription = Pick<
  SubscriptionRow,
  | 'accountId'
  | 'productId'
  | 'quantity'
  | 'setupMicros'
  | 'feeMicros'
  | 'orderedAt'
  | 'anchorDay'
  | 'periodFrom'
  | 'renewsAt'
  | 'didId'
> &
  Readonly<{ publicId: string; orderedBy: bigint | null }>;

export async function insertSubscription(tx: Tx, values: NewSubscription): Promise<bigint> {
  const { rows } = await tx.query<{ id: bigint }>(
    `insert into subscriptions (public_id, account_id, product_id, quantity, setup_micros, fee_micros, status, ordered_at, ordered_by,
       anchor_day, period_from, renews_at, did_id)
     values ($1, $2, $3, $4, $5, $6, 'active', $7, $8, $9, $10, $11, $12) returning id`,
    [
      values.publicId,
      values.accountId,
      values.productId,
      values.quantity,
      values.setupMicros,
      values.feeMicros,
      values.orderedAt,
      values.orderedBy,
      values.anchorDay,
      values.periodFrom,
      values.renewsAt,
      values.didId,
    ],
  );
  if (rows[0] === undefined) throw new Error('an insert returns its row');
  return rows[0].id;
}

/** A further interval was charged: it is active, whatever it was. */
export async function startInterval(
  tx: Tx,
  id: bigint,
  { from, to }: Readonly<{ from: Date; to: Date | null }>,
): Promise<void> {
  await tx.query(
    `update subscriptions set status = 'active', period_from = $2, renews_at = $3, unpaid_since = null, lacking_wallet_id = null,
       lacking_micros = null, tried_at = null where id = $1`,
    [id, from, to],
  );
}

/** It waits for money, or still does. */
export async function waitForMoney(
  tx: Tx,
  id: bigint,
  {
    since,
    triedAt,
    walletId,
    dueMicros,
  }: Readonly<{ since: Date; triedAt: Date; walletId: bigint | null; dueMicros: bigint | null }>,
): Promise<void> {
  await tx.query(
    `update subscriptions set status = 'unpaid', unpaid_since = coalesce(unpaid_since, $2), period_from = coalesce(renews_at, period_from),
       renews_at = null, tried_at = $3, lacking_wallet_id = $4, lacking_micros = $5 where id = $1`,
    [id, since, triedAt, walletId, dueMicros],
  );
}

export async function endSubscriptionRow(
  tx: Tx,
  id: bigint,
  { endedAt, reason }: Readonly<{ endedAt: Date; reason: EndReason }>,
): Promise<void> {
  await tx.query(
    `update subscriptions set status = 'ended', ended_at = $2, end_reason = $3, renews_at = null, unpaid_since = null,
       lacking_wallet_id = null, lacking_micros = null, tried_at = null where id = $1`,
    [id, endedAt, reason],
  );
}

export async function updateTerms(
  tx: Tx,
  id: bigint,
  values: Pick<SubscriptionRow, 'quantity' | 'setupMicros' | 'feeMicros' | 'endsAt'>,
): Promise<void> {
  await tx.query(
    'update subscriptions set quantity = $2, setup_micros = $3, fee_micros = $4, ends_at = $5 where id = $1',
    [id, values.quantity, values.setupMicros, values.feeMicros, values.endsAt],
  );
}

export async function setAssignment(tx: Tx, id: bigint, assignmentId: bigint | null): Promise<void> {
  await tx.query('update subscriptions set assignment_id = $2 where id = $1', [id, assignmentId]);
}

/** When one renews or ends. */
export type DueSubscription = Readonly<{ id: bigint; at: Date }>;

/** Those that renew or end by now, the earliest first. */
export async function dueSubscriptions(
  db: Db,
  { now, limit, without }: Readonly<{ now: Date; limit: number; without: readonly bigint[] }>,
): Promise<readonly DueSubscription[]> {
  const { rows } = await db.query<DueSubscription>(
    `select id, least(renews_at, ends_at) as at from subscriptions
     where status = 'active' and least(renews_at, ends_at) <= $1 and id <> all($3::bigint[])
     order by least(renews_at, ends_at), id limit $2`,
    [now, limit, without],
  );
  return rows;
}

/** When it renews or ends; null = it is not active, or never does. */
export async function dueAtOf(db: Db, id: bigint): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    "select least(renews_at, ends_at) as at from subscriptions where id = $1 and status = 'active'",
    [id],
  );
  return rows[0]?.at ?? null;
}

/** Unpaid ones that are over, that have waited long enough for another try, or whose payer has what was lacking. */
export async function unpaidToTry(
  db: Db,
  {
    now,
    triedBefore,
    limit,
    without,
  }: Readonly<{ now: Date; triedBefore: Date; limit: number; without: readonly bigint[] }>,
): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    `select s.id from subscriptions s join products p on p.id = s.product_id left join wallets w on w.id = s.lacking_wallet_id
     where s.status = 'unpaid' and s.id <> all($4::bigint[])
       and (s.ends_at <= $1 or s.unpaid_since + make_interval(days => p.unpaid_days_max) <= $1
         or s.tried_at is null or s.tried_at < $2
         or w.balance_micros + w.credit_limit_micros - w.held_micros >= s.lacking_micros)
     order by s.id limit $3`,
    [now, triedBefore, limit, without],
  );
  return rows.map(({ id }) => id);
}

/** What an account has, by id. */
export async function openSubscriptionIds(db: Db, accountId: bigint): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    "select id from subscriptions where account_id = $1 and status <> 'ended' order by id",
    [accountId],
  );
  return rows.map(({ id }) => id);
}

/** The subscription that a number came with; null for none. */
export async function subscriptionOfDid(db: Db, didId: bigint): Promise<bigint | null> {
  const { rows } = await db.query<{ id: bigint }>(
    "select id from subscriptions where did_id = $1 and status <> 'ended'",
    [didId],
  );
  return rows[0]?.id ?? null;
}

/** Those of an account, and those that accounts below have of its products: another seller has none of them. */
export async function countSold(db: Db, accountId: bigint): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from subscriptions s join products p on p.id = s.product_id
     where s.status <> 'ended' and (s.account_id = $1 or p.owner_id = $1 and p.resells_id is not null)`,
    [accountId],
  );
  return rows[0]?.count ?? 0;
}

export async function countSubscriptions(db: Db, accountId: bigint): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "select count(*)::int as count from subscriptions where account_id = $1 and status <> 'ended'",
    [accountId],
  );
  return rows[0]?.count ?? 0;
}
