/** Applies a record of mod_json_cdr. Once this returns, what it said is committed, and sending it again changes nothing. */
import { rejectedBecause, sentenceOf } from '../../domain/charging/contradictions.ts';
import type { Rejected } from '../../domain/charging/events.ts';
import { endUnheard, type PlanDeps } from '../../operations/charging/plan-call.ts';
import type { RejectedBySwitch } from '../../operations/charging/keep-rejected.ts';
import { parseEvent } from '../parse-event.ts';
import { parseCdr, readCdr, type CardLegEnd, type CdrEnd } from './cdr.ts';

export type SettleDeps = PlanDeps &
  Readonly<{
    keepRejected: (event: RejectedBySwitch) => Promise<void>;
    /** Ends the calls of a calling card whose leg is over; false where no such leg is known. */
    endCardLeg: (leg: Readonly<{ switchId: bigint; ref: string; end: CardLegEnd }>) => Promise<boolean>;
  }>;

/** Throws `CdrMistake` for what is no record, and `unavailable` when it is to be sent again. */
export async function settleCdr(deps: SettleDeps, switchId: bigint, body: string): Promise<void> {
  const meaning = readCdr(parseCdr(body));
  if (meaning.kind === 'card') await deps.endCardLeg({ switchId, ref: meaning.uuid, end: meaning.end });
  if (meaning.kind !== 'told') return;
  const { attempt, ends, unheard } = meaning;
  await Promise.all([
    // Told of its own accord by whoever watches the switch; where nobody does, this is all there is. In the order of the two.
    attempt === null ? null : deps.engine.submit({ ...attempt, switchId }),
    ...ends.map((end) => settleEnd(deps, switchId, end)),
  ]);
  if (unheard !== null) {
    const { uuid: leg, startedAt, from, endedAt } = unheard;
    await endUnheard(deps, switchId, { leg, startedAt, from, endedAt });
  }
}

async function settleEnd(deps: SettleDeps, switchId: bigint, end: CdrEnd): Promise<void> {
  const body = JSON.parse(JSON.stringify(end)) as object;
  const reason = await reasonNotApplied(deps, switchId, body);
  // Of a call that was never made there is nothing to lose.
  if (reason === null || (end.outcome === 'unanswered' && reason === 'session_not_found')) return;
  await deps.keepRejected({ switchId, body, reason });
}

/** Null when it was applied. Sent again with another meaning, of a call that nobody knows: why it cannot be. */
async function reasonNotApplied(deps: SettleDeps, switchId: bigint, body: object): Promise<string | null> {
  const event = parseEvent(body, { id: switchId, canPush: true }, deps.now());
  if (!('type' in event)) return sentenceOf(event);
  const answer = await deps.engine.submit(event);
  return answer.ok ? null : rejectedBecause(answer as Rejected);
}
