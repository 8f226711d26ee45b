/** Makes mails and deliveries to webhooks of what happened: once each, in the transaction that notes so. */
import type { KnownEvent } from '../../domain/events/catalogue.ts';
import { lockNewEvents, markHandedOut } from '../../postgres/events/events.ts';
import { runAlone } from '../../postgres/jobs/run-alone.ts';
import { isDatabaseAway } from '../../postgres/problem-of-database-error.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { notifyOf } from '../mail/notify-of.ts';
import { queueDeliveries } from '../webhooks/queue-deliveries.ts';

const EVENTS_AT_ONCE = 100;

/**
 * One server does it at a time. An event of which nothing can be made, which is a bug, is told and passed over: it keeps nobody else
 * from hearing of theirs. `onError` hears which.
 */
export async function handOutEvents(
  context: Context,
  { onError, isStopping }: Readonly<{ onError: (error: unknown) => void; isStopping: () => boolean }>,
): Promise<void> {
  await runAlone(context.pool, 'events', async () => {
    for (;;) {
      if (isStopping()) return;
      const handedOut = await withTransaction(context.pool, async (tx) => {
        const events = await lockNewEvents(tx, EVENTS_AT_ONCE);
        await handOut(tx, context, events, onError);
        await markHandedOut(
          tx,
          events.map(({ id }) => id),
          context.now(),
        );
        return events.length;
      });
      if (handedOut < EVENTS_AT_ONCE) return;
    }
  });
}

/** All of them together, for speed; where that fails, each alone. */
async function handOut(
  tx: Tx,
  context: Context,
  events: readonly KnownEvent[],
  onError: (error: unknown) => void,
): Promise<void> {
  await tx.query('savepoint events');
  try {
    await notifyOf(tx, context, events);
    for (const event of events) await queueDeliveries(tx, context, event);
    await tx.query('release savepoint events');
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    await tx.query('rollback to savepoint events');
    if (events.length === 1) onError(error);
    else for (const event of events) await handOut(tx, context, [event], onError);
  }
}
