/**
 * The rows that one batch of events works on, loaded under lock, changed here in order, and written once. Pure:
 * whoever loads and writes them is elsewhere.
 */
import { assert, known } from '../assert.ts';
import type { Frozen } from './frozen.ts';
import type { Allowance } from '../packages/allowance.ts';
import type { GatewayResult } from '../routing/gateway-health.ts';
import { heldTrunks } from './held-trunks.ts';
import type { Reason } from './reasons.ts';
import type { Sighting } from './sightings.ts';
import type { UnknownCall } from './unknown-calls.ts';

/** Call attempts per second: thousandths of a token, and when it was last filled. */
export type TokenBucket = { cpsTokensMilli: bigint; cpsAtMs: number };

/** Calls on a trunk that has or had a limit; changed in place like a wallet. */
export type BookTrunk = TokenBucket & { readonly id: bigint; liveCalls: number };

/** A wallet under lock. Its money and counters are changed in place while the batch is decided. */
export type BookWallet = TokenBucket & {
  readonly id: bigint;
  readonly accountId: bigint;
  balanceMicros: bigint;
  heldMicros: bigint;
  readonly creditLimitMicros: bigint;
  liveCalls: number;
  /** Of these, calls to access numbers of calling cards: they take no line of calls at once. */
  accessCalls: number;
  /** null = the default of its kind; -1 = unlimited. */
  readonly concurrentCallsMax: number | null;
  readonly cpsMax: number | null;
  /** Charged for calls since the hour and the day (UTC) of `spentAtMs` began. */
  spentHourMicros: bigint;
  spentDayMicros: bigint;
  spentAtMs: number;
  /** Free seconds by allowance; none for an account without packages. */
  allowances: ReadonlyMap<string, Allowance>;
};

/** A call that lives. Written anew whenever it changes. */
export type LiveSession = Readonly<{
  sessionId: string;
  branchId: bigint;
  switchId: bigint;
  attemptId: string;
  switchRef: string | null;
  digest: bigint;
  accountId: bigint;
  deviceId: bigint | null;
  startedAt: Date;
  authorizedAt: Date;
  answeredAt: Date | null;
  gatewayId: bigint | null;
  /** In the order in which they were tried. */
  triedGatewayIds: readonly bigint[];
  sliceNumber: number;
  /** Acknowledged by the switch. */
  grantedSeconds: number;
  /** Held for; above `grantedSeconds` while a push is under way. */
  offeredSeconds: number;
  longestSeconds: number;
  extendAt: Date | null;
  deadlineAt: Date;
  /** The last proof that the call lives. */
  aliveAt: Date;
  switchUnknownAt: Date | null;
  levelWalletIds: readonly bigint[];
  levelHeldMicros: readonly bigint[];
  /** Free seconds of each package of the call, those of all levels in one list. */
  allowanceHeldSeconds: readonly number[];
  frozen: Frozen;
}>;

/** What is kept of a call for ever. A correction is a further row with a higher revision. */
export type Cdr = Readonly<{
  sessionId: string;
  leg: number;
  revision: number;
  branchId: bigint;
  accountId: bigint;
  deviceId: bigint | null;
  switchId: bigint;
  attemptId: string;
  digest: bigint;
  recordedAt: Date;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date;
  outcome: 'answered' | 'unanswered' | 'refused';
  reason: string | null;
  talkMs: number;
  grantedSeconds: number;
  billedSeconds: number;
  endedBy: string | null;
  sipStatus: number | null;
  q850Cause: number | null;
  isEstimated: boolean;
  isOverrun: boolean;
  dialledNumber: string;
  destinationNumber: string | null;
  callerNumber: string | null;
  gatewayId: bigint | null;
  triedGatewayIds: readonly bigint[];
  currency: string | null;
  chargeMicros: bigint;
  levelWalletIds: readonly bigint[];
  levelChargeMicros: readonly bigint[];
  /** Of `billedSeconds`, those that packages of the caller gave. */
  freeSeconds: number;
  /** Free seconds of each package of the call, those of all levels in one list. */
  allowanceUsedSeconds: readonly number[];
  carrierCurrency: string | null;
  carrierCostMicros: bigint;
  frozen: Frozen;
}>;

export const CALL_TRANSFER_KINDS = [
  'call_charge',
  'call_overrun',
  'call_correction',
  'carrier_cost',
  'carrier_cost_correction',
  'commission',
  'commission_correction',
] as const;
export type CallTransferKind = (typeof CALL_TRANSFER_KINDS)[number];

/** One movement of money that a call causes. Its id derives from session, kind, level and revision. */
export type CallTransfer = Readonly<{
  sessionId: string;
  revision: number;
  kind: CallTransferKind;
  /** 0 = the caller's account; null for the carrier's cost; of a commission its place among those of the call. */
  level: number | null;
  branchId: bigint;
  issuerId: bigint;
  debitAccountId: bigint;
  creditAccountId: bigint;
  debitsWallet: boolean;
  creditsWallet: boolean;
  currency: string;
  amountMicros: bigint;
  occurredAt: Date;
}>;

