/** Somebody has looked at an event that could not be applied, and says what became of it. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { operatorId } from '../../postgres/accounts/find-account.ts';
import {
  closeRejectedEvent as close,
  lockRejectedEvent,
  type RejectedEventRow,
} from '../../postgres/charging/rejected-events.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';

/**
 * Once: what was said first stays, and who says something else is told so (`listed_already`). The event itself stays
 * too, and nothing of it is applied.
 */
export function closeRejectedEvent(
  context: Pick<Context, 'pool' | 'now'>,
  actor: Actor,
  id: string,
  reason: string,
): Promise<RejectedEventRow> {
  return withTransaction(context.pool, async (tx) => {
    const event = await lockRejectedEvent(tx, id);
    if (event.closedAt !== null) {
      if (event.closingReason === reason) return event;
      const at = event.closedAt.toISOString();
      const message = `Account ${event.closedBy ?? '–'} said at ${at} what became of it: "${event.closingReason}". That stays.`;
      throw new Problem('listed_already', { errors: [{ field: 'reason', code: 'closed_already', message }] });
    }
    const now = context.now();
    await close(tx, { id: event.id, by: actor.accountId, reason, now });
    await recordAudit(tx, actor, {
      accountId: await operatorId(tx),
      action: 'switch.event_closed',
      changes: [
        { field: 'switch.name', before: event.switchName, after: event.switchName },
        { field: 'switch.event', before: String(event.id), after: String(event.id) },
        { field: 'switch.eventReason', before: event.reason, after: event.reason },
      ],
      reason,
      happenedAt: now,
    });
    return lockRejectedEvent(tx, id);
  });
}
