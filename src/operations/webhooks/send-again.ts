/** Tells an endpoint again what it was told, or what never arrived; and tells it something to see whether it hears. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { GIVE_UP_AFTER_MS } from '../../domain/webhooks/delivery.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { queueAgain, queueManyAgain } from '../../postgres/webhooks/deliveries.ts';
import { lockEndpoint } from '../../postgres/webhooks/endpoints.ts';
import type { Context } from '../context.ts';

/** One delivery, whatever became of it: the id of the message stays. Throws `not_found`. */
export function sendAgain(
  context: Context,
  actor: Actor,
  { endpointId, deliveryId }: Readonly<{ endpointId: string; deliveryId: string }>,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const { id } = await lockEndpoint(tx, actor.ownerId, endpointId);
    const which = { endpointId: id, publicId: deliveryId };
    if (!isUuid(deliveryId) || !(await queueAgain(tx, which, again(context)))) throw new Problem('not_found');
  });
}

/** Those that failed, or also those that arrived, of events that happened in [from, to); returns how many. Throws `not_found`. */
export function sendManyAgain(
  context: Context,
  actor: Actor,
  endpointId: string,
  which: Readonly<{ from: Date | null; to: Date | null; hasDelivered: boolean }>,
): Promise<number> {
  return withTransaction(context.pool, async (tx) => {
    const { id } = await lockEndpoint(tx, actor.ownerId, endpointId);
    return queueManyAgain(tx, { ...which, endpointId: id }, again(context));
  });
}

/** Writes an event that this endpoint alone hears of, also while it is paused. Throws `not_found`. */
export function testEndpoint(context: Context, actor: Actor, endpointId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const { publicId: webhookId, ownerId } = await lockEndpoint(tx, actor.ownerId, endpointId);
    const data = { webhookId };
    await insertEvents(tx, [{ type: 'webhook.tested', accountId: ownerId, happenedAt: context.now(), data }]);
  });
}

function again(context: Context) {
  const now = context.now();
  return { now, giveUpAt: new Date(now.getTime() + GIVE_UP_AFTER_MS) };
}
