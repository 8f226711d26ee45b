/** Money that goes back: refunds that were asked for, and disputes of banks. */
import { known } from '../../domain/assert.ts';
import type { Db, Tx } from '../pool.ts';

export type RefundRow = Readonly<{
  id: bigint;
  publicId: string;
  paymentId: bigint;
  accountId: bigint;
  amountMicros: bigint;
  state: 'asked' | 'done' | 'failed';
  refundRef: string | null;
  note: string;
  failure: string | null;
  createdAt: Date;
  createdBy: bigint | null;
}>;

const COLUMNS = `id, public_id as "publicId", payment_id as "paymentId", account_id as "accountId", amount_micros as "amountMicros",
  state, refund_ref as "refundRef", note, failure, created_at as "createdAt", created_by as "createdBy"`;

export async function insertRefund(
  tx: Tx,
  refund: Pick<
    RefundRow,
    'paymentId' | 'accountId' | 'amountMicros' | 'refundRef' | 'note' | 'createdAt' | 'createdBy'
  >,
): Promise<RefundRow> {
  const { rows } = await tx.query<RefundRow>(
    `insert into gateway_refunds (payment_id, account_id, amount_micros, state, refund_ref, note, created_at, created_by)
     values ($1, $2, $3, 'asked', $4, $5, $6, $7) returning ${COLUMNS}`,
    [
      refund.paymentId,
      refund.accountId,
      refund.amountMicros,
      refund.refundRef,
      refund.note,
      refund.createdAt,
      refund.createdBy,
    ],
  );
  return known(rows[0], 'the refund that was inserted');
}

/** Its payment is locked before. */
export async function lockRefund(tx: Tx, id: bigint): Promise<RefundRow> {
  const { rows } = await tx.query<RefundRow>(
    `select ${COLUMNS} from gateway_refunds where id = $1 for update`,
    [id],
  );
  return known(rows[0], 'a refund');
}

export async function refundByPublicId(db: Db, publicId: string): Promise<RefundRow | null> {
  const { rows } = await db.query<RefundRow>(
    `select ${COLUMNS} from gateway_refunds where public_id::text = $1`,
    [publicId],
  );
  return rows[0] ?? null;
}

export async function refundByRef(db: Db, ref: string): Promise<RefundRow | null> {
  const { rows } = await db.query<RefundRow>(`select ${COLUMNS} from gateway_refunds where refund_ref = $1`, [
    ref,
  ]);
  return rows[0] ?? null;
}

/** Asked for and not heard of since, the oldest first. */
export async function refundsToDo(db: Db, before: Date, limit: number): Promise<readonly RefundRow[]> {
  const { rows } = await db.query<RefundRow>(
    `select ${COLUMNS} from gateway_refunds where state = 'asked' and created_at < $1 order by id limit $2`,
    [before, limit],
  );
  return rows;
}

export async function setRefund(
  tx: Tx,
  id: bigint,
  {
    state,
    refundRef,
    failure,
    doneAt,
  }: Readonly<{
    state: RefundRow['state'];
    refundRef: string | null;
    failure: string | null;
    doneAt: Date | null;
  }>,
): Promise<void> {
  await tx.query(
    'update gateway_refunds set state = $2, refund_ref = coalesce($3, refund_ref), failure = $4, done_at = $5 where id = $1',
    [id, state, refundRef, failure, doneAt],
  );
}

export type DisputeRow = Readonly<{
  disputeRef: string;
  paymentId: bigint;
  amountMicros: bigint;
  state: 'asked' | 'withdrawn' | 'reinstated';
  times: number;
}>;

/** Makes it when it is new. Its payment is locked before. */
export async function lockDispute(
  tx: Tx,
  dispute: Pick<DisputeRow, 'disputeRef' | 'paymentId' | 'amountMicros'> &
    Readonly<{ accountId: bigint; reason: string; now: Date }>,
): Promise<DisputeRow> {
  await tx.query(
    `insert into gateway_disputes (dispute_ref, payment_id, account_id, amount_micros, state, reason, opened_at, changed_at)
     values ($1, $2, $3, $4, 'asked', $5, $6, $6) on conflict (dispute_ref) do nothing`,
    [
      dispute.disputeRef,
      dispute.paymentId,
      dispute.accountId,
      dispute.amountMicros,
      dispute.reason,
      dispute.now,
    ],
  );
  const { rows } = await tx.query<DisputeRow>(
    `select dispute_ref as "disputeRef", payment_id as "paymentId", amount_micros as "amountMicros", state, times
     from gateway_disputes where dispute_ref = $1 for update`,
    [dispute.disputeRef],
  );
  return known(rows[0], 'the dispute that was inserted');
}

export async function setDispute(
  tx: Tx,
  ref: string,
  { state, amountMicros, now }: Pick<DisputeRow, 'state' | 'amountMicros'> & Readonly<{ now: Date }>,
): Promise<void> {
  await tx.query(
    `update gateway_disputes set state = $2, amount_micros = $3, times = times + 1, changed_at = $4 where dispute_ref = $1`,
    [ref, state, amountMicros, now],
  );
}
