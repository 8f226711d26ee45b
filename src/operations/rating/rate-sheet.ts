/** Reads a carrier's rate sheet: the usual columns in any order, `;` or `,`, decimal commas, byte order marks. */
import { parse, CsvError } from 'csv-parse/sync';
import { parseMoney, parseRate, RATE_NANOS_MAX } from '../../domain/money.ts';
import { fieldProblem } from '../../domain/problem.ts';
import type { NewRate } from '../../postgres/rating/rates.ts';

export type SheetRejection = Readonly<{ line: number; field: string; message: string }>;
export type Sheet = Readonly<{
  rates: readonly NewRate[];
  rejected: readonly SheetRejection[];
  /** Blank rows. */
  skipped: number;
  /** Rows without the header: rates + rejected + skipped. */
  read: number;
}>;

type Column = 'code' | 'destination' | 'connectionCost' | 'grace' | 'cost' | 'initial' | 'increment';

/** Names that carriers use, without spaces, signs and capitals. */
const COLUMN_NAMES: Readonly<Record<Column, readonly string[]>> = {
  code: ['code', 'prefix', 'dialcode', 'areacode', 'codes'],
  destination: ['destination', 'destinationname', 'country', 'description', 'name'],
  connectionCost: ['connectioncost', 'connectcost', 'connectfee', 'connectionfee', 'setupfee'],
  grace: ['gracetime', 'grace', 'graceseconds'],
  cost: ['costmin', 'costperminute', 'ratemin', 'rateperminute', 'rate', 'price', 'cost'],
  initial: ['initialincrement', 'initialinterval', 'firstincrement'],
  increment: ['increment', 'incrementinterval', 'nextincrement', 'subsequentincrement'],
};

const DELIMITERS = [',', ';', '\t', '|'];
/** A row longer than this is no row of a rate sheet, but a quote that was never closed. */
const ROW_CHARACTERS_MAX = 100_000;
const DESTINATION_LENGTH_MAX = 200;
const CONNECTION_COST_MICROS_MAX = 1_000_000_000_000n;
const SECONDS_MAX = 3600;

/** Accounts for every row of the sheet. Throws `invalid_input` at `file` when it has no usable header. */
export function readRateSheet(
  bytes: Uint8Array,
  increments: Readonly<{ initialIncrementSeconds: number; incrementSeconds: number }>,
): Sheet {
  const text = decode(bytes);
  const rows = parseRows(text);
  const [header, ...body] = rows;
  if (header === undefined)
    throw fieldProblem('file', 'empty', 'The file is empty. Send the header and at least one row.');
  const columns = columnsOf(header.record);
  const rates = new Map<string, NewRate>();
  const rejected: SheetRejection[] = [];
  let skipped = 0;
  for (const { record, line } of body) {
    if (record.every((cell) => cell.trim() === '')) {
      skipped += 1;
      continue;
    }
    const rate = readRow((column) => record[columns.get(column) ?? -1]?.trim() ?? '', increments);
    if ('message' in rate) rejected.push({ line, ...rate });
    else if (rates.has(rate.prefix))
      rejected.push({ line, field: 'Code', message: `${rate.prefix} is listed above already.` });
    else rates.set(rate.prefix, rate);
  }
  return { rates: [...rates.values()], rejected, skipped, read: body.length };
}

