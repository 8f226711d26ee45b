/** What the address of the page of carriers may carry. */
import { defined, oneOf, pageSearch, textParam } from '../../ui/search-params.ts';

export const CARRIER_TABS = ['trunks', 'providers', 'switches'] as const;
export type CarrierTab = (typeof CARRIER_TABS)[number];

/** `new` = the form for a new one is open. */
export type CarriersSearch = { tab?: CarrierTab; q?: string; cursor?: string; new?: string };

export function carriersSearch(raw: Record<string, unknown>): CarriersSearch {
  return defined({ ...pageSearch(raw), tab: oneOf(CARRIER_TABS, raw.tab), new: textParam(raw.new, 1) });
}
