/** What the addresses of the pages of coupons may carry. */
import { defined, oneOf, pageSearch } from '../../ui/search-params.ts';

export const COUPON_STATES = ['active', 'inactive', 'redeemed'] as const;
export type BatchSearch = { q?: string; cursor?: string; status?: (typeof COUPON_STATES)[number] };

export function batchSearch(raw: Record<string, unknown>): BatchSearch {
  return defined({ ...pageSearch(raw), status: oneOf(COUPON_STATES, raw.status) });
}
