/** May a card be used, what has it, and where the access number costs something: its call begins to. */
import type { CardChannel } from '../../domain/cards/card-step.ts';
import type { CardFound } from '../../domain/cards/ivr.ts';
import { PHRASE_OF_REASON, phraseOfSentence } from '../../domain/cards/phrases.ts';
import type { KnownDid } from '../../domain/charging/catalogue.ts';
import { guardFailure, statusFailure } from '../../domain/charging/checks.ts';
import { mayUseAccess } from '../../domain/charging/identify.ts';
import { safeReason } from '../../domain/charging/reasons.ts';
import { moneyOfCard } from '../../postgres/cards/card-calls.ts';
import { nameQuestion } from '../charging/name-event.ts';
import type { AskingSwitch, CardDeps } from './card-deps.ts';

export type Admission = Readonly<{
  found: CardFound;
  /** Of the call to the access number; null where it costs nothing. */
  accessSessionId: string | null;
}>;

/** `accessSessionId`: of the one that goes on already. Asked again before it was answered, it is the same call. */
export async function admitCard(
  deps: CardDeps,
  from: AskingSwitch,
  channel: CardChannel,
  {
    accountId,
    did,
    accessSessionId,
  }: Readonly<{ accountId: string; did: KnownDid | undefined; accessSessionId: string | null }>,
): Promise<Admission> {
  const catalogue = deps.catalogue.current();
  const account = catalogue.accounts.get(BigInt(accountId));
  const refused = (phrase: Extract<CardFound, { found: 'refusal' }>['phrase']): Admission => ({
    found: { found: 'refusal', phrase },
    accessSessionId,
  });
  if (account === undefined || did === undefined || !mayUseAccess(catalogue, account, did))
    return refused('try_again_later');
  const barred = statusFailure(catalogue, account, deps.now()) ?? guardFailure(account);
  if (barred !== null) return refused(PHRASE_OF_REASON[safeReason(barred.reason, barred.level)]);
  let sessionId = accessSessionId;
  if (sessionId === null && (did.access?.price ?? null) !== null) {
    const begun = await beginAccess(deps, from, channel, { accountId, did });
    if (begun.sessionId === null) return refused(begun.phrase);
    ({ sessionId } = begun);
  }
  const money = await moneyOfCard(deps.pool, account.id, sessionId);
  return { found: { found: 'admission', money }, accessSessionId: sessionId };
}

async function beginAccess(
  { engine }: CardDeps,
  from: AskingSwitch,
  { ref, createdAt, answeredAt, callerNumber, sourceAddress, userAgent, callId }: CardChannel,
  { accountId, did }: Readonly<{ accountId: string; did: KnownDid }>,
) {
  const began = answeredAt ?? createdAt;
  const question = nameQuestion(
    {
      type: 'authorize',
      attemptId: `${ref}.access`,
      startedAt: began,
      identity: { type: 'card_access', accountId, accessNumber: did.number },
      destination: did.number,
      callerNumber,
      sourceAddress,
      userAgent,
      callId,
      switchRef: ref,
    },
    from,
  );
  const answer = await engine.submit(question);
  if (!answer.ok)
    return {
      sessionId: null,
      phrase: 'message' in answer ? phraseOfSentence(answer.message) : ('try_again_later' as const),
    };
  const { sessionId } = answer;
  // It was answered before anybody knew whose card would pay for it.
  await engine.submit({
    type: 'answered',
    sessionId,
    switchId: from.id,
    gatewayId: did.publicId,
    answeredAt: began,
  });
  return { sessionId };
}
