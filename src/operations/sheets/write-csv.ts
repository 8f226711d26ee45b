/** Writes CSV (RFC 4180) that Excel reads: with a byte order mark, and nothing that it would run. */
import { cellOfText } from '../../domain/accounts/cell-text.ts';
import type { Cell } from './cell.ts';

const BYTE_ORDER_MARK = '\ufeff';

/** A small table at once. */
export function csvOf(titles: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return BYTE_ORDER_MARK + csvLines([titles, ...rows]);
}

/** A table as it comes, some rows at a time. */
export async function* writeCsv(
  titles: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<string> {
  let head = BYTE_ORDER_MARK + csvLines([titles]);
  for await (const rows of pages) {
    yield head + csvLines(rows);
    head = '';
  }
  yield head;
}

function csvLines(rows: readonly (readonly Cell[])[]): string {
  return rows.map((cells) => `${cells.map(written).join(',')}\r\n`).join('');
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.number;
  const text = cellOfText(cell);
  return /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
