/** The end of a call that a card made, as the leg that made it tells: before the next one is asked for, its line and its money are free. */
import type { DialEnd } from '../../domain/cards/card-step.ts';
import type { PlannedCall } from '../../domain/charging/call-plan.ts';
import { liveCallsById } from '../../postgres/cards/talk-of-card.ts';
import { nameEnd } from '../charging/name-event.ts';
import type { CardDeps } from './card-deps.ts';

/**
 * A first word: the record of the leg that was called comes beside it, with the exact talk, and corrects it as revision 2. Null: the leg
 * that called is gone and nothing more is known; then what was answered is left to that record.
 */
export async function endDialled(
  deps: CardDeps,
  switchId: bigint,
  calls: readonly PlannedCall[],
  end: DialEnd | null,
): Promise<void> {
  const over = end ?? (await unansweredOf(deps, calls));
  const due = 'end' in over ? over.calls : calls;
  const told = 'end' in over ? over.end : over;
  await Promise.all(
    due.map(({ sessionId, via }) => deps.engine.submit(nameEnd(endOf(told, { sessionId, via }), switchId))),
  );
}

async function unansweredOf(deps: CardDeps, calls: readonly PlannedCall[]) {
  const live = await liveCallsById(
    deps.pool,
    calls.map(({ sessionId }) => sessionId),
  );
  const end: DialEnd = {
    answeredAt: null,
    endedAt: deps.now(),
    by: 'caller',
    sipStatus: 487,
    q850Cause: null,
    gatewayId: null,
    failed: null,
  };
  // One whose answer nobody heard of is settled as unanswered here, and by its record as it was.
  return { end, calls: calls.filter(({ sessionId }) => live.get(sessionId)?.answeredAt === null) };
}

function endOf(
  { answeredAt, endedAt, by, sipStatus, q850Cause, gatewayId, failed }: DialEnd,
  { sessionId, via }: Pick<PlannedCall, 'sessionId' | 'via'>,
) {
  return {
    type: 'ended',
    sessionId,
    leg: 0,
    revision: 1,
    outcome: answeredAt === null ? 'unanswered' : 'answered',
    answeredAt,
    endedAt,
    talkMs: answeredAt === null ? 0 : Math.max(0, endedAt.getTime() - answeredAt.getTime()),
    endedBy: by === 'gateway' ? 'failure' : by,
    sipStatus,
    q850Cause,
    gatewayId: via ?? gatewayId,
    failed: via === null ? failed : null,
  } as const;
}
