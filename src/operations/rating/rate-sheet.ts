/** Reads the rows of a carrier's rate sheet by what its columns mean, and accounts for every one of them. */
import { textOfCell } from '../../domain/accounts/cell-text.ts';
import { parseMoney, parseRate, RATE_NANOS_MAX } from '../../domain/money.ts';
import { fieldProblem, type FieldError } from '../../domain/problem.ts';
import { codesOf, pairOf } from '../../domain/rating/sheet-cells.ts';
import { dateOf, decimalOf, type DateRules } from '../../domain/sheet-values.ts';
import type { RateField, RateMapping } from '../../domain/rating/sheet-columns.ts';
import { ADDED_PREFIX, STRIP_DIGITS_MAX } from '../../domain/rating/number-change.ts';
import type { NewSheetRate } from '../../postgres/rating/sheet-rates.ts';
import { breathe, fileProblem, isBlank, type Sheet } from '../sheets/sheet.ts';

export type RejectedRow = Readonly<{ row: number; errors: readonly FieldError[] }>;
export type SheetOfRates = Readonly<{
  /** By the moment (ms) that they are valid from, the earliest first. */
  rates: ReadonlyMap<number, readonly NewSheetRate[]>;
  /** How many rates: a row may have several codes. */
  count: number;
  imported: number;
  /** The first thousand of them. */
  rejected: readonly RejectedRow[];
  rejectedRows: number;
  /** Of rows that were rejected, as far as their code can be read; and how many cannot. */
  rejectedPrefixes: ReadonlySet<string>;
  unreadableCodes: number;
  /** Imported rows whose code was written with "+" or "00" in front, which is left out. */
  shortenedCodes: number;
  /** Blank rows. */
  skipped: number;
  /** Rows below the header: imported + rejectedRows + skipped. */
  read: number;
}>;

/** All the prefixes of all carriers are about 300,000. */
const RATES_MAX = 1_000_000;
/** Each moment is a statement of its own; sheets have a few. */
const MOMENTS_MAX = 400;
/** More mistakes than that are one mistake: the wrong file. */
const REJECTED_LISTED_MAX = 1000;
/** Rows that are looked at before the rest of the process has its turn. */
const PIECE = 1000;
const TOLD_EVERY = 25_000;
const DESTINATION_LENGTH_MAX = 200;
const CONNECTION_COST_MICROS_MAX = 1_000_000_000_000n;
const SECONDS_MAX = 3600;

const INCREMENT_FIELDS = ['increments', 'initialIncrement', 'increment'] as const;

type Defaults = Readonly<{ initialIncrementSeconds: number; incrementSeconds: number }>;
type RowRules = Readonly<{
  /** For rows that say none. */
  increments: Defaults;
  /** The same, in ms. */
  validFromMs: number;
  dates: DateRules;
  /** Told now and then how many rows were read. */
  onRows: (done: number) => Promise<void>;
}>;

type SameMoment = Readonly<{
  rates: NewSheetRate[];
  /** The row of each prefix. */
  rowOf: Map<string, number>;
}>;

