/** Reads CSV: any of the usual delimiters, quotes, ragged and blank rows. */
import { setImmediate } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { fileProblem, SHEET_CELL_MAX, SHEET_COLUMNS_MAX, tooManyColumns, tooManyRows } from './sheet.ts';
import type { TakeRows } from './take-rows.ts';

const DELIMITERS = [',', ';', '\t', '|'];
/** As much as all the cells of one row may be; more is a quote that was never closed. */
const ROW_CHARACTERS_MAX = 200_000;
/** Characters that are parsed at once, before their rows are handed over. */
const PIECE = 64 * 1024;

/** Parses a text into at most `rowsMax` rows below the header. Throws `invalid_input` at `file` when it is no CSV or passes a bound. */
export async function readCsv(
  text: string,
  rowsMax: number,
  take: TakeRows,
): Promise<Readonly<{ delimiter: string }>> {
  const delimiter = delimiterOf(text);
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: ROW_CHARACTERS_MAX,
  });
  let rows: string[][] = [];
  let read = 0;
  const problems: Error[] = [];
  parser.on('readable', () => {
    for (let record: string[] | null; problems.length === 0 && (record = parser.read()) !== null; ) {
      const problem = mistakeOf(record, read, rowsMax);
      if (problem !== null) problems.push(problem);
      else rows.push(record);
      read += 1;
    }
  });
  const ended = new Promise<void>((resolve) => {
    parser.on('error', (error) => {
      problems.push(error);
      resolve();
    });
    parser.on('end', resolve);
  });
  const handOver = async () => {
    const taken = rows;
    rows = [];
    await take(taken);
  };
  for (let start = 0; start < text.length && problems.length === 0; start += PIECE) {
    parser.write(text.slice(start, start + PIECE));
    // What was written is parsed in another turn of the loop.
    await setImmediate();
    await handOver();
  }
  if (problems.length === 0) {
    parser.end();
    await ended;
    await handOver();
  }
  parser.destroy();
  const [problem] = problems;
  if (problem === undefined) return { delimiter };
  if (problem instanceof CsvError)
    throw fileProblem(
      'malformed_csv',
      'The file is no CSV: a quote is not closed, or a row is too long. Correct it, or save it as CSV again.',
    );
  throw problem;
}

function mistakeOf(record: readonly string[], rowsBefore: number, rowsMax: number): Error | null {
  if (record.length > SHEET_COLUMNS_MAX && record.slice(SHEET_COLUMNS_MAX).some((cell) => cell !== ''))
    return tooManyColumns();
  // The header is no row.
  if (rowsBefore > rowsMax) return tooManyRows(rowsMax);
  if (record.some((cell) => cell.length > SHEET_CELL_MAX)) {
    const message = `Row ${rowsBefore + 1} has a cell of more than ${SHEET_CELL_MAX} characters. Shorten it, or close its quote.`;
    return fileProblem('cell_too_long', message);
  }
  return null;
}

/** The delimiter that the header has most of, outside quotes. */
function delimiterOf(text: string): string {
  const header =
    text
      .slice(0, 20_000)
      .replace(/"(?:[^"]|"")*"/g, '')
      .split(/\r\n|\r|\n/)
      .find((line) => line.trim() !== '') ?? '';
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
