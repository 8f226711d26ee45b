/** The payment gateway of the operator. */
import { known } from '../../domain/assert.ts';
import { formatDecimal, formatMoney, MICROS_PER_UNIT, parseDecimal, parseMoney } from '../../domain/money.ts';
import { saveStripe, testGateway } from '../../operations/payments/save-gateway.ts';
import { settingsFrom } from '../../domain/accounts/settings.ts';
import { storedSettings } from '../../postgres/accounts/settings.ts';
import { gatewayOfKind } from '../../postgres/payments/payment-gateways.ts';
import { answers } from '../../schemas/answers.ts';
import { paymentGateway, savePaymentGateway, testedGateway } from '../../schemas/payments/card-payments.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Settings'];
const url = `${API}/payment-gateways/stripe`;
const edits = { permission: 'payment_gateways:edit' } as const;
/** 1.5 % is 15,000 parts of a million. */
const PERCENT_DIGITS = 4;

/** What is proposed before anything was set up: in the default currency of the operator. */
const AMOUNT_MIN_MICROS = 5n * MICROS_PER_UNIT;
const AMOUNT_MAX_MICROS = 500n * MICROS_PER_UNIT;

/** Registers the routes of the gateway. Its secrets are answered by none of them. */
export function addPaymentGatewayRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: { permission: 'payment_gateways:read' },
      schema: {
        tags,
        summary: 'Read how payments by card are set up',
        response: answers({ 200: paymentGateway }),
      },
    },
    async (request) => gatewayBody(deps, actorOf(request).operatorId),
  );
  app.put(
    url,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Set up payments by card with Stripe',
        body: savePaymentGateway,
        response: answers({ 200: paymentGateway }),
      },
    },
    async (request) => {
      const { feePercent, fee, amountMin, amountMax, ...rest } = request.body;
      const micros = (text: string) => known(parseMoney(text), 'an amount that was checked');
      await saveStripe(deps, actorOf(request), {
        ...rest,
        feePpm: Number(known(parseDecimal(feePercent, PERCENT_DIGITS), 'a percentage that was checked')),
        feeMicros: micros(fee),
        amountMinMicros: micros(amountMin),
        amountMaxMicros: micros(amountMax),
      });
      return gatewayBody(deps, actorOf(request).operatorId);
    },
  );
  app.post(
    `${url}/test`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Ask Stripe whose keys are saved, and whether they move real money',
        response: answers({ 200: testedGateway }),
      },
    },
    async () => testGateway(deps),
  );
}

/** What is followed; whatever else is sent is taken and passed over. */
const EVENTS = [
  'checkout.session.completed',
  'checkout.session.expired',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'charge.updated',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
];

async function gatewayBody(deps: HttpDeps, operatorId: bigint) {
  const row = await gatewayOfKind(deps.reads, 'stripe');
  const settings = settingsFrom(await storedSettings(deps.reads, operatorId));
  return {
    isSetUp: row !== null,
    status: row?.status ?? ('inactive' as const),
    hasSecretKey: row !== null && row.sealedSecretKey !== null,
    hasWebhookSecret: row !== null && row.sealedWebhookSecret !== null,
    currency: row?.currency ?? settings['defaults.currency'],
    feePercent: formatDecimal(BigInt(row?.feePpm ?? 0), PERCENT_DIGITS),
    fee: formatMoney(row?.feeMicros ?? 0n),
    amountMin: formatMoney(row?.amountMinMicros ?? AMOUNT_MIN_MICROS),
    amountMax: formatMoney(row?.amountMaxMicros ?? AMOUNT_MAX_MICROS),
    webhookUrl: `${deps.publicUrl}${API}/payments/stripe/webhook`,
    webhookEvents: EVENTS,
  };
}
