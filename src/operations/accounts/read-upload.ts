/** Reads a kept sheet again, as rows of fields. The same bytes and mapping always give the same rows. */
import type { RowMistakes } from '../../domain/accounts/many-accounts.ts';
import {
  valueOfCell,
  zoneOfHeader,
  type CellRules,
  type SheetField,
} from '../../domain/accounts/sheet-fields.ts';
import { COUNTRIES } from '../../domain/accounts/places.ts';
import { known } from '../../domain/assert.ts';
import { fieldProblem } from '../../domain/problem.ts';
import type { UploadRow } from '../../postgres/jobs/uploads.ts';
import type { Context } from '../context.ts';
import { openBytes } from '../secrets.ts';
import { readSheet } from '../sheets/read-sheet.ts';
import { breathe, isBlank } from '../sheets/sheet.ts';
import type { RawRow } from './plan-rows.ts';
import { uploadPurpose } from './upload-sheet.ts';

export type UploadedRows = Readonly<{
  columns: readonly string[];
  rows: readonly RawRow[];
  /** Rows that have more cells than the header has columns: what stands there would be lost. */
  invalid: readonly RowMistakes[];
  /** Blank rows. */
  skipped: number;
  /** Every row below the header: rows + invalid + skipped. */
  read: number;
}>;

/** Rows that are looked at before the rest of the process has its turn. */
const PIECE = 500;

/** English names of countries, in lower case, beside their codes. */
const COUNTRY_NAMES: ReadonlyMap<string, string> = new Map(
  COUNTRIES.map((code) => [
    new Intl.DisplayNames('en', { type: 'region' }).of(code)?.toLowerCase() ?? code,
    code,
  ]),
);

/** Throws `invalid_input` at `mapping` when it does not fit the columns of the sheet. */
export async function readUpload(
  context: Pick<Context, 'masterKey'>,
  upload: UploadRow,
  mapping: readonly (SheetField | null)[],
): Promise<UploadedRows> {
  const bytes = openBytes(context.masterKey, uploadPurpose(upload.publicId), upload.sealed);
  const sheet = await readSheet(bytes, upload.encoding);
  checkMapping(sheet.columns, mapping);
  const rules = sheet.columns.map(
    (header): CellRules => ({
      countries: COUNTRY_NAMES,
      zone: zoneOfHeader(header),
      serialDayZero: sheet.serialDayZero,
    }),
  );
  const rows: RawRow[] = [];
  const invalid: RowMistakes[] = [];
  let skipped = 0;
  for (const [index, { row, cells }] of sheet.rows.entries()) {
    if (index % PIECE === PIECE - 1) await breathe();
    if (isBlank(cells)) skipped += 1;
    else if (!isBlank(cells.slice(sheet.columns.length)))
      invalid.push(tooManyCells(row, sheet.columns.length));
    else rows.push({ row, values: valuesOf(cells, mapping, rules) });
  }
  return { columns: sheet.columns, rows, invalid, skipped, read: sheet.rows.length };
}

function checkMapping(columns: readonly string[], mapping: readonly (SheetField | null)[]): void {
  if (mapping.length !== columns.length) {
    const message = `The sheet has ${columns.length} columns. Send a field or null for each, in their order.`;
    throw fieldProblem('mapping', 'wrong_length', message);
  }
  const fields = mapping.filter((field) => field !== null);
  const twice = fields.find((field, index) => fields.indexOf(field) !== index);
  if (twice !== undefined)
    throw fieldProblem('mapping', 'mapped_twice', `${twice} is named for two columns. Choose one.`);
  if (fields.length === 0)
    throw fieldProblem('mapping', 'nothing_mapped', 'Say what at least one column means.');
}

function valuesOf(
  cells: readonly string[],
  mapping: readonly (SheetField | null)[],
  rules: readonly CellRules[],
) {
  const values = new Map<SheetField, unknown>();
  for (const [index, field] of mapping.entries()) {
    if (field === null) continue;
    const value = valueOfCell(field, cells[index] ?? '', known(rules[index], 'the rules of a column'));
    if (value !== undefined) values.set(field, value);
  }
  return values;
}

function tooManyCells(row: number, columns: number): RowMistakes {
  const message = `The row has more cells than the header has columns (${columns}). A text with the delimiter in it needs quotes.`;
  return { row, errors: [{ field: 'row', code: 'too_many_cells', message }] };
}
