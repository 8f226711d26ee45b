/** What every way through the checks begins with, and what comes out of it. */
import type { Catalogue, KnownDid, Payer } from './catalogue.ts';
import type { MayTry } from './choose-routes.ts';
import { decideCli, isLeftOut, isOwn } from './cli-pool.ts';
import type { AuthorizeEvent } from './events.ts';
import type { Failure, Frozen } from './frozen.ts';
import { ownNumbersOf } from './guards.ts';
import type { Identified } from './identify.ts';
import type { Level } from './levels.ts';
import { readCaller, readNumber } from './numbers-of-call.ts';
import type { Reason } from './reasons.ts';

export type Failed = Failure & Readonly<{ reason: Reason }>;

export type Question = Readonly<{
  event: AuthorizeEvent;
  identified: Identified;
  /** The caller first. */
  payers: readonly Payer[];
}>;

/** `seconds` is what every level can pay for and may spend at once: the first slice. */
export type Weighed =
  | Readonly<{ isGranted: true; levels: readonly Level[]; seconds: number; frozen: Frozen }>
  | Readonly<{ isGranted: false; frozen: Frozen & Readonly<{ failed: Failed }> }>;

export type WeighSetting = Readonly<{
  catalogue: Catalogue;
  now: Date;
  /** From 0 to below 1, the same for the same call: decides between trunks by share. */
  draw: number;
  mayTry: MayTry;
}>;

/** What is known of a call before it is checked. */
export function draftOf({ event, identified }: Question, { catalogue, draw }: WeighSetting): Frozen {
  const { account, dialled, forwardedFrom, card } = identified;
  const given = readCaller(catalogue, account, event.callerNumber);
  // Of a call that is forwarded whoever has the number is responsible, and not its caller.
  const compared = forwardedFrom?.number ?? given;
  const own = ownNumbersOf(catalogue, account);
  const cli = decideCli(account.cliPool, compared, own, draw);
  // Whoever calls an access number may call from anywhere: the number is shown where it is the account's own.
  const shown = card === undefined || isOwn(own, given) ? given : null;
  const isHidden = given !== null && shown === null && own.unverified?.includes(given) === true;
  const chosen = cli?.effect === 'presented' ? cli.presented : shown;
  return {
    version: 1,
    question: String(event.digest),
    username: event.identity.type === 'sip_device' ? event.identity.username : null,
    ...goingOn(event, forwardedFrom),
    ...byCard(card),
    dialled: event.destination,
    ...readNumber(catalogue, account, dialled),
    caller: account.forcedCallerId ?? chosen,
    ...(account.forcedCallerId === null ? {} : { isCallerForced: true as const }),
    callerGiven: event.callerNumber,
    ...(cli === null ? {} : { cli }),
    ...(isHidden || isLeftOut(account.cliPool, compared, own) ? { isCallerUnverified: true as const } : {}),
    source: event.sourceAddress,
    userAgent: event.userAgent,
    callId: event.callId,
    canPush: event.canPush,
    sliceSeconds: sliceOf(catalogue, event, card),
    codecs: [],
    levels: [],
    routes: [],
    seen: { calls: [], available: [], skipped: [] },
    failed: null,
  };
}

function goingOn({ identity }: AuthorizeEvent, from: KnownDid | undefined): Partial<Frozen> {
  if (identity.type !== 'number' && identity.type !== 'forward') return {};
  const { sessionId: continues, number, forwards: times } = identity;
  if (from === undefined) return { continues };
  return { continues, forwarded: { didPublicId: from.publicId, number, times } };
}

/**
 * Where the access number costs something, two calls are paid out of one wallet at once: short slices leave each what the other needs.
 */
const SLICE_BESIDE_SECONDS = 60;

function sliceOf(
  { sliceSeconds, callSecondsMax }: Catalogue,
  { canPush }: AuthorizeEvent,
  card: Identified['card'],
): number {
  if (!canPush) return callSecondsMax;
  const hasPrice = (card?.did.access?.price ?? null) !== null;
  return hasPrice ? Math.min(sliceSeconds, SLICE_BESIDE_SECONDS) : sliceSeconds;
}

function byCard(card: Identified['card']): Pick<Frozen, 'card' | 'access'> {
  if (card === undefined) return {};
  const number = { didPublicId: card.did.publicId, number: card.did.number };
  return card.isAccess ? { access: number } : { card: number };
}

export type Refuse = (failed: Failed, seen?: Partial<Frozen>) => Weighed;

/** Refuses a call of which so much is known; `seen` is what was found out since. */
export function refuserOf(draft: Frozen, payers: readonly Payer[]): Refuse {
  return (failed, seen = {}) => ({
    isGranted: false,
    frozen: { ...draft, ...payersUnlessPriced(payers, seen), ...seen, failed },
  });
}

/** Whom a check at a level above is about; the levels of a call that was priced say it themselves. */
function payersUnlessPriced(payers: readonly Payer[], { levels }: Partial<Frozen>): Pick<Frozen, 'payers'> {
  return levels === undefined ? { payers: payers.map(({ account }) => String(account.id)) } : {};
}
