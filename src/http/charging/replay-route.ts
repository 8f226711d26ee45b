/** The last calls of an account, priced again by another rate group. */
import { formatMoney } from '../../domain/money.ts';
import type { Replay } from '../../operations/charging/price-again.ts';
import { replayCalls } from '../../operations/charging/replay-calls.ts';
import { answers } from '../../schemas/answers.ts';
import { replay, replayQuery, type ReplayBody } from '../../schemas/charging/replay.ts';
import { idParams } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

/** Registers GET /accounts/{id}/calls/replay. */
export function addReplayRoute(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/calls/replay`,
    {
      config: { permission: 'rates:read' },
      schema: {
        tags: ['Calls'],
        summary: 'Price the last answered calls of an account by another rate group; keeps nothing',
        params: idParams,
        querystring: replayQuery,
        response: answers({ 200: replay }),
      },
    },
    async (request) => {
      const { rateGroupId, calls: limit, at: asked } = request.query;
      const at = asked === undefined ? deps.now() : new Date(asked);
      const { id } = request.params;
      return replayBody(await replayCalls(deps.reads, actorOf(request), id, { rateGroupId, limit, at }));
    },
  );
}

/** As the API and the command tell it. */
export function replayBody({
  from,
  to,
  chargedMicros,
  replayedMicros,
  unpriced,
  nonCli,
  destinations,
  ...rest
}: Replay): ReplayBody {
  return {
    ...rest,
    from: from?.toISOString() ?? null,
    to: to?.toISOString() ?? null,
    charged: formatMoney(chargedMicros),
    replayed: formatMoney(replayedMicros),
    difference: formatMoney(replayedMicros - chargedMicros),
    unpriced: { calls: unpriced.calls, charged: formatMoney(unpriced.chargedMicros) },
    nonCli: { calls: nonCli.calls, charged: formatMoney(nonCli.chargedMicros) },
    destinations: destinations.map(({ chargedMicros: charged, replayedMicros: replayed, ...each }) => ({
      ...each,
      charged: formatMoney(charged),
      replayed: formatMoney(replayed),
    })),
  };
}
