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
  /** Of each column, whether something stands below its name. */
  hasData: readonly boolean[];
  /** Those below the header. Cells at their ends with nothing in them are cut off, so a blank row has none. */
  rows: readonly SheetRow[];
}>;

/** What people send at once, unless the sheet is of rates; the panel says so before the upload. */
export const SHEET_ROWS_MAX = 50_000;
export const SHEET_COLUMNS_MAX = 200;
/** The longest field of an account has 500 characters; ten addresses of 254 are the most of all. */
export const SHEET_CELL_MAX = 5000;
/** A million rates in fifteen columns. */
export const CSV_CELLS_MAX = 15_000_000;
/** More do not fit into what a file may unpack to, if something stands in them. */
export const XLSX_CELLS_MAX = 5_000_000;
/** As much text as the largest file that is taken has: an XLSX may name one long text in millions of cells. */
export const SHEET_CHARACTERS_MAX = 80_000_000;

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

/** Says that the cells together are too many. */
export function tooManyCells(cellsMax: number): Problem {
  const message = `The sheet has more than ${cellsMax} cells. Remove columns that are not needed, or send it in parts.`;
  return fileProblem('too_large', message);
}

/** Says that the texts together are too long. */
export function tooMuchText(): Problem {
  return fileProblem(
    'too_large',
    'The sheet has too much text. Remove columns that are not needed, or send it in parts.',
  );
}

/** Says whether nothing stands in any cell. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

const PREVIEW_ROWS = 10;
const PREVIEW_CELL_MAX = 200;

/** The first rows with something in them, as people see them before anything is imported. */
export function previewOf({ columns, rows }: Sheet): { row: number; cells: string[] }[] {
  const preview: { row: number; cells: string[] }[] = [];
  for (const { row, cells } of rows) {
    if (isBlank(cells)) continue;
    preview.push({
      row,
      cells: columns.map((_name, index) => (cells[index] ?? '').slice(0, PREVIEW_CELL_MAX)),
    });
    if (preview.length === PREVIEW_ROWS) break;
  }
  return preview;
}
