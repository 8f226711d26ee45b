/** What the address of the page of carriers may carry. */
import { UNKNOWN_CALL_KINDS, type UnknownCallKind } from '../../../src/domain/charging/unknown-call-kinds.ts';
import { defined, oneOf, pageSearch, textParam } from '../../ui/search-params.ts';

export const CARRIER_TABS = ['trunks', 'providers', 'switches', 'unknown'] as const;
export type CarrierTab = (typeof CARRIER_TABS)[number];

/** How far back unknown calls are looked for. */
export const PERIODS = ['hour', 'day', 'week', 'month'] as const;

/** `new` = the form for a new one is open. `kind` and `since` are of unknown calls. */
export type CarriersSearch = {
  tab?: CarrierTab;
  q?: string;
  cursor?: string;
  new?: string;
  kind?: UnknownCallKind;
  since?: (typeof PERIODS)[number];
};

export function carriersSearch(raw: Record<string, unknown>): CarriersSearch {
  return defined({
    ...pageSearch(raw),
    tab: oneOf(CARRIER_TABS, raw.tab),
    new: textParam(raw.new, 1),
    kind: oneOf(UNKNOWN_CALL_KINDS, raw.kind),
    since: oneOf(PERIODS, raw.since),
  });
}
