/** What the addresses of the pages of billing may carry. */
import {
  DOCUMENT_KINDS,
  INVOICE_STATES,
  RECEIPT_KINDS,
  type DocumentKind,
  type InvoiceState,
  type ReceiptKind,
} from '../../../../src/domain/billing/document.ts';
import { dayParam, defined, oneOf, pageSearch, textParam } from '../../../ui/search-params.ts';

export const ISSUERS = ['own', 'received', 'all'] as const;
export type Issuer = (typeof ISSUERS)[number];

export type DocumentFilters = {
  kind?: DocumentKind;
  receiptOf?: ReceiptKind;
  state?: InvoiceState;
  currency?: string;
  /** Days, both included. */
  from?: string;
  to?: string;
  q?: string;
};
export type DocumentsSearch = DocumentFilters & {
  account?: string;
  /** Left out: those that the reader issued; of one account all. */
  issuer?: Issuer;
  /** Instants: due after the one, until the other. */
  dueAfter?: string;
  dueUntil?: string;
  cursor?: string;
  /** The id of the document that is open at the side. */
  doc?: string;
};

/** What narrows every list of documents. */
export function documentFilters(raw: Record<string, unknown>): DocumentFilters {
  return defined({
    kind: oneOf(DOCUMENT_KINDS, raw.kind),
    receiptOf: oneOf(RECEIPT_KINDS, raw.receiptOf),
    state: oneOf(INVOICE_STATES, raw.state),
    currency: currencyParam(raw.currency),
    from: dayParam(raw.from),
    to: dayParam(raw.to),
    q: textParam(raw.q, 100),
  });
}

export function documentsSearch(raw: Record<string, unknown>): DocumentsSearch {
  return defined({
    ...documentFilters(raw),
    ...pageSearch(raw),
    account: textParam(raw.account, 36),
    issuer: oneOf(ISSUERS, raw.issuer),
    dueAfter: instantParam(raw.dueAfter),
    dueUntil: instantParam(raw.dueUntil),
    doc: textParam(raw.doc, 36),
  });
}

export type AgeingSearch = { issuer?: string; currency?: string };

export function ageingSearch(raw: Record<string, unknown>): AgeingSearch {
  return defined({ issuer: textParam(raw.issuer, 36), currency: currencyParam(raw.currency) });
}

/** `dryRun`: the id of a job. */
export type RunsSearch = { dryRun?: string };

export function runsSearch(raw: Record<string, unknown>): RunsSearch {
  return defined({ dryRun: textParam(raw.dryRun, 36) });
}

function currencyParam(raw: unknown): string | undefined {
  return typeof raw === 'string' && /^[A-Z]{3}$/.test(raw) ? raw : undefined;
}

function instantParam(raw: unknown): string | undefined {
  const isInstant = typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(raw);
  return isInstant && !Number.isNaN(Date.parse(raw)) ? raw : undefined;
}
