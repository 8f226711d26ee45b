/** Sets the exchange rates of a sheet, all of them or none. */
import { createHash } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { textOfCell } from '../../domain/accounts/cell-text.ts';
import type { FieldError } from '../../domain/problem.ts';
import { plainHeader } from '../../domain/sheet-values.ts';
import { insertExchangeRates, type ExchangeRateRow } from '../../postgres/rating/exchange-rates.ts';
import type { Db } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { doubtsAbout } from '../rating/set-exchange-rate.ts';
import { runOnce, type Once } from '../run-once.ts';
import { readSheet } from '../sheets/read-sheet.ts';
import { fileProblem, isBlank, type Sheet } from '../sheets/sheet.ts';

const COLUMNS = ['fromCurrency', 'toCurrency', 'rate', 'validFrom'] as const;
type Column = (typeof COLUMNS)[number];
type Cells = Readonly<Partial<Record<Column, string>>>;
type NewRate = Omit<ExchangeRateRow, 'id'>;

/** One row by the rules of the API. */
export type ReadExchangeRow = (
  cells: Cells,
) => Readonly<{ rate: NewRate }> | Readonly<{ errors: readonly FieldError[] }>;

/** Without spaces, signs, accents and capitals. */
const COLUMN_NAMES: Readonly<Record<Column, readonly string[]>> = {
  fromCurrency: ['from', 'fromcurrency', 'base', 'von', 'vonwaehrung', 'من'],
  toCurrency: ['to', 'tocurrency', 'currency', 'quote', 'nach', 'in', 'إلى'],
  rate: ['rate', 'exchangerate', 'kurs', 'wechselkurs', 'السعر'],
  validFrom: ['validfrom', 'fromdate', 'date', 'gueltigab', 'ab', 'datum', 'صالحمن'],
};
const ROWS_MAX = 10_000;
const REJECTED_LISTED_MAX = 1000;

export type RejectedRate = Readonly<{ row: number; errors: readonly FieldError[] }>;
export type ExchangeImport = Readonly<{
  read: number;
  valid: number;
  rejected: readonly RejectedRate[];
  rejectedRows: number;
  isApplied: boolean;
}>;

/** With one rejected row nothing is set; a dry run only looks. Rates that are far from what was known are rejected unless confirmed. Throws `invalid_input` at `file`. */
export async function importExchangeRates(
  context: Context,
  actor: Actor,
  readRow: ReadExchangeRow,
  file: SentFile & Readonly<{ isDryRun: boolean; key: string | null }>,
): Promise<ExchangeImport> {
  if (file.isDryRun) return (await look(context.pool, readRow, file)).result;
  const { answer } = await runOnce(context, context.now(), onceOf(actor, file), async (tx) => {
    // The rates themselves would be far from what was known, were a repetition looked at again.
    const { result, rates } = await look(tx, readRow, file);
    if (result.rejectedRows > 0 || rates.length === 0) return result;
    const inserted = await insertExchangeRates(tx, rates);
    if (inserted < rates.length)
      throw fileProblem(
        'exists_already',
        `${rates.length - inserted} of these pairs have a rate from that very moment already. Take them out of the file.`,
      );
    await recordAudit(tx, actor, {
      accountId: actor.operatorId,
      action: 'exchange_rates.imported',
      changes: [{ field: 'exchange_rate.count', before: null, after: rates.length }],
      happenedAt: context.now(),
    });
    return { ...result, isApplied: true };
  });
  return answer;
}

type SentFile = Readonly<{ bytes: Uint8Array; encoding: string | null; isConfirmed: boolean }>;

function onceOf(
  actor: Actor,
  { bytes, isConfirmed, key }: SentFile & Readonly<{ key: string | null }>,
): Once {
  const content = { sha256: createHash('sha256').update(bytes).digest('hex'), isConfirmed };
  return { principalId: actor.accountId, route: 'POST /exchange-rates/import', key, content };
}

async function look(
  db: Db,
  readRow: ReadExchangeRow,
  file: SentFile,
): Promise<Readonly<{ result: ExchangeImport; rates: readonly NewRate[] }>> {
  const sheet = await readSheet(file.bytes, file.encoding, ROWS_MAX);
  const read = readRows(sheet, readRow);
  const { rates, rejected } = file.isConfirmed ? read : await withDoubts(db, read);
  const result = {
    read: sheet.rows.length,
    valid: rates.length,
    rejected: rejected.slice(0, REJECTED_LISTED_MAX),
    rejectedRows: rejected.length,
    isApplied: false,
  };
  return { result, rates };
}

type Read = Readonly<{
  rates: readonly NewRate[];
  /** The row that each stands in. */
  rows: readonly number[];
  rejected: readonly RejectedRate[];
}>;

async function withDoubts(db: Db, { rates, rows, rejected }: Read): Promise<Read> {
  const doubts = await doubtsAbout(db, rates);
  const doubted = doubts.flatMap((doubt, place) =>
    doubt === null ? [] : [{ row: rows[place] ?? 0, errors: [{ field: 'isConfirmed', ...doubt }] }],
  );
  const isGood = (_: unknown, place: number) => doubts[place] === null;
  return {
    rates: rates.filter(isGood),
    rows: rows.filter(isGood),
    rejected: [...rejected, ...doubted].toSorted((a, b) => a.row - b.row),
  };
}

function readRows(sheet: Sheet, readRow: ReadExchangeRow): Read {
  const columns = columnsOf(sheet.columns);
  const rates: NewRate[] = [];
  const rows: number[] = [];
  const rejected: RejectedRate[] = [];
  const seen = new Map<string, number>();
  for (const { row, cells } of sheet.rows) {
    if (isBlank(cells)) continue;
    const texts = Object.fromEntries(
      Array.from(columns, ([column, at]) => [column, textOfCell(cells[at]?.trim() ?? '')]),
    ) as Cells;
    const read = readRow(texts);
    if ('errors' in read) {
      rejected.push({ row, errors: read.errors });
      continue;
    }
    const { rate } = read;
    const key = `${rate.fromCurrency}>${rate.toCurrency} ${rate.validFrom.getTime()}`;
    const above = seen.get(key);
    seen.set(key, above ?? row);
    if (above === undefined) {
      rates.push(rate);
      rows.push(row);
    } else {
      const message = `This pair and moment stand in row ${above} already.`;
      rejected.push({ row, errors: [{ field: 'fromCurrency', code: 'repeated', message }] });
    }
  }
  return { rates, rows, rejected };
}

/** Throws `invalid_input` at `file` when a column that is needed is missing. */
function columnsOf(titles: readonly string[]): ReadonlyMap<Column, number> {
  const plain = titles.map((title) => plainHeader(title));
  const found = new Map<Column, number>();
  for (const column of COLUMNS) {
    const at = plain.findIndex((title) => COLUMN_NAMES[column].includes(title));
    if (at >= 0) found.set(column, at);
  }
  for (const column of ['fromCurrency', 'toCurrency', 'rate'] as const)
    if (!found.has(column))
      throw fileProblem(
        'column_missing',
        'The first row names the columns: from, to, rate, and valid from, which may be left out.',
      );
  return found;
}
