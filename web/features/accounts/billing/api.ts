/** Reads of receipts, invoices and notes, of drafts, and of where billing stands. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  document,
  documentCallPage,
  documentPage,
  documentSummary,
  documentTotals,
  documentTransferPage,
} from '../../../../src/schemas/billing/documents.ts';
import type {
  draft,
  draftList,
  invoicePreview,
  issued,
  parkedList,
  runList,
} from '../../../../src/schemas/billing/issuing.ts';
import type { accountBilling, ageing } from '../../../../src/schemas/billing/owed.ts';
import type { taxTotals } from '../../../../src/schemas/billing/tax-totals.ts';
import { get } from '../../../api/client.ts';
import { dayAfter, startOfDay } from '../../../ui/format.ts';
import { defined } from '../../../ui/search-params.ts';
import type { AccountPage } from '../api.ts';
import type { AgeingSearch, DocumentsSearch } from './search.ts';

export type DocumentRow = z.output<typeof documentSummary>;
export type DocumentBody = z.output<typeof document>;
export type DocumentTotals = z.output<typeof documentTotals>;
export type Draft = z.output<typeof draft>;
export type Preview = z.output<typeof invoicePreview>;
export type Issued = z.output<typeof issued>;
export type AccountBilling = z.output<typeof accountBilling>;
export type Ageing = z.output<typeof ageing>;

const PAGE_LIMIT = 25;

/** As the API is asked; days are those of the zone. */
export function askedOf(search: DocumentsSearch, zone: string) {
  const { kind, receiptOf, state, currency, account, issuer, from, to, dueAfter, dueUntil, q } = search;
  return defined({
    kind,
    receiptOf,
    state,
    currency,
    accountId: account,
    issuer,
    dueAfter,
    dueUntil,
    q,
    issuedFrom: from === undefined ? undefined : startOfDay(from, zone),
    issuedTo: to === undefined ? undefined : startOfDay(dayAfter(to), zone),
  });
}
export type Asked = ReturnType<typeof askedOf>;

export const documentsQuery = (asked: Asked, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['documents', 'list', asked, cursor ?? null],
    queryFn: ({ signal }) =>
      get<z.output<typeof documentPage>>('/documents', {
        query: { ...asked, cursor, limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const documentTotalsQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['documents', 'totals', asked],
    queryFn: ({ signal }) => get<DocumentTotals>('/documents/totals', { query: asked, signal }),
    placeholderData: keepPreviousData,
  });

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ['documents', 'one', id],
    queryFn: ({ signal }) => get<DocumentBody>(`/documents/${encodeURIComponent(id)}`, { signal }),
  });

/** The calls of one of its lines. */
export const documentCallsQuery = (id: string, line: number) =>
  infiniteQueryOptions({
    queryKey: ['documents', 'one', id, 'calls', line],
    queryFn: ({ signal, pageParam }) =>
      get<z.output<typeof documentCallPage>>(`/documents/${encodeURIComponent(id)}/calls`, {
        query: { line, limit: PAGE_LIMIT, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const documentTransfersQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['documents', 'one', id, 'transfers'],
    queryFn: ({ signal, pageParam }) =>
      get<z.output<typeof documentTransferPage>>(`/documents/${encodeURIComponent(id)}/transfers`, {
        query: { limit: PAGE_LIMIT, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const accountBillingQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'billing'],
    queryFn: ({ signal }) => get<AccountBilling>(`/accounts/${encodeURIComponent(id)}/billing`, { signal }),
  });

export const draftsQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['invoice-drafts', 'of', accountId],
    queryFn: ({ signal }) =>
      get<z.output<typeof draftList>>('/invoice-drafts', { query: { accountId }, signal }),
  });

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['invoice-drafts', 'one', id],
    queryFn: ({ signal }) => get<Draft>(`/invoice-drafts/${encodeURIComponent(id)}`, { signal }),
  });

/** What the draft would be, as it was saved at `changedAt`. */
export const previewQuery = (id: string, changedAt: string) =>
  queryOptions({
    queryKey: ['invoice-drafts', 'preview', id, changedAt],
    queryFn: ({ signal }) => get<Preview>(`/invoice-drafts/${encodeURIComponent(id)}/preview`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });

export type TaxTotals = z.output<typeof taxTotals>;

/** Of the days, both included, on the clocks of the zone. */
export const taxTotalsQuery = ({ from, to }: Readonly<{ from: string; to: string }>, zone: string) =>
  queryOptions({
    queryKey: ['documents', 'taxes', from, to, zone],
    queryFn: ({ signal }) =>
      get<TaxTotals>('/documents/taxes', {
        query: { from: startOfDay(from, zone), to: startOfDay(dayAfter(to), zone) },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const ageingQuery = (search: AgeingSearch) =>
  queryOptions({
    queryKey: ['ageing', search],
    queryFn: ({ signal }) => get<Ageing>('/billing/ageing', { query: search, signal }),
  });

const RESELLERS_MAX = 100;

/** Whose books staff may look into. */
export const resellersQuery = queryOptions({
  queryKey: ['accounts', 'resellers'],
  queryFn: ({ signal }) =>
    get<AccountPage>('/accounts', {
      query: { kind: 'reseller', sort: 'name', limit: RESELLERS_MAX },
      signal,
    }),
  staleTime: 60_000,
});

/** How often a run that goes on is looked at. */
const RUN_POLL_MS = 2_000;

export const runsQuery = queryOptions({
  queryKey: ['billing-runs'],
  queryFn: ({ signal }) => get<z.output<typeof runList>>('/billing/runs', { signal }),
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ finishedAt }) => finishedAt === null) === true ? RUN_POLL_MS : false,
});

export const parkedQuery = queryOptions({
  queryKey: ['billing-parked'],
  queryFn: ({ signal }) => get<z.output<typeof parkedList>>('/billing/parked', { signal }),
});
export type Run = z.output<typeof runList>['items'][number];
export type Parked = z.output<typeof parkedList>['items'][number];
