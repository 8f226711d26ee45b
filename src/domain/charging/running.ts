/** What happens to a call while it lives: tried gateways, the answer, further slices, and signs of life. */
import type { Cap } from '../accounts/guards.ts';
import { known } from '../assert.ts';
import { holdTermsOf } from '../rating/hold.ts';
import { availableMicros, changeSession, walletIn, type Book, type LiveSession } from './book.ts';
import { foreignGateway } from './contradictions.ts';
import type {
  AnsweredEvent,
  AttemptEvent,
  Extended,
  ExtendEvent,
  Noted,
  PushedEvent,
  Rejected,
  SightingEvent,
} from './events.ts';
import { affordableFor, changeFreeSeconds, freeFor, hadFree, holdFor, leftOf, sum } from './free-seconds.ts';
import { readTerms, type Frozen } from './frozen.ts';
import { allowanceMicros, seenSpending, tightestCap } from './guards.ts';

/** A slice without an end: this long after it the switch is asked. */
const ASK_AFTER_SECONDS = 60;
/** A further slice is due when two thirds of the one before are over. */
const EXTEND_AT_THIRDS = 2;
/** A refused slice is tried again while the call goes on (a top-up may come), and a lost push is repeated. */
const RETRY_SECONDS = 2;

/** Which gateway is tried now. For a call that is over it is old news. */
export function attempt(book: Book, event: AttemptEvent): Noted | Rejected {
  const session = sessionOf(book, event);
  if (session === null) return overOrUnknown(book, event.sessionId);
  const foreign = foreignGateway(session, event.gatewayId);
  if (foreign !== null) return foreign;
  const gatewayId = gatewayOf(session.frozen, event.gatewayId);
  const { triedGatewayIds } = session;
  // A repeated attempt is no second try: each gateway of a call is tried once.
  if (gatewayId !== null && !triedGatewayIds.includes(gatewayId)) {
    noteFailureBefore(book, session.frozen, gatewayId, event);
    const tried = { ...session, triedGatewayIds: [...triedGatewayIds, gatewayId] };
    changeSession(book, session.answeredAt === null ? { ...tried, gatewayId } : tried);
  }
  return { ok: true, sessionId: event.sessionId };
}

/** Gateways are tried in their order, so the one before has failed, whether the switch says why or not. */
function noteFailureBefore(
  book: Book,
  { routes }: Frozen,
  triedId: bigint,
  { at, failed }: Pick<AttemptEvent, 'at' | 'failed'>,
): void {
  const before = routes[routes.findIndex(({ gatewayId }) => gatewayId === String(triedId)) - 1];
  if (before === undefined) return;
  const sipStatus = failed?.gatewayId === before.gatewayPublicId ? failed.sipStatus : null;
  book.changes.gatewayResults.push({ gatewayId: BigInt(before.gatewayId), at, failure: { sipStatus } });
}

/** Charging starts at the switch's own answer time. A repeated answer changes nothing. */
export function answered(book: Book, event: AnsweredEvent, now: Date): Noted | Rejected {
  const session = sessionOf(book, event);
  if (session === null) return overOrUnknown(book, event.sessionId);
  const foreign = foreignGateway(session, event.gatewayId);
  if (foreign !== null) return foreign;
  if (session.answeredAt === null) {
    // A switch whose clock is ahead must not make the next slice come too late.
    const answeredAt = event.answeredAt > now ? now : event.answeredAt;
    const { frozen } = session;
    const gatewayId = gatewayOf(frozen, event.gatewayId) ?? session.gatewayId;
    if (gatewayId !== null) book.changes.gatewayResults.push({ gatewayId, at: answeredAt, failure: null });
    const next = { ...session, answeredAt, gatewayId, aliveAt: now };
    const extendAt = frozen.canPush ? extendAtOf(next, { fromSeconds: 0, now }) : null;
    changeSession(book, { ...next, extendAt, deadlineAt: deadlineOf(next) });
  }
  return { ok: true, sessionId: event.sessionId };
}

/**
 * Holds the next slice, as far as every level can pay, and says what to push. Repeated for a slice that is held
 * already, it says the same again. Without money nothing changes but the time of the next try.
 */
