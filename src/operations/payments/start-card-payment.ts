/** Opens a page of the payment gateway for an account that pays. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { formatInCurrency } from '../../domain/money.ts';
import { mistakeOfCardAmount } from '../../domain/payments/card-payment.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import {
  cardPaymentByPublicId,
  countOpenCardPayments,
  insertCardPayment,
  lastCustomerRef,
  setCheckout,
  setOutcome,
  type CardPaymentRow,
} from '../../postgres/payments/gateway-payments.ts';
import { invoiceOf, payerById, type PayerRow } from '../../postgres/payments/payers.ts';
import type { GatewayRow } from '../../postgres/payments/payment-gateways.ts';
import type { Db, Tx } from '../../postgres/pool.ts';
import { runOnce } from '../run-once.ts';
import { GatewayError } from './gateway-error.ts';
import { activeGateway, problemOfGateway, type GatewayInUse, type PaymentContext } from './gateway-in-use.ts';
import { amountIn, paymentLevels } from './payment-levels.ts';

/** The page ends by itself; Stripe asks for half an hour at least. */
const PAGE_MS = 3_600_000;
/** Each asks the gateway for a page: more at once is no person. */
const OPEN_MAX = 20;
/** A page is made at once, or by nobody. */
const FIRST_LOOK_MS = 15_000;

export type CardPaymentInput = Readonly<{
  /** In the currency of the account; null = what is open of the invoice. */
  amountMicros: bigint | null;
  documentId: string | null;
  savesMethod: boolean;
  idempotencyKey: string;
  /** The address of the panel that the holder looks at. */
  origin: string;
}>;

export type OpenedPage = Readonly<{ id: string; url: string; expiresAt: Date }>;

/** An account as it pays by card. Throws `payment_gateway_not_permitted`, `account_has_no_wallet`, `account_is_closed`. */
export async function payingAccount(
  db: Db,
  { accountId }: Pick<Actor, 'accountId'>,
): Promise<PayerRow & { currency: string }> {
  const payer = await payerById(db, accountId);
  if (payer === null || payer.currency === null) throw new Problem('account_has_no_wallet');
  if (payer.status === 'closed') throw new Problem('account_is_closed');
  if (!payer.mayPay) throw new Problem('payment_gateway_not_permitted');
  return { ...payer, currency: payer.currency };
}

/** What may be paid at once, in the currency of the account. Throws `no_exchange_rate`. */
export async function amountLimits(
  db: Db,
  { currency: from, amountMinMicros, amountMaxMicros }: GatewayRow,
  to: string,
  at: Date,
): Promise<Readonly<{ minMicros: bigint; maxMicros: bigint }>> {
  return {
    minMicros: await amountIn(db, { micros: amountMinMicros, from, to, at }),
    maxMicros: await amountIn(db, { micros: amountMaxMicros, from, to, at }),
  };
}

/**
 * Whoever asks pays for itself. The same key opens the same page. Throws, besides what `payingAccount` and `activeGateway` throw,
 * `invalid_input` at `amount`, `nothing_is_open`, `no_exchange_rate` when somebody above could not be paid, and
 * `payment_gateway_away`, after which the same key goes on.
 */
export async function startCardPayment(
  context: PaymentContext,
  actor: Actor,
  input: CardPaymentInput,
): Promise<OpenedPage> {
  const inUse = await activeGateway(context.pool, context);
  const { idempotencyKey: key, amountMicros, documentId, savesMethod } = input;
  const once = {
    principalId: actor.accountId,
    route: 'POST /me/card-payments',
    key,
    content: { amount: amountMicros === null ? null : String(amountMicros), documentId, savesMethod },
    isKeptForEver: true,
  };
  const { answer } = await runOnce(context, context.now(), once, async (tx) => {
    const { publicId } = await newPayment(tx, context, { actor, input, gateway: inUse.row });
    return { id: publicId };
  });
  const payment = await cardPaymentByPublicId(context.pool, answer.id);
  if (payment === null) throw new Problem('not_found');
  return openPage(context, inUse, { payment, origin: input.origin, actor });
}

