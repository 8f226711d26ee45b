/** Exports the list of DIDs as it is shown: same filters, same order, all of its pages. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import type { DidRow } from '../../postgres/numbering/dids.ts';
import { listDids, type DidFilter } from '../../postgres/numbering/list-dids.ts';
import type { Db } from '../../postgres/pool.ts';
import { counted, type OnRows } from '../audit/record-export.ts';
import type { Cell } from '../sheets/cell.ts';
import { writeCsv } from '../sheets/write-csv.ts';
import { writeXlsx } from '../sheets/write-xlsx.ts';

/** Numbers read at once: no more than these are in memory. */
const PAGE = 500;

type Reader = (row: DidRow, actor: Actor) => Cell;

/** An import reads the first five. Carriers are for staff only, and owners above the reader stay unnamed. */
const COLUMNS: readonly (readonly [title: string, read: Reader])[] = [
  ['Number', ({ number }) => `+${number}`],
  ['Label', ({ label }) => label],
  ['Country', ({ country }) => country],
  ['City', ({ city }) => city],
  ['Provider', ({ providerName }, actor) => (isStaff(actor) ? providerName : null)],
  ['Used by', ({ accountNumber, accessLanguage }) => useOf(accountNumber, accessLanguage)],
  ['Account number', ({ accountNumber }) => accountNumber],
  ['Account', ({ accountName }) => accountName],
  ['Owner number', (row, actor) => (isWithin(row.ownerPath, actor.scopePath) ? row.ownerNumber : null)],
  ['Assigned at (UTC)', ({ assignedAt }) => assignedAt?.toISOString() ?? null],
];

/** The file in pieces, read as they are taken. */
export function exportDids(
  db: Db,
  actor: Actor,
  filter: Omit<DidFilter, 'cursor' | 'limit'>,
  { format, onRows }: Readonly<{ format: 'csv' | 'xlsx'; onRows: OnRows }>,
): AsyncGenerator<string | Uint8Array> {
  const titles = COLUMNS.map(([title]) => title);
  const pages = counted(readPages(db, actor, filter), onRows);
  return format === 'csv' ? writeCsv(titles, pages) : writeXlsx(titles, pages);
}

async function* readPages(
  db: Db,
  actor: Actor,
  filter: Omit<DidFilter, 'cursor' | 'limit'>,
): AsyncGenerator<Cell[][]> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof listDids>> = await listDids(db, { ...filter, cursor, limit: PAGE });
    yield page.rows.map((row) => COLUMNS.map(([, read]) => read(row, actor)));
    cursor = page.nextCursor;
  }
}

function useOf(accountNumber: string | null, accessLanguage: string | null): string {
  if (accountNumber !== null) return 'account';
  return accessLanguage === null ? 'free' : 'access_number';
}
