/** The leg that called an access number is over: nothing of it stays held, and what the call to the number cost is settled. */
import { assert } from '../../domain/assert.ts';
import type { CardState } from '../../domain/cards/ivr.ts';
import type { PlannedCall } from '../../domain/charging/call-plan.ts';
import { findCardCall, updateCardCall, type CardCallRow } from '../../postgres/cards/card-calls.ts';
import { nameEnd } from '../charging/name-event.ts';
import type { CardDeps } from './card-deps.ts';
import { endDialled } from './end-dialled.ts';

/** Others write the same call meanwhile. */
const ROUNDS_MAX = 20;

/** Ends what was dialled by `end`, and the card call. False where the row was written meanwhile. */
export async function finishCardCall(
  deps: CardDeps,
  row: CardCallRow,
  end: (calls: readonly PlannedCall[]) => Promise<void>,
): Promise<boolean> {
  const dialled = row.dialled as readonly PlannedCall[] | null;
  if (dialled !== null) await end(dialled);
  if (row.endedAt !== null && dialled === null) return true;
  const endedAt = row.endedAt ?? deps.now();
  const { number, answer, accountId, accessSessionId, calls } = row;
  // What was entered last and not looked at: nobody needs it any more.
  const state: CardState = { ...(row.state as CardState), callingCardNumber: null };
  const change = {
    number,
    answer,
    state,
    accountId,
    accessSessionId,
    calls,
    asking: null,
    dialled: null,
    endedAt,
  };
  return updateCardCall(deps.pool, row, change, deps.now());
}

/** How the leg that called an access number ended, by its own record. */
export type LegEnd = Readonly<{
  answeredAt: Date | null;
  endedAt: Date;
  /** As the contract of switches says it. */
  endedBy: string;
  sipStatus: number | null;
  q850Cause: number | null;
}>;

/**
 * Settles the call to the access number, and ends what was granted and not answered. False for a leg that is none of a card. The same
 * record again changes nothing.
 */
export async function endCardCall(
  deps: CardDeps,
  { switchId, ref }: Readonly<{ switchId: bigint; ref: string }>,
  end: LegEnd,
): Promise<boolean> {
  for (let round = 1; ; round++) {
    assert(round <= ROUNDS_MAX, 'a card call gets to its end');
    const row = await findCardCall(deps.pool, { switchId, channel: ref });
    if (row === null) return false;
    if (await finishCardCall(deps, row, (calls) => endDialled(deps, switchId, calls, null))) {
      await endAccess(deps, row, end);
      return true;
    }
  }
}

async function endAccess(
  { engine }: CardDeps,
  { switchId, accessSessionId }: CardCallRow,
  { answeredAt, endedAt, ...how }: LegEnd,
): Promise<void> {
  if (accessSessionId === null) return;
  const talkMs = answeredAt === null ? 0 : Math.max(0, endedAt.getTime() - answeredAt.getTime());
  await engine.submit(
    nameEnd(
      {
        type: 'ended',
        sessionId: accessSessionId,
        leg: 0,
        revision: 2,
        outcome: answeredAt === null ? 'unanswered' : 'answered',
        answeredAt,
        endedAt,
        talkMs,
        gatewayId: null,
        ...how,
      },
      switchId,
    ),
  );
}
