/** Gives money back to the card that it came from. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { mistakeOfCardAmount } from '../../domain/payments/card-payment.ts';
import {
  addToTaken,
  cardPaymentById,
  cardPaymentByPublicId,
  lockCardPayment,
  type CardPaymentRow,
} from '../../postgres/payments/gateway-payments.ts';
import {
  insertRefund,
  lockRefund,
  refundByPublicId,
  setRefund,
  type RefundRow,
} from '../../postgres/payments/gateway-refunds.ts';
import { payerById } from '../../postgres/payments/payers.ts';
import { withTransaction, type Db, type Tx } from '../../postgres/pool.ts';
import { formatInCurrency, formatMoney } from '../../domain/money.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { runOnce, type Outcome } from '../run-once.ts';
import type { GatewayRefund } from '../ports.ts';
import { GatewayError } from './gateway-error.ts';
import {
  gatewayWithKeys,
  problemOfGateway,
  type GatewayInUse,
  type PaymentContext,
} from './gateway-in-use.ts';
import { bookRefund, takeBack, tryRefund } from './take-back.ts';

export type RefundInput = Readonly<{
  paymentId: string;
  /** In the currency that was paid; null = all that is left. */
  amountMicros: bigint | null;
  note: string;
  idempotencyKey: string;
}>;

/**
 * Asked for in one transaction, made at the gateway, booked at every level in another; a job goes on where this was cut off,
 * under the same key, so that the gateway makes it once. Throws `card_payment_not_paid`, `refund_is_too_much`,
 * `insufficient_funds`, and `payment_gateway_refused`: then nothing was moved.
 */
export async function refundCardPayment(
  context: PaymentContext,
  actor: Actor,
  input: RefundInput,
): Promise<Outcome<Readonly<{ id: string }>>> {
  await paymentInScope(context.pool, actor, input.paymentId);
  const inUse = await gatewayWithKeys(context.pool, context);
  if (inUse === null) throw new Problem('payment_gateway_off');
  const now = context.now();
  const { idempotencyKey: key, amountMicros, ...rest } = input;
  const content = { ...rest, amount: amountMicros === null ? null : String(amountMicros) };
  const route = 'POST /card-payments/{id}/refunds';
  const once = { principalId: actor.accountId, route, key, content, isKeptForEver: true };
  const asked = await runOnce(context, now, once, async (tx) => {
    const { publicId } = await askRefund(tx, context, actor, input);
    return { id: publicId };
  });
  const refund = await refundOfAnswer(context, asked.answer.id);
  if (refund.state !== 'asked') {
    refuseFailed(refund);
    return asked;
  }
  try {
    refuseFailed(await makeRefund(context, inUse, refund));
  } catch (error) {
    // It will be made by the job: whoever asked need not ask again.
    if (error instanceof GatewayError && error.kind === 'away') return asked;
    throw problemOfGateway(error, true);
  }
  return asked;
}

function refuseFailed({ state, failure }: RefundRow): void {
  if (state === 'failed')
    throw new Problem('payment_gateway_refused', {
      detail: `The refund was not made: ${failure ?? 'failed'}.`,
    });
}

async function refundOfAnswer(context: PaymentContext, publicId: string): Promise<RefundRow> {
  const refund = await refundByPublicId(context.pool, publicId);
  if (refund === null) throw new Problem('not_found');
  return refund;
}

