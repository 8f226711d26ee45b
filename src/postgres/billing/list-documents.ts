/** Receipts, invoices and notes that somebody sees, newest first. */
import {
  RECEIPT_KINDS,
  type DocumentKind,
  type InvoiceState,
  type ReceiptKind,
} from '../../domain/billing/document.ts';
import { COUNTED_MAX, countUpTo, type CountUpTo } from '../count-up-to.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';
import { scopeCondition, type DocumentScope, type Param } from './document-scope.ts';

export type DocumentRow = Readonly<{
  id: bigint;
  publicId: string;
  kind: DocumentKind;
  /** Null for others than receipts. */
  receiptOf: ReceiptKind | null;
  number: string;
  issuerId: bigint;
  issuerName: string;
  /** Null for an account that the reader does not see any more. */
  accountPublicId: string | null;
  accountNumber: string;
  accountName: string;
  taxNumber: string;
  reference: string;
  currency: string;
  /** Of the days that are printed. */
  timezone: string;
  periodFrom: Date | null;
  periodTo: Date | null;
  issuedAt: Date;
  dueAt: Date | null;
  /** Of whose clocks the days of these two are. */
  issuerTimezone: string;
  netMicros: bigint;
  taxMicros: bigint;
  totalMicros: bigint;
  /** Of an invoice, what is not paid yet; null for the others. */
  openMicros: bigint | null;
  /** Of an invoice by which something was due; null for all others. */
  state: InvoiceState | null;
  correctsPublicId: string | null;
  correctsNumber: string | null;
}>;

export type DocumentFilter = Readonly<{
  /** Null: everybody's. */
  scope: DocumentScope | null;
  kind?: DocumentKind | undefined;
  receiptOf?: ReceiptKind | undefined;
  accountId?: bigint | undefined;
  /** Whose own they are. */
  receiverId?: bigint | undefined;
  issuerId?: bigint | undefined;
  currency?: string | undefined;
  issuedFrom?: Date | undefined;
  /** Exclusive. */
  issuedTo?: Date | undefined;
  /** Of invoices alone: due after the one (exclusive), until the other (inclusive). */
  dueAfter?: Date | undefined;
  dueUntil?: Date | undefined;
  /** How a number or a reference begins, or an account number. */
  q?: string | undefined;
  /** Of invoices alone. "open" has those that are overdue, too. */
  state?: InvoiceState | undefined;
  now: Date;
}>;

/** What a document `n` and what corrects it took from the wallet. */
export const OWED_BY = (n: string) => `greatest(0, -(${n}.wallet_micros
  + coalesce((select sum(c.wallet_micros) from documents c where c.corrects_id = ${n}.id), 0)))`;

/**
 * What is open of an invoice `d`. What a wallet owes of all its documents is spread over its newest invoices backwards: the
 * oldest are paid first.
 */
export const OPEN = `least(${OWED_BY('d')}, greatest(0,
    coalesce((select -b.documented_micros from wallet_billing b where b.wallet_id = d.wallet_id), 0)
    - coalesce((select sum(${OWED_BY('n')}) from documents n where n.wallet_id = d.wallet_id and n.kind = 'invoice' and n.id > d.id), 0)))::bigint`;

/** The state of a document `d` at a moment: nothing is due of others than invoices, nor of one that came to nothing or less. */
const stateAt = (now: string) => `case when d.kind <> 'invoice' or d.wallet_micros >= 0 then null
  when ${OWED_BY('d')} = 0 then 'credited' when ${OPEN} = 0 then 'paid' when d.due_at <= ${now} then 'overdue' else 'open' end`;

/** What a receipt `d` is of. */
export const RECEIPT_OF = `case when d.kind = 'receipt' then d.content #>> '{lines,0,kind}' end`;