export function extend(book: Book, event: ExtendEvent, now: Date): Extended | Rejected {
  const session = book.sessions.get(event.sessionId);
  if (!session) return { ok: false, sessionId: event.sessionId, problem: 'session_not_found' };
  const { answeredAt, offeredSeconds, sliceNumber } = session;
  if (answeredAt === null) return nothingToPush(session);
  const isHeldAlready = event.sliceNumber <= sliceNumber;
  if (isHeldAlready && offeredSeconds === session.grantedSeconds) return nothingToPush(session);
  const retryAt = retryAtOf(session, now);
  if (isHeldAlready) {
    changeSession(book, { ...session, extendAt: retryAt });
    return toPush(session, now);
  }
  const { frozen } = session;
  const target = Math.min(session.longestSeconds, offeredSeconds + frozen.sliceSeconds);
  const { seconds, held, allowanceHeldSeconds } = affordSlice(book, session, target, now);
  if (seconds <= offeredSeconds) {
    changeSession(book, { ...session, extendAt: retryAt });
    return nothingToPush(session);
  }
  for (const [level, walletId] of session.levelWalletIds.entries()) {
    walletIn(book, walletId).heldMicros += (held[level] ?? 0n) - (session.levelHeldMicros[level] ?? 0n);
  }
  const changes = allowanceHeldSeconds.map((each, place) => ({
    held: each - (session.allowanceHeldSeconds[place] ?? 0),
  }));
  changeFreeSeconds(book, frozen, changes);
  const next = {
    ...session,
    sliceNumber: sliceNumber + 1,
    offeredSeconds: seconds,
    levelHeldMicros: held,
    allowanceHeldSeconds,
    extendAt: retryAt,
  };
  changeSession(book, { ...next, deadlineAt: deadlineOf(next) });
  return toPush(next, now);
}

/** The switch has taken the limit: it counts from now on. */
export function pushed(book: Book, event: PushedEvent, now: Date): Noted | Rejected {
  const session = book.sessions.get(event.sessionId);
  if (!session) return overOrUnknown(book, event.sessionId);
  if (session.sliceNumber === event.sliceNumber && session.grantedSeconds < session.offeredSeconds) {
    const next = { ...session, grantedSeconds: session.offeredSeconds, aliveAt: now, switchUnknownAt: null };
    changeSession(book, {
      ...next,
      extendAt: extendAtOf(next, { fromSeconds: session.grantedSeconds, now }),
    });
  }
  return { ok: true, sessionId: event.sessionId };
}

/** What the switch said of a call whose time is over, or that it could not be asked. */
export function sighted(book: Book, event: SightingEvent, now: Date): Noted | Rejected {
  const { told, sessionId } = event;
  const session = told === undefined ? book.sessions.get(sessionId) : sessionOf(book, { sessionId, ...told });
  if (!session) return overOrUnknown(book, sessionId);
  if (event.sighting === 'missed') {
    changeSession(book, { ...session, deadlineAt: now });
    return { ok: true, sessionId: event.sessionId };
  }
  const deadlineAt = new Date(now.getTime() + ASK_AFTER_SECONDS * 1000);
  const seen =
    event.sighting === 'alive'
      ? { aliveAt: aliveAtOf(session, told?.at ?? now, now), switchUnknownAt: null }
      : { switchUnknownAt: session.switchUnknownAt ?? now };
  changeSession(book, { ...session, ...seen, deadlineAt });
  return { ok: true, sessionId: event.sessionId };
}

/** A sign of life that comes late takes nothing back, and one of a clock that is ahead counts as now. */
function aliveAtOf({ aliveAt }: LiveSession, at: Date, now: Date): Date {
  const seenAt = at > now ? now : at;
  return seenAt > aliveAt ? seenAt : aliveAt;
}

/** The gateway of an event by its public id; null when it is none of the call's. */
export function gatewayOf(frozen: Frozen, publicId: string | null): bigint | null {
  const route = frozen.routes.find(({ gatewayPublicId }) => gatewayPublicId === publicId);
  return route === undefined ? null : BigInt(route.gatewayId);
}

