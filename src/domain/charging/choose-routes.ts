/** Which gateways may carry a call, in which order, and why the others may not. */
import type { Catalogue, KnownGateway, KnownRateGroup, KnownTrunk } from './catalogue.ts';
import { exchangeRateE10 } from './catalogue.ts';
import { findRate, type ListedRate } from '../rating/prefix-table.ts';
import { priceMicros } from '../rating/price.ts';
import { SAME_CURRENCY_E10, type Terms } from '../rating/rate.ts';
import { isResting } from '../routing/gateway-health.ts';
import { termsOfRate } from './terms-of-rate.ts';
import { carrierNumbers, type CarrierNumbers } from '../routing/carrier-numbers.ts';

/** Prices are compared for a call of three minutes: about the mean length of an answered call. */
const TYPICAL_SECONDS = 180;
/** A caller does not wait for more tries than this. */
export const GATEWAYS_MAX = 10;

export type Skip =
  | 'inactive'
  | 'no_gateway'
  | 'no_rate'
  | 'no_exchange_rate'
  | 'not_profitable'
  | 'number_not_dialable'
  | 'unhealthy'
  | 'trunk_full'
  | 'trunk_cps_reached';

export type Route = Readonly<{
  trunk: KnownTrunk;
  /** Those of the trunk that are not left out. */
  gateways: readonly KnownGateway[];
  rate: ListedRate;
  /** What the carrier asks, in its own currency. */
  terms: Terms;
  currency: string;
  /** Units of the top level's currency per unit of its own, times 1e10. */
  toTopE10: bigint;
  /** Price of a typical call in the currency of the top level's wallet: what routes are compared by. */
  typicalMicros: bigint;
  numbers: CarrierNumbers;
}>;

/** A gateway is named when others of its trunk are left. */
export type Skipped = readonly [trunk: string, why: Skip, gateway?: string];

export type Choice = Readonly<{
  routes: readonly Route[];
  /** Of unhealthy gateways alone: for a call that has no other. */
  resting: readonly Route[];
  skipped: readonly Skipped[];
}>;

export type TopLevel = Readonly<{ group: KnownRateGroup; rate: ListedRate; terms: Terms; currency: string }>;

/** Whether this call may try an unhealthy gateway that was left out for long enough: one call at a time does. */
export type MayTry = (gatewayId: bigint) => boolean;

export type Leg = Readonly<{
  /** E.164 digits: who is called, and who calls (null = without a caller ID). */
  number: string;
  caller: string | null;
  atMs: number;
}>;

/**
 * Trunks of the top level's price list (all active ones when it names none), ordered by its strategy; a forced trunk
 * stands alone. A trunk that costs more than the top level pays is left out, and so is an unhealthy gateway until it is to be
 * tried again: then `mayTry` says for which call. `draw` is a number from 0 to below 1 that decides between shares: the same
 * for the same call.
 */
export function chooseRoutes(
  catalogue: Catalogue,
  { top, draw, mayTry, ...leg }: Leg & Readonly<{ top: TopLevel; draw: number; mayTry: MayTry }>,
): Choice {
  const skipped: Skipped[] = [];
  const routes: Route[] = [];
  const resting: Route[] = [];
  const unhealthy: Skipped[] = [];
  const incomeMicros = priceMicros(top.terms, TYPICAL_SECONDS);
  for (const trunk of candidates(catalogue, top)) {
    const route = routeOver(catalogue, trunk, leg, top.currency);
    if (typeof route === 'string') skipped.push([trunk.name, route]);
    else if (route.typicalMicros > incomeMicros) skipped.push([trunk.name, 'not_profitable']);
    else {
      const { gateways } = trunk;
      const open = gateways.filter((gateway) => isOpen(gateway, leg.atMs, mayTry));
      if (open.length === 0) resting.push(route);
      else routes.push(open.length === gateways.length ? route : { ...route, gateways: open });
      if (open.length > 0)
        for (const { name } of gateways.filter((gateway) => !open.includes(gateway)))
          unhealthy.push([trunk.name, 'unhealthy', name]);
    }
  }
  const ordered = (some: readonly Route[]) => inOrder(some, top.group, draw);
  return { routes: ordered(routes), resting: ordered(resting), skipped: [...unhealthy, ...skipped] };
}