/** UTF-8 or, by its byte order mark, UTF-16; what is neither is taken for Windows' Western code page. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

type Row = Readonly<{ record: string[]; line: number }>;

function parseRows(text: string): Row[] {
  const firstLine =
    text
      .slice(0, 10_000)
      .split(/\r?\n/)
      .find((line) => line.trim() !== '') ?? '';
  const counts = DELIMITERS.map((delimiter) => firstLine.split(delimiter).length);
  const delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
  try {
    const rows = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: ROW_CHARACTERS_MAX,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    const all = rows.map(({ record, info }) => ({ record, line: info.lines }));
    // Blank lines above the header are no rows of the sheet.
    const start = all.findIndex(({ record }) => record.some((cell) => cell.trim() !== ''));
    return start === -1 ? [] : all.slice(start);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw fieldProblem('file', 'malformed_csv', `The file is no CSV: ${error.message}.`);
  }
}

function columnsOf(header: readonly string[]): ReadonlyMap<Column, number> {
  const names = header.map((cell) => cell.toLowerCase().replace(/[^a-z]/g, ''));
  const found = new Map<Column, number>();
  for (const [column, known] of Object.entries(COLUMN_NAMES) as [Column, readonly string[]][]) {
    // Earlier names are surer: "Cost/Min" before "Cost".
    const index = known.map((name) => names.indexOf(name)).find((at) => at !== -1);
    if (index !== undefined) found.set(column, index);
  }
  for (const [column, name] of [
    ['code', 'Code'],
    ['cost', 'Cost/Min'],
  ] as const) {
    if (found.has(column)) continue;
    const message = `The first row has no column "${name}". It must name the columns: Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment.`;
    throw fieldProblem('file', 'missing_column', message);
  }
  return found;
}

type RowMistake = Readonly<{ field: string; message: string }>;

function readRow(
  cell: (column: Column) => string,
  defaults: Readonly<{ initialIncrementSeconds: number; incrementSeconds: number }>,
): NewRate | RowMistake {
  // "38-39" is a range and "45 46" a list to some carriers: taken for one prefix, it would price other calls.
  const prefix = cell('code').replace(/^\+/, '');
  if (!/^[0-9]{1,15}$/.test(prefix)) {
    return mistake('Code', cell('code'), '1 to 15 digits without spaces or dashes, one code in a row');
  }
  const destination = cell('destination');
  // oxlint-disable-next-line no-control-regex
  if (destination.length > DESTINATION_LENGTH_MAX || /[\u0000-\u001f\u007f]/.test(destination)) {
    return mistake(
      'Destination',
      destination.slice(0, 20),
      `one line of at most ${DESTINATION_LENGTH_MAX} characters`,
    );
  }
  const costPerMinuteNanos = parseRate(decimalOf(cell('cost')));
  if (costPerMinuteNanos === null || costPerMinuteNanos < 0n || costPerMinuteNanos > RATE_NANOS_MAX) {
    return mistake(
      'Cost/Min',
      cell('cost'),
      'a rate from 0 to 1000000 with at most nine digits after the point',
    );
  }
  const connectionCostMicros =
    cell('connectionCost') === '' ? 0n : parseMoney(decimalOf(cell('connectionCost')));
  if (
    connectionCostMicros === null ||
    connectionCostMicros < 0n ||
    connectionCostMicros > CONNECTION_COST_MICROS_MAX
  ) {
    return mistake(
      'Connection Cost',
      cell('connectionCost'),
      'an amount from 0 to 1000000 with at most six digits after the point',
    );
  }
  const graceSeconds = secondsOf(cell('grace'), 0, 0);
  if (graceSeconds === null) return mistake('Grace Time', cell('grace'), 'whole seconds from 0 to 3600');
  const initialIncrementSeconds = secondsOf(cell('initial'), defaults.initialIncrementSeconds, 1);
  if (initialIncrementSeconds === null)
    return mistake('Initial Increment', cell('initial'), 'whole seconds from 1 to 3600');
  const incrementSeconds = secondsOf(cell('increment'), defaults.incrementSeconds, 1);
  if (incrementSeconds === null)
    return mistake('Increment', cell('increment'), 'whole seconds from 1 to 3600');
  return {
    prefix,
    destination,
    connectionCostMicros,
    costPerMinuteNanos,
    graceSeconds,
    initialIncrementSeconds,
    incrementSeconds,
  };
}

function mistake(field: string, value: string, accepted: string): RowMistake {
  return { field, message: `"${value.slice(0, 40)}" must be ${accepted}.` };
}

/** "0,0125" and ".0125" mean what they say; both marks in one number could mean two things, so it stays as it is. */
function decimalOf(text: string): string {
  const decimal = /^-?\d*,\d+$/.test(text) ? text.replace(',', '.') : text;
  return decimal.replace(/^(-?)\./, '$10.');
}

function secondsOf(text: string, whenEmpty: number, min: number): number | null {
  if (text === '') return whenEmpty;
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return seconds >= min && seconds <= SECONDS_MAX ? seconds : null;
}
