/** Events of one's part of the tree: listed, followed, and what there is. */
import { setTimeout as wait } from 'node:timers/promises';
import { EVENT_TYPES } from '../../domain/events/catalogue.ts';
import { EVENT_EXAMPLES } from '../../domain/events/examples.ts';
import { toldEvent } from '../../domain/events/told.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { followEvents, listEvents } from '../../postgres/events/list-events.ts';
import { answers } from '../../schemas/answers.ts';
import { eventPage, eventQuery, eventTypes, followed, followQuery } from '../../schemas/events/events.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Events'];
const config = { permission: 'events:read' } as const;

/** How often a client that waits is looked for. */
const LOOK_EVERY_MS = 500;

/** An example tells of this moment and account. */
export const EXAMPLE_EVENT = {
  id: '0192f3c1-7a50-4c6e-9b1d-2f6a8e4d1c07',
  createdAt: '2026-12-01T09:30:00.000Z',
  accountId: '0192f3c1-7a50-4c6e-9b1d-2f6a8e4d1c08',
  accountNumber: '100200300',
};

/** Registers the routes of /events. */
export function addEventRoutes(app: App, deps: HttpDeps): void {
  let isClosing = false;
  app.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  const pathOf = async (scopePath: string, accountId: string | undefined) =>
    accountId === undefined ? scopePath : (await findAccount(deps.reads, accountId, scopePath)).path;

  app.get(
    `${API}/events`,
    {
      config,
      schema: {
        tags,
        summary: 'List what happened to you and to accounts below you, newest first',
        querystring: eventQuery,
        response: answers({ 200: eventPage }),
      },
    },
    async (request) => {
      const { scopePath } = actorOf(request);
      const { accountId, ...query } = request.query;
      const path = await pathOf(scopePath, accountId);
      const { rows, nextCursor } = await listEvents(deps.reads, { ...query, scopePath, path });
      return { items: rows.map(toldEvent), nextCursor };
    },
  );

  app.get(
    `${API}/events/follow`,
    {
      config,
      schema: {
        tags,
        summary: 'Follow what happens, oldest first: send next as after, and nothing is missed',
        querystring: followQuery,
        response: answers({ 200: followed }),
      },
    },
    async (request) => {
      const { scopePath } = actorOf(request);
      const { accountId, waitSeconds, after, ...query } = request.query;
      const path = await pathOf(scopePath, accountId);
      const endsAt = performance.now() + waitSeconds * 1000;
      let from = after;
      for (;;) {
        const { rows, next } = await followEvents(deps.reads, { ...query, after: from, scopePath, path });
        const isOver = performance.now() >= endsAt || isClosing || request.raw.destroyed;
        if (rows.length > 0 || isOver) return { items: rows.map(toldEvent), next };
        from = next;
        await wait(LOOK_EVERY_MS);
      }
    },
  );

  app.get(
    `${API}/events/types`,
    {
      config: { permission: ['events:read', 'webhooks:read'] },
      schema: {
        tags,
        summary: 'Every event there is, with an example',
        response: answers({ 200: eventTypes }),
      },
    },
    () => ({
      items: EVENT_TYPES.map((type) => {
        const { summary, data } = EVENT_EXAMPLES[type];
        return { type, summary, example: { ...EXAMPLE_EVENT, type, data } };
      }),
    }),
  );
}
