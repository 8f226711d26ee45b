/** The list of documents as a sheet: same filters, same order, all of its pages. */
import { formatMoney } from '../../domain/money.ts';
import { dayOf } from '../../domain/zoned-time.ts';
import {
  listDocuments,
  type DocumentFilter,
  type DocumentRow,
} from '../../postgres/billing/list-documents.ts';
import type { Db } from '../../postgres/pool.ts';
import { counted, type OnRows } from '../audit/record-export.ts';
import type { Cell } from '../sheets/cell.ts';
import { writeCsv } from '../sheets/write-csv.ts';
import { writeXlsx } from '../sheets/write-xlsx.ts';

/** Documents read at once: no more than these are in memory. */
const PAGE = 500;

/** Days are those that are printed. */
const COLUMNS: readonly (readonly [title: string, read: (row: DocumentRow) => Cell])[] = [
  ['Number', ({ number }) => number],
  ['Kind', ({ kind }) => kind],
  ['Receipt of', ({ receiptOf }) => receiptOf],
  ['Issued', ({ issuedAt, issuerTimezone }) => dayIn(issuerTimezone, issuedAt)],
  ['Issued at (UTC)', ({ issuedAt }) => issuedAt.toISOString()],
  ['Period from', ({ periodFrom, timezone }) => dayIn(timezone, periodFrom)],
  [
    'Period to',
    ({ periodTo, timezone }) => dayIn(timezone, periodTo === null ? null : new Date(periodTo.getTime() - 1)),
  ],
  ['Due', ({ dueAt, issuerTimezone }) => dayIn(issuerTimezone, dueAt)],
  ['Issuer', ({ issuerName }) => issuerName],
  ['Account number', ({ accountNumber }) => accountNumber],
  ['Account', ({ accountName }) => accountName],
  ['Tax number', ({ taxNumber }) => taxNumber],
  ['Reference', ({ reference }) => reference],
  ['Currency', ({ currency }) => currency],
  ['Net', ({ netMicros }) => moneyCell(netMicros)],
  ['Tax', ({ taxMicros }) => moneyCell(taxMicros)],
  ['Total', ({ totalMicros }) => moneyCell(totalMicros)],
  ['Open', ({ openMicros }) => (openMicros === null ? null : moneyCell(openMicros))],
  ['State', ({ state }) => state],
  ['Corrects', ({ correctsNumber }) => correctsNumber],
];

/** The file in pieces, read as they are taken. */
export function exportDocuments(
  db: Db,
  filter: DocumentFilter,
  { format, onRows }: Readonly<{ format: 'csv' | 'xlsx'; onRows: OnRows }>,
): AsyncGenerator<string | Uint8Array> {
  const titles = COLUMNS.map(([title]) => title);
  const pages = counted(readPages(db, filter), onRows);
  return format === 'csv' ? writeCsv(titles, pages) : writeXlsx(titles, pages);
}

async function* readPages(db: Db, filter: DocumentFilter): AsyncGenerator<Cell[][]> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof listDocuments>> = await listDocuments(db, filter, {
      cursor,
      limit: PAGE,
    });
    yield page.rows.map((row) => COLUMNS.map(([, read]) => read(row)));
    cursor = page.nextCursor;
  }
}

function dayIn(timezone: string, at: Date | null): Cell {
  return at === null ? null : dayOf(at.getTime(), timezone);
}

function moneyCell(micros: bigint): Cell {
  return { number: formatMoney(micros) };
}
