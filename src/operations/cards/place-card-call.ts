/** Asks for a call that a card makes, and works out for how long it may talk. */
import type { CardChannel } from '../../domain/cards/card-step.ts';
import type { CardFound } from '../../domain/cards/ivr.ts';
import { phraseOfSentence } from '../../domain/cards/phrases.ts';
import type { GrantedPlan } from '../../domain/charging/call-plan.ts';
import { longestTalk, longestTalkBeside } from '../../domain/charging/running.ts';
import { liveCallsById } from '../../postgres/cards/talk-of-card.ts';
import { lookAtWallets } from '../../postgres/charging/load-batch.ts';
import { nameQuestion } from '../charging/name-event.ts';
import { planCall } from '../charging/plan-call.ts';
import type { AskingSwitch, CardDeps } from './card-deps.ts';

/** As it is kept before it is asked for, so that asked again it is the same call. */
export type Asking = Readonly<{ accountId: string; destination: string; call: number; startedAt: string }>;

export type Placed =
  | Readonly<{ plan: GrantedPlan; found: CardFound }>
  | Readonly<{ plan: null; found: CardFound }>;

export async function placeCardCall(
  deps: CardDeps,
  from: AskingSwitch,
  channel: CardChannel,
  {
    asking,
    accessNumber,
    accessSessionId,
  }: Readonly<{ asking: Asking; accessNumber: string; accessSessionId: string | null }>,
): Promise<Placed> {
  const { accountId, destination, call, startedAt } = asking;
  const { ref, callerNumber, sourceAddress, userAgent, callId } = channel;
  const leg = `${ref}.c${call}`;
  const question = nameQuestion(
    {
      type: 'authorize',
      attemptId: leg,
      startedAt: new Date(startedAt),
      identity: { type: 'card', accountId, accessNumber },
      destination,
      callerNumber,
      sourceAddress,
      userAgent,
      callId,
      switchRef: ref,
    },
    from,
  );
  const plan = await planCall(deps, question, { leg });
  if (!plan.ok) return { plan: null, found: { found: 'refusal', phrase: phraseOfSentence(plan.message) } };
  const talkSeconds = await talkOf(deps, plan.calls[0].sessionId, accessSessionId);
  return { plan, found: { found: 'call', talkSeconds } };
}

/** What the card can pay, as things stand; null for a call for help, and for one that is over meanwhile. */
async function talkOf(
  { pool, now }: CardDeps,
  sessionId: string,
  accessSessionId: string | null,
): Promise<number | null> {
  const ids = accessSessionId === null ? [sessionId] : [sessionId, accessSessionId];
  const live = await liveCallsById(pool, ids);
  const call = live.get(sessionId);
  if (call === undefined || call.frozen.emergency !== undefined) return null;
  const access = accessSessionId === null ? undefined : live.get(accessSessionId);
  const walletIds = [call, access].flatMap((each) => each?.levelWalletIds ?? []);
  const at = now();
  const wallets = await lookAtWallets(pool, [...new Set(walletIds)], at);
  return access === undefined
    ? longestTalk({ wallets }, call, at).seconds
    : longestTalkBeside({ wallets }, call, access, at);
}
