/** What the holder of an account pays by card itself. */
import { known } from '../../domain/assert.ts';
import { formatMoney, parseMoney } from '../../domain/money.ts';
import { endOwnAutoTopUp, saveOwnAutoTopUp } from '../../operations/payments/own-auto-top-up.ts';
import { forgetOwnMethod, makeMethodDefault } from '../../operations/payments/own-methods.ts';
import { readCardTerms } from '../../operations/payments/read-card-terms.ts';
import { startCardPayment } from '../../operations/payments/start-card-payment.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams } from '../../schemas/common.ts';
import {
  cardTerms,
  openedPage,
  saveAutoTopUp,
  startCardPayment as startSchema,
} from '../../schemas/payments/card-payments.ts';
import { actorOf, API, requiredKey, type App, type HttpDeps } from '../app.ts';
import { pageOf } from '../public-address.ts';

const tags = ['Card payments'];
const pays = { permission: 'payments:make' } as const;
const termsUrl = `${API}/me/card-terms`;
const methodUrl = `${API}/me/payment-methods/:id`;

/** Registers the routes under /me: whoever asks pays for itself. */
export function addOwnPaymentRoutes(app: App, deps: HttpDeps): void {
  app.get(
    termsUrl,
    {
      config: pays,
      schema: {
        tags,
        summary: 'Whether you may pay by card, how much at once, and with which kept cards',
        response: answers({ 200: cardTerms }),
      },
    },
    async (request) => termsBody(deps, request),
  );
  app.post(
    `${API}/me/card-payments`,
    {
      config: pays,
      schema: {
        tags,
        summary:
          'Open a page of the gateway on which you pay by card; the money is credited when the gateway says so',
        headers: idempotencyHeader,
        body: startSchema,
        response: answers({ 201: openedPage }),
      },
    },
    async (request, reply) => {
      const { amount, documentId = null, savesMethod = false } = request.body;
      const page = await startCardPayment(deps, actorOf(request), {
        amountMicros: amount === undefined ? null : known(parseMoney(amount), 'an amount that was checked'),
        documentId,
        savesMethod,
        idempotencyKey: requiredKey(request),
        origin: pageOf(request, deps).origin,
      });
      return reply.code(201).send({ ...page, expiresAt: page.expiresAt.toISOString() });
    },
  );
  app.put(
    methodUrl,
    {
      config: pays,
      schema: {
        tags,
        summary: 'Make a kept card the one that is proposed',
        params: idParams,
        response: answers({ 200: cardTerms }),
      },
    },
    async (request) => {
      await makeMethodDefault(deps, actorOf(request), request.params.id);
      return termsBody(deps, request);
    },
  );
  app.delete(
    methodUrl,
    {
      config: pays,
      schema: {
        tags,
        summary: 'Forget a kept card, here and at the gateway',
        params: idParams,
        response: answers({ 200: cardTerms }),
      },
    },
    async (request) => {
      await forgetOwnMethod(deps, actorOf(request), request.params.id);
      return termsBody(deps, request);
    },
  );
  app.put(
    `${API}/me/auto-top-up`,
    {
      config: pays,
      schema: {
        tags,
        summary:
          'Have a kept card charged whenever too little money is available; saving begins anew after a pause',
        body: saveAutoTopUp,
        response: answers({ 200: cardTerms }),
      },
    },
    async (request) => {
      await saveOwnAutoTopUp(deps, actorOf(request), request.body);
      return termsBody(deps, request);
    },
  );
  app.delete(
    `${API}/me/auto-top-up`,
    {
      config: pays,
      schema: { tags, summary: 'Charge nothing by itself any more', response: answers({ 200: cardTerms }) },
    },
    async (request) => {
      await endOwnAutoTopUp(deps, actorOf(request));
      return termsBody(deps, request);
    },
  );
}

async function termsBody(deps: HttpDeps, request: Parameters<typeof actorOf>[0]) {
  const { reason, currency, limits, methods, autoTopUp } = await readCardTerms(deps, actorOf(request));
  const charged = methods.find(({ id }) => id === autoTopUp?.methodId);
  return {
    isOffered: reason === null,
    reason,
    currency,
    amountMin: limits === null ? null : formatMoney(limits.minMicros),
    amountMax: limits === null ? null : formatMoney(limits.maxMicros),
    methods: methods.map(({ publicId: id, label, expiresOn, isDefault }) => ({
      id,
      label,
      expiresOn,
      isDefault,
    })),
    autoTopUp:
      autoTopUp === null || charged === undefined
        ? null
        : {
            methodId: charged.publicId,
            below: formatMoney(autoTopUp.belowMicros),
            amount: formatMoney(autoTopUp.amountMicros),
            monthMax: formatMoney(autoTopUp.monthMaxMicros),
            monthCharged: formatMoney(autoTopUp.monthChargedMicros),
            pausedReason: autoTopUp.pausedReason,
          },
  };
}
