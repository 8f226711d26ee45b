/** Payments by a gateway: what was asked, and what became of it. */
import type { PaymentPurpose, PaymentState } from '../../domain/payments/card-payment.ts';
import { known } from '../../domain/assert.ts';
import { isUuid } from '../../domain/ids.ts';
import type { Db, Tx } from '../pool.ts';

export type CardPaymentRow = Readonly<{
  id: bigint;
  publicId: string;
  accountId: bigint;
  gatewayId: bigint;
  purpose: PaymentPurpose;
  state: PaymentState;
  amountMicros: bigint;
  currency: string;
  savesMethod: boolean;
  methodId: bigint | null;
  methodLabel: string | null;
  checkoutRef: string | null;
  paymentRef: string | null;
  customerRef: string | null;
  url: string | null;
  expiresAt: Date | null;
  createdAt: Date;
  createdBy: bigint | null;
  paidAt: Date | null;
  failure: string | null;
  heldReason: string | null;
  gatewayFeeMicros: bigint | null;
  gatewayFeeCurrency: string | null;
  refundedMicros: bigint;
  disputedMicros: bigint;
  takenMicros: bigint;
  lookAt: Date | null;
  looks: number;
}>;

const COLUMNS = `p.id, p.public_id as "publicId", p.account_id as "accountId", p.gateway_id as "gatewayId", p.purpose, p.state,
  p.amount_micros as "amountMicros", p.currency, p.saves_method as "savesMethod", p.method_id as "methodId",
  p.method_label as "methodLabel", p.checkout_ref as "checkoutRef", p.payment_ref as "paymentRef",
  p.customer_ref as "customerRef", p.url, p.expires_at as "expiresAt", p.created_at as "createdAt",
  p.created_by as "createdBy", p.paid_at as "paidAt", p.failure, p.held_reason as "heldReason",
  p.gateway_fee_micros as "gatewayFeeMicros", p.gateway_fee_currency as "gatewayFeeCurrency",
  p.refunded_micros as "refundedMicros", p.disputed_micros as "disputedMicros", p.taken_micros as "takenMicros",
  p.look_at as "lookAt", p.looks`;

export type NewCardPayment = Readonly<{
  accountId: bigint;
  gatewayId: bigint;
  purpose: PaymentPurpose;
  documentId: bigint | null;
  amountMicros: bigint;
  currency: string;
  savesMethod: boolean;
  methodId: bigint | null;
  methodLabel: string | null;
  customerRef: string | null;
  createdAt: Date;
  createdBy: bigint | null;
  lookAt: Date;
}>;

export async function insertCardPayment(tx: Tx, payment: NewCardPayment): Promise<CardPaymentRow> {
  const { rows } = await tx.query<CardPaymentRow>(
    `with p as (insert into gateway_payments (account_id, gateway_id, purpose, document_id, state, amount_micros, currency,
         saves_method, method_id, method_label, customer_ref, created_at, created_by, look_at)
       values ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $9, $10, $11, $12, $13) returning *)
     select ${COLUMNS} from p`,
    [
      payment.accountId,
      payment.gatewayId,
      payment.purpose,
      payment.documentId,
      payment.amountMicros,
      payment.currency,
      payment.savesMethod,
      payment.methodId,
      payment.methodLabel,
      payment.customerRef,
      payment.createdAt,
      payment.createdBy,
      payment.lookAt,
    ],
  );
  return known(rows[0], 'the payment that was inserted');
}

export async function cardPaymentById(db: Db, id: bigint): Promise<CardPaymentRow> {
  const { rows } = await db.query<CardPaymentRow>(
    `select ${COLUMNS} from gateway_payments p where p.id = $1`,
    [id],
  );
  return known(rows[0], 'a payment');
}

/** Locks it, before any wallet. */
export async function lockCardPayment(tx: Tx, id: bigint): Promise<CardPaymentRow> {
  const { rows } = await tx.query<CardPaymentRow>(
    `select ${COLUMNS} from gateway_payments p where p.id = $1 for update`,
    [id],
  );
  return known(rows[0], 'a payment');
}

export async function cardPaymentByPublicId(db: Db, publicId: string): Promise<CardPaymentRow | null> {
  if (!isUuid(publicId)) return null;
  const { rows } = await db.query<CardPaymentRow>(
    `select ${COLUMNS} from gateway_payments p where p.public_id = $1`,
    [publicId],
  );
  return rows[0] ?? null;
}

/** By the gateway's name of the page or of the payment. */
export async function cardPaymentByRef(db: Db, ref: string): Promise<CardPaymentRow | null> {
  const { rows } = await db.query<CardPaymentRow>(
    `select ${COLUMNS} from gateway_payments p where p.checkout_ref = $1 or p.payment_ref = $1 limit 1`,
    [ref],
  );
  return rows[0] ?? null;
}

