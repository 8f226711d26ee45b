/** A sheet as it was sent: rows of texts, and the bounds that keep a hostile one from filling the memory. */
import { fieldProblem, type Problem } from '../../domain/problem.ts';

export type SheetRow = Readonly<{
  /** Its place in the sheet, from 1, blank rows and the header counted: what a spreadsheet shows at the left. */
  row: number;
  cells: readonly string[];
}>;

export type Sheet = Readonly<{
  format: 'csv' | 'xlsx';
  encoding: string;
  /** null for XLSX. */
  delimiter: string | null;
  /** The day that cells with dates count as 0: a sheet of XLSX has numbers of days; null for CSV. */
  serialDayZero: string | null;
  columns: readonly string[];
  rows: readonly SheetRow[];
}>;

/** What people send at once, unless the sheet is of rates; the panel says so before the upload. */
export const SHEET_ROWS_MAX = 50_000;
export const SHEET_COLUMNS_MAX = 200;
/** The longest field of an account has 500 characters; ten addresses of 254 are the most of all. */
export const SHEET_CELL_MAX = 5000;

/** Says what is wrong with the file as a whole. */
export function fileProblem(code: string, message: string): Problem {
  return fieldProblem('file', code, message);
}

export function tooManyColumns(): Problem {
  const message = `The sheet has more than ${SHEET_COLUMNS_MAX} columns. Remove those that are not needed.`;
  return fileProblem('too_many_columns', message);
}

export function tooManyRows(rowsMax: number): Problem {
  const message = `The sheet has more than ${rowsMax} rows. Send it in parts.`;
  return fileProblem('too_many_rows', message);
}

/** Lets the other work of the process run: a sheet is read beside calls that are being charged. */
export function breathe(): Promise<void> {
  return new Promise((resume) => setImmediate(resume));
}

/** Cuts the header off. Blank rows above it are none; throws `invalid_input` at `file` when nothing is left. */
export function withHeader(all: readonly SheetRow[]): Readonly<{ columns: string[]; rows: SheetRow[] }> {
  const start = all.findIndex(({ cells }) => !isBlank(cells));
  const header = all[start];
  if (header === undefined)
    throw fileProblem('empty', 'The file is empty. Send the header and at least one row.');
  const columns = header.cells.map((cell) => cell.trim().slice(0, 200));
  while (columns.at(-1) === '') columns.pop();
  return { columns, rows: all.slice(start + 1) };
}

/** Says whether nothing stands in any cell. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Says of each column whether something stands below its name. */
export function columnsWithData({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>): boolean[] {
  const found = columns.map(() => false);
  let missing = columns.length;
  for (const { cells } of rows) {
    if (missing === 0) break;
    for (const [index, cell] of cells.entries()) {
      if (found[index] !== false || cell.trim() === '') continue;
      found[index] = true;
      missing -= 1;
    }
  }
  return found;
}
