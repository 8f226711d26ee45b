/** Asks the gateway what became of a payment, and writes it down once, whoever asks and however many do. */
import { Problem } from '../../domain/problem.ts';
import type { PaymentState } from '../../domain/payments/card-payment.ts';
import {
  lockCardPayment,
  setLookAt,
  setOutcome,
  type CardPaymentRow,
} from '../../postgres/payments/gateway-payments.ts';
import { payerById } from '../../postgres/payments/payers.ts';
import { keepMethod } from '../../postgres/payments/saved-methods.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { GatewayPayment } from '../ports.ts';
import { bookGatewayFee, creditCardPayment } from './credit-card-payment.ts';
import type { GatewayInUse, PaymentContext } from './gateway-in-use.ts';
import { noteAutoTopUp } from './note-auto-top-up.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** The gateway knows its fee within minutes; after this it is asked no more. */
const FEE_AWAITED_MS = 72 * HOUR_MS;

/** Throws `GatewayError` when the gateway is away, and then nothing has changed. */
export async function settleCardPayment(
  context: PaymentContext,
  { gateway, row: fees }: GatewayInUse,
  payment: Pick<CardPaymentRow, 'id' | 'checkoutRef' | 'paymentRef'>,
): Promise<PaymentState> {
  const ref = payment.checkoutRef ?? payment.paymentRef;
  if (ref === null) return 'open';
  const told = await gateway.fetchPayment(ref);
  return withTransaction(context.pool, (tx) => writeOutcome(tx, context, { id: payment.id, told, fees }));
}

type Told = Readonly<{ id: bigint; told: GatewayPayment; fees: GatewayInUse['row'] }>;

/** What the gateway has told of a payment, in one transaction. */
export async function writeOutcome(
  tx: Tx,
  context: PaymentContext,
  { id, told, fees }: Told,
): Promise<PaymentState> {
  const payment = await lockCardPayment(tx, id);
  const now = context.now();
  if (payment.state === 'paid') {
    await noteFee(tx, payment, told, now);
    return 'paid';
  }
  if (told.state !== 'paid') {
    if (payment.state !== 'open') return payment.state;
    const isOver = told.state !== 'open';
    await setOutcome(tx, id, {
      ...payment,
      state: told.state,
      paymentRef: told.ref,
      customerRef: told.customerRef,
      failure: told.failure,
      lookAt: isOver ? null : nextLook(payment, now),
    });
    if (isOver) await noteAutoTopUp(tx, payment, { failure: told.failure ?? told.state, now });
    return told.state;
  }
  const paid: CardPaymentRow = {
    ...payment,
    amountMicros: told.amountMicros,
    methodLabel: told.method?.label ?? payment.methodLabel,
  };
  const heldReason = await creditOrHold(tx, paid, { told, fees, clock: context.now });
  const state = heldReason === null ? ('paid' as const) : ('held' as const);
  await setOutcome(tx, id, {
    state,
    amountMicros: told.amountMicros,
    paymentRef: told.ref,
    customerRef: told.customerRef,
    methodLabel: paid.methodLabel,
    paidAt: payment.paidAt ?? now,
    failure: null,
    heldReason,
    lookAt: nextLook(payment, now),
  });
  await keepSaved(tx, paid, told, now);
  if (state === 'paid') {
    await noteFee(tx, { ...paid, state, paidAt: payment.paidAt ?? now, looks: payment.looks + 1 }, told, now);
    await noteAutoTopUp(tx, payment, { failure: null, now });
  }
  return state;
}

/** Why it waits; null = it is credited. Money that came is never let go of, whatever stands in its way at this moment. */
async function creditOrHold(
  tx: Tx,
  paid: CardPaymentRow,
  { told, fees, clock }: Readonly<{ told: GatewayPayment; fees: GatewayInUse['row']; clock: () => Date }>,
): Promise<string | null> {
  const payer = await payerById(tx, paid.accountId);
  if (told.currency !== paid.currency || payer?.currency !== paid.currency) return 'other_currency';
  await tx.query('savepoint credit');
  try {
    await creditCardPayment(tx, paid, { fees, clock });
    await tx.query('release savepoint credit');
    return null;
  } catch (error) {
    // It was moved at this very moment: the next look finds it where it is.
    if (!(error instanceof Problem)) throw error;
    await tx.query('rollback to savepoint credit');
    return error.code;
  }
}

async function noteFee(tx: Tx, payment: CardPaymentRow, { fee }: GatewayPayment, now: Date): Promise<void> {
  if (payment.gatewayFeeMicros !== null) return;
  if (fee !== null) await bookGatewayFee(tx, payment, fee, now);
  const isAwaited = fee === null && now.getTime() - (payment.paidAt ?? now).getTime() < FEE_AWAITED_MS;
  await setLookAt(tx, payment.id, isAwaited ? nextLook(payment, now) : null);
}

async function keepSaved(
  tx: Tx,
  { accountId, gatewayId, savesMethod }: CardPaymentRow,
  { method, isMethodSaved, customerRef }: GatewayPayment,
  now: Date,
): Promise<void> {
  if (!savesMethod || !isMethodSaved || method === null || customerRef === null) return;
  const { ref: methodRef, label, expiresOn } = method;
  await keepMethod(tx, { accountId, gatewayId, customerRef, methodRef, label, expiresOn, createdAt: now });
}

/** Often at first, because somebody waits; then rarely, because the gateway tells by itself. */
function nextLook({ looks }: Pick<CardPaymentRow, 'looks'>, now: Date): Date {
  const waitMs = looks < 20 ? 15 * SECOND_MS : looks < 60 ? 2 * MINUTE_MS : HOUR_MS;
  return new Date(now.getTime() + waitMs);
}