/** Of a document `d`. */
const columnsAt = (
  now: string,
) => `d.id, d.public_id as "publicId", d.kind, ${RECEIPT_OF} as "receiptOf", d.number, d.issuer_id as "issuerId", d.currency,
  d.content #>> '{issuer,name}' as "issuerName", d.content #>> '{customer,accountNumber}' as "accountNumber",
  coalesce(nullif(d.content #>> '{customer,company}', ''), d.content #>> '{customer,name}') as "accountName",
  d.content #>> '{customer,reference}' as reference, d.content #>> '{customer,taxNumber}' as "taxNumber", d.content ->> 'timezone' as timezone, d.period_from as "periodFrom", d.period_to as "periodTo",
  d.issued_at as "issuedAt", d.due_at as "dueAt", d.net_micros as "netMicros", d.tax_micros as "taxMicros",
  coalesce(d.content ->> 'issuerTimezone', d.content ->> 'timezone') as "issuerTimezone",
  d.total_micros as "totalMicros", a.public_id as "accountPublicId", corrected.public_id as "correctsPublicId",
  corrected.number as "correctsNumber", case when d.kind = 'invoice' then ${OPEN} end as "openMicros",
  ${stateAt(now)} as state`;
const JOINED = `left join accounts a on a.id = d.account_id left join documents corrected on corrected.id = d.corrects_id`;

/** So many accounts with one reference are looked for. */
const ACCOUNTS_MAX = 1000;

const CURSOR = { order: 'documents', parts: ['n'] } as const;

/** One page. The order is that in which they were written. */
export async function listDocuments(
  db: Db,
  filter: DocumentFilter,
  { cursor, limit }: Readonly<{ cursor?: string | undefined; limit: number }>,
) {
  const values: unknown[] = [];
  const param: Param = (value) => `$${values.push(value)}`;
  const conditions = conditionsOf(filter, param);
  const place = readCursor(cursor, CURSOR);
  if (place !== null) conditions.push(`d.id < ${param(place[0])}`);
  const { rows } = await db.query<DocumentRow>(
    `select ${columnsAt(`${param(filter.now)}::timestamptz`)} from (
       select * from documents d where ${conditions.join(' and ')} order by d.id desc limit ${param(limit + 1)}) d
     ${JOINED} order by d.id desc`,
    values,
  );
  return cutPage(rows, limit, ({ id }) => writeCursor(CURSOR.order, [id]));
}

/** How many the list has by the same filter. */
export function countDocuments(db: Db, filter: DocumentFilter): Promise<CountUpTo> {
  const values: unknown[] = [];
  const conditions = conditionsOf(filter, (value) => `$${values.push(value)}`).join(' and ');
  return countUpTo(db, values, (limit) => `select from documents d where ${conditions} ${limit}`);
}

export type DocumentTotal = Readonly<{
  kind: DocumentKind;
  receiptOf: ReceiptKind | null;
  currency: string;
  count: number;
  netMicros: bigint;
  taxMicros: bigint;
  totalMicros: bigint;
  /** Of invoices. */
  openMicros: bigint | null;
}>;

/**
 * What the list comes to by the same filter, by kind, what receipts are of, and currency. Of very many the newest are added up.
 */
export async function totalDocuments(
  db: Db,
  filter: DocumentFilter,
): Promise<Readonly<{ totals: readonly DocumentTotal[]; isMore: boolean }>> {
  const values: unknown[] = [];
  const param: Param = (value) => `$${values.push(value)}`;
  const conditions = conditionsOf(filter, param).join(' and ');
  const { rows } = await db.query<DocumentTotal>(
    `select d.kind, ${RECEIPT_OF} as "receiptOf", d.currency, count(*)::int as count, sum(d.net_micros)::bigint as "netMicros",
       sum(d.tax_micros)::bigint as "taxMicros", sum(d.total_micros)::bigint as "totalMicros",
       case when d.kind = 'invoice' then sum(${OPEN})::bigint end as "openMicros"
     from (select * from documents d where ${conditions} order by d.id desc limit ${COUNTED_MAX}) d
     group by d.kind, 2, d.currency order by d.currency,
       min(array_position(array['invoice', 'credit_note', 'receipt', 'usage_receipt', 'commission_note'], d.kind)),
       min(array_position(${param(RECEIPT_KINDS)}::text[], ${RECEIPT_OF}))`,
    values,
  );
  return { totals: rows, isMore: rows.reduce((sum, { count }) => sum + count, 0) >= COUNTED_MAX };
}

