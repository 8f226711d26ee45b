/** Calls at once and call attempts per second that a trunk takes. */
import { trunkIn, type Book } from './book.ts';
import type { KnownTrunk } from './catalogue.ts';
import { takeToken } from './checks.ts';
import { GATEWAYS_MAX, type Choice, type Route, type Skip, type Skipped } from './choose-routes.ts';

export function hasLimit({ capacity, cpsMax }: Pick<KnownTrunk, 'capacity' | 'cpsMax'>): boolean {
  return capacity !== null || cpsMax !== null;
}

export type Limited = Readonly<{
  routes: readonly Route[];
  /** Nothing but unhealthy gateways is left, and so they are tried all the same. */
  isLastResort: boolean;
  skipped: readonly Skipped[];
}>;

/**
 * The routes that have room for one more call, in their order. A full trunk is no route at all, not even the last one: the
 * switch would go there without asking. Of each trunk that stays a token is taken, for the call may be sent there at once.
 */
export function withinLimits(book: Book, { routes, resting, skipped }: Choice, now: Date): Limited {
  const healthy = roomOf(book, routes, now);
  if (healthy.kept.length > 0 || resting.length === 0) {
    const left = resting.map(({ trunk }): Skipped => [trunk.name, 'unhealthy']);
    return { routes: healthy.kept, isLastResort: false, skipped: [...healthy.full, ...left, ...skipped] };
  }
  const last = roomOf(book, resting, now);
  return {
    routes: last.kept,
    isLastResort: last.kept.length > 0,
    skipped: [...healthy.full, ...last.full, ...skipped],
  };
}

function roomOf(book: Book, routes: readonly Route[], now: Date) {
  const kept: Route[] = [];
  const full: Skipped[] = [];
  let gateways = 0;
  for (const route of routes) {
    if (gateways >= GATEWAYS_MAX) break;
    const reached = hasLimit(route.trunk) ? limitReached(book, route.trunk, now) : null;
    if (reached !== null) {
      full.push([route.trunk.name, reached]);
      continue;
    }
    kept.push(route);
    gateways += route.gateways.length;
  }
  return { kept, full };
}

function limitReached(book: Book, { id, capacity, cpsMax }: KnownTrunk, now: Date): Skip | null {
  const trunk = trunkIn(book, id);
  if (capacity !== null && trunk.liveCalls >= capacity) return 'trunk_full';
  if (cpsMax !== null && !takeToken(trunk, cpsMax, now)) return 'trunk_cps_reached';
  return null;
}
