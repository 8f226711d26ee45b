/** What the addresses of the account pages may carry; anything else is dropped. */
import { isStaff, type AccountKind } from '../../../src/domain/accounts/actor.ts';
import { LIST_COLUMNS, USUAL_COLUMNS, type ListColumn } from '../../../src/domain/accounts/list-columns.ts';
import { TIMELINE_SUBJECTS, type TimelineSubject } from '../../../src/domain/audit/subjects.ts';
import { DIRECTIONS, type CallDirection } from '../../../src/domain/charging/direction.ts';
import { documentFilters, type DocumentFilters } from './billing/search.ts';
import { defined, oneOf, textParam } from '../../ui/search-params.ts';

export const LIST_KINDS = ['customer', 'reseller', 'admin', 'sub_admin', 'provider'] as const;
export const LIST_STATUSES = ['active', 'suspended', 'closed', 'expired'] as const;
const LIST_SORTS = ['-createdAt', 'createdAt', 'number', '-number', 'name', '-name'] as const;
export const NEW_KINDS = ['customer', 'reseller', 'admin', 'sub_admin'] as const;
export const ACCOUNT_TABS = [
  'overview',
  'statement',
  'documents',
  'calls',
  'live',
  'products',
  'devices',
  'numbers',
  'mails',
  'timeline',
  'profile',
] as const;

export type NewKind = (typeof NEW_KINDS)[number];
export type AccountTab = (typeof ACCOUNT_TABS)[number];

export type ListSearch = {
  q?: string;
  kind?: (typeof LIST_KINDS)[number];
  status?: (typeof LIST_STATUSES)[number];
  sort?: (typeof LIST_SORTS)[number];
  /** Ids of columns in their order, with commas; left out: the usual ones. */
  columns?: string;
  cursor?: string;
  /** The id of the account that is open at the side. */
  open?: string;
};
/** What of the address is the list's own: where one is in it, and what is open, is not. */
export function listOf({
  cursor: _page,
  open: _open,
  ...list
}: ListSearch): Omit<ListSearch, 'cursor' | 'open'> {
  return list;
}
/** `provider`: made elsewhere, among the carriers. `unknown`: the address names a kind that nobody makes. */
export type NewAccountSearch = { kind: NewKind | 'provider' | 'unknown'; parentId?: string };
export type DetailSearch = DocumentFilters & {
  tab?: AccountTab;
  cursor?: string;
  outcome?: string;
  direction?: CallDirection;
  ratePrefix?: string;
  call?: string;
  /** The document that is open at the side. */
  doc?: string;
  /** Of a reseller: without the calls of those below it. */
  own?: '1';
  topUp?: string;
  about?: TimelineSubject;
};

type Raw = Record<string, unknown>;

export function listSearch(raw: Raw): ListSearch {
  return defined({
    q: textParam(raw.q, 100),
    kind: oneOf(LIST_KINDS, raw.kind),
    status: oneOf(LIST_STATUSES, raw.status),
    sort: oneOf(LIST_SORTS, raw.sort),
    columns: columnsParam(raw.columns),
    cursor: textParam(raw.cursor, 500),
    open: textParam(raw.open, 64),
  });
}

/** The order that a list has by itself. */
export const USUAL_SORT = '-createdAt';

/** Kinds that can be below an account of this kind. */
export function kindsBelow(kind: AccountKind): readonly (typeof LIST_KINDS)[number][] {
  return isStaff({ kind }) ? LIST_KINDS : ['customer', 'reseller'];
}

export function shownColumns({ columns }: ListSearch): readonly ListColumn[] {
  return columns === undefined ? USUAL_COLUMNS : (columns.split(',') as ListColumn[]);
}

/** As a view (a list) or an address (a text) has them. The name is always there, because it opens the account. */
function columnsParam(raw: unknown): string | undefined {
  const asked = Array.isArray(raw) ? raw : textParam(raw, 300)?.split(',');
  if (asked === undefined) return undefined;
  const known = LIST_COLUMNS.filter((column) => asked.includes(column));
  const inOrder = known.toSorted((one, other) => asked.indexOf(one) - asked.indexOf(other));
  const columns = inOrder.includes('name') ? inOrder : ['name', ...inOrder];
  return columns.join() === USUAL_COLUMNS.join() ? undefined : columns.join();
}

export function newAccountSearch(raw: Raw): NewAccountSearch {
  const asked = textParam(raw.kind, 20)?.replace('-', '_');
  return {
    kind: asked === undefined ? 'customer' : (oneOf([...NEW_KINDS, 'provider'], asked) ?? 'unknown'),
    ...defined({ parentId: textParam(raw.parentId, 64) }),
  };
}

export function detailSearch(raw: Raw): DetailSearch {
  return defined({
    tab: oneOf(ACCOUNT_TABS, raw.tab),
    ...documentFilters(raw),
    cursor: textParam(raw.cursor, 500),
    outcome: textParam(raw.outcome, 40),
    direction: oneOf(DIRECTIONS, raw.direction),
    ratePrefix: digits(raw.ratePrefix),
    call: textParam(raw.call, 64),
    doc: textParam(raw.doc, 36),
    own: oneOf(['1'] as const, textParam(raw.own, 1)),
    topUp: textParam(raw.topUp, 1),
    about: oneOf(TIMELINE_SUBJECTS, raw.about),
  });
}

function digits(raw: unknown): string | undefined {
  return typeof raw === 'string' && /^\d{1,15}$/.test(raw) ? raw : undefined;
}
