/** Adds the numbers of a carrier's sheet, all of them or none. */
import { textOfCell } from '../../domain/accounts/cell-text.ts';
import type { Actor } from '../../domain/accounts/actor.ts';
import type { FieldError } from '../../domain/problem.ts';
import { plainHeader } from '../../domain/sheet-values.ts';
import { insertDids, listedNumbers, type NewDid } from '../../postgres/numbering/dids.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { providersByName } from '../../postgres/routing/providers.ts';
import type { Context } from '../context.ts';
import { readSheet } from '../sheets/read-sheet.ts';
import { breathe, fileProblem, isBlank, type Sheet } from '../sheets/sheet.ts';
import { tellOfNewNumbers } from './create-dids.ts';
import { lockOwner } from './did-parties.ts';

const COLUMNS = ['number', 'label', 'country', 'city', 'provider'] as const;
type Column = (typeof COLUMNS)[number];
type Cells = Readonly<Partial<Record<Column, string>>>;

/** One row by the rules of the API. */
export type ReadDidRow = (
  cells: Cells,
) => Readonly<{ did: Omit<NewDid, 'providerId'> }> | Readonly<{ errors: readonly FieldError[] }>;

/** Names that carriers use and what the panel calls them, without spaces, signs, accents and capitals. */
const COLUMN_NAMES: Readonly<Record<Column, readonly string[]>> = {
  number: [
    'number',
    'did',
    'phonenumber',
    'phone',
    'e164',
    'msisdn',
    'rufnummer',
    'nummer',
    'telefonnummer',
    'الرقم',
  ],
  label: ['label', 'description', 'name', 'note', 'bezeichnung', 'beschreibung', 'التسمية'],
  country: ['country', 'countrycode', 'iso', 'land', 'البلد'],
  city: ['city', 'area', 'ratecenter', 'location', 'stadt', 'ort', 'المدينة'],
  provider: ['provider', 'carrier', 'vendor', 'supplier', 'vorlieferant', 'المزود'],
};

const ROWS_MAX = 10_000;
/** Rows that are looked at before the rest of the process has its turn. */
const PIECE = 500;
/** More mistakes than that are one mistake: the wrong file. */
const REJECTED_LISTED_MAX = 1000;

type RejectedDid = Readonly<{ row: number; errors: readonly FieldError[] }>;
export type DidImport = Readonly<{
  /** Rows below the header: valid + rejected + skipped. */
  read: number;
  valid: number;
  rejected: readonly RejectedDid[];
  rejectedRows: number;
  /** Blank rows. */
  skipped: number;
  /** Names of columns that hold something and mean nothing here. */
  leftOut: readonly string[];
  isApplied: boolean;
}>;

/** With one rejected row nothing is added; a dry run only looks. Throws `invalid_input` at `file`. */
export async function importDids(
  context: Context,
  actor: Actor,
  readRow: ReadDidRow,
  file: Readonly<{ bytes: Uint8Array; encoding: string | null; isDryRun: boolean }>,
): Promise<DidImport> {
  const sheet = await readSheet(file.bytes, file.encoding);
  if (sheet.rows.length > ROWS_MAX)
    throw fileProblem('too_many_rows', `The sheet has more than ${ROWS_MAX} rows. Send it in parts.`);
  const found = await readRows(sheet, readRow);
  return withTransaction(context.pool, async (tx) => {
    // Both runs ask the same: what a look found right is added, unless somebody was faster.
    const owner = await lockOwner(tx, actor, null);
    const rows = await withProviders(tx, found.rows);
    const listed = await listedNumbers(
      tx,
      rows.map(({ did }) => did.number),
    );
    const checked = rows.map((row) => ({
      ...row,
      errors: [...row.errors, ...listedAlready(row.did, listed)],
    }));
    const good = checked.filter(({ errors }) => errors.length === 0);
    const rejected = [...found.rejected, ...checked.filter(({ errors }) => errors.length > 0)];
    const isApplied = !file.isDryRun && rejected.length === 0 && good.length > 0;
    if (isApplied) {
      const dids = good.map(({ did }) => did);
      const createdAt = context.now();
      const inserted = await insertDids(tx, dids, { ownerId: owner.id, createdAt });
      const lost = good.filter(({ did }) => !inserted.has(did.number));
      if (lost.length > 0)
        throw fileProblem(
          'listed_already',
          `${lost.length} of these numbers were added by somebody else at this moment. Check the file again.`,
        );
      const numbers = dids.map(({ number }) => number).sort();
      await tellOfNewNumbers(tx, actor, { ownerId: owner.id, numbers, happenedAt: createdAt });
    }
    return {
      read: sheet.rows.length,
      valid: good.length,
      rejected: rejected
        .toSorted((a, b) => a.row - b.row)
        .slice(0, REJECTED_LISTED_MAX)
        .map(({ row, errors }) => ({ row, errors })),
      rejectedRows: rejected.length,
      skipped: found.skipped,
      leftOut: found.leftOut,
      isApplied,
    };
  });
}

