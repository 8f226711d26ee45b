/** Live calls as one reader may see them: levels up to its own, the carrier or not, and only of its part of the tree. */
import { isPermitted, isStaff, type Actor } from '../../domain/accounts/actor.ts';
import type { LiveSession } from '../../domain/charging/book.ts';
import { levelRemark } from '../../domain/charging/explain.ts';
import { freeSecondsOfLevel, hadFree } from '../../domain/charging/free-seconds.ts';
import type { LiveState } from '../../domain/charging/live-call.ts';
import { longestTalk } from '../../domain/charging/running.ts';
import type { Remark } from '../../domain/charging/remarks.ts';
import { shownTerms, shownTermsOf, type ShownTerms } from '../../domain/charging/shown-terms.ts';
import { fieldProblem } from '../../domain/problem.ts';
import {
  accountsOfLiveCalls,
  gatewaysOfTrunk,
  readLiveCalls,
  type LiveAccount,
  type LiveFilter,
} from '../../postgres/charging/live-calls.ts';
import { lookAtWallets } from '../../postgres/charging/load-batch.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import type { SwitchControl } from '../ports.ts';
import { markUpsSeenBy } from './call-viewer.ts';
import { endingRemark } from './simulate-call.ts';

export type LiveDeps = Readonly<{
  reads: Db;
  now: () => Date;
  controlOf: (switchId: bigint) => SwitchControl | null;
}>;

/** Seconds of talk from the answer on that money and caps allow when nothing else happens, and what ends the call then. */
export type Longest = Readonly<{ seconds: number; ending: Remark }>;

export type ShownCall = Readonly<{
  session: LiveSession;
  isEnding: boolean;
  /** Null until it was looked for. */
  longest: Longest | null;
}>;

/** Facts that stay as they are until something happens to the call; what runs on is counted from them. */
export type LiveCall = Readonly<{
  sessionId: string;
  account: LiveAccount;
  device: string | null;
  callerNumber: string | null;
  destinationNumber: string;
  state: LiveState;
  startedAt: Date;
  answeredAt: Date | null;
  switchUnknownAt: Date | null;
  grantedSeconds: number;
  offeredSeconds: number;
  longest: Longest | null;
  /** The caller first, as far up as the reader sees. */
  levels: readonly Readonly<{
    account: LiveAccount;
    who: Remark;
    currency: string;
    terms: ShownTerms;
    heldMicros: bigint;
    /** Held of its packages; null = none of the call is free. */
    freeSeconds: number | null;
    /** Millionths of the charge that whoever sells to it gives in commission; null for who may not see that one's costs. */
    commissionPpm: number | null;
  }>[];
  /** The gateway that it is at, or that is tried first; null for who may not see it, and for calls that stay inside. */
  route: Readonly<{
    trunk: string;
    gateway: string;
    /** Null for who may not see what carriers cost. */
    cost: Readonly<{ currency: string; terms: ShownTerms }> | null;
  }> | null;
  canHangUp: boolean;
  isEmergency: boolean;
}>;

export type LiveReader = Readonly<{
  /** What there is now, the latest first, and how many there are (counted up to 10,000). */
  read: () => Promise<Readonly<{ calls: readonly ShownCall[]; total: number }>>;
  /** The same calls with what money allows at this moment. */
  weigh: (calls: readonly ShownCall[]) => Promise<readonly ShownCall[]>;
  /** Of a call whose account is not the reader's to see: nothing. */
  describe: (calls: readonly ShownCall[]) => Promise<readonly LiveCall[]>;
  isAsked: (session: LiveSession) => boolean;
}>;

export type LiveQuestion = Readonly<{ path: string; trunkId?: string | undefined; q?: string | undefined }>;

