/** Charges kept cards of accounts whose available money fell below what their holders said. */
import { Problem } from '../../domain/problem.ts';
import { dayOf, startOfDayMs } from '../../domain/zoned-time.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import { insertCardPayment, type CardPaymentRow } from '../../postgres/payments/gateway-payments.ts';
import { payerById } from '../../postgres/payments/payers.ts';
import {
  accountsBelow,
  autoToppedUpSince,
  autoTopUpOf,
  methodById,
  noteRisen,
  setAutoTopUp,
  type MethodRow,
} from '../../postgres/payments/saved-methods.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { GatewayPayment } from '../ports.ts';
import type { GatewayInUse, PaymentContext } from './gateway-in-use.ts';
import { paymentLevels } from './payment-levels.ts';
import { writeOutcome } from './settle-card-payment.ts';

const ACCOUNTS_AT_ONCE = 200;
/** A charge that nobody heard of since was cut off: it is looked for before it is made again. */
const CUT_OFF_AFTER_MS = 60_000;

/** Throws `GatewayError` when the gateway is away: the rest waits for the next run. */
export async function topUpAutomatically(
  context: PaymentContext,
  inUse: GatewayInUse,
  { isStopping, onError }: Readonly<{ isStopping: () => boolean; onError: (error: unknown) => void }>,
): Promise<void> {
  await noteRisen(context.pool);
  let after = 0n;
  for (;;) {
    const ids = await accountsBelow(context.pool, { now: context.now(), after, limit: ACCOUNTS_AT_ONCE });
    for (const id of ids) {
      if (isStopping()) return;
      const begun = await beginOrTell(context, inUse, id, onError);
      if (begun !== null) await chargeAutomatically(context, inUse, begun);
    }
    if (ids.length < ACCOUNTS_AT_ONCE) return;
    after = ids.at(-1) ?? after;
  }
}

/** One account of which nothing can be made keeps nobody else waiting. */
async function beginOrTell(
  context: PaymentContext,
  inUse: GatewayInUse,
  accountId: bigint,
  onError: (error: unknown) => void,
): Promise<CardPaymentRow | null> {
  try {
    return await withTransaction(context.pool, (tx) => begin(tx, context, inUse, accountId));
  } catch (error) {
    onError(error);
    return null;
  }
}

/** Writes down that it will be charged, before it is: everything is checked again under the lock of its row. */
async function begin(
  tx: Tx,
  context: PaymentContext,
  { row: gateway }: GatewayInUse,
  accountId: bigint,
): Promise<CardPaymentRow | null> {
  const topUp = await autoTopUpOf(tx, accountId, 'for update');
  const payer = await payerById(tx, accountId);
  const wallet = await walletOfAccount(tx, accountId);
  const now = context.now();
  if (topUp === null || payer === null || wallet === null) return null;
  if (topUp.pausedReason !== null || topUp.waitsForRise || !payer.mayPay) return null;
  if (topUp.nextAt !== null && topUp.nextAt > now) return null;
  if (wallet.balanceMicros + wallet.creditLimitMicros - wallet.heldMicros >= topUp.belowMicros) return null;
  const month = monthBegan(now, payer.timezone);
  const { amountMicros } = topUp;
  if ((await autoToppedUpSince(tx, accountId, month)) + amountMicros > topUp.monthMaxMicros) return null;
  const method = await methodById(tx, topUp.methodId);
  if (method === null) return null;
  const { currency } = wallet;
  try {
    await paymentLevels(tx, { accountId, amountMicros, currency }, { fees: gateway, at: now });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await setAutoTopUp(tx, accountId, { ...topUp, pausedReason: 'no_exchange_rate' });
    return null;
  }
  await setAutoTopUp(tx, accountId, { ...topUp, waitsForRise: true });
  return insertCardPayment(tx, {
    accountId,
    gatewayId: gateway.id,
    purpose: 'auto_top_up',
    documentId: null,
    amountMicros,
    currency,
    savesMethod: false,
    methodId: method.id,
    methodLabel: method.label,
    customerRef: method.customerRef,
    createdAt: now,
    createdBy: null,
    lookAt: new Date(now.getTime() + CUT_OFF_AFTER_MS),
  });
}

/**
 * Charges what was begun, and writes down what became of it. `isAgain`: it was begun before, and nobody knows whether it was charged.
 * Throws `GatewayError` when the gateway is away; the job comes back to it.
 */
export async function chargeAutomatically(
  context: PaymentContext,
  { gateway, row: fees }: GatewayInUse,
  payment: CardPaymentRow,
  { isAgain = false } = {},
): Promise<void> {
  const method = payment.methodId === null ? null : await methodById(context.pool, payment.methodId);
  const told = await charge();
  await withTransaction(context.pool, (tx) => writeOutcome(tx, context, { id: payment.id, told, fees }));

  async function charge(): Promise<GatewayPayment> {
    const { publicId: reference, amountMicros, currency, customerRef } = payment;
    const made =
      isAgain && customerRef !== null ? await gateway.findCharge({ customerRef, reference }) : null;
    if (made !== null) return made;
    if (method === null) return failed(payment, 'method_removed');
    return gateway.chargeSaved({
      amountMicros,
      currency,
      reference,
      accountNumber: await numberOf(context, payment),
      ...refsOf(method),
      idempotencyKey: reference,
    });
  }
}

function refsOf({ customerRef, methodRef }: MethodRow) {
  return { customerRef, methodRef };
}

async function numberOf(context: PaymentContext, { accountId }: CardPaymentRow): Promise<string> {
  return (await payerById(context.pool, accountId))?.number ?? '';
}

function failed(
  { publicId, amountMicros, currency, customerRef }: CardPaymentRow,
  failure: string,
): GatewayPayment {
  return {
    ref: null,
    reference: publicId,
    amountMicros,
    currency,
    state: 'failed',
    failure,
    customerRef,
    method: null,
    isMethodSaved: false,
    fee: null,
  };
}

/** The first instant of the calendar month on the clocks of an account. */
export function monthBegan(now: Date, timezone: string): Date {
  const month = dayOf(now.getTime(), timezone).slice(0, 7);
  return new Date(startOfDayMs(`${month}-01`, timezone));
}