/** Those the gateway is to be asked about, the longest waiting first. */
export async function cardPaymentsToLookAt(
  db: Db,
  now: Date,
  limit: number,
): Promise<readonly CardPaymentRow[]> {
  const { rows } = await db.query<CardPaymentRow>(
    `select ${COLUMNS} from gateway_payments p where p.look_at <= $1 order by p.look_at limit $2`,
    [now, limit],
  );
  return rows;
}

/** The gateway's name of whoever paid before: it keeps one record of each. */
export async function lastCustomerRef(db: Db, accountId: bigint): Promise<string | null> {
  const { rows } = await db.query<{ ref: string }>(
    `select customer_ref as ref from gateway_payments where account_id = $1 and customer_ref is not null
     order by id desc limit 1`,
    [accountId],
  );
  return rows[0]?.ref ?? null;
}

export async function countOpenCardPayments(tx: Tx, accountId: bigint, since: Date): Promise<number> {
  const { rows } = await tx.query<{ open: number }>(
    `select count(*)::int as open from gateway_payments where account_id = $1 and state = 'open' and created_at > $2`,
    [accountId, since],
  );
  return rows[0]?.open ?? 0;
}

export async function setCheckout(
  db: Db,
  id: bigint,
  { ref, url, expiresAt }: Readonly<{ ref: string; url: string; expiresAt: Date }>,
): Promise<void> {
  await db.query(
    'update gateway_payments set checkout_ref = $2, url = $3, expires_at = $4 where id = $1 and checkout_ref is null',
    [id, ref, url, expiresAt],
  );
}

export type Outcome = Readonly<{
  state: PaymentState;
  amountMicros: bigint;
  paymentRef: string | null;
  customerRef: string | null;
  methodLabel: string | null;
  paidAt: Date | null;
  failure: string | null;
  heldReason: string | null;
  lookAt: Date | null;
}>;

/** A page that is over has no address any more. */
export async function setOutcome(tx: Db, id: bigint, outcome: Outcome): Promise<void> {
  await tx.query(
    `update gateway_payments set state = $2, amount_micros = $3, payment_ref = coalesce($4, payment_ref),
       customer_ref = coalesce($5, customer_ref), method_label = coalesce($6, method_label), paid_at = $7, failure = $8,
       held_reason = $9, look_at = $10, looks = looks + 1, url = case when $2 = 'open' then url end
     where id = $1`,
    [
      id,
      outcome.state,
      outcome.amountMicros,
      outcome.paymentRef,
      outcome.customerRef,
      outcome.methodLabel,
      outcome.paidAt,
      outcome.failure,
      outcome.heldReason,
      outcome.lookAt,
    ],
  );
}

export async function setGatewayFee(
  tx: Tx,
  id: bigint,
  fee: Readonly<{ amountMicros: bigint; currency: string }>,
): Promise<void> {
  await tx.query(
    'update gateway_payments set gateway_fee_micros = $2, gateway_fee_currency = $3 where id = $1',
    [id, fee.amountMicros, fee.currency],
  );
}

export async function setLookAt(db: Db, id: bigint, lookAt: Date | null): Promise<void> {
  await db.query('update gateway_payments set look_at = $2, looks = looks + 1 where id = $1', [id, lookAt]);
}

/** Adds to what is asked back, what a bank holds, and what the books have taken back. */
export async function addToTaken(
  tx: Tx,
  id: bigint,
  by: Readonly<{ refundedMicros?: bigint; disputedMicros?: bigint; takenMicros?: bigint }>,
): Promise<void> {
  await tx.query(
    `update gateway_payments set refunded_micros = refunded_micros + $2, disputed_micros = disputed_micros + $3,
       taken_micros = taken_micros + $4 where id = $1`,
    [id, by.refundedMicros ?? 0n, by.disputedMicros ?? 0n, by.takenMicros ?? 0n],
  );
}

export type LevelRow = Readonly<{
  level: number;
  accountId: bigint;
  transferId: string;
  amountMicros: bigint;
  feeMicros: bigint;
  exchangeRateE10: bigint | null;
}>;

export async function insertLevels(tx: Tx, paymentId: bigint, levels: readonly LevelRow[]): Promise<void> {
  for (const each of levels)
    await tx.query(
      `insert into gateway_payment_levels (payment_id, level, account_id, transfer_id, amount_micros, fee_micros, exchange_rate_e10)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        paymentId,
        each.level,
        each.accountId,
        each.transferId,
        each.amountMicros,
        each.feeMicros,
        each.exchangeRateE10,
      ],
    );
}

export async function levelsOfPayment(db: Db, paymentId: bigint): Promise<readonly LevelRow[]> {
  const { rows } = await db.query<LevelRow>(
    `select level::int, account_id as "accountId", transfer_id as "transferId", amount_micros as "amountMicros",
       fee_micros as "feeMicros", exchange_rate_e10 as "exchangeRateE10"
     from gateway_payment_levels where payment_id = $1 order by level`,
    [paymentId],
  );
  return rows;
}
