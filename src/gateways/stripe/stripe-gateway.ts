/** Stripe behind our port: hosted pages only, so that no card number comes near us. */
import Stripe from 'stripe';
import { GatewayError } from '../../operations/payments/gateway-error.ts';
import type {
  GatewayDispute,
  GatewayMethod,
  GatewayMoney,
  GatewayNotice,
  GatewayPayment,
  GatewayRefund,
  OpenGateway,
  PaymentGateway,
} from '../../operations/ports.ts';
import { fromStripe, toStripe } from './amounts.ts';

/** Somebody waits for a page; a job tries again. */
const TIMEOUT_MS = 20_000;
const RETRIES = 2;
const SIGNATURE_AGE_MAX_SECONDS = 300;
/** So many charges of one customer are looked through; there is one a crossing. */
const CHARGES_LOOKED_AT = 100;

/** Which of our names Stripe hands back to us. */
const REFERENCE = 'tollbook_reference';

/** Clients by nothing but their keys. `apiUrl` is another address than Stripe's own, for tests; null = Stripe. */
export function createStripeGateways(apiUrl: string | null): OpenGateway {
  const address = apiUrl === null ? {} : addressOf(new URL(apiUrl));
  return ({ secretKey, webhookSecret }) => {
    const stripe = new Stripe(secretKey, {
      ...address,
      timeout: TIMEOUT_MS,
      maxNetworkRetries: RETRIES,
      telemetry: false,
    });
    return gatewayOf(stripe, webhookSecret);
  };
}

function addressOf({ hostname, port, protocol }: URL) {
  const isPlain = protocol === 'http:';
  return {
    host: hostname,
    port: port === '' ? (isPlain ? 80 : 443) : Number(port),
    protocol: isPlain ? ('http' as const) : ('https' as const),
  };
}

function gatewayOf(stripe: Stripe, webhookSecret: string): PaymentGateway {
  const fetchIntent = (ref: string) => stripe.paymentIntents.retrieve(ref, { expand: OF_INTENT });
  return {
    createCheckout: (wanted) =>
      told(async () => {
        const { id, url, expires_at } = await stripe.checkout.sessions.create(checkoutOf(wanted), {
          idempotencyKey: wanted.idempotencyKey,
        });
        if (url === null) throw notUnderstood('a page has no address');
        return { ref: id, url, expiresAt: new Date(expires_at * 1000) };
      }),
    fetchPayment: (ref) =>
      told(async () => {
        if (!ref.startsWith('cs_')) return paymentOfIntent(await fetchIntent(ref));
        const session = await stripe.checkout.sessions.retrieve(ref, { expand: OF_SESSION });
        return paymentOfSession(session);
      }),
    findCharge: ({ customerRef, reference }) =>
      told(async () => {
        const { data } = await stripe.paymentIntents.list({
          customer: customerRef,
          limit: CHARGES_LOOKED_AT,
        });
        const found = data.find(({ metadata }) => metadata[REFERENCE] === reference);
        return found === undefined ? null : paymentOfIntent(await fetchIntent(found.id));
      }),
    chargeSaved: ({
      amountMicros,
      currency,
      reference,
      accountNumber,
      customerRef,
      methodRef,
      idempotencyKey,
    }) =>
      told(async () => {
        try {
          const intent = await stripe.paymentIntents.create(
            {
              amount: toStripe(amountMicros, currency),
              currency: currency.toLowerCase(),
              customer: customerRef,
              payment_method: methodRef,
              allowed_payment_method_types: ['card'],
              off_session: true,
              confirm: true,
              description: accountNumber,
              metadata: { [REFERENCE]: reference },
              expand: OF_INTENT,
            },
            { idempotencyKey },
          );
          return paymentOfIntent(intent);
        } catch (error) {
          if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
          const { payment_intent: ref } = error as unknown as Readonly<{ payment_intent?: { id: string } }>;
          return refusedCharge(
            { amountMicros, currency, reference, customerRef },
            ref?.id ?? null,
            error.code,
          );
        }
      }),
    refund: ({ amountMicros, currency, paymentRef, reference, idempotencyKey }) =>
      told(async () =>
        refundOf(
          await stripe.refunds.create(
            {
              payment_intent: paymentRef,
              amount: toStripe(amountMicros, currency),
              metadata: { [REFERENCE]: reference },
            },
            { idempotencyKey },
          ),
        ),
      ),
    fetchRefund: (ref) => told(async () => refundOf(await stripe.refunds.retrieve(ref))),
    fetchDispute: (ref) => told(async () => disputeOf(await stripe.disputes.retrieve(ref))),
    forgetMethod: (ref) =>
      told(async () => {
        try {
          await stripe.paymentMethods.detach(ref);
        } catch (error) {
          if (!isGone(error)) throw error;
        }
      }),
    verifyWebhook: (body, signature, now) => {
      try {
        return noticeOf(
          stripe.webhooks.constructEvent(
            body,
            signature,
            webhookSecret,
            SIGNATURE_AGE_MAX_SECONDS,
            undefined,
            now.getTime(),
          ),
        );
      } catch (error) {
        if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
          return null;
        throw error;
      }
    },
    describeAccount: () =>
      told(async () => {
        const { id, settings, business_profile: profile } = await stripe.accounts.retrieveCurrent();
        const balance = await stripe.balance.retrieve();
        const names = [settings?.dashboard.display_name, profile?.name, id];
        return {
          name: names.find((name) => name !== null && name !== undefined && name !== '') ?? id,
          isLive: balance.livemode,
        };
      }),
  };
}

