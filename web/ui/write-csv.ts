/** Small tables as CSV (RFC 4180) that Excel reads: with a byte order mark, and nothing that it would run. */
import { cellOfText } from '../../src/domain/accounts/cell-text.ts';

export function csvBlob(titles: readonly string[], rows: readonly (readonly string[])[]): Blob {
  const lines = [titles, ...rows].map((cells) => `${cells.map(written).join(',')}\r\n`);
  return new Blob([`\ufeff${lines.join('')}`], { type: 'text/csv;charset=utf-8' });
}

/** A figure is none of what a table would run. */
function written(cell: string): string {
  const text = /^-?\d+(\.\d+)?$/.test(cell) ? cell : cellOfText(cell);
  return /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
