/** What the address of the page of waiting payments may carry. */
import { defined, oneOf, pageSearch } from '../../ui/search-params.ts';

export type PendingSearch = { status?: 'all'; cursor?: string };

export function pendingSearch(raw: Record<string, unknown>): PendingSearch {
  const { cursor } = pageSearch(raw);
  return defined({ status: oneOf(['all'], raw.status), cursor });
}

/** Of the page that one comes back to: `cancelled` when it was left without paying. */
export function returnSearch({ cancelled }: Record<string, unknown>): { cancelled?: 'yes' } {
  return cancelled === 'yes' ? { cancelled } : {};
}
