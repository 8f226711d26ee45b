/** What a bank did with a payment that its customer disputes. */
import { addToTaken, cardPaymentByRef, lockCardPayment } from '../../postgres/payments/gateway-payments.ts';
import { lockDispute, setDispute } from '../../postgres/payments/gateway-refunds.ts';
import { autoTopUpOf, setAutoTopUp } from '../../postgres/payments/saved-methods.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { GatewayDispute } from '../ports.ts';
import { notCreditedYet } from './gateway-error.ts';
import type { PaymentContext } from './gateway-in-use.ts';
import { takeBack } from './take-back.ts';

/**
 * Money that the bank withdrew is charged back at every level, whatever the wallets have, and automatic top-ups are paused; what
 * it gave back is paid in again. Once each, in whatever order and however often it is told. False: the payment is none of ours.
 */
export async function followDispute(context: PaymentContext, dispute: GatewayDispute): Promise<boolean> {
  const found = dispute.paymentRef === null ? null : await cardPaymentByRef(context.pool, dispute.paymentRef);
  if (found === null) return false;
  await withTransaction(context.pool, async (tx) => {
    const payment = await lockCardPayment(tx, found.id);
    if (payment.state !== 'paid') throw notCreditedYet();
    const now = context.now();
    const { ref: disputeRef, reason, state } = dispute;
    const known = await lockDispute(tx, {
      disputeRef,
      paymentId: payment.id,
      accountId: payment.accountId,
      amountMicros: dispute.amountMicros,
      reason,
      now,
    });
    if (known.state === state) return;
    if (known.state !== 'withdrawn' && state !== 'withdrawn') {
      await setDispute(tx, disputeRef, { state, amountMicros: known.amountMicros, now });
      return;
    }
    const isTaken = state === 'withdrawn';
    const leftMicros = payment.amountMicros - payment.takenMicros;
    // A bank may ask for more than was left, as rates of its own currency have it; what it gives back is what it took.
    const amountMicros = !isTaken
      ? known.amountMicros
      : dispute.amountMicros > leftMicros
        ? leftMicros
        : dispute.amountMicros;
    await setDispute(tx, disputeRef, { state, amountMicros, now });
    await addToTaken(tx, payment.id, { disputedMicros: isTaken ? amountMicros : -amountMicros });
    if (amountMicros > 0n)
      await takeBack(
        tx,
        payment,
        {
          kind: isTaken ? 'chargeback' : 'payment',
          amountMicros,
          cause: ['card dispute', disputeRef, String(known.times)],
          text: payment.methodLabel ?? '',
        },
        { actorId: null, clock: context.now },
      );
    const topUp = isTaken ? await autoTopUpOf(tx, payment.accountId, 'for update') : null;
    if (topUp !== null) await setAutoTopUp(tx, payment.accountId, { ...topUp, pausedReason: 'charged_back' });
  });
  return true;
}