function isOpen({ id, retryAtMs }: KnownGateway, atMs: number, mayTry: MayTry): boolean {
  return retryAtMs === null || (!isResting(retryAtMs, atMs) && mayTry(id));
}

function candidates(catalogue: Catalogue, { group, rate }: TopLevel): readonly KnownTrunk[] {
  if (rate.forcedTrunkId !== null) return known(catalogue, [rate.forcedTrunkId]);
  if (group.trunks.length > 0)
    return known(
      catalogue,
      group.trunks.map(({ trunkId }) => trunkId),
    );
  return [...catalogue.trunks.values()].filter(({ isActive }) => isActive);
}

function known(catalogue: Catalogue, ids: readonly bigint[]): readonly KnownTrunk[] {
  return ids.flatMap((id) => catalogue.trunks.get(id) ?? []);
}

function routeOver(
  catalogue: Catalogue,
  trunk: KnownTrunk,
  { number, caller, atMs }: Leg,
  currency: string,
): Route | Skip {
  if (!trunk.isActive) return 'inactive';
  if (trunk.gateways.length === 0) return 'no_gateway';
  const group = catalogue.rateGroups.get(trunk.terminationRateGroupId);
  const rate =
    group?.isActive === true ? findRate(group.rates, number, { accountId: trunk.providerId, atMs }) : null;
  if (group === undefined || rate === null) return 'no_rate';
  const toTop = exchangeRateE10(catalogue, group.currency, currency, atMs);
  if (toTop === null) return 'no_exchange_rate';
  const sets = trunk.localizationIds.flatMap((id) => catalogue.localizations.get(id) ?? []);
  const numbers = carrierNumbers(sets, trunk, rate, { destination: number, caller });
  if (numbers === null) return 'number_not_dialable';
  const { terms } = termsOfRate(rate, group.markUpPpm, SAME_CURRENCY_E10);
  const typicalMicros = priceMicros(termsOfRate(rate, group.markUpPpm, toTop).terms, TYPICAL_SECONDS);
  const { gateways } = trunk;
  return {
    trunk,
    gateways,
    rate,
    terms,
    currency: group.currency,
    toTopE10: toTop,
    typicalMicros,
    numbers,
  };
}

function inOrder(routes: readonly Route[], group: KnownRateGroup, draw: number): readonly Route[] {
  const byPrice = (a: Route, b: Route) =>
    compare(a.typicalMicros, b.typicalMicros) || byPriority(a, b) || compare(a.trunk.id, b.trunk.id);
  switch (group.routing) {
    case 'cheapest':
      return routes.toSorted(byPrice);
    case 'least_cost':
      return routes.toSorted((a, b) => b.rate.prefix.length - a.rate.prefix.length || byPrice(a, b));
    case 'priority':
      return routes.toSorted((a, b) => byPriority(a, b) || byPrice(a, b));
    case 'percentage':
      return byShare(routes, group, draw);
  }
}

function byPriority(a: Route, b: Route): number {
  return a.trunk.priority - b.trunk.priority;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The drawn trunk first, the others behind it by their shares: they are tried when it fails. */
function byShare(routes: readonly Route[], group: KnownRateGroup, draw: number): readonly Route[] {
  const shareOf = ({ trunk }: Route) =>
    group.trunks.find(({ trunkId }) => trunkId === trunk.id)?.sharePercent ?? 0;
  const sorted = routes.toSorted((a, b) => shareOf(b) - shareOf(a) || byPriority(a, b));
  const total = sorted.reduce((sum, route) => sum + shareOf(route), 0);
  let left = draw * total;
  const drawn = sorted.find((route) => (left -= shareOf(route)) < 0);
  return drawn === undefined ? sorted : [drawn, ...sorted.filter((route) => route !== drawn)];
}