/** Throws `invalid_input` at `file` when the sheet has more than can be imported at once. */
export async function readRateSheet(
  sheet: Sheet,
  mapping: RateMapping,
  rules: RowRules,
): Promise<SheetOfRates> {
  const columns = new Map(mapping.map((field, index) => [field, index] as const));
  const isSaid = (field: RateField) => columns.has(field);
  const byMoment = new Map<number, SameMoment>();
  let count = 0;
  const rejected: RejectedRow[] = [];
  const rejectedPrefixes = new Set<string>();
  let [imported, rejectedRows, skipped, unreadableCodes, shortenedCodes] = [0, 0, 0, 0, 0];
  for (const [index, { row, cells }] of sheet.rows.entries()) {
    if (index % PIECE === PIECE - 1) await breathe();
    if (index % TOLD_EVERY === 0) await rules.onRows(index);
    if (isBlank(cells)) {
      skipped += 1;
      continue;
    }
    const cell = (field: RateField) => textOfCell(cells[columns.get(field) ?? -1]?.trim() ?? '').trim();
    const errors: FieldError[] = [];
    const isShifted = !isBlank(cells.slice(sheet.columns.length));
    const read = readRow({ cell, isSaid }, rules, errors);
    // Then the other mistakes are of the wrong columns.
    if (isShifted) errors.splice(0, errors.length, tooManyCells(sheet.columns.length));
    const sameMoment = byMoment.get(read.validFromMs);
    const repeated = read.prefixes.find((prefix) => sameMoment?.rowOf.has(prefix));
    if (errors.length === 0 && repeated !== undefined) {
      const message = `${repeated} stands in row ${sameMoment?.rowOf.get(repeated)} already.`;
      errors.push({ field: 'code', code: 'repeated', message });
    }
    if (errors.length > 0) {
      rejectedRows += 1;
      if (read.prefixes.length === 0 || isShifted) unreadableCodes += 1;
      else for (const prefix of read.prefixes) rejectedPrefixes.add(prefix);
      if (rejected.length < REJECTED_LISTED_MAX) rejected.push({ row, errors });
      continue;
    }
    imported += 1;
    if (read.isShortened) shortenedCodes += 1;
    count += read.prefixes.length;
    if (count > RATES_MAX)
      throw fileProblem('too_many_rates', `The sheet has more than ${RATES_MAX} codes. Send it in parts.`);
    const { rates, rowOf }: SameMoment = sameMoment ?? { rates: [], rowOf: new Map() };
    if (sameMoment === undefined) byMoment.set(read.validFromMs, { rates, rowOf });
    if (byMoment.size > MOMENTS_MAX) throw tooManyMoments();
    for (const prefix of read.prefixes) {
      rowOf.set(prefix, row);
      rates.push({ prefix, ...read.rate });
    }
  }
  return {
    rates: new Map(
      [...byMoment].toSorted(([a], [b]) => a - b).map(([momentMs, { rates }]) => [momentMs, rates]),
    ),
    count,
    imported,
    rejected,
    rejectedRows,
    rejectedPrefixes,
    unreadableCodes,
    shortenedCodes,
    skipped,
    read: sheet.rows.length,
  };
}

type Row = Readonly<{
  cell: (field: RateField) => string;
  /** Whether the sheet has a column of it. */
  isSaid: (field: RateField) => boolean;
}>;

/** What one row says; what is wrong with it is added to `errors`, each at its field. */
function readRow({ cell, isSaid }: Row, rules: RowRules, errors: FieldError[]) {
  const refuse = (field: RateField, accepted: string, value = cell(field)) =>
    errors.push({ field, code: 'invalid', message: `"${value.slice(0, 40)}" must be ${accepted}.` });
  const written = codesOf(cell('code'));
  if (written === 'unreadable')
    refuse('code', '1 to 15 digits, a list such as 44, 4420, or a range in the last digit such as 4420-4422');
  if (written === 'begins_with_0') errors.push(noNumberBeginsSo(cell('code')));
  const destination = cell('destination');
  // oxlint-disable-next-line no-control-regex
  if (destination.length > DESTINATION_LENGTH_MAX || /[\u0000-\u001f\u007f]/.test(destination))
    refuse(
      'destination',
      `one line of at most ${DESTINATION_LENGTH_MAX} characters`,
      destination.slice(0, 20),
    );
  const costPerMinuteNanos = parseRate(decimalOf(cell('costPerMinute')));
  if (costPerMinuteNanos === null || costPerMinuteNanos < 0n || costPerMinuteNanos > RATE_NANOS_MAX)
    refuse('costPerMinute', 'a rate from 0 to 1000000 with at most nine digits after the point');
  const connectionCostMicros =
    cell('connectionCost') === '' ? 0n : parseMoney(decimalOf(cell('connectionCost')));
  if (
    connectionCostMicros === null ||
    connectionCostMicros < 0n ||
    connectionCostMicros > CONNECTION_COST_MICROS_MAX
  )
    refuse('connectionCost', 'an amount from 0 to 1000000 with at most six digits after the point');
  const graceSeconds = secondsOf(cell('graceTime'), 0, 0);
  if (graceSeconds === null) refuse('graceTime', 'whole seconds from 0 to 3600');
  const stripDigits = /^\d{0,2}$/.test(cell('stripDigits')) ? Number(cell('stripDigits')) : Infinity;
  if (stripDigits > STRIP_DIGITS_MAX) refuse('stripDigits', 'a whole number of digits from 0 to 15');
  const addPrefix = cell('addPrefix');
  if (!ADDED_PREFIX.test(addPrefix)) refuse('addPrefix', 'up to 15 digits, with "+" in front or not');
  const intervals = intervalsOf(cell, rules.increments, refuse);
  const validFromMs = validFromOf(cell('validFrom'), rules, errors);
  return {
    prefixes: typeof written === 'string' ? [] : written.codes,
    isShortened: typeof written !== 'string' && written.isShortened,
    validFromMs,
    rate: {
      destination,
      connectionCostMicros: connectionCostMicros ?? 0n,
      costPerMinuteNanos: costPerMinuteNanos ?? 0n,
      graceSeconds: graceSeconds ?? 0,
      ...intervals,
      stripDigits: isSaid('stripDigits') ? stripDigits : null,
      addPrefix: isSaid('addPrefix') ? addPrefix : null,
    },
  };
}