/** The live call of an event. A call belongs to the switch that asked for it: another one's word does not count. */
export function sessionOf(
  book: Book,
  { sessionId, switchId }: Readonly<{ sessionId: string; switchId: bigint }>,
): LiveSession | null {
  const session = book.sessions.get(sessionId) ?? null;
  return session?.switchId === switchId ? session : null;
}

export function overOrUnknown(book: Book, sessionId: string): Noted | Rejected {
  const isOver = !book.sessions.get(sessionId) && (book.sessions.has(sessionId) || book.cdrs.has(sessionId));
  if (isOver) return { ok: true, sessionId };
  return { ok: false, sessionId, problem: 'session_not_found' };
}

/** What would end a call: it is as long as any call may be, a cap of the caller, or the money of a level. */
export type Ending =
  | Readonly<{ by: 'length' }>
  | Readonly<{ by: 'cap'; cap: Cap; micros: bigint }>
  | Readonly<{ by: 'money'; level: number; availableMicros: bigint }>;

/** The longest talk that every level can pay and the caller's caps allow, when nothing else happens meanwhile. */
export function longestTalk(
  book: Pick<Book, 'wallets'>,
  session: LiveSession,
  now: Date,
): Readonly<{ seconds: number; ending: Ending }> {
  const { longestSeconds, levelWalletIds, levelHeldMicros, frozen } = session;
  const { seconds } = affordSlice(book, session, longestSeconds, now);
  if (seconds === longestSeconds) return { seconds, ending: { by: 'length' } };
  const walletOf = (level: number) => walletIn(book, levelWalletIds[level] ?? 0n);
  const heldOf = (level: number) => levelHeldMicros[level] ?? 0n;
  const level = purchasesOf(book, session).findIndex((purchase, each) => {
    const available = availableMicros(walletOf(each)) + heldOf(each);
    return affordableFor(purchase, available, longestSeconds) === seconds;
  });
  if (level >= 0) {
    const available = availableMicros(walletOf(level)) + heldOf(level);
    return { seconds, ending: { by: 'money', level, availableMicros: available } };
  }
  const own = walletOf(0);
  const spent = seenSpending({ ...own, heldMicros: own.heldMicros - heldOf(0) }, now);
  const { cap, micros } = known(frozen.caps && tightestCap(frozen.caps, spent), 'what ends the call');
  return { seconds, ending: { by: 'cap', cap, micros } };
}

/** What the longest talk would cost each level, when nothing else happens meanwhile; never below what is held. */
export function mostMicros(book: Pick<Book, 'wallets'>, session: LiveSession, now: Date): readonly bigint[] {
  const { held } = affordSlice(book, session, session.longestSeconds, now);
  return session.levelHeldMicros.map((before, level) => {
    const micros = held[level] ?? 0n;
    return micros > before ? micros : before;
  });
}

/**
 * The longest talk of a call with a calling card, while the call to its access number is paid out of the same money: `access`, which
 * goes on as long.
 */
export function longestTalkBeside(
  book: Pick<Book, 'wallets'>,
  call: LiveSession,
  access: LiveSession,
  now: Date,
): number {
  const passedMs = now.getTime() - (access.answeredAt ?? now).getTime();
  const passed = Math.max(0, Math.ceil(passedMs / 1000));
  // What cannot be prolonged holds all that it will ever have.
  if (!call.frozen.canPush) return Math.max(0, Math.min(call.grantedSeconds, access.grantedSeconds - passed));
  const fits = (talk: number) => {
    const target = passed + talk;
    if (target > access.longestSeconds) return false;
    const further = affordSlice(book, access, target, now);
    if (further.seconds < target) return false;
    const wallets = new Map(book.wallets);
    for (const [level, id] of access.levelWalletIds.entries()) {
      const wallet = walletIn(book, id);
      const more = (further.held[level] ?? 0n) - (access.levelHeldMicros[level] ?? 0n);
      if (more > 0n) wallets.set(id, { ...wallet, heldMicros: wallet.heldMicros + more });
    }
    return affordSlice({ wallets }, call, talk, now).seconds >= talk;
  };
  let least = 0;
  let most = longestTalk(book, call, now).seconds;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle - 1;
  }
  return least;
}

