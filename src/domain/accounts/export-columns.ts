/** The columns of an export of accounts. Those that a sheet may have are named as there, so that it can come back. */
import { isFieldOf, ROW_KINDS, SHEET_FIELDS, type SheetField } from './sheet-fields.ts';

/** What no export can hold, because only hashes are kept, or because it is no property of an account. */
type NotExported = 'panelAccess.password' | 'panelAccess.pin' | 'panelAccess.createSipDevice';

/** Shown by the list or known of an account besides; no new account is given it. */
const OF_LIST = {
  displayName: 'Display name',
  parentName: 'Reseller',
  balance: 'Balance',
  held: 'Held',
  available: 'Available',
  createdAt: 'Created at',
  firstUsedAt: 'First used at',
} as const;

export type ExportColumn = keyof typeof OF_LIST | Exclude<SheetField, NotExported>;

const LEFT_OUT: ReadonlySet<string> = new Set<NotExported>([
  'panelAccess.password',
  'panelAccess.pin',
  'panelAccess.createSipDevice',
]);
const OF_SHEET = Object.keys(SHEET_FIELDS).filter((field) => !LEFT_OUT.has(field)) as Exclude<
  SheetField,
  NotExported
>[];

/** Every column, in the order they have when none are chosen. */
export const EXPORT_COLUMNS: readonly ExportColumn[] = [
  'status',
  'displayName',
  ...OF_SHEET.filter((field) => field !== 'status'),
  'parentName',
  'balance',
  'held',
  'available',
  'createdAt',
  'firstUsedAt',
];

/** Times are written in a zone, which the header names. */
export const TIME_COLUMNS: ReadonlySet<ExportColumn> = new Set([
  'createdAt',
  'firstUsedAt',
  'controls.validUntil',
]);

/** The header of a column. */
export function titleOfColumn(column: ExportColumn): string {
  return column in OF_LIST
    ? OF_LIST[column as keyof typeof OF_LIST]
    : SHEET_FIELDS[column as Exclude<SheetField, NotExported>].title;
}

/** Says whether a column of this kind of account has something to say; of staff it says what there is. */
export function hasColumn(kind: string, column: ExportColumn): boolean {
  return column in OF_LIST || !isRowKind(kind) || isFieldOf(kind, column as SheetField);
}

function isRowKind(kind: string): boolean {
  return (ROW_KINDS as readonly string[]).includes(kind);
}
