/** What the address of the page of waiting payments may carry. */
import { defined, oneOf, pageSearch } from '../../ui/search-params.ts';

export type PendingSearch = { status?: 'all'; cursor?: string };

export function pendingSearch(raw: Record<string, unknown>): PendingSearch {
  const { cursor } = pageSearch(raw);
  return defined({ status: oneOf(['all'], raw.status), cursor });
}
