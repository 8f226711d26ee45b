/** Views of the list of accounts that somebody keeps under a name. */
import { z } from 'zod';
import { LIST_COLUMNS } from '../../domain/accounts/list-columns.ts';
import { line, publicId } from '../common.ts';
import { accountKind, accountSorts, listStatus } from './account.ts';

export const viewSearch = z.strictObject({
  q: line(100).optional(),
  kind: accountKind.optional(),
  status: listStatus.optional(),
  sort: z.enum(accountSorts).optional(),
  columns: z
    .array(z.enum(LIST_COLUMNS))
    .refine((names) => names.includes('name'), 'Keep the name among the columns: it opens the account.')
    .refine((names) => new Set(names).size === names.length, 'Name each column once.')
    .optional()
    .describe('What is shown, in this order; left out: the usual columns'),
});

export const createView = z.strictObject({
  name: line(60, 1),
  search: viewSearch,
  isDefault: z
    .boolean()
    .optional()
    .describe('Opens the list when its address asks for nothing; the former default is none any more'),
});
export const changeView = createView.partial();
export const listView = createView.extend({ id: publicId, isDefault: z.boolean() }).meta({ id: 'ListView' });
export const listViews = z.object({ items: z.array(listView) });
export type ViewSearch = z.output<typeof viewSearch>;