export type Book = Readonly<{
  wallets: ReadonlyMap<bigint, BookWallet>;
  /** Those with a limit that calls of the batch may count on. */
  trunks: ReadonlyMap<bigint, BookTrunk>;
  /** Live ones that the batch touches; null once they ended. */
  sessions: Map<string, LiveSession | null>;
  /** All CDRs of the sessions that the batch touches, the newest revision last. */
  cdrs: Map<string, readonly Cdr[]>;
  changes: Changes;
}>;

export type Refusal = Readonly<{
  sessionId: string;
  digest: bigint;
  accountId: bigint;
  branchId: bigint;
  reason: Reason;
  level: number;
  /** Of a call that came in: then the other end hears less of it. */
  isInbound: boolean;
}>;

/** A refusal that is counted and not written, because too many like it came in its second. */
export type FoldedRefusal = Refusal &
  Readonly<{
    /** The last one like it that was written, with its trace. */
    sampleId: string;
  }>;

export type Changes = {
  /** Looked at or changed: what was seen must still be true when the batch is written. */
  readonly trunks: Set<bigint>;
  /** Allowances that were changed or made, with their wallets. */
  readonly allowances: Map<string, bigint>;
  readonly newSessions: Set<string>;
  readonly changedSessions: Set<string>;
  readonly endedSessions: Map<string, bigint>;
  readonly newCdrs: Cdr[];
  readonly transfers: CallTransfer[];
  readonly unknownCalls: UnknownCall[];
  /** By session. */
  readonly folded: Map<string, FoldedRefusal>;
  /** What guards that watch are to judge. */
  readonly sightings: Sighting[];
  /** What became of calls at gateways. */
  readonly gatewayResults: (GatewayResult & Readonly<{ gatewayId: bigint }>)[];
};

export function emptyChanges(): Changes {
  return {
    trunks: new Set(),
    allowances: new Map(),
    newSessions: new Set(),
    changedSessions: new Set(),
    endedSessions: new Map(),
    newCdrs: [],
    transfers: [],
    unknownCalls: [],
    folded: new Map(),
    sightings: [],
    gatewayResults: [],
  };
}

export function walletIn(book: Pick<Book, 'wallets'>, id: bigint): BookWallet {
  return known(book.wallets.get(id), `wallet ${id} of this batch`);
}

export function trunkIn(book: Book, id: bigint): BookTrunk {
  book.changes.trunks.add(id);
  return known(book.trunks.get(id), `trunk ${id} of this batch`);
}

/** A call counts on other trunks than before. */
function countOnTrunks(book: Book, before: readonly bigint[], after: readonly bigint[]): void {
  for (const id of before) if (!after.includes(id)) trunkIn(book, id).liveCalls -= 1;
  for (const id of after) if (!before.includes(id)) trunkIn(book, id).liveCalls += 1;
}

/** A call to an access number takes none: its card may have one line, and is to call with it. */
export function linesInUse({ liveCalls, accessCalls }: BookWallet): number {
  return liveCalls - accessCalls;
}

/** A call begins (1) or ends (-1) at one level. */
export function countCall(wallet: BookWallet, { access }: Pick<Frozen, 'access'>, change: 1 | -1): void {
  wallet.liveCalls += change;
  if (access !== undefined) wallet.accessCalls += change;
}

/** Available = balance + credit limit - held; negative when the holder owes beyond its limit. */
export function availableMicros(wallet: BookWallet): bigint {
  return wallet.balanceMicros + wallet.creditLimitMicros - wallet.heldMicros;
}

export function addSession(book: Book, session: LiveSession): void {
  assert(!book.sessions.get(session.sessionId), `session ${session.sessionId} is new`);
  countOnTrunks(book, [], heldTrunks(session));
  book.sessions.set(session.sessionId, session);
  book.changes.newSessions.add(session.sessionId);
}

export function changeSession(book: Book, session: LiveSession): void {
  const before = known(book.sessions.get(session.sessionId) ?? undefined, 'the call as it was');
  countOnTrunks(book, heldTrunks(before), heldTrunks(session));
  book.sessions.set(session.sessionId, session);
  if (!book.changes.newSessions.has(session.sessionId)) book.changes.changedSessions.add(session.sessionId);
}

export function endSession(book: Book, session: LiveSession): void {
  const { newSessions, changedSessions, endedSessions } = book.changes;
  countOnTrunks(book, heldTrunks(session), []);
  book.sessions.set(session.sessionId, null);
  changedSessions.delete(session.sessionId);
  // A call that began and ended within the batch was never written.
  if (!newSessions.delete(session.sessionId)) endedSessions.set(session.sessionId, session.branchId);
}

export function addCdr(book: Book, cdr: Cdr): void {
  book.changes.newCdrs.push(cdr);
  book.cdrs.set(cdr.sessionId, [...(book.cdrs.get(cdr.sessionId) ?? []), cdr]);
}
