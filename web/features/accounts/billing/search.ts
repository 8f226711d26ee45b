/** What the addresses of the pages of billing may carry. */
import { DOCUMENT_KINDS, type DocumentKind } from '../../../../src/domain/billing/document.ts';
import { defined, oneOf, pageSearch, textParam } from '../../../ui/search-params.ts';

export const DOCUMENT_STATES = ['open', 'overdue', 'paid'] as const;

export type DocumentFilters = {
  kind?: DocumentKind;
  state?: (typeof DOCUMENT_STATES)[number];
  currency?: string;
  /** Days, both included. */
  from?: string;
  to?: string;
  q?: string;
};
export type DocumentsSearch = DocumentFilters & {
  account?: string;
  /** Only those that the reader issued. */
  issuer?: 'own';
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
    state: oneOf(DOCUMENT_STATES, raw.state),
    currency: currencyParam(raw.currency),
    from: dateParam(raw.from),
    to: dateParam(raw.to),
    q: textParam(raw.q, 100),
  });
}

export function documentsSearch(raw: Record<string, unknown>): DocumentsSearch {
  return defined({
    ...documentFilters(raw),
    ...pageSearch(raw),
    account: textParam(raw.account, 36),
    issuer: oneOf(['own'] as const, raw.issuer),
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

function dateParam(raw: unknown): string | undefined {
  return typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw) && !Number.isNaN(Date.parse(raw))
    ? raw
    : undefined;
}

function instantParam(raw: unknown): string | undefined {
  const isInstant = typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(raw);
  return isInstant && !Number.isNaN(Date.parse(raw)) ? raw : undefined;
}
