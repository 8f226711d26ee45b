/** What the addresses of the pages of prices may carry. */
import { defined, localTimeParam, oneOf, pageSearch, textParam } from '../../ui/search-params.ts';

export const DIRECTIONS = ['origination', 'termination'] as const;
export const STATUSES = ['active', 'inactive'] as const;
const TABS = ['groups', 'packages', 'exchange'] as const;

export type RatesSearch = {
  tab?: (typeof TABS)[number];
  q?: string;
  cursor?: string;
  direction?: (typeof DIRECTIONS)[number];
  status?: (typeof STATUSES)[number];
  new?: string;
};
/** `at` is a time in the viewer's zone: only rates valid then. `show`: of a list that passes prices on, its own rates. */
export type RateGroupSearch = { q?: string; cursor?: string; at?: string; show?: 'own' };

type Raw = Record<string, unknown>;

export function ratesSearch(raw: Raw): RatesSearch {
  return defined({
    ...pageSearch(raw),
    tab: oneOf(TABS, raw.tab),
    direction: oneOf(DIRECTIONS, raw.direction),
    status: oneOf(STATUSES, raw.status),
    new: textParam(raw.new, 1),
  });
}

export function rateGroupSearch(raw: Raw): RateGroupSearch {
  return defined({ ...pageSearch(raw), at: localTimeParam(raw.at), show: oneOf(['own'] as const, raw.show) });
}
