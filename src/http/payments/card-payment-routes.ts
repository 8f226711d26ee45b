/** Card payments: what staff and holders read of them, refunds, and the messages of the gateway. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { parseMoney } from '../../domain/money.ts';
import { Problem } from '../../domain/problem.ts';
import { takeWebhook } from '../../operations/payments/follow-notice.ts';
import { refundCardPayment } from '../../operations/payments/refund-card-payment.ts';
import {
  disputesOfPayment,
  listCardPayments,
  receiptsOfPayments,
  refundsOfPayment,
  showCardPayment,
  shownLevels,
} from '../../postgres/payments/list-card-payments.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, okAnswer } from '../../schemas/common.ts';
import {
  cardPayment,
  cardPaymentPage,
  cardPaymentQuery,
  refundCardPayment as refundSchema,
} from '../../schemas/payments/card-payments.ts';
import { actorOf, API, requiredKey, type App, type HttpDeps } from '../app.ts';
import { disputeBody, levelBody, paymentSummaryBody, refundBody } from './payment-body.ts';

const tags = ['Card payments'];
const url = `${API}/card-payments`;
const reads = { permission: 'money:read' } as const;
/** A message of the gateway is some kilobytes. */
const WEBHOOK_BYTES_MAX = 512 * 1024;

/** Registers the routes of /card-payments and the webhook. */
export function addCardPaymentRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: reads,
      schema: {
        tags,
        summary: 'List payments by card, the newest first: your own, and those of accounts below you',
        querystring: cardPaymentQuery,
        response: answers({ 200: cardPaymentPage }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { cursor, limit, from, to, ...filter } = request.query;
      const dates = {
        from: from === undefined ? undefined : new Date(from),
        to: to === undefined ? undefined : new Date(to),
      };
      const wanted = { ...filter, ...dates, scopePath: actor.scopePath };
      const { rows, nextCursor } = await listCardPayments(deps.reads, wanted, { cursor, limit });
      const receipts = await receiptsOfPayments(
        deps.reads,
        rows.map(({ id }) => id),
      );
      return {
        items: rows.map((row) => paymentSummaryBody(row, receipts.get(row.id), isStaff(actor))),
        nextCursor,
      };
    },
  );
  app.get(
    `${url}/:id`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'Read a payment by card, with what went back of it',
        params: idParams,
        response: answers({ 200: cardPayment }),
      },
    },
    async (request) => paymentBody(deps, actorOf(request), request.params.id),
  );
  app.post(
    `${url}/:id/refunds`,
    {
      config: { permission: 'card_payments:refund' },
      schema: {
        tags,
        summary: 'Give money back to the card that it came from, and take it back from everybody who got it',
        params: idParams,
        headers: idempotencyHeader,
        body: refundSchema,
        response: answers({ 200: cardPayment, 201: cardPayment }),
      },
    },
    async (request, reply) => {
      const { amount, note = '' } = request.body;
      const paymentId = request.params.id;
      const { isRepeated } = await refundCardPayment(deps, actorOf(request), {
        paymentId,
        amountMicros: amount === undefined ? null : known(parseMoney(amount), 'an amount that was checked'),
        note,
        idempotencyKey: requiredKey(request),
      });
      return reply.code(isRepeated ? 200 : 201).send(await paymentBody(deps, actorOf(request), paymentId));
    },
  );
  void app.register((scope, _options, done) => {
    addWebhook(scope as App, deps);
    done();
  });
}

/** What was signed are the bytes as they came, so nothing parses them before. */
function addWebhook(app: App, deps: HttpDeps): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.post(
    `${API}/payments/stripe/webhook`,
    {
      bodyLimit: WEBHOOK_BYTES_MAX,
      schema: {
        tags,
        summary: 'Messages of Stripe, signed by it; what they tell of is asked of Stripe again',
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      const signature = request.headers['stripe-signature'];
      const { body } = request;
      if (!Buffer.isBuffer(body) || typeof signature !== 'string') throw new Problem('webhook_not_signed');
      await takeWebhook(deps, { body, signature });
      return { ok: true as const };
    },
  );
}

async function paymentBody(deps: HttpDeps, actor: Actor, id: string) {
  const row = await showCardPayment(deps.reads, id, actor.scopePath);
  if (row === null) throw new Problem('not_found');
  const levels = isStaff(actor) ? await shownLevels(deps.reads, row.id) : [];
  const receipts = await receiptsOfPayments(deps.reads, [row.id]);
  return {
    ...paymentSummaryBody(row, receipts.get(row.id), isStaff(actor)),
    refunds: (await refundsOfPayment(deps.reads, row.id)).map(refundBody),
    disputes: (await disputesOfPayment(deps.reads, row.id)).map(disputeBody),
    levels: levels.map(levelBody),
  };
}
