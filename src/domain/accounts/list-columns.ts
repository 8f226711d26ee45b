/** The columns that the list of accounts can show, and what an export calls them. */
import type { ExportColumn } from './export-columns.ts';

const EXPORTED = {
  name: 'displayName',
  number: 'panelAccess.number',
  kind: 'kind',
  owner: 'parentName',
  status: 'status',
  available: 'available',
  created: 'createdAt',
  balance: 'balance',
  currency: 'profile.currency',
  email: 'panelAccess.email',
  reference: 'billing.reference',
  firstUsed: 'firstUsedAt',
} as const satisfies Record<string, ExportColumn>;

export type ListColumn = keyof typeof EXPORTED;

export const LIST_COLUMNS = Object.keys(EXPORTED) as readonly ListColumn[];

/** What is shown until somebody chooses. */
export const USUAL_COLUMNS: readonly ListColumn[] = LIST_COLUMNS.slice(0, 7);

const AMOUNTS: ReadonlySet<ListColumn> = new Set(['available', 'balance']);

/** The same columns in a file. Amounts are bare numbers there, so that their currency follows the first of them. */
export function exportedColumns(shown: readonly ListColumn[]): readonly ExportColumn[] {
  const first = shown.findIndex((column) => AMOUNTS.has(column));
  if (first === -1 || shown.includes('currency')) return shown.map((column) => EXPORTED[column]);
  return [...shown.slice(0, first + 1), 'currency' as const, ...shown.slice(first + 1)].map(
    (column) => EXPORTED[column],
  );
}
