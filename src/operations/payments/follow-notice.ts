/** Follows what a gateway tells: each message once, and of each only what it is about; the rest the gateway itself is asked for. */
import { Problem } from '../../domain/problem.ts';
import {
  cardPaymentByPublicId,
  cardPaymentByRef,
  lockCardPayment,
  addToTaken,
} from '../../postgres/payments/gateway-payments.ts';
import { insertRefund, refundByPublicId, refundByRef } from '../../postgres/payments/gateway-refunds.ts';
import { keepNotice, markFollowed, type StoredNotice } from '../../postgres/payments/payment-gateways.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { GatewayRefund } from '../ports.ts';
import { followDispute } from './follow-dispute.ts';
import { GatewayError, notCreditedYet } from './gateway-error.ts';
import {
  gatewayWithKeys,
  problemOfGateway,
  type GatewayInUse,
  type PaymentContext,
} from './gateway-in-use.ts';
import { leftOf, writeRefund } from './refund-card-payment.ts';
import { settleCardPayment, writeOutcome } from './settle-card-payment.ts';

/**
 * Takes a message as it came. Throws `webhook_not_signed` for one that the gateway did not sign, and `payment_gateway_away`
 * when it cannot be asked: it then sends the message again, and a job asks as well.
 */
export async function takeWebhook(
  context: PaymentContext,
  { body, signature }: Readonly<{ body: Buffer; signature: string }>,
): Promise<void> {
  const inUse = await gatewayWithKeys(context.pool, context);
  const told = inUse?.gateway.verifyWebhook(body, signature, context.now()) ?? null;
  if (inUse === null || told === null) throw new Problem('webhook_not_signed');
  const { subject } = told;
  if (subject === null) return;
  const notice = { gatewayId: inUse.row.id, ...told, subject };
  if (!(await keepNotice(context.pool, notice, context.now()))) return;
  try {
    await followNotice(context, inUse, notice);
  } catch (error) {
    throw problemOfGateway(error, false);
  }
}

/** Throws `GatewayError` when it is away; what it refuses to know is none of ours. */
export async function followNotice(
  context: PaymentContext,
  inUse: GatewayInUse,
  notice: StoredNotice,
): Promise<void> {
  try {
    await follow(context, inUse, notice);
  } catch (error) {
    if (!(error instanceof GatewayError) || error.kind === 'away' || error.code !== 'resource_missing')
      throw error;
  }
  await markFollowed(context.pool, notice, context.now());
}

async function follow(context: PaymentContext, inUse: GatewayInUse, { subject, objectRef }: StoredNotice) {
  const { gateway } = inUse;
  if (subject === 'dispute') return followDispute(context, await gateway.fetchDispute(objectRef));
  if (subject === 'refund') return followRefund(context, await gateway.fetchRefund(objectRef));
  const found = await cardPaymentByRef(context.pool, objectRef);
  if (found !== null) return settleCardPayment(context, inUse, found);
  // Paid before we could note the gateway's name of it.
  const told = await gateway.fetchPayment(objectRef);
  const named = told.reference === null ? null : await cardPaymentByPublicId(context.pool, told.reference);
  if (named === null) return null;
  // A card that was refused on a page is not the end of the page.
  if (named.checkoutRef !== null) return settleCardPayment(context, inUse, named);
  if (told.state !== 'paid') return null;
  return withTransaction(context.pool, (tx) =>
    writeOutcome(tx, context, { id: named.id, told, fees: inUse.row }),
  );
}

/** One of ours, or one that somebody made at the gateway: it counts as much. */
async function followRefund(context: PaymentContext, told: GatewayRefund): Promise<void> {
  const ours =
    (told.reference === null ? null : await refundByPublicId(context.pool, told.reference)) ??
    (await refundByRef(context.pool, told.ref));
  if (ours !== null) {
    await withTransaction(context.pool, (tx) => writeRefund(tx, context, ours, told));
    return;
  }
  const payment = told.paymentRef === null ? null : await cardPaymentByRef(context.pool, told.paymentRef);
  if (payment === null || told.state === 'failed') return;
  await withTransaction(context.pool, async (tx) => {
    const locked = await lockCardPayment(tx, payment.id);
    // Somebody else may have noted it while this one waited for the payment.
    if ((await refundByRef(tx, told.ref)) !== null) return;
    if (locked.state !== 'paid') throw notCreditedYet();
    const left = leftOf(locked);
    const amountMicros = told.amountMicros > left ? left : told.amountMicros;
    if (amountMicros <= 0n) return;
    await addToTaken(tx, locked.id, { refundedMicros: amountMicros });
    const refund = await insertRefund(tx, {
      paymentId: locked.id,
      accountId: locked.accountId,
      amountMicros,
      refundRef: told.ref,
      note: '',
      createdAt: context.now(),
      createdBy: null,
    });
    await writeRefund(tx, context, refund, told);
  });
}
