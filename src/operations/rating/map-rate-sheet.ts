/** Reads a carrier's sheet as a table, and says what its columns mean. */
import { fieldProblem } from '../../domain/problem.ts';
import {
  missingField,
  proposeRateMapping,
  RATE_FIELD_NAMES,
  RATE_FIELDS,
  rateFieldsFor,
  type RateField,
  type RateMapping,
  type RememberedMapping,
} from '../../domain/rating/sheet-columns.ts';
import type { RateGroupRow } from '../../postgres/rating/rate-groups.ts';
import { readSheet } from '../sheets/read-sheet.ts';
import { previewOf, type Sheet } from '../sheets/sheet.ts';

/** As many rows as a spreadsheet can have. */
const ROWS_MAX = 1_048_576;

export type SheetFile = Readonly<{ bytes: Uint8Array; encoding: string | null }>;

export type LookedAtSheet = Readonly<{
  format: 'csv' | 'xlsx';
  encoding: string;
  delimiter: string | null;
  columns: readonly Readonly<{ name: string; field: RateField | null; hasData: boolean }>[];
  /** Whether some of it is what the columns meant at the last import. */
  isRemembered: boolean;
  /** Rows below the header, blank ones too. */
  rows: number;
  preview: readonly Readonly<{ row: number; cells: readonly string[] }>[];
  /** What a column may mean. */
  fields: readonly RateField[];
}>;

/** Throws `invalid_input` at `file` when it is no table. */
export function readTable({ bytes, encoding }: SheetFile): Promise<Sheet> {
  return readSheet(bytes, encoding, ROWS_MAX);
}

/** What is seen of the sheet before anything is imported: how it was read, and what its columns may mean. */
export function lookOf(
  sheet: Sheet,
  { direction }: Pick<RateGroupRow, 'direction'>,
  remembered: RememberedMapping,
): LookedAtSheet {
  const fields = rateFieldsFor(direction);
  const { mapping, isRemembered } = proposeRateMapping(sheet.columns, remembered, fields);
  return {
    format: sheet.format,
    encoding: sheet.encoding,
    delimiter: sheet.delimiter,
    columns: sheet.columns.map((name, index) => ({
      name,
      field: mapping[index] ?? null,
      hasData: sheet.hasData[index] ?? false,
    })),
    isRemembered,
    rows: sheet.rows.length,
    preview: previewOf(sheet),
    fields,
  };
}

/**
 * The mapping that was sent, checked against the sheet; without one, what `lookOf` proposes. Throws `invalid_input`
 * at `mapping`, or at `file` when the columns of the sheet are not called so that they are known.
 */
export function mappingFor(
  { columns }: Sheet,
  { direction }: Pick<RateGroupRow, 'direction'>,
  wanted: readonly string[] | null,
  remembered: RememberedMapping,
): RateMapping {
  const fields = rateFieldsFor(direction);
  if (wanted === null) {
    const { mapping } = proposeRateMapping(columns, remembered, fields);
    const missing = missingField(mapping);
    if (missing === null) return mapping;
    const titles = RATE_FIELD_NAMES.slice(0, 7).map((field) => RATE_FIELDS[field].title);
    const message = `The first row has no column "${RATE_FIELDS[missing].title}". Say what the columns mean, or name them: ${titles.join(', ')}.`;
    throw fieldProblem('file', 'missing_column', message);
  }
  const refuse = (code: string, message: string) => fieldProblem('mapping', code, message);
  if (wanted.length !== columns.length)
    throw refuse(
      'wrong_length',
      `The sheet has ${columns.length} columns. Send a field, or nothing, for each in their order.`,
    );
  const mapping = wanted.map((name) => (name === '' ? null : fieldCalled(name)));
  const twice = mapping.find((field, index) => field !== null && mapping.indexOf(field) !== index);
  if (typeof twice === 'string')
    throw refuse('mapped_twice', `${twice} is named for two columns. Choose one.`);
  const misplaced = mapping.find((field) => field !== null && !fields.includes(field));
  if (typeof misplaced === 'string')
    throw refuse('not_applicable', `${misplaced} is of carriers' rates only. Leave this column out.`);
  const missing = missingField(mapping);
  if (missing !== null) throw refuse('missing_column', `Say which column is ${missing}.`);
  return mapping;
}

function fieldCalled(name: string): RateField {
  const field = RATE_FIELD_NAMES.find((known) => known === name);
  if (field !== undefined) return field;
  const message = `"${name.slice(0, 40)}" is no field of a rate. Send one of: ${RATE_FIELD_NAMES.join(', ')}; or nothing.`;
  throw fieldProblem('mapping', 'unknown_field', message);
}
