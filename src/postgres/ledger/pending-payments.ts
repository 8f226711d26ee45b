/** Payments by hand that wait for a second person. */
import { known } from '../../domain/assert.ts';
import { isUuid } from '../../domain/ids.ts';
import type { PaymentKind, PaymentMethod, PendingStatus } from '../../domain/ledger/pending-payment.ts';
import { Problem } from '../../domain/problem.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';

export type PendingPayment = Readonly<{
  id: bigint;
  publicId: string;
  accountId: bigint;
  accountPublicId: string;
  accountNumber: string;
  accountName: string;
  issuerId: bigint;
  kind: PaymentKind;
  method: PaymentMethod | null;
  amountMicros: bigint;
  /** Of the amount. */
  currency: string;
  note: string;
  status: PendingStatus;
  madeBy: bigint;
  /** Null for whoever may not see that account. */
  madeByName: string | null;
  madeAt: Date;
  endsAt: Date;
  decidedBy: bigint | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  reason: string;
  transferId: string | null;
}>;

/** Whose payments somebody sees: all of its part of the tree, or those of its own book alone. */
export type PendingScope = Readonly<{ scopePath: string; issuerId: bigint | null }>;

const nameOf = (account: string, profile: string) =>
  `coalesce(nullif(${profile}.company, ''), nullif(trim(${profile}.first_name || ' ' || ${profile}.last_name), ''), ${account}.number)`;

const PENDING = `select q.id, q.public_id as "publicId", q.account_id as "accountId", a.public_id as "accountPublicId",
    a.number as "accountNumber", ${nameOf('a', 'p')} as "accountName", q.issuer_id as "issuerId", q.kind, q.method,
    q.amount_micros as "amountMicros", q.currency, q.note, q.status, q.made_by as "madeBy", ${nameOf('m', 'mp')} as "madeByName",
    q.made_at as "madeAt", q.ends_at as "endsAt", q.decided_by as "decidedBy", ${nameOf('d', 'dp')} as "decidedByName",
    q.decided_at as "decidedAt", q.reason, q.transfer_id as "transferId"
  from pending_payments q join accounts a on a.id = q.account_id join account_profiles p on p.account_id = a.id
  left join accounts m on m.id = q.made_by left join account_profiles mp on mp.account_id = m.id
  left join accounts d on d.id = q.decided_by left join account_profiles dp on dp.account_id = d.id`;
const IN_SCOPE = 'starts_with(a.path, $1) and ($2::bigint is null or q.issuer_id = $2)';

const CURSOR = { order: 'pending-payments', parts: ['n'] } as const;

/** One page, the newest first. */
export async function listPendingPayments(
  db: Db,
  filter: PendingScope &
    Readonly<{
      status: PendingStatus | null;
      accountId: string | null;
      cursor?: string | undefined;
      limit: number;
    }>,
) {
  const place = readCursor(filter.cursor, CURSOR);
  const { rows } = await db.query<PendingPayment>(
    `${PENDING} where ${IN_SCOPE} and ($3::text is null or q.status = $3) and ($4::uuid is null or a.public_id = $4)
       and ($5::bigint is null or q.id < $5) order by q.id desc limit $6`,
    [
      filter.scopePath,
      filter.issuerId,
      filter.status,
      filter.accountId,
      place?.[0] ?? null,
      filter.limit + 1,
    ],
  );
  return cutPage(rows, filter.limit, (row) => writeCursor(CURSOR.order, [row.id]));
}

/** How many wait there, and how many of them whoever asks may decide, because another person made them. */
export async function countWaiting(
  db: Db,
  { scopePath, issuerId, readerId }: PendingScope & Readonly<{ readerId: bigint }>,
): Promise<Readonly<{ waiting: number; ofOthers: number }>> {
  const { rows } = await db.query<{ waiting: number; ofOthers: number }>(
    `select count(*)::int as waiting, (count(*) filter (where q.made_by <> $3))::int as "ofOthers"
     from pending_payments q join accounts a on a.id = q.account_id where ${IN_SCOPE} and q.status = 'waiting'`,
    [scopePath, issuerId, readerId],
  );
  return known(rows[0], 'a count');
}

/** Throws `not_found`, also for one that whoever asks may not see. */
export async function findPendingPayment(
  db: Db,
  publicId: string,
  { scopePath, issuerId }: PendingScope,
): Promise<PendingPayment> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<PendingPayment>(`${PENDING} where ${IN_SCOPE} and q.public_id = $3`, [
    scopePath,
    issuerId,
    publicId,
  ]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/** The same, and nobody else decides about it until the transaction is over. */
export async function lockPendingPayment(
  tx: Tx,
  publicId: string,
  scope: PendingScope,
): Promise<PendingPayment> {
  const { id } = await findPendingPayment(tx, publicId, scope);
  await tx.query('select 1 from pending_payments where id = $1 for update', [id]);
  // Read by a statement of its own, so that it sees what was committed while we waited for the row.
  return findPendingPayment(tx, publicId, scope);
}

export type NewPendingPayment = Pick<
  PendingPayment,
  | 'accountId'
  | 'issuerId'
  | 'kind'
  | 'method'
  | 'amountMicros'
  | 'currency'
  | 'note'
  | 'madeBy'
  | 'madeAt'
  | 'endsAt'
>;

/** Returns its public id. */
export async function insertPendingPayment(tx: Tx, payment: NewPendingPayment): Promise<string> {
  const { rows } = await tx.query<{ publicId: string }>(
    `insert into pending_payments (account_id, issuer_id, kind, method, amount_micros, currency, note, made_by, made_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning public_id as "publicId"`,
    [
      payment.accountId,
      payment.issuerId,
      payment.kind,
      payment.method,
      payment.amountMicros,
      payment.currency,
      payment.note,
      payment.madeBy,
      payment.madeAt,
      payment.endsAt,
    ],
  );
  return known(rows[0], 'a new pending payment').publicId;
}

export type Decision = Readonly<{
  status: Exclude<PendingStatus, 'waiting'>;
  decidedBy: bigint | null;
  decidedAt: Date;
  reason: string;
  transferId: string | null;
}>;

/** Decides about one that is locked, or that nobody else may decide about. */
export async function decidePendingPayment(tx: Tx, id: bigint, decision: Decision): Promise<void> {
  const { status, decidedBy, decidedAt, reason, transferId } = decision;
  await tx.query(
    `update pending_payments set status = $2, decided_by = $3, decided_at = $4, reason = $5, transfer_id = $6
     where id = $1 and status = 'waiting'`,
    [id, status, decidedBy, decidedAt, reason, transferId],
  );
}

/** Locks some that nobody decided about in time; those that somebody decides about at this moment are left out. */
export async function lockStale(tx: Tx, now: Date, limit: number): Promise<readonly PendingPayment[]> {
  const { rows } = await tx.query<PendingPayment>(
    `${PENDING} where q.status = 'waiting' and q.ends_at <= $1 order by q.id limit $2 for update of q skip locked`,
    [now, limit],
  );
  return rows;
}
