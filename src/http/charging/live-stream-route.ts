/** Live calls as they change, pushed to whoever looks. */
import { createHash } from 'node:crypto';
import { AsyncResource } from 'node:async_hooks';
import { Problem } from '../../domain/problem.ts';
import { openLiveReader } from '../../operations/charging/live-reader.ts';
import { answers } from '../../schemas/answers.ts';
import { liveStreamQuery, streamText } from '../../schemas/charging/live-calls.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { admit, credentialsOf } from '../authentication.ts';
import { pathAsked } from './live-routes.ts';
import { openLiveStream, type LiveStream } from './live-stream.ts';

/** Of one session or key: a few windows. Of all: what one process can carry beside its calls. */
const STREAMS_OF_ONE_MAX = 4;
const STREAMS_MAX = 500;

type Opening = { readonly who: string; stream: LiveStream | null };

/** Registers GET /calls/live/stream. */
export function addLiveStreamRoute(app: App, deps: HttpDeps): void {
  const streams = new Set<Opening>();
  app.addHook('preClose', (done) => {
    for (const { stream } of streams) stream?.end('unavailable');
    done();
  });
  const count = (who: string) => [...streams].filter((each) => each.who === who).length;
  app.get(
    `${API}/calls/live/stream`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary: 'Live calls as they change: a snapshot, then changes (server-sent events)',
        description:
          'Events: `snapshot` (all of it), `changes` (new or changed ones, and ids of those that ended), `beat` every two seconds, and `over` with the code of a problem before the end. What runs on is counted from the facts: cost and seconds follow from `terms`, `answeredAt` and the limits. Come back after an end; a stream begins with a snapshot.',
        querystring: liveStreamQuery,
        produces: ['text/event-stream'],
        response: answers({ 200: streamText }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { accountId, seconds, ...query } = request.query;
      const path = await pathAsked(deps, actor.scopePath, accountId);
      const who = createHash('sha256')
        .update(credentialsOf(request, deps)?.token ?? '')
        .digest('base64');
      if (streams.size >= STREAMS_MAX || count(who) >= STREAMS_OF_ONE_MAX)
        throw new Problem('too_many_streams');
      const opening: Opening = { who, stream: null };
      streams.add(opening);
      const gone = () => streams.delete(opening);
      try {
        const reader = await openLiveReader(deps, actor, { path, ...query });
        const { live } = deps;
        opening.stream = await openLiveStream(
          {
            reader,
            seconds,
            now: deps.now,
            check: async () => {
              const still = await admit(request, deps, { isWatching: true });
              // It sees another part of the tree, or more or less of a call: it comes back and is asked anew.
              if (seen(still) !== seen(actor)) throw new Problem('unavailable');
            },
            watch:
              live &&
              ((onChanges) =>
                // Told from elsewhere, it still reads as whoever opened the stream.
                live.watch({ path, onChanges: AsyncResource.bind(onChanges) })),
          },
          gone,
        );
      } catch (error) {
        gone();
        throw error;
      }
      void reply
        .type('text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store, no-transform')
        // A proxy that collects an answer before it sends it on would show nothing.
        .header('x-accel-buffering', 'no')
        // Its connection is of no use afterwards, and a server that stops waits for idle ones.
        .header('connection', 'close');
      // A stream is sent as it is, whatever the schema says that its text is.
      return reply.send(opening.stream.output as unknown as string);
    },
  );
}

const tags = ['Calls'];

/** What of live calls an actor sees follows from these. */
function seen({ scopePath, permissions }: ReturnType<typeof actorOf>): string {
  const named = ['carriers:read', 'carrier_costs:read'] as const;
  return [scopePath, ...named.filter((name) => permissions.has(name))].join(' ');
}