export async function openLiveReader(
  { reads, now, controlOf }: LiveDeps,
  actor: Actor,
  { path, trunkId, q }: LiveQuestion,
): Promise<LiveReader> {
  // By which way a call goes would be found by asking for one trunk after another.
  if (trunkId !== undefined && !isPermitted(actor, 'carriers:read'))
    throw fieldProblem('trunkId', 'not_for_you', 'Trunks are the business of whoever may see carriers.');
  const filter: LiveFilter = {
    path,
    gatewayIds: trunkId === undefined ? null : await gatewaysOfTrunk(reads, trunkId),
    digits: q ?? null,
  };
  const accounts = new Map<bigint, LiveAccount>();
  const seesRoute = isPermitted(actor, 'carriers:read');
  const seesCosts = isPermitted(actor, 'carrier_costs:read');
  const seesMarkUps = markUpsSeenBy(actor);

  /** Each account is read once for a reader; it is found only in its own part of the tree. */
  const know = async (calls: readonly ShownCall[]) => {
    const ids = new Set<bigint>();
    for (const { session } of calls) {
      ids.add(session.accountId);
      for (const { accountId } of session.frozen.levels) ids.add(BigInt(accountId));
    }
    const unknown = [...ids].filter((id) => !accounts.has(id));
    if (unknown.length === 0) return;
    for (const account of await accountsOfLiveCalls(reads, unknown, actor.scopePath))
      accounts.set(account.id, account);
  };
  const levelsOf = ({ frozen, levelHeldMicros, allowanceHeldSeconds }: LiveSession) => {
    const levels = [];
    for (const [index, { accountId, currency, packages }] of frozen.levels.entries()) {
      const isFree = hadFree(packages);
      const freeSeconds = isFree ? freeSecondsOfLevel(frozen, index, allowanceHeldSeconds) : null;
      const account = accounts.get(BigInt(accountId));
      if (account === undefined) break;
      const terms = shownTermsOf(frozen, index, seesMarkUps);
      const heldMicros = levelHeldMicros[index] ?? 0n;
      levels.push({ account, who: levelRemark(account), currency, terms, heldMicros, freeSeconds });
    }
    const isEverybody = isStaff(actor);
    return levels.map((level, index) => ({
      ...level,
      commissionPpm: isEverybody || index + 1 < levels.length ? commissionPpmOf(frozen, index) : null,
    }));
  };
  const routeOf = ({ frozen, gatewayId }: LiveSession): LiveCall['route'] => {
    if (!seesRoute && !seesCosts) return null;
    const at = frozen.routes.find((each) => each.gatewayId === String(gatewayId)) ?? frozen.routes[0];
    if (at === undefined) return null;
    const { trunk, uri, currency, terms } = at;
    const isPaid = seesCosts && frozen.emergency === undefined;
    return { trunk, gateway: hostOf(uri), cost: isPaid ? { currency, terms: shownTerms(terms) } : null };
  };
  const described = ({ session, isEnding, longest }: ShownCall): LiveCall | null => {
    const account = accounts.get(session.accountId);
    if (account === undefined) return null;
    const { frozen, switchId, answeredAt } = session;
    const isEmergency = frozen.emergency !== undefined;
    return {
      sessionId: session.sessionId,
      account,
      device: frozen.username,
      callerNumber: frozen.caller,
      destinationNumber: frozen.destination ?? frozen.local?.username ?? frozen.dialled,
      state: isEnding ? 'ending' : answeredAt === null ? 'ringing' : 'answered',
      startedAt: session.startedAt,
      answeredAt,
      switchUnknownAt: session.switchUnknownAt,
      grantedSeconds: session.grantedSeconds,
      offeredSeconds: session.offeredSeconds,
      longest,
      levels: levelsOf(session),
      route: routeOf(session),
      canHangUp: !isEmergency && controlOf(switchId) !== null,
      isEmergency,
    };
  };
  return {
    read: async () => {
      const { calls, total } = await readLiveCalls(reads, filter);
      return {
        calls: calls.map(({ isEnding, ...session }) => ({ session, isEnding, longest: null })),
        total,
      };
    },
    weigh: async (calls) => {
      await know(calls);
      const ids = new Set(calls.flatMap(({ session }) => session.levelWalletIds));
      // Whose money ends the call may be the business of somebody above: said is how long, and who only where it is seen.
      const wallets = await inFrontOfWall(() => lookAtWallets(reads, [...ids], now()));
      return calls.map((call) => {
        const { session } = call;
        if (!session.levelWalletIds.every((id) => wallets.has(id))) return call;
        const { seconds, ending } = longestTalk({ wallets }, session, now());
        const visible = levelsOf(session).map(({ who }) => who);
        return { ...call, longest: { seconds, ending: endingRemark(ending, session.frozen, visible) } };
      });
    },
    describe: async (calls) => {
      await know(calls);
      return calls.flatMap((call) => described(call) ?? []);
    },
    isAsked: ({ frozen, gatewayId }) => {
      const { gatewayIds, digits } = filter;
      const at = gatewayId ?? BigInt(frozen.routes[0]?.gatewayId ?? 0);
      if (gatewayIds !== null && !gatewayIds.includes(at)) return false;
      const numbers = [frozen.destination, frozen.dialled, frozen.caller];
      return digits === null || numbers.some((number) => number?.startsWith(digits) === true);
    },
  };
}

/** The part of a SIP URI behind the "@", without parameters. */
function hostOf(uri: string): string {
  return uri.replace(/^.*@/, '').replace(/;.*$/, '');
}

function commissionPpmOf({ commissions = [] }: LiveSession['frozen'], index: number): number {
  return commissions.reduce((sum, { level, ppm }) => (level === index ? sum + ppm : sum), 0);
}
