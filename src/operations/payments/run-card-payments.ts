/** What nobody's request brings about: lost messages, pages that end, refunds that were cut off, cards that are charged by themselves. */
import { runAlone } from '../../postgres/jobs/run-alone.ts';
import { isDatabaseAway } from '../../postgres/problem-of-database-error.ts';
import {
  cardPaymentsToLookAt,
  setLookAt,
  setOutcome,
  type CardPaymentRow,
  lockCardPayment,
} from '../../postgres/payments/gateway-payments.ts';
import { refundsToDo } from '../../postgres/payments/gateway-refunds.ts';
import { waitingNotices } from '../../postgres/payments/payment-gateways.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { followNotice } from './follow-notice.ts';
import { GatewayError } from './gateway-error.ts';
import { gatewayWithKeys, type GatewayInUse, type PaymentContext } from './gateway-in-use.ts';
import { makeRefund } from './refund-card-payment.ts';
import { settleCardPayment } from './settle-card-payment.ts';
import { chargeAutomatically, topUpAutomatically } from './top-up-automatically.ts';

/** In one run of each kind: the next run goes on. */
const AT_ONCE = 100;
/** Whoever asked is given so long before the job does it. */
const CUT_OFF_AFTER_MS = 60_000;
/** A page that was never opened has nobody who could pay on it. */
const PAGE_MADE_WITHIN_MS = 3_600_000;
const AGAIN_AFTER_MS = 60_000;

/**
 * One server does it at a time. While the gateway is away, all of it waits for the next run; what fails by itself is told to
 * `onError`, and keeps nothing else waiting.
 */
export async function runCardPayments(
  context: PaymentContext,
  { onError, isStopping }: Readonly<{ onError: (error: unknown) => void; isStopping: () => boolean }>,
): Promise<void> {
  const inUse = await gatewayWithKeys(context.pool, context);
  if (inUse === null) return;
  await runAlone(context.pool, 'top_ups', async () => {
    try {
      await lookAtAll(context, inUse, { onError, isStopping });
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      onError(error);
    }
  });
}

async function lookAtAll(
  context: PaymentContext,
  inUse: GatewayInUse,
  { onError, isStopping }: Readonly<{ onError: (error: unknown) => void; isStopping: () => boolean }>,
): Promise<void> {
  const { pool } = context;
  const each = async <T>(items: readonly T[], work: (item: T) => Promise<unknown>) => {
    for (const item of items) {
      if (isStopping()) return;
      try {
        await work(item);
      } catch (error) {
        if (isDatabaseAway(error) || isAway(error)) throw error;
        onError(error);
      }
    }
  };
  const cutOff = new Date(context.now().getTime() - CUT_OFF_AFTER_MS);
  await each(await cardPaymentsToLookAt(pool, context.now(), AT_ONCE), (payment) =>
    lookAt(context, inUse, payment),
  );
  await each(await waitingNotices(pool, cutOff, AT_ONCE), (notice) => followNotice(context, inUse, notice));
  await each(await refundsToDo(pool, cutOff, AT_ONCE), (refund) => makeRefund(context, inUse, refund));
  if (inUse.row.status === 'active' && !isStopping())
    await topUpAutomatically(context, inUse, { isStopping, onError });
}

function isAway(error: unknown): boolean {
  return error instanceof GatewayError && error.kind === 'away' && error.code !== 'not_credited_yet';
}

async function lookAt(context: PaymentContext, inUse: GatewayInUse, payment: CardPaymentRow): Promise<void> {
  try {
    if (payment.checkoutRef !== null || payment.paymentRef !== null)
      await settleCardPayment(context, inUse, payment);
    else if (payment.purpose === 'auto_top_up')
      await chargeAutomatically(context, inUse, payment, { isAgain: true });
    else await endWithoutPage(context, payment);
  } catch (error) {
    // It comes last in the next run, so that it keeps nothing else waiting.
    if (!isAway(error) && !isDatabaseAway(error))
      await setLookAt(context.pool, payment.id, new Date(context.now().getTime() + AGAIN_AFTER_MS));
    throw error;
  }
}

/** The gateway was away when its page was wanted, and nobody came back for it. */
async function endWithoutPage(context: PaymentContext, { id }: CardPaymentRow): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    const payment = await lockCardPayment(tx, id);
    if (payment.state !== 'open' || payment.checkoutRef !== null) return;
    const now = context.now();
    const endsAt = new Date(payment.createdAt.getTime() + PAGE_MADE_WITHIN_MS);
    if (endsAt > now) return setLookAt(tx, id, endsAt);
    await setOutcome(tx, id, { ...payment, state: 'expired', lookAt: null });
  });
}
