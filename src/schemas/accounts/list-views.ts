/** Views of the list of accounts that somebody keeps under a name. */
import { z } from 'zod';
import { line, publicId } from '../common.ts';
import { accountKind, accountSorts, accountStatus } from './account.ts';

const viewSearch = z.strictObject({
  q: line(100).optional(),
  kind: accountKind.optional(),
  status: accountStatus.optional(),
  sort: z.enum(accountSorts).optional(),
});

export const createView = z.strictObject({ name: line(60, 1), search: viewSearch });
export const changeView = createView.partial();
export const listView = createView.extend({ id: publicId }).meta({ id: 'ListView' });
export const listViews = z.object({ items: z.array(listView) });
export type ViewSearch = z.output<typeof viewSearch>;
