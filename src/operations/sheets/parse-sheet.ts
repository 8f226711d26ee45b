/** Reads a sheet of any kind that is taken: XLSX or CSV. It takes the processor for as long as it likes: see `read-sheet.ts`. */
import { decodeText } from './decode-text.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { CSV_CELLS_MAX, fileProblem, XLSX_CELLS_MAX, type Sheet } from './sheet.ts';
import { rowsOfSheet, type SendRows } from './take-rows.ts';

/** A sheet but for its rows. */
export type SheetFrame = Omit<Sheet, 'rows'>;

/** What is XLSX is told by its first bytes, not by its name. Throws `invalid_input` at `file`. */
export async function parseSheet(
  bytes: Uint8Array,
  encoding: string | null,
  rowsMax: number,
  send: SendRows,
): Promise<SheetFrame> {
  const isXlsx = isArchive(bytes);
  const { take, ended } = rowsOfSheet(isXlsx ? XLSX_CELLS_MAX : CSV_CELLS_MAX, send);
  if (isXlsx) {
    const { serialDayZero } = await readXlsx(bytes, rowsMax, take);
    return { format: 'xlsx', encoding: 'utf-8', delimiter: null, serialDayZero, ...ended() };
  }
  if (isOldExcel(bytes)) {
    throw fileProblem(
      'unsupported_format',
      'This is an XLS or a protected file. Save it as XLSX or CSV without a password.',
    );
  }
  const decoded = decodeText(bytes, encoding);
  const { delimiter } = await readCsv(decoded.text, rowsMax, take);
  return { format: 'csv', encoding: decoded.encoding, delimiter, serialDayZero: null, ...ended() };
}

/** "PK\x03\x04": the local file header of ZIP (APPNOTE 4.3.7). */
function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** The header of a compound file ([MS-CFB] 2.2). */
function isOldExcel(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
}
