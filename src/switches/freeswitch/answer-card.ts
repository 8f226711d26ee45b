/** Answers what mod_httapi posts of a card call: the places of a plan are tried here, everything else is decided by the card call itself. */
import type { CardChannel, CardInput, CardStep } from '../../domain/cards/card-step.ts';
import type { GrantedPlan } from '../../domain/charging/call-plan.ts';
import type { BridgeOptions } from './bridge-actions.ts';
import { cardDocument, dialEnd, isGivenUp, type CardQuestion } from './httapi.ts';

type From = Readonly<{ id: bigint; canPush: boolean }>;

export type CardCallDeps = Readonly<{
  /** Takes what happened after the answer of that number; the same again gets the same answer. */
  advanceCard: (
    from: From,
    channel: CardChannel,
    request: Readonly<{ number: number; input: CardInput }>,
  ) => Promise<CardStep<GrantedPlan>>;
  now: () => Date;
}>;

/** The document for mod_httapi. Throws what `advanceCard` throws: it is posted again. */
export async function answerCard(
  deps: CardCallDeps,
  from: From,
  { channel, number, did, base }: CardQuestion,
  options: BridgeOptions,
): Promise<string> {
  const ask = (after: number, input: CardInput) => deps.advanceCard(from, channel, { number: after, input });
  const write = (step: CardStep<GrantedPlan>, place = 0) =>
    cardDocument(step, place, { ...options, base, leg: channel.ref });
  if (did.type !== 'dialled' && did.type !== 'gone') return write(await ask(number, did));
  const { place, leg } = did;
  const isGone = did.type === 'gone';
  // The answer before this one again: it has the plan. A request that comes late finds another one.
  const dialled = place === null || number === 0 ? null : await ask(number - 1, { type: 'silence' });
  if (place === null || dialled?.number !== number || dialled.then.do !== 'dial')
    return write(await ask(number, isGone ? { type: 'gone', end: null } : { type: 'silence' }));
  const { plan } = dialled.then;
  const isNext = !isGone && place + 1 < plan.places.length && isGivenUp(plan, place, leg);
  if (isNext) return write(dialled, place + 1);
  const end = dialEnd(plan, { place, leg, isGone }, deps.now());
  return write(await ask(number, { type: isGone ? 'gone' : 'dialled', end }));
}