async function askRefund(
  tx: Tx,
  context: PaymentContext,
  actor: Actor,
  { paymentId, amountMicros: wanted, note }: RefundInput,
): Promise<RefundRow> {
  const payment = await lockCardPayment(tx, (await paymentInScope(tx, actor, paymentId)).id);
  if (payment.state !== 'paid') throw new Problem('card_payment_not_paid');
  const leftMicros = leftOf(payment);
  const amountMicros = wanted ?? leftMicros;
  const mistake = mistakeOfCardAmount(amountMicros, payment.currency);
  if (mistake !== null) throw fieldProblem('amount', 'too_many_digits', mistake);
  if (amountMicros <= 0n || amountMicros > leftMicros) {
    const detail = `${formatInCurrency(leftMicros, payment.currency)} ${payment.currency} of the payment is left.`;
    throw new Problem('refund_is_too_much', { detail });
  }
  await tryRefund(tx, payment, amountMicros, { actorId: actor.accountId, clock: context.now });
  await addToTaken(tx, payment.id, { refundedMicros: amountMicros });
  await recordAudit(tx, actor, {
    accountId: payment.accountId,
    action: 'card_payment.refunded',
    changes: [
      {
        field: 'card_payment.amount',
        before: null,
        after: `${formatMoney(amountMicros)} ${payment.currency}`,
      },
    ],
    reason: note,
    happenedAt: context.now(),
  });
  return insertRefund(tx, {
    paymentId: payment.id,
    accountId: payment.accountId,
    amountMicros,
    refundRef: null,
    note,
    createdAt: context.now(),
    createdBy: actor.accountId,
  });
}

async function paymentInScope(db: Db, actor: Actor, publicId: string): Promise<CardPaymentRow> {
  const found = await cardPaymentByPublicId(db, publicId);
  if (found === null || (await payerById(db, found.accountId))?.path.startsWith(actor.scopePath) !== true)
    throw new Problem('not_found');
  return found;
}

/** What can still be given back. */
export function leftOf({ amountMicros, refundedMicros, disputedMicros }: CardPaymentRow): bigint {
  return amountMicros - refundedMicros - disputedMicros;
}

/** Makes a refund that was asked for at the gateway, and books it. Throws `GatewayError` when it is away. */
export async function makeRefund(
  context: PaymentContext,
  { gateway }: GatewayInUse,
  refund: RefundRow,
): Promise<RefundRow> {
  const { paymentRef, currency } = await cardPaymentById(context.pool, refund.paymentId);
  let made: GatewayRefund;
  try {
    made = await gateway.refund({
      paymentRef: paymentRef ?? '',
      amountMicros: refund.amountMicros,
      currency,
      reference: refund.publicId,
      idempotencyKey: refund.publicId,
    });
  } catch (error) {
    if (!(error instanceof GatewayError) || error.kind === 'away') throw error;
    await withTransaction(context.pool, (tx) => endRefund(tx, refund, error.message, context.now()));
    throw error;
  }
  return withTransaction(context.pool, (tx) => writeRefund(tx, context, refund, made));
}

/** Books what the gateway says of a refund, once. One that failed after all is given back. */
export async function writeRefund(
  tx: Tx,
  context: PaymentContext,
  { id, paymentId }: RefundRow,
  made: Pick<GatewayRefund, 'ref' | 'state' | 'failure'>,
): Promise<RefundRow> {
  const payment = await lockCardPayment(tx, paymentId);
  const refund = await lockRefund(tx, id);
  const now = context.now();
  const by = { actorId: refund.createdBy, clock: context.now };
  if (made.state === 'failed') {
    if (refund.state === 'failed') return refund;
    if (refund.state === 'done') {
      const taking = { kind: 'payment', amountMicros: refund.amountMicros, text: '' } as const;
      await takeBack(tx, payment, { ...taking, cause: ['card refund failed', refund.publicId] }, by);
    }
    await endRefund(tx, refund, made.failure ?? 'failed', now, made.ref);
    return lockRefund(tx, id);
  }
  if (refund.state !== 'asked') return refund;
  const cause = ['card refund', refund.publicId];
  await bookRefund(tx, payment, { amountMicros: refund.amountMicros, cause, text: refund.note }, by);
  await setRefund(tx, id, { state: 'done', refundRef: made.ref, failure: null, doneAt: now });
  return lockRefund(tx, id);
}

async function endRefund(
  tx: Tx,
  { id, paymentId, amountMicros }: RefundRow,
  failure: string,
  now: Date,
  refundRef: string | null = null,
): Promise<void> {
  await lockCardPayment(tx, paymentId);
  const { state } = await lockRefund(tx, id);
  if (state === 'failed') return;
  await setRefund(tx, id, { state: 'failed', refundRef, failure, doneAt: now });
  await addToTaken(tx, paymentId, { refundedMicros: -amountMicros });
}
