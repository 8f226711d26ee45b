/** What the address of the page of live calls may carry. */
import { defined, oneOf, textParam } from '../../ui/search-params.ts';
import { LIVE_SORTS, type LiveSort } from '../../ui/live/live-figures.ts';

export type LiveSearch = { account?: string; trunk?: string; q?: string; sort?: LiveSort };

export function liveSearch(raw: Record<string, unknown>): LiveSearch {
  return defined({
    account: textParam(raw.account, 36),
    trunk: textParam(raw.trunk, 36),
    q: textParam(raw.q, 40),
    sort: oneOf(LIVE_SORTS, raw.sort),
  });
}