const OF_INTENT = ['latest_charge.balance_transaction', 'payment_method'];
const OF_SESSION = OF_INTENT.map((name) => `payment_intent.${name}`);

function checkoutOf(
  wanted: Parameters<PaymentGateway['createCheckout']>[0],
): Stripe.Checkout.SessionCreateParams {
  const { amountMicros, currency, reference, accountNumber, customerRef, savesMethod } = wanted;
  const metadata = { [REFERENCE]: reference };
  return {
    mode: 'payment',
    // What is paid is in the currency that was asked for.
    adaptive_pricing: { enabled: false },
    allowed_payment_method_types: ['card'],
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: currency.toLowerCase(),
          unit_amount: toStripe(amountMicros, currency),
          product_data: { name: wanted.title },
        },
      },
    ],
    client_reference_id: accountNumber,
    metadata,
    payment_intent_data: {
      metadata,
      description: accountNumber,
      ...(savesMethod && { setup_future_usage: 'off_session' as const }),
    },
    ...(customerRef === null ? { customer_creation: 'always' as const } : { customer: customerRef }),
    locale: LOCALES.has(wanted.language) ? (wanted.language as 'de') : 'auto',
    success_url: wanted.successUrl,
    cancel_url: wanted.cancelUrl,
    expires_at: Math.floor(wanted.expiresAt.getTime() / 1000),
  };
}

/** Of our languages, those that the page has. */
const LOCALES = new Set(['en', 'de']);

function paymentOfSession(session: Stripe.Checkout.Session): GatewayPayment {
  const { payment_intent: intent, amount_total: total, currency, status } = session;
  const reference = session.metadata?.[REFERENCE] ?? null;
  if (intent !== null && typeof intent !== 'string' && session.payment_status === 'paid')
    return { ...paymentOfIntent(intent), reference };
  if (total === null || currency === null) throw notUnderstood('a page has no amount');
  return {
    ...fromStripe(total, currency),
    ref: intent === null || typeof intent === 'string' ? intent : intent.id,
    reference,
    // A card that was refused is not the end: another one may be tried until the page ends.
    state: status === 'expired' ? 'expired' : 'open',
    failure: null,
    customerRef: idOf(session.customer),
    method: null,
    isMethodSaved: false,
    fee: null,
  };
}

function paymentOfIntent(intent: Stripe.PaymentIntent): GatewayPayment {
  const { latest_charge: charge, payment_method: method, last_payment_error: failure } = intent;
  const isPaid = intent.status === 'succeeded';
  const isOver =
    intent.status === 'canceled' ||
    intent.status === 'requires_payment_method' ||
    intent.status === 'requires_action';
  const settled = charge !== null && typeof charge !== 'string' ? charge.balance_transaction : null;
  return {
    ...fromStripe(isPaid ? intent.amount_received : intent.amount, intent.currency),
    ref: intent.id,
    reference: intent.metadata[REFERENCE] ?? null,
    state: isPaid ? 'paid' : isOver ? 'failed' : 'open',
    failure: isPaid ? null : (failure?.code ?? failure?.decline_code ?? (isOver ? intent.status : null)),
    customerRef: idOf(intent.customer),
    method: method === null || typeof method === 'string' ? null : methodOf(method),
    isMethodSaved: isPaid && intent.setup_future_usage === 'off_session',
    fee: settled === null || typeof settled === 'string' ? null : fromStripe(settled.fee, settled.currency),
  };
}

