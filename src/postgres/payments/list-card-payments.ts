/** Card payments as lists and pages show them. */
import type { PaymentPurpose, PaymentState } from '../../domain/payments/card-payment.ts';
import { isUuid } from '../../domain/ids.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';
import { inFrontOfWall } from '../wall.ts';

export type ShownPayment = Readonly<{
  id: bigint;
  publicId: string;
  accountPublicId: string;
  accountNumber: string;
  accountName: string;
  purpose: PaymentPurpose;
  documentPublicId: string | null;
  documentNumber: string | null;
  state: PaymentState;
  amountMicros: bigint;
  currency: string;
  methodLabel: string | null;
  createdAt: Date;
  paidAt: Date | null;
  failure: string | null;
  heldReason: string | null;
  refundedMicros: bigint;
  disputedMicros: bigint;
  gatewayFeeMicros: bigint | null;
  gatewayFeeCurrency: string | null;
}>;

const COLUMNS = `p.id, p.public_id as "publicId", a.public_id as "accountPublicId", a.number as "accountNumber",
  coalesce(nullif(f.company, ''), trim(f.first_name || ' ' || f.last_name)) as "accountName", p.purpose,
  d.public_id as "documentPublicId", d.number as "documentNumber", p.state, p.amount_micros as "amountMicros", p.currency,
  p.method_label as "methodLabel", p.created_at as "createdAt", p.paid_at as "paidAt", p.failure, p.held_reason as "heldReason",
  p.refunded_micros as "refundedMicros", p.disputed_micros as "disputedMicros", p.gateway_fee_micros as "gatewayFeeMicros",
  p.gateway_fee_currency as "gatewayFeeCurrency"`;
const JOINED = `gateway_payments p join accounts a on a.id = p.account_id join account_profiles f on f.account_id = a.id
  left join documents d on d.id = p.document_id`;

export type PaymentFilter = Readonly<{
  /** Of accounts at or below this. */
  scopePath: string;
  accountId?: string | undefined;
  state?: PaymentState | undefined;
  from?: Date | undefined;
  /** Exclusive. */
  to?: Date | undefined;
}>;

const CURSOR = { order: 'card-payments', parts: ['n'] } as const;

/** One page, the newest first. */
export async function listCardPayments(
  db: Db,
  filter: PaymentFilter,
  { cursor, limit }: Readonly<{ cursor?: string | undefined; limit: number }>,
) {
  const place = readCursor(cursor, CURSOR);
  const { rows } = await db.query<ShownPayment>(
    `select ${COLUMNS} from ${JOINED}
     where starts_with(a.path, $1) and ($2::uuid is null or a.public_id = $2) and ($3::text is null or p.state = $3)
       and ($4::timestamptz is null or p.created_at >= $4) and ($5::timestamptz is null or p.created_at < $5)
       and ($6::bigint is null or p.id < $6)
     order by p.id desc limit $7`,
    [
      filter.scopePath,
      filter.accountId ?? null,
      filter.state ?? null,
      filter.from ?? null,
      filter.to ?? null,
      place?.[0] ?? null,
      limit + 1,
    ],
  );
  return cutPage(rows, limit, ({ id }) => writeCursor(CURSOR.order, [id]));
}

/** Null when there is none that may be seen. */
export async function showCardPayment(
  db: Db,
  publicId: string,
  scopePath: string,
): Promise<ShownPayment | null> {
  if (!isUuid(publicId)) return null;
  const { rows } = await db.query<ShownPayment>(
    `select ${COLUMNS} from ${JOINED} where p.public_id = $1 and starts_with(a.path, $2)`,
    [publicId, scopePath],
  );
  return rows[0] ?? null;
}

export type ShownRefund = Readonly<{
  publicId: string;
  amountMicros: bigint;
  state: 'asked' | 'done' | 'failed';
  note: string;
  failure: string | null;
  createdAt: Date;
  isMadeAtGateway: boolean;
}>;

export async function refundsOfPayment(db: Db, paymentId: bigint): Promise<readonly ShownRefund[]> {
  const { rows } = await db.query<ShownRefund>(
    `select public_id as "publicId", amount_micros as "amountMicros", state, note, failure, created_at as "createdAt",
       created_by is null as "isMadeAtGateway"
     from gateway_refunds where payment_id = $1 order by id`,
    [paymentId],
  );
  return rows;
}

export type ShownDispute = Readonly<{
  amountMicros: bigint;
  state: 'asked' | 'withdrawn' | 'reinstated';
  reason: string;
  openedAt: Date;
}>;

export async function disputesOfPayment(db: Db, paymentId: bigint): Promise<readonly ShownDispute[]> {
  const { rows } = await db.query<ShownDispute>(
    `select amount_micros as "amountMicros", state, reason, opened_at as "openedAt"
     from gateway_disputes where payment_id = $1 order by opened_at, dispute_ref`,
    [paymentId],
  );
  return rows;
}

export type ShownLevel = Readonly<{
  number: string;
  currency: string;
  amountMicros: bigint;
  feeMicros: bigint;
  exchangeRateE10: bigint | null;
}>;

/** Who got what of it, the payer first. */
export async function shownLevels(db: Db, paymentId: bigint): Promise<readonly ShownLevel[]> {
  const { rows } = await db.query<ShownLevel>(
    `select a.number, w.currency, l.amount_micros as "amountMicros", l.fee_micros as "feeMicros",
       l.exchange_rate_e10 as "exchangeRateE10"
     from gateway_payment_levels l join accounts a on a.id = l.account_id join wallets w on w.account_id = a.id
     where l.payment_id = $1 order by l.level`,
    [paymentId],
  );
  return rows;
}

export type ShownReceipt = Readonly<{ publicId: string; number: string }>;

/** The receipts of those who paid, by payment. What each level got is kept from those below, so only its payer's is asked for. */
export async function receiptsOfPayments(
  db: Db,
  paymentIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, ShownReceipt>> {
  const { rows } = await inFrontOfWall(() =>
    db.query<ShownReceipt & Readonly<{ paymentId: bigint }>>(
      `select l.payment_id as "paymentId", d.public_id as "publicId", d.number
       from gateway_payment_levels l join wallets w on w.account_id = l.account_id
         join document_items i on i.wallet_id = w.id and i.item_id = l.transfer_id
         join documents d on d.id = i.document_id
       where l.payment_id = any($1) and l.level = 0 and d.kind = 'receipt'`,
      [paymentIds],
    ),
  );
  return new Map(rows.map(({ paymentId, ...receipt }) => [paymentId, receipt]));
}
