/** The columns of an export of accounts. Those that a sheet may have are named as there, so that it can come back. */
import { SHEET_FIELDS, type SheetField } from './sheet-fields.ts';

/** What no export can hold, because only hashes are kept, or because it is no property of an account. */
type NotExported = 'panelAccess.password' | 'panelAccess.pin' | 'panelAccess.createSipDevice';

/** Shown by the list or known of an account besides; left out by an import, which makes customers only. */
const OF_LIST = {
  kind: 'Kind',
  status: 'Status',
  displayName: 'Display name',
  role: 'Role',
  'resellerTerms.type': 'Reseller type',
  'resellerTerms.commissionPercent': 'Commission percent',
  'resellerTerms.invoiceDueDays': 'Invoice due days',
  'resellerTerms.useOwnLetterhead': 'Own letterhead',
  'controls.validUntil': 'Valid until',
  'controls.forcedCallerId': 'Forced caller ID',
  'controls.alertThreshold': 'Alert threshold',
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
  'kind',
  'status',
  'displayName',
  'role',
  ...OF_SHEET,
  'resellerTerms.type',
  'resellerTerms.commissionPercent',
  'resellerTerms.invoiceDueDays',
  'resellerTerms.useOwnLetterhead',
  'controls.validUntil',
  'controls.forcedCallerId',
  'controls.alertThreshold',
  'parentName',
  'balance',
  'held',
  'available',
  'createdAt',
  'firstUsedAt',
];

/** Times are written in a zone, which the header names. */
export const TIME_COLUMNS: ReadonlySet<ExportColumn> = new Set(['createdAt', 'controls.validUntil']);

/** The header of a column. */
export function titleOfColumn(column: ExportColumn): string {
  return column in OF_LIST
    ? OF_LIST[column as keyof typeof OF_LIST]
    : SHEET_FIELDS[column as Exclude<SheetField, NotExported>].title;
}
