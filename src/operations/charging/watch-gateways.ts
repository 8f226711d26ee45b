/**
 * Notes what became of calls at gateways, outside the batches that charge, and says which call may try an unhealthy one. What is
 * noted is written within a second, to the one row of the gateway that all servers share; while calls succeed nothing is.
 */
import type { Book } from '../../domain/charging/book.ts';
import { known } from '../../domain/assert.ts';
import {
  afterResult,
  newsOfHealth,
  type GatewayHealth,
  type GatewayResult,
} from '../../domain/routing/gateway-health.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import {
  failingGateways,
  lockHealth,
  namesOfGateway,
  writeHealth,
} from '../../postgres/routing/gateway-health.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';

/** More than enough to make a gateway unhealthy; a second of failures can be hundreds. */
const RESULTS_KEPT_MAX = 50;
/** A dead gateway is given up after four seconds, and the word of it is here a second or two later. */
const TRIAL_MS = 15_000;

export type GatewayWatch = Readonly<{
  /** Keeps the results of a batch that was committed. */
  note: (book: Pick<Book, 'changes'>, now: Date) => void;
  /** Lets one call at a time, of this server, try a gateway that was left out for long enough. */
  mayTry: (sessionId: string, now: Date) => (gatewayId: bigint) => boolean;
  write: (context: Pick<Context, 'pool'>) => Promise<void>;
}>;

/** The operator, and the programs that it has told to listen. */
async function tell(
  tx: Tx,
  gatewayId: bigint,
  { before, after }: Readonly<{ before: GatewayHealth; after: GatewayHealth }>,
): Promise<void> {
  const news = newsOfHealth(before, after);
  if (news === null) return;
  const { operatorId: accountId, gateway, trunk } = await namesOfGateway(tx, gatewayId);
  if (news === 'unhealthy') {
    const happenedAt = known(after.failedAt, 'when it failed');
    const data = { gateway, trunk, sipStatus: after.sipStatus };
    await insertEvents(tx, [{ type: 'gateway.unhealthy', accountId, happenedAt, data }]);
  } else {
    const happenedAt = known(after.recoveredAt, 'when it took a call');
    const unhealthySince = known(before.unhealthySince, 'since when it failed').toISOString();
    const data = { gateway, trunk, unhealthySince };
    await insertEvents(tx, [{ type: 'gateway.recovered', accountId, happenedAt, data }]);
  }
}

type Trial = Readonly<{ sessionId: string; untilMs: number }>;

export function watchGateways(): GatewayWatch {
  let noted = new Map<bigint, GatewayResult[]>();
  const trials = new Map<bigint, Trial>();
  const add = (gatewayId: bigint, result: GatewayResult) => {
    const results = noted.get(gatewayId) ?? [];
    noted.set(gatewayId, results);
    // Of successes in a row the newest says all.
    if (result.failure === null && results.at(-1)?.failure === null) results.pop();
    results.push(result);
    if (results.length > RESULTS_KEPT_MAX) results.shift();
  };
  return {
    note: ({ changes }, now) => {
      // A switch whose clock is ahead must not keep a gateway out for longer.
      for (const { gatewayId, at, failure } of changes.gatewayResults)
        add(gatewayId, { at: at > now ? now : at, failure });
    },
    mayTry: (sessionId, now) => (gatewayId) => {
      const trial = trials.get(gatewayId);
      // A batch that runs again asks again.
      if (trial !== undefined && trial.sessionId !== sessionId && now.getTime() < trial.untilMs) return false;
      trials.set(gatewayId, { sessionId, untilMs: now.getTime() + TRIAL_MS });
      return true;
    },
    write: async ({ pool }) => {
      if (noted.size === 0) return;
      const written = noted;
      noted = new Map();
      try {
        const failing = await failingGateways(pool, [...written.keys()]);
        const changed = [...written.keys()].filter(
          (id) => failing.has(id) || written.get(id)?.some(({ failure }) => failure !== null),
        );
        if (changed.length === 0) return;
        await withTransaction(pool, async (tx) => {
          for (const { gatewayId, ...before } of await lockHealth(tx, changed)) {
            const results = (written.get(gatewayId) ?? []).toSorted(
              (a, b) => a.at.getTime() - b.at.getTime(),
            );
            const after = results.reduce(afterResult, before);
            if (after === before) continue;
            await writeHealth(tx, gatewayId, after);
            await tell(tx, gatewayId, { before, after });
          }
        });
      } catch (error) {
        const later = noted;
        noted = written;
        for (const [id, results] of later) for (const result of results) add(id, result);
        throw error;
      }
    },
  };
}