/** The seconds of a longer slice that every level can pay, and what of money and free seconds is held for them in all. */
function affordSlice(book: Pick<Book, 'wallets'>, session: LiveSession, target: number, now: Date) {
  const purchases = purchasesOf(book, session);
  let seconds = target;
  for (const [level, purchase] of purchases.entries()) {
    const wallet = walletIn(book, session.levelWalletIds[level] ?? 0n);
    const heldMicros = session.levelHeldMicros[level] ?? 0n;
    // Only the caller, the lowest level, has caps.
    const allowance = level === 0 ? allowanceMicros(session.frozen.caps, wallet, { heldMicros, now }) : null;
    const available = availableMicros(wallet) + heldMicros;
    const payable = allowance !== null && allowance < available ? allowance : available;
    seconds = Math.min(seconds, affordableFor(purchase, payable, target));
  }
  const free = purchases.map(({ terms, ...each }) => freeFor(terms, seconds, each));
  const held = purchases.map((purchase, level) => {
    const isFree = purchase.freeSeconds !== null;
    return holdFor({ ...purchase, freeSeconds: isFree ? sum(free[level] ?? []) : null }, seconds);
  });
  return { seconds, held, allowanceHeldSeconds: free.flat() };
}

/** What each level buys by, with the free seconds that it holds and those that are left. */
function purchasesOf(book: Pick<Book, 'wallets'>, session: LiveSession) {
  let place = 0;
  return session.frozen.levels.map(({ terms: written, packages = [] }, level) => {
    const terms = readTerms(written);
    const wallet = walletIn(book, session.levelWalletIds[level] ?? 0n);
    const held = session.allowanceHeldSeconds.slice(place, place + packages.length);
    const isFree = hadFree(packages);
    const left = packages.map(({ allowanceId }) => (isFree ? leftOf(wallet, allowanceId) : 0));
    place += packages.length;
    const freeSeconds = isFree ? sum(held) + sum(left) : null;
    return { terms, hold: holdTermsOf(terms), freeSeconds, held, left };
  });
}

function nothingToPush({ sessionId, sliceNumber }: LiveSession): Extended {
  return { ok: true, sessionId, sliceNumber, push: null };
}

function toPush(session: LiveSession, now: Date): Extended {
  const { sessionId, sliceNumber, switchId, switchRef, offeredSeconds } = session;
  const elapsedMs = now.getTime() - (session.answeredAt ?? now).getTime();
  const secondsFromNow = Math.max(1, Math.ceil(offeredSeconds - elapsedMs / 1000));
  return { ok: true, sessionId, sliceNumber, push: { secondsFromNow, switchId, switchRef } };
}

/** When the next slice is due; null when this one reaches the longest call. */
function extendAtOf(
  session: LiveSession,
  { fromSeconds, now }: Readonly<{ fromSeconds: number; now: Date }>,
): Date | null {
  const { answeredAt, grantedSeconds, longestSeconds } = session;
  if (answeredAt === null || grantedSeconds >= longestSeconds) return null;
  const dueSeconds = fromSeconds + ((grantedSeconds - fromSeconds) * EXTEND_AT_THIRDS) / 3;
  return new Date(Math.max(now.getTime(), answeredAt.getTime() + dueSeconds * 1000));
}

/** Sooner and sooner as the end comes near; null when no try would be in time. */
function retryAtOf({ answeredAt, grantedSeconds }: LiveSession, now: Date): Date | null {
  const endMs = (answeredAt ?? now).getTime() + grantedSeconds * 1000;
  const leftMs = endMs - now.getTime();
  if (leftMs < (RETRY_SECONDS * 1000) / 4) return null;
  return new Date(now.getTime() + Math.min(RETRY_SECONDS * 1000, Math.max(250, leftMs / 3)));
}

function deadlineOf({ answeredAt, offeredSeconds, deadlineAt }: LiveSession): Date {
  if (answeredAt === null) return deadlineAt;
  return new Date(answeredAt.getTime() + (offeredSeconds + ASK_AFTER_SECONDS) * 1000);
}
