/** What last month's calls that a list prices would have cost by another one, as far as that can be said soon. */
import { isPermitted, type Actor } from '../../domain/accounts/actor.ts';
import { lastCarried, lastTraffic, type PaidCall } from '../../postgres/charging/last-traffic.ts';
import type { RateGroupRow } from '../../postgres/rating/rate-groups.ts';
import { withinTime } from '../../postgres/search/within-time.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import type { Context } from '../context.ts';
import { priceAgain, type Replay } from './price-again.ts';

/** `isPartial`: only the newest calls of the month, because there are more. */
export type Effect = Replay & Readonly<{ isPartial: boolean }>;
export type Traffic = Readonly<{ calls: readonly PaidCall[]; isPartial: boolean }>;

const MONTH_MS = 30 * 86_400_000;
/** Priced in a second. */
const CALLS_MAX = 5000;
const PATIENCE_MS = 3000;

/**
 * The newest calls of the last 30 days that a list prices. What customers pay: for each account that paid for a call, in the currency of
 * the list. What carriers ask: for those that carried it. Null for whoever may not read such calls, and where finding them takes too long.
 */
export async function trafficOf(
  context: Pick<Context, 'pool' | 'now'>,
  actor: Actor,
  { id: rateGroupId, currency, direction }: RateGroupRow,
): Promise<Traffic | null> {
  if (!isPermitted(actor, 'calls:read')) return null;
  const isSold = direction === 'origination';
  if (!isSold && !isPermitted(actor, 'carrier_costs:read')) return null;
  const from = new Date(context.now().getTime() - MONTH_MS);
  // Two accounts may pay for one call: the bound is on calls.
  const asked = { rateGroupId, currency, scopePath: actor.scopePath, from, limit: CALLS_MAX + 1 };
  const found = await inFrontOfWall(() =>
    withinTime(context.pool, PATIENCE_MS, (db) => (isSold ? lastTraffic(db, asked) : lastCarried(db, asked))),
  );
  return found && { calls: found.slice(0, CALLS_MAX), isPartial: found.length > CALLS_MAX };
}

/** As `trafficOf`, priced by another list. */
export async function replayTraffic(
  context: Pick<Context, 'pool' | 'now'>,
  actor: Actor,
  payers: RateGroupRow,
  by: Readonly<{ group: RateGroupRow; at: Date; field: string }>,
): Promise<Effect | null> {
  const traffic = await trafficOf(context, actor, payers);
  if (traffic === null) return null;
  const { group, ...rest } = by;
  const { calls, isPartial } = traffic;
  const replay = await inFrontOfWall(() =>
    priceAgain(context.pool, group, calls, { currency: payers.currency, ...rest }),
  );
  return { ...replay, isPartial };
}
