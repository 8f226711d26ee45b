/** A call whose number leads on here is several calls, each with a record of its own: what one reads of the others. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { onwardStep } from '../../domain/charging/explain-onward.ts';
import type { TraceStep } from '../../domain/charging/explain.ts';
import type { Frozen } from '../../domain/charging/frozen.ts';
import { callAfter, type OnwardRow } from '../../postgres/charging/linked-calls.ts';
import type { CallRow } from '../../postgres/charging/list-calls.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { payerIdsOf, seenCall, viewerOf, visibleLevelsOf, withSafeReason } from './call-viewer.ts';
import { QUESTIONS_MAX } from './plan-call.ts';

export type LinkedCalls = Readonly<{
  /** The call that this one continues, where the reader may see it. */
  continues: CallRow | null;
  /** Those that it went on as, in their order, without those that the reader may not see. */
  onward: readonly CallRow[];
  /** What became of each of them, seen or not. */
  steps: readonly TraceStep[];
}>;

/** Reads behind the wall, but for whether a call of another account was granted, which its caller heard. */
export async function readLinkedCalls(db: Db, call: OnwardRow, actor: Actor): Promise<LinkedCalls> {
  const onward: CallRow[] = [];
  const steps: TraceStep[] = [];
  let sought = nextOf(call);
  while (sought !== null && steps.length < QUESTIONS_MAX) {
    const asked = sought;
    const next = await inFrontOfWall(() => callAfter(db, asked));
    if (next === null) break;
    const frozen = next.frozen as Frozen;
    const seen = await linkTo(db, next.sessionId, actor);
    if (seen !== null) onward.push(seen);
    // Without the call no name of its account either: it may have been another seller's then.
    const levels = seen === null ? [] : await visibleLevelsOf(db, payerIdsOf(next), actor);
    if (frozen.traceEnded !== true) steps.push(onwardStep(frozen, viewerOf(actor, levels, [])));
    sought = nextOf(next);
  }
  const { continues } = call.frozen as Frozen;
  return { continues: continues === undefined ? null : await linkTo(db, continues, actor), onward, steps };
}

/** Null where the reader may not see it, and for what is not recorded yet. */
async function linkTo(db: Db, sessionId: string, actor: Actor): Promise<CallRow | null> {
  const call = await seenCall(db, sessionId, actor);
  return call === null
    ? null
    : withSafeReason(call, actor, await visibleLevelsOf(db, payerIdsOf(call), actor));
}

/** A dialled number of ours leads to whoever had it, a forwarded one on from there. */
function nextOf({ sessionId, startedAt, accountId, frozen }: OnwardRow) {
  const { ownNumber, inbound } = frozen as Frozen;
  const of = { sessionId, startedAt };
  if (ownNumber !== undefined)
    return { ...of, accountId: BigInt(ownNumber.accountId), direction: 'inbound' as const };
  return inbound?.forward === undefined ? null : { ...of, accountId, direction: 'forwarded' as const };
}
