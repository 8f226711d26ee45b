/** Invoices that people write, and what takes invoices back. */
import { known } from '../../domain/assert.ts';
import { formatMoney, parseMoney } from '../../domain/money.ts';
import { billNow } from '../../operations/billing/bill-now.ts';
import { issueCreditNote } from '../../operations/billing/issue-credit-note.ts';
import { issueInvoice, previewInvoice, type InvoicePreview } from '../../operations/billing/issue-invoice.ts';
import { changeDraft, createDraft, removeDraft } from '../../operations/billing/save-draft.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { findDraft, listDrafts, type DraftRow } from '../../postgres/billing/invoice-drafts.ts';
import { answers } from '../../schemas/answers.ts';
import {
  createCreditNote,
  draft,
  draftInput,
  draftList,
  draftQuery,
  invoicePreview,
  issued,
  issuedList,
} from '../../schemas/billing/issuing.ts';
import { idempotencyHeader, idParams, okAnswer } from '../../schemas/common.ts';
import { actorOf, API, idempotencyKeyOf, requiredKey, type App, type HttpDeps } from '../app.ts';

const tags = ['Documents'];
const url = `${API}/invoice-drafts`;
const issues = { permission: 'documents:issue' } as const;

/** Registers the routes of /invoice-drafts, and credit notes. */
export function addDraftRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: issues,
      schema: {
        tags,
        summary: 'List drafts of invoices, the last changed first',
        querystring: draftQuery,
        response: answers({ 200: draftList }),
      },
    },
    async (request) => {
      const { scopePath } = actorOf(request);
      const { accountId } = request.query;
      const account = accountId === undefined ? null : await findAccount(deps.reads, accountId, scopePath);
      const rows = await listDrafts(deps.reads, { scopePath, accountId: account?.id ?? null });
      return { items: rows.map(bodyOf) };
    },
  );
  app.post(
    `${API}/accounts/:id/invoice-drafts`,
    {
      config: issues,
      schema: {
        tags,
        summary: 'Begin an invoice of a postpaid account: a draft without a number, which charges nothing',
        params: idParams,
        headers: idempotencyHeader,
        body: draftInput,
        response: answers({ 201: draft }),
      },
    },
    async (request, reply) => {
      const made = await createDraft(
        deps,
        actorOf(request),
        request.params.id,
        request.body,
        idempotencyKeyOf(request),
      );
      return reply.code(201).send(bodyOf(made));
    },
  );
  app.get(
    `${url}/:id`,
    {
      config: issues,
      schema: { tags, summary: 'Read a draft', params: idParams, response: answers({ 200: draft }) },
    },
    async (request) => bodyOf(await findDraft(deps.reads, request.params.id, actorOf(request).scopePath)),
  );
  app.patch(
    `${url}/:id`,
    {
      config: issues,
      schema: {
        tags,
        summary: 'Change a draft: only what is sent',
        params: idParams,
        body: draftInput,
        response: answers({ 200: draft }),
      },
    },
    async (request) => bodyOf(await changeDraft(deps, actorOf(request), request.params.id, request.body)),
  );
  app.delete(
    `${url}/:id`,
    {
      config: issues,
      schema: { tags, summary: 'Throw a draft away', params: idParams, response: answers({ 200: okAnswer }) },
    },
    async (request) => {
      await removeDraft(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
  app.get(
    `${url}/:id/preview`,
    {
      config: issues,
      schema: {
        tags,
        summary: 'What a draft would be as an invoice, now',
        params: idParams,
        response: answers({ 200: invoicePreview }),
      },
    },
    async (request) => previewBody(await previewInvoice(deps, actorOf(request), request.params.id)),
  );
  app.post(
    `${url}/:id/issue`,
    {
      config: issues,
      schema: {
        tags,
        summary: 'Issue a draft: charges its lines, with what is open where it says so',
        params: idParams,
        headers: idempotencyHeader,
        response: answers({ 200: issued, 201: issued }),
      },
    },
    async (request, reply) => {
      const done = await issueInvoice(deps, actorOf(request), request.params.id, requiredKey(request));
      return reply.code(done.isRepeated ? 200 : 201).send(done.answer);
    },
  );
  app.post(
    `${API}/accounts/:id/bill`,
    {
      config: issues,
      schema: {
        tags,
        summary: 'Bill what was charged until now, before the billing day',
        params: idParams,
        headers: idempotencyHeader,
        response: answers({ 200: issuedList, 201: issuedList }),
      },
    },
    async (request, reply) => {
      const asked = { accountId: request.params.id, key: requiredKey(request) };
      const done = await billNow(deps, actorOf(request), asked);
      return reply.code(done.isRepeated ? 200 : 201).send({ items: [...done.answer.items] });
    },
  );
  app.post(
    `${API}/documents/:id/credit-notes`,
    {
      config: issues,
      schema: {
        tags,
        summary: 'Take back all or a part of an invoice by a credit note',
        params: idParams,
        headers: idempotencyHeader,
        body: createCreditNote,
        response: answers({ 200: issued, 201: issued }),
      },
    },
    async (request, reply) => {
      const { reason, lines } = request.body;
      const done = await issueCreditNote(deps, actorOf(request), {
        documentId: request.params.id,
        reason,
        lines:
          lines?.map(({ line, amount }) => ({
            line,
            amountMicros: known(parseMoney(amount), 'an amount that was checked'),
          })) ?? null,
        idempotencyKey: requiredKey(request),
      });
      return reply.code(done.isRepeated ? 200 : 201).send(done.answer);
    },
  );
}

function bodyOf(row: DraftRow) {
  const { publicId, accountPublicId, accountNumber, accountName, currency, changedAt } = row;
  return {
    id: publicId,
    account: { id: accountPublicId, number: accountNumber, displayName: accountName },
    currency,
    changedAt: changedAt.toISOString(),
    lines: [...row.lines],
    note: row.note,
    dueDays: row.dueDays,
    includesOpen: row.includesOpen,
  };
}

function previewBody({ lines, taxes, netMicros, taxMicros, totalMicros, currency }: InvoicePreview) {
  return {
    currency,
    lines: lines.map(({ kind, text, calls, amountMicros }) => ({
      kind,
      text,
      direction: calls?.direction ?? null,
      destination: calls?.destination ?? null,
      calls: calls?.calls ?? null,
      talkSeconds: calls?.talkSeconds ?? null,
      isLate: calls?.isLate ?? false,
      amount: formatMoney(BigInt(amountMicros)),
    })),
    taxes: taxes.map(({ name, isInclusive, baseMicros, amountMicros }) => ({
      name,
      isInclusive,
      base: formatMoney(BigInt(baseMicros)),
      amount: formatMoney(BigInt(amountMicros)),
    })),
    net: formatMoney(netMicros),
    tax: formatMoney(taxMicros),
    total: formatMoney(totalMicros),
  };
}
