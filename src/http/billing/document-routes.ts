/** Receipts, invoices and notes. */
import type { z } from 'zod';
import {
  documentsAsked,
  issuerIdOf,
  readDocument,
  readDocumentCalls,
  readDocumentTransfers,
  type DocumentsWanted,
} from '../../operations/billing/read-document.ts';
import { countDocuments, listDocuments, totalDocuments } from '../../postgres/billing/list-documents.ts';
import { answers } from '../../schemas/answers.ts';
import {
  document,
  documentCallPage,
  documentCallsQuery,
  documentCountQuery,
  documentPage,
  documentQuery,
  documentTotals,
  documentTransferPage,
} from '../../schemas/billing/documents.ts';
import { idParams, pageQueryObject, rowCount } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { readExchanged } from '../../operations/ledger/read-exchanged.ts';
import { callBody, documentBody, summaryBody, totalBody, transferBody } from './document-body.ts';

const tags = ['Documents'];
const url = `${API}/documents`;
const reads = { permission: 'documents:read' } as const;

/** Registers the list, its count, one document, and the calls and movements behind it. */
export function addDocumentRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: reads,
      schema: {
        tags,
        summary:
          'List receipts, invoices and notes: those you issued, your own, or also those of accounts below you',
        querystring: documentQuery,
        response: answers({ 200: documentPage }),
      },
    },
    async (request) => {
      const { cursor, limit, ...query } = request.query;
      const actor = actorOf(request);
      const filter = await documentsAsked(deps, actor, wantedOf(query));
      const { rows, nextCursor } = await listDocuments(deps.reads, filter, { cursor, limit });
      return { items: rows.map((row) => summaryBody(row, issuerIdOf(actor))), nextCursor };
    },
  );
  app.get(
    `${url}/count`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'How many documents the list has by the same filters, counted up to 10,000',
        querystring: documentCountQuery,
        response: answers({ 200: rowCount }),
      },
    },
    async (request) =>
      countDocuments(deps.reads, await documentsAsked(deps, actorOf(request), wantedOf(request.query))),
  );
  app.get(
    `${url}/totals`,
    {
      config: reads,
      schema: {
        tags,
        summary:
          'What the documents of the list come to, by the same filters, kind, what receipts are of, and currency',
        querystring: documentCountQuery,
        response: answers({ 200: documentTotals }),
      },
    },
    async (request) => {
      const filter = await documentsAsked(deps, actorOf(request), wantedOf(request.query));
      const { totals, isMore } = await totalDocuments(deps.reads, filter);
      return { items: totals.map(totalBody), isMore };
    },
  );
  app.get(
    `${url}/:id`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'Read a document as it was issued, with what is open of it and what corrects it',
        params: idParams,
        response: answers({ 200: document }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const found = await readDocument(deps, actor, request.params.id);
      return documentBody(found, issuerIdOf(actor));
    },
  );
  app.get(
    `${url}/:id/calls`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'The calls behind a document or one of its lines, newest first',
        params: idParams,
        querystring: documentCallsQuery,
        response: answers({ 200: documentCallPage }),
      },
    },
    async (request) => {
      const page = await readDocumentCalls(deps, actorOf(request), request.params.id, request.query);
      return { items: page.rows.map(callBody), nextCursor: page.nextCursor };
    },
  );
  app.get(
    `${url}/:id/transfers`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'The movements of money behind a document other than the first price of calls, newest first',
        params: idParams,
        querystring: pageQueryObject,
        response: answers({ 200: documentTransferPage }),
      },
    },
    async (request) => {
      const page = await readDocumentTransfers(deps, actorOf(request), request.params.id, request.query);
      return {
        items: (await readExchanged(deps.reads, page.rows)).map(transferBody),
        nextCursor: page.nextCursor,
      };
    },
  );
}

/** What a query asks for. */
export function wantedOf(query: z.output<typeof documentCountQuery>): DocumentsWanted {
  const { issuedFrom, issuedTo, dueAfter, dueUntil, ...rest } = query;
  const at = (text: string | undefined) => (text === undefined ? undefined : new Date(text));
  const bounds = { issuedFrom: at(issuedFrom), issuedTo: at(issuedTo) };
  return { ...rest, ...bounds, dueAfter: at(dueAfter), dueUntil: at(dueUntil) };
}