async function newPayment(
  tx: Tx,
  context: PaymentContext,
  { actor, input, gateway }: Readonly<{ actor: Actor; input: CardPaymentInput; gateway: GatewayRow }>,
): Promise<CardPaymentRow> {
  const now = context.now();
  const { accountId, currency } = await payingAccount(tx, actor);
  const since = new Date(now.getTime() - PAGE_MS);
  if ((await countOpenCardPayments(tx, accountId, since)) >= OPEN_MAX)
    throw new Problem('too_many_open_payments');
  const invoice =
    input.documentId === null ? null : await invoiceOf(tx, { accountId, publicId: input.documentId });
  if (input.documentId !== null && invoice === null) throw new Problem('not_found');
  if (invoice !== null && invoice.openMicros <= 0n) throw new Problem('nothing_is_open');
  const amountMicros = invoice?.openMicros ?? input.amountMicros ?? 0n;
  await checkAmount(tx, { gateway, amountMicros, currency, at: now });
  // What each level will get: better no page than money that cannot be passed on.
  await paymentLevels(tx, { accountId, amountMicros, currency }, { fees: gateway, at: now });
  return insertCardPayment(tx, {
    accountId,
    gatewayId: gateway.id,
    purpose: invoice === null ? 'top_up' : 'invoice',
    documentId: invoice?.id ?? null,
    amountMicros,
    currency,
    savesMethod: input.savesMethod,
    methodId: null,
    methodLabel: null,
    customerRef: await lastCustomerRef(tx, accountId),
    createdAt: now,
    createdBy: accountId,
    lookAt: new Date(now.getTime() + FIRST_LOOK_MS),
  });
}

/** Throws `invalid_input` at `amount` for what the gateway does not take. */
export async function checkAmount(
  db: Db,
  {
    gateway,
    amountMicros,
    currency,
    at,
    field = 'amount',
  }: Readonly<{ gateway: GatewayRow; amountMicros: bigint; currency: string; at: Date; field?: string }>,
): Promise<void> {
  const mistake = mistakeOfCardAmount(amountMicros, currency);
  if (mistake !== null) throw fieldProblem(field, 'too_many_digits', mistake);
  const { minMicros, maxMicros } = await amountLimits(db, gateway, currency, at);
  if (amountMicros < minMicros || amountMicros > maxMicros) {
    const [least, most] = [minMicros, maxMicros].map((micros) => formatInCurrency(micros, currency));
    const message = `Send an amount from ${least} to ${most}.`;
    throw fieldProblem(field, 'out_of_range', message);
  }
}

async function openPage(
  context: PaymentContext,
  { gateway }: GatewayInUse,
  { payment, origin, actor }: Readonly<{ payment: CardPaymentRow; origin: string; actor: Actor }>,
): Promise<OpenedPage> {
  const { id, publicId, amountMicros, currency, customerRef, savesMethod, createdAt } = payment;
  if (payment.url !== null && payment.expiresAt !== null)
    return { id: publicId, url: payment.url, expiresAt: payment.expiresAt };
  // It was paid, or has ended: a new key opens a new one.
  if (payment.state !== 'open')
    throw new Problem('idempotency_key_reused', { detail: 'This page is over. Begin anew.' });
  const back = `${origin}/payments/${publicId}`;
  try {
    const page = await gateway.createCheckout({
      amountMicros,
      currency,
      reference: publicId,
      accountNumber: actor.number,
      title: actor.number,
      language: (await payerById(context.pool, actor.accountId))?.language ?? 'en',
      customerRef,
      savesMethod,
      successUrl: back,
      cancelUrl: `${back}?cancelled=yes`,
      // The same for the same key.
      expiresAt: new Date(createdAt.getTime() + PAGE_MS),
      idempotencyKey: publicId,
    });
    await setCheckout(context.pool, id, page);
    return { id: publicId, url: page.url, expiresAt: page.expiresAt };
  } catch (error) {
    // It will never have a page.
    if (error instanceof GatewayError && error.kind === 'refused')
      await setOutcome(context.pool, id, { ...payment, state: 'failed', failure: error.code, lookAt: null });
    throw problemOfGateway(error, false);
  }
}
