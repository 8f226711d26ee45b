/** Payments by hand that wait for another person, and what a payment would come to. */
import { formatMoney } from '../../domain/money.ts';
import {
  approvePayment,
  pendingScope,
  refusePayment,
  withdrawPayment,
} from '../../operations/ledger/decide-payment.ts';
import { previewPayment } from '../../operations/ledger/preview-payment.ts';
import { countWaiting, listPendingPayments } from '../../postgres/ledger/pending-payments.ts';
import { rateText } from '../../domain/exchange.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams } from '../../schemas/common.ts';
import { postedTransfer } from '../../schemas/ledger/money.ts';
import {
  paymentPreview,
  paymentPreviewQuery,
  pendingPayment,
  pendingPaymentCount,
  pendingPaymentPage,
  pendingPaymentQuery,
  refusePendingPayment,
} from '../../schemas/ledger/pending-payments.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { pendingBody, pendingBodyOf } from './pending-body.ts';
import { micros, postedBody } from './posted-body.ts';

const tags = ['Money'];
const url = `${API}/pending-payments`;
const sees = ['payments:approve', 'money:pay', 'money:correct'] as const;

/** Registers /pending-payments and the preview of a payment. */
export function addPendingPaymentRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: { permission: sees },
      schema: {
        tags,
        summary: 'List payments by hand that wait for another person, or waited, newest first',
        querystring: pendingPaymentQuery,
        response: answers({ 200: pendingPaymentPage }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { status = null, accountId = null, cursor, limit } = request.query;
      const filter = { ...pendingScope(actor), status, accountId, cursor, limit };
      const { rows, nextCursor } = await listPendingPayments(deps.reads, filter);
      return { items: rows.map((row) => pendingBody(row, actor)), nextCursor };
    },
  );
  app.get(
    `${url}/count`,
    {
      config: { permission: sees },
      schema: { tags, summary: 'Count payments that wait', response: answers({ 200: pendingPaymentCount }) },
    },
    async (request) => {
      const actor = actorOf(request);
      return countWaiting(deps.reads, { ...pendingScope(actor), readerId: actor.accountId });
    },
  );
  app.post(
    `${url}/:id/approve`,
    {
      config: { permission: 'payments:approve' },
      schema: {
        tags,
        summary: 'Post a payment that another person recorded; everything is checked anew',
        params: idParams,
        response: answers({ 200: postedTransfer }),
      },
    },
    async (request) => postedBody(await approvePayment(deps, actorOf(request), request.params.id)),
  );
  app.post(
    `${url}/:id/refuse`,
    {
      config: { permission: 'payments:approve' },
      schema: {
        tags,
        summary: 'Refuse a payment that another person recorded',
        params: idParams,
        body: refusePendingPayment,
        response: answers({ 200: pendingPayment }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await refusePayment(deps, actor, request.params.id, request.body.reason);
      return pendingBodyOf(deps, actor, request.params.id);
    },
  );
  app.post(
    `${url}/:id/withdraw`,
    {
      config: { permission: sees },
      schema: {
        tags,
        summary: 'Withdraw a payment that you recorded',
        params: idParams,
        response: answers({ 200: pendingPayment }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await withdrawPayment(deps, actor, request.params.id);
      return pendingBodyOf(deps, actor, request.params.id);
    },
  );
  app.get(
    `${API}/accounts/:id/payment-preview`,
    {
      config: { permission: ['money:pay', 'money:correct'] },
      schema: {
        tags,
        summary: 'What a payment by hand would come to, and whether it would wait for another person',
        params: idParams,
        querystring: paymentPreviewQuery,
        response: answers({ 200: paymentPreview }),
      },
    },
    async (request) => {
      const { kind, amount, currency } = request.query;
      const asked = { accountId: request.params.id, kind, amountMicros: micros(amount), currency };
      const { amountMicros, exchangeRateE10, ...rest } = await previewPayment(deps, actorOf(request), asked);
      return {
        ...rest,
        amount: amountMicros === null ? null : formatMoney(amountMicros),
        rate: exchangeRateE10 === null ? null : rateText(exchangeRateE10),
      };
    },
  );
}
