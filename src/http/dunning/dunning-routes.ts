/** Who is overdue, what comes next, what was agreed, and what was done. */
import { formatMoney } from '../../domain/money.ts';
import { readDocument } from '../../operations/billing/read-document.ts';
import { bookOf } from '../../operations/billing/read-billing.ts';
import { changeTerms, exemptAccounts } from '../../operations/dunning/change-terms.ts';
import { readDunning, readOwnDunning } from '../../operations/dunning/read-dunning.ts';
import { liftByHand, suspendForDebt } from '../../operations/dunning/suspend-by-hand.ts';
import { remindersOf } from '../../postgres/dunning/actions.ts';
import { listOverdue, totalOverdue } from '../../postgres/dunning/overdue.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams } from '../../schemas/common.ts';
import {
  accountDunning,
  dunningReason,
  dunningTermsInput,
  exemptAnswer,
  exemptInput,
  invoiceReminders,
  overduePage,
  overdueQuery,
  overdueTotals,
  overdueTotalsQuery,
  ownDunning,
} from '../../schemas/dunning/dunning.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { accountBody, overdueBody, standingBody } from './dunning-body.ts';

const tags = ['Dunning'];
const reads = { permission: 'dunning:read' } as const;
const edits = { permission: 'dunning:edit' } as const;

/** Registers /dunning/overdue, /accounts/{id}/dunning, /me/dunning and /documents/{id}/reminders. */
export function addDunningRoutes(app: App, deps: HttpDeps): void {
  addListRoutes(app, deps);
  addRoutesOfAccounts(app, deps);
  app.get(
    `${API}/me/dunning`,
    {
      config: { permission: 'documents:read' },
      schema: {
        tags,
        summary: 'What you have to pay, since when it is overdue, and what happens next',
        response: answers({ 200: ownDunning }),
      },
    },
    async (request) => standingBody(await readOwnDunning(deps, actorOf(request)), deps.now()),
  );
  app.get(
    `${API}/documents/:id/reminders`,
    {
      config: { permission: 'documents:read' },
      schema: {
        tags,
        summary: 'The reminders of an invoice, the earliest first',
        params: idParams,
        response: answers({ 200: invoiceReminders }),
      },
    },
    async (request) => {
      const document = await readDocument(deps, actorOf(request), request.params.id);
      const rows = await remindersOf(deps.reads, document.id);
      return {
        items: rows.map(({ days, doneAt, isPassedOver, openMicros }) => ({
          days,
          at: doneAt.toISOString(),
          isPassedOver,
          open: formatMoney(openMicros),
        })),
      };
    },
  );
}

function addListRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/dunning/overdue`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'Accounts with overdue invoices of yours, whoever has been for longest first',
        querystring: overdueQuery,
        response: answers({ 200: overduePage }),
      },
    },
    async (request) => {
      const { cursor, limit, issuer, ...filter } = request.query;
      const issuerId = await bookOf(deps.reads, actorOf(request), issuer);
      const page = { cursor, limit };
      const { rows, nextCursor } = await listOverdue(
        deps.reads,
        { ...filter, issuerId, now: deps.now() },
        page,
      );
      return { items: rows.map(overdueBody), nextCursor };
    },
  );
  app.get(
    `${API}/dunning/overdue/totals`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'What is overdue by the same filters, by currency',
        querystring: overdueTotalsQuery,
        response: answers({ 200: overdueTotals }),
      },
    },
    async (request) => {
      const { issuer, ...filter } = request.query;
      const issuerId = await bookOf(deps.reads, actorOf(request), issuer);
      const rows = await totalOverdue(deps.reads, { ...filter, issuerId, now: deps.now() });
      return {
        items: rows.map(({ overdueMicros, ...row }) => ({ ...row, overdue: formatMoney(overdueMicros) })),
      };
    },
  );
  app.post(
    `${API}/dunning/exemptions`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Leave accounts alone until a day: all of them or none',
        body: exemptInput,
        response: answers({ 200: exemptAnswer }),
      },
    },
    async (request) => {
      const { until, ...rest } = request.body;
      const input = { ...rest, until: new Date(until) };
      return { accounts: await exemptAccounts(deps, actorOf(request), input) };
    },
  );
}

const url = `${API}/accounts/:id/dunning`;

function addRoutesOfAccounts(app: App, deps: HttpDeps): void {
  const bodyFor = async (request: Parameters<typeof actorOf>[0], id: string) =>
    accountBody(await readDunning(deps, actorOf(request), id), deps.now());
  app.get(
    url,
    {
      config: reads,
      schema: {
        tags,
        summary: 'What of an account is overdue, what comes next, what was agreed, and what was done',
        params: idParams,
        response: answers({ 200: accountDunning }),
      },
    },
    async (request) => bodyFor(request, request.params.id),
  );
  app.put(
    url,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Agree with an account what happens about its unpaid invoices',
        params: idParams,
        body: dunningTermsInput,
        response: answers({ 200: accountDunning }),
      },
    },
    async (request) => {
      const { exemptUntil, ...rest } = request.body;
      const terms = { ...rest, exemptUntil: exemptUntil === null ? null : new Date(exemptUntil) };
      await changeTerms(deps, actorOf(request), request.params.id, terms);
      return bodyFor(request, request.params.id);
    },
  );
  app.post(
    `${url}/suspend`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Suspend an account for what is overdue, until nothing is or somebody lifts it',
        params: idParams,
        body: dunningReason,
        response: answers({ 200: accountDunning }),
      },
    },
    async (request) => {
      await suspendForDebt(deps, actorOf(request), request.params.id, request.body.reason);
      return bodyFor(request, request.params.id);
    },
  );
  app.post(
    `${url}/lift`,
    {
      config: edits,
      schema: {
        tags,
        summary:
          'Let an account call again though it has not paid; what is overdue now does not suspend it again',
        params: idParams,
        body: dunningReason,
        response: answers({ 200: accountDunning }),
      },
    },
    async (request) => {
      await liftByHand(deps, actorOf(request), request.params.id, request.body.reason);
      return bodyFor(request, request.params.id);
    },
  );
}