type Row = Readonly<{ row: number; did: NewDid; provider: string; errors: readonly FieldError[] }>;

async function readRows(sheet: Sheet, readRow: ReadDidRow) {
  const columns = columnsOf(sheet.columns);
  const rows: Row[] = [];
  const rejected: RejectedDid[] = [];
  const seen = new Map<string, number>();
  let skipped = 0;
  for (const [index, { row, cells }] of sheet.rows.entries()) {
    if (index % PIECE === PIECE - 1) await breathe();
    if (isBlank(cells)) {
      skipped += 1;
      continue;
    }
    const { provider = '', ...texts } = Object.fromEntries(
      Array.from(columns, ([column, at]) => [column, textOfCell(cells[at]?.trim() ?? '')]),
    ) as Cells;
    const read = readRow(texts);
    if ('errors' in read) {
      rejected.push({ row, errors: read.errors });
      continue;
    }
    const { number } = read.did;
    const above = seen.get(number);
    seen.set(number, above ?? row);
    const message = `+${number} stands in row ${above} already.`;
    const errors = above === undefined ? [] : [{ field: 'number', code: 'repeated', message }];
    rows.push({ row, did: { ...read.did, providerId: null }, provider, errors });
  }
  const used = new Set(columns.values());
  const leftOut = sheet.columns.filter((_name, index) => sheet.hasData[index] === true && !used.has(index));
  return { rows, rejected, skipped, leftOut };
}

function columnsOf(header: readonly string[]): ReadonlyMap<Column, number> {
  const names = header.map(plainHeader);
  const found = new Map<Column, number>();
  for (const column of COLUMNS) {
    const at = COLUMN_NAMES[column].map((name) => names.indexOf(name)).find((index) => index !== -1);
    if (at !== undefined) found.set(column, at);
  }
  if (found.has('number')) return found;
  const message =
    'The first row has no column "Number". It must name the columns: Number, Label, Country, City, Provider.';
  throw fileProblem('missing_column', message);
}

async function withProviders(tx: Tx, rows: readonly Row[]): Promise<Row[]> {
  const names = [...new Set(rows.map(({ provider }) => provider.toLowerCase()))].filter(
    (name) => name !== '',
  );
  const providers = names.length === 0 ? new Map<string, bigint | null>() : await providersByName(tx, names);
  return rows.map((row) => {
    if (row.provider === '') return row;
    const providerId = providers.get(row.provider.toLowerCase());
    if (typeof providerId === 'bigint') return { ...row, did: { ...row.did, providerId } };
    const quoted = row.provider.slice(0, 40);
    const message =
      providerId === null
        ? `Several providers are called "${quoted}". Give one of them another name first.`
        : `There is no provider "${quoted}". Create it first, or leave the cell empty.`;
    return { ...row, errors: [...row.errors, { field: 'provider', code: 'not_found', message }] };
  });
}

function listedAlready({ number }: NewDid, listed: ReadonlySet<string>): FieldError[] {
  if (!listed.has(number)) return [];
  return [{ field: 'number', code: 'listed_already', message: `+${number} is in the list already.` }];
}