function refusedCharge(
  { reference, customerRef, ...money }: GatewayMoney & Readonly<{ reference: string; customerRef: string }>,
  ref: string | null,
  code: string | undefined,
): GatewayPayment {
  return {
    ...money,
    ref,
    reference,
    state: 'failed',
    failure: code ?? 'card_declined',
    customerRef,
    method: null,
    isMethodSaved: false,
    fee: null,
  };
}

function methodOf({ id, card }: Stripe.PaymentMethod): GatewayMethod | null {
  if (card === undefined) return null;
  const { brand, last4, exp_month: month, exp_year: year } = card;
  const lastDay = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return { ref: id, label: `${brand} ···· ${last4}`, expiresOn: lastDay };
}

function refundOf(refund: Stripe.Refund): GatewayRefund {
  const isOver = refund.status === 'failed' || refund.status === 'canceled';
  return {
    ...fromStripe(refund.amount, refund.currency),
    ref: refund.id,
    paymentRef: idOf(refund.payment_intent),
    reference: refund.metadata?.[REFERENCE] ?? null,
    // One that is pending has been taken from the balance at Stripe.
    state: isOver ? 'failed' : 'done',
    failure: isOver ? (refund.failure_reason ?? refund.status) : null,
  };
}

function disputeOf(dispute: Stripe.Dispute): GatewayDispute {
  const movedMicros = dispute.balance_transactions.reduce((sum, { amount }) => sum + amount, 0);
  const wasWithdrawn = dispute.balance_transactions.length > 0;
  return {
    ...fromStripe(dispute.amount, dispute.currency),
    ref: dispute.id,
    paymentRef: idOf(dispute.payment_intent),
    reason: dispute.reason,
    state: movedMicros < 0 ? 'withdrawn' : wasWithdrawn || dispute.status === 'won' ? 'reinstated' : 'asked',
  };
}

function noticeOf(event: Stripe.Event): GatewayNotice {
  const object = event.data.object as unknown as Readonly<{
    id?: string;
    payment_intent?: string | { id: string } | null;
  }>;
  const about = (subject: GatewayNotice['subject'], ref: string | null) => ({
    eventRef: event.id,
    type: event.type,
    subject: ref === null ? null : subject,
    objectRef: ref ?? '',
  });
  const id = object.id ?? null;
  const { type } = event;
  if (type.startsWith('checkout.session.') || type.startsWith('payment_intent.')) return about('payment', id);
  if (type.startsWith('charge.dispute.')) return about('dispute', id);
  if (type.startsWith('refund.') || type === 'charge.refund.updated') return about('refund', id);
  // When a charge is settled, its fee is known.
  if (type === 'charge.updated' || type === 'charge.succeeded')
    return about('payment', idOf(object.payment_intent ?? null));
  return about(null, id);
}

function idOf(object: string | Readonly<{ id: string }> | null): string | null {
  return object === null || typeof object === 'string' ? object : object.id;
}

function isGone(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    (error.statusCode === 404 || error.code === 'resource_missing')
  );
}

function notUnderstood(what: string): GatewayError {
  return new GatewayError({ kind: 'refused', code: 'not_understood', message: `Stripe: ${what}.` });
}

/** Runs a request, and says what became of it in our words. */
async function told<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) throw errorOf(error);
    throw error;
  }
}

function errorOf(error: Stripe.errors.StripeError): GatewayError {
  const { statusCode = 0 } = error;
  const isAway =
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    statusCode >= 500 ||
    statusCode === 409;
  const code = error.code ?? error.type;
  // Stripe's own words name keys by their ends only, and no card.
  return new GatewayError({ kind: isAway ? 'away' : 'refused', code, message: `Stripe: ${error.message}` });
}