/** "60/6" may stand in a column of its own or in one of the two; said twice, it must be said once. */
function intervalsOf(
  cell: (field: RateField) => string,
  defaults: Defaults,
  refuse: (field: RateField, accepted: string) => void,
): Defaults {
  const field = INCREMENT_FIELDS.find((name) => pairOf(cell(name)) !== null);
  if (field !== undefined && INCREMENT_FIELDS.some((name) => name !== field && cell(name) !== '')) {
    refuse(field, 'said once: another column of this row has increments, too');
    return defaults;
  }
  if (field === undefined && cell('increments') !== '') {
    refuse('increments', 'two numbers of seconds such as 60/6');
    return defaults;
  }
  const [initial, further] = (field === undefined ? null : pairOf(cell(field))) ?? [
    cell('initialIncrement'),
    cell('increment'),
  ];
  const initialIncrementSeconds = secondsOf(initial, defaults.initialIncrementSeconds, 1);
  const incrementSeconds = secondsOf(further, defaults.incrementSeconds, 1);
  const accepted = 'whole seconds from 1 to 3600';
  if (initialIncrementSeconds === null) refuse(field ?? 'initialIncrement', accepted);
  if (incrementSeconds === null && (field === undefined || initialIncrementSeconds !== null))
    refuse(field ?? 'increment', accepted);
  return {
    initialIncrementSeconds: initialIncrementSeconds ?? defaults.initialIncrementSeconds,
    incrementSeconds: incrementSeconds ?? defaults.incrementSeconds,
  };
}

function validFromOf(text: string, { validFromMs, dates }: RowRules, errors: FieldError[]): number {
  if (text === '') return validFromMs;
  const moment = dateOf(text, dates);
  if (moment instanceof Date) return moment.getTime();
  const message =
    moment === 'ambiguous'
      ? `"${text}" is no clear date: the day or the month may come first. Say which does, or write it as 2026-12-31.`
      : `"${text.slice(0, 40)}" is no date. Write it as 2026-12-31.`;
  errors.push({ field: 'validFrom', code: moment === 'ambiguous' ? 'ambiguous_date' : 'invalid', message });
  return validFromMs;
}

function secondsOf(text: string, whenEmpty: number, min: number): number | null {
  if (text === '') return whenEmpty;
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return seconds >= min && seconds <= SECONDS_MAX ? seconds : null;
}

function noNumberBeginsSo(code: string): FieldError {
  const message = `"${code.slice(0, 40)}" begins no international number: none begins with 0. Write country code and area without it, such as 4930.`;
  return { field: 'code', code: 'begins_with_0', message };
}

function tooManyCells(columns: number): FieldError {
  const message = `The row has more cells than the header has columns (${columns}). A text with the delimiter in it needs quotes.`;
  return { field: 'row', code: 'too_many_cells', message };
}

function tooManyMoments() {
  const message = `The sheet has more than ${MOMENTS_MAX} dates. Is this the column of the dates?`;
  return fieldProblem('mapping', 'too_many_dates', message);
}
