/** The deliveries that an event is worth: one for each endpoint that asked for it. */
import type { KnownEvent } from '../../domain/events/catalogue.ts';
import { GIVE_UP_AFTER_MS } from '../../domain/webhooks/delivery.ts';
import type { Tx } from '../../postgres/pool.ts';
import { queueEvent, queueTest } from '../../postgres/webhooks/deliveries.ts';
import type { Context } from '../context.ts';

/**
 * Queues an event for every endpoint of those who stand above its account, or are it, and want to hear of its type. What it tells is of
 * its account alone, so that nobody learns what others above pay.
 */
export async function queueDeliveries(
  tx: Tx,
  context: Pick<Context, 'now'>,
  event: KnownEvent,
): Promise<void> {
  const now = context.now();
  const times = { now, giveUpAt: new Date(now.getTime() + GIVE_UP_AFTER_MS) };
  if (event.type === 'webhook.tested')
    await queueTest(tx, { ...event, webhookId: event.data.webhookId }, times);
  else await queueEvent(tx, event, times);
}
