/** What last month's calls of everybody who is priced by a list would have cost by another one, as far as that can be said soon. */
import { isPermitted, type Actor } from '../../domain/accounts/actor.ts';
import { lastTraffic } from '../../postgres/charging/last-traffic.ts';
import type { RateGroupRow } from '../../postgres/rating/rate-groups.ts';
import { withinTime } from '../../postgres/search/within-time.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import type { Context } from '../context.ts';
import type { ChangeRates } from '../rating/lists-for.ts';
import { priceAgain, type Replay } from './price-again.ts';

/** `isPartial`: only the newest calls of the month, because there are more. */
export type Effect = Replay & Readonly<{ isPartial: boolean }>;

const MONTH_MS = 30 * 86_400_000;
/** Priced in a second. */
const CALLS_MAX = 5000;
const PATIENCE_MS = 3000;

/**
 * A call counts for each account that paid for it, in the currency of `payers`. Null for what carriers ask, for whoever may
 * not read calls, and where finding the calls takes too long.
 */
export async function replayTraffic(
  context: Pick<Context, 'pool' | 'now'>,
  actor: Actor,
  payers: RateGroupRow,
  by: Readonly<{ group: RateGroupRow; at: Date; field: string; change?: ChangeRates }>,
): Promise<Effect | null> {
  if (payers.direction !== 'origination' || !isPermitted(actor, 'calls:read')) return null;
  const { id: rateGroupId, currency } = payers;
  const from = new Date(context.now().getTime() - MONTH_MS);
  // Two accounts may pay for one call: the bound is on calls.
  const limit = CALLS_MAX + 1;
  return inFrontOfWall(async () => {
    const found = await withinTime(context.pool, PATIENCE_MS, (db) =>
      lastTraffic(db, { rateGroupId, currency, scopePath: actor.scopePath, from, limit }),
    );
    if (found === null) return null;
    const { group, ...rest } = by;
    const replay = await priceAgain(context.pool, group, found.slice(0, CALLS_MAX), { currency, ...rest });
    return { ...replay, isPartial: found.length > CALLS_MAX };
  });
}