/** One of them; null when there is none, or the reader does not see it. */
export async function findDocument(
  db: Db,
  publicId: string,
  { scope, now }: Readonly<{ scope: DocumentScope | null; now: Date }>,
): Promise<(DocumentRow & Readonly<{ walletId: bigint; content: unknown; items: number }>) | null> {
  const values: unknown[] = [publicId, now];
  const seen = scope === null ? 'true' : scopeCondition(scope, (value) => `$${values.push(value)}`);
  const { rows } = await db.query<
    DocumentRow & Readonly<{ walletId: bigint; content: unknown; items: number }>
  >(
    `select ${columnsAt('$2::timestamptz')}, d.wallet_id as "walletId", d.content, d.items from documents d ${JOINED}
     where d.public_id = $1 and ${seen}`,
    values,
  );
  return rows[0] ?? null;
}

export type CreditNoteRow = Readonly<{
  publicId: string;
  number: string;
  issuedAt: Date;
  totalMicros: bigint;
  content: unknown;
}>;

/** What took back a part of a document, oldest first. */
export async function creditNotesOf(db: Db, documentId: bigint): Promise<readonly CreditNoteRow[]> {
  const { rows } = await db.query<CreditNoteRow>(
    `select public_id as "publicId", number, issued_at as "issuedAt", total_micros as "totalMicros", content
     from documents where corrects_id = $1 order by id`,
    [documentId],
  );
  return rows;
}

function conditionsOf(filter: DocumentFilter, param: Param): string[] {
  const {
    scope,
    kind,
    receiptOf,
    accountId,
    receiverId,
    issuerId,
    currency,
    issuedFrom,
    issuedTo,
    dueAfter,
    dueUntil,
    q,
    state,
    now,
  } = filter;
  const conditions = [scope === null ? 'true' : scopeCondition(scope, param)];
  if (kind !== undefined) conditions.push(`d.kind = ${param(kind)}`);
  if (receiptOf !== undefined) conditions.push(`${RECEIPT_OF} = ${param(receiptOf)}`);
  if (accountId !== undefined) conditions.push(`d.account_id = ${param(accountId)}`);
  if (receiverId !== undefined) conditions.push(`d.account_id = ${param(receiverId)}`);
  if (issuerId !== undefined) conditions.push(`d.issuer_id = ${param(issuerId)}`);
  if (currency !== undefined) conditions.push(`d.currency = ${param(currency)}`);
  if (issuedFrom !== undefined) conditions.push(`d.issued_at >= ${param(issuedFrom)}`);
  if (issuedTo !== undefined) conditions.push(`d.issued_at < ${param(issuedTo)}`);
  if (dueAfter !== undefined) conditions.push(`d.due_at > ${param(dueAfter)}`);
  if (dueUntil !== undefined) conditions.push(`d.due_at <= ${param(dueUntil)}`);
  if (q !== undefined && q !== '') {
    const start = param(`${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`);
    // Arrays, so that indexes find both; an account more than these has no name of its own.
    conditions.push(`(lower(d.number) like ${start} or d.account_id = any(array(
      (select id from accounts where number = ${param(q)}) union all
      (select id from accounts where reference <> '' and lower(reference) like ${start} limit ${ACCOUNTS_MAX}))))`);
  }
  if (state !== undefined) {
    const states: readonly InvoiceState[] = state === 'open' ? ['open', 'overdue'] : [state];
    conditions.push(
      "d.kind = 'invoice'",
      `${stateAt(`${param(now)}::timestamptz`)} = any(${param(states)}::text[])`,
    );
  }
  return conditions;
}
