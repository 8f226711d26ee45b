/**
 * What is fixed when a call is authorised and kept with it for ever: who pays under which terms, where it may go, and
 * what the checks saw. Written as JSON with amounts as decimal strings.
 */
import { assert } from '../assert.ts';
import type { Cap } from '../accounts/guards.ts';
import type { Terms } from '../rating/rate.ts';
import type { KnownForward } from './catalogue.ts';
import type { CliDecision } from './cli-pool.ts';

/** One level's purchase of the call. */
export type FrozenLevel = Readonly<{
  accountId: string;
  walletId: string;
  issuerId: string;
  revenueAccountId: string;
  /** Of the wallet. */
  currency: string;
  rateGroup: string;
  rateId: string;
  prefix: string;
  destination: string;
  /** The rate is of this account alone; absent for any other, and in what is older. */
  isPersonal?: true;
  rateCurrency: string;
  terms: WrittenTerms;
  /** That cover the number, in the order in which they are used; absent where there are none. */
  packages?: readonly FrozenPackage[];
}>;

/** A package of one level: the free seconds of one period. */
export type FrozenPackage = Readonly<{
  allowanceId: string;
  name: string;
  /** Seconds that nobody had used or held when the call began, of all that are included. */
  left: number;
  included: number;
}>;

/** A commission reseller's part of the charge of one level. */
export type FrozenCommission = Readonly<{
  accountId: string;
  walletId: string;
  issuerId: string;
  /** The issuer's ledger account that it is taken from. */
  commissionAccountId: string;
  /** Of its wallet. */
  currency: string;
  /** Of whose charge: 0 = the caller's. */
  level: number;
  /** Millionths of the charge. */
  ppm: number;
  /** Units of its currency per unit of the level's, times 1e10. */
  exchangeRateE10: string;
}>;

/** One gateway that may carry the call, with what its carrier asks. */
export type FrozenRoute = Readonly<{
  gatewayId: string;
  gatewayPublicId: string;
  /** With the number as the carrier wants it. */
  uri: string;
  /** The caller ID as the carrier wants it, null = without one; absent: the call's. */
  caller?: string | null;
  transport: string;
  trunk: string;
  /** Of a trunk that had a limit then: the call counts on it. */
  trunkId?: string;
  prefix: string;
  currency: string;
  /** Units of the top level's currency per unit of its own, times 1e10; absent where they are the same, and in what is older. */
  toTopE10?: string;
  terms: WrittenTerms;
  costAccountId: string;
  payableAccountId: string;
}>;

/** What the checks of limits and money saw, by level: the trace of a granted call is made of it. */
export type Seen = Readonly<{
  /** Calls at once before this one, and the most allowed (-1 = unlimited). */
  calls: readonly (readonly [live: number, max: number])[];
  /** Micros available before this call. */
  available: readonly string[];
  /** The caller's caps as they stood; absent in what is older than they are. */
  spent?: SeenSpending;
  /** The class of the destination that is open for the caller; null = of none. */
  destinationClass?: string | null;
  /** The prefix of that class; absent where it is of none. */
  riskyPrefix?: string;
  /** Trunks left out, or one gateway of a trunk. */
  skipped: readonly (readonly [trunk: string, why: string, gateway?: string])[];
  /** Every route that was left is unhealthy; absent where it is not so. */
  isLastResort?: boolean;
  /** Unhealthy gateways that this call tries again; absent where there are none. */
  trials?: readonly (readonly [trunk: string, gateway: string])[];
}>;

/** Micros of the caller's currency: charged in this hour and day (UTC), and held for calls that ran. */
export type SeenSpending = Readonly<{ hour: string; day: string; held: string }>;

/** What the caller may spend at most, in micros; null = no cap. */
export type FrozenCaps = Readonly<Record<Cap, string | null>>;

/** The check that failed, its level and its figures. */
export type Failure = Readonly<{
  reason: string;
  level: number;
  figures: readonly string[];
  /** Who forbids it, where that is somebody above the caller, a level or not. */
  accountId?: string;
}>;

/** A SIP device of an account of this operator, by its name in the caller's domain. */
export type LocalTarget = Readonly<{
  devicePublicId: string;
  accountId: string;
  username: string;
  uri: string;
}>;

/** The device that was dialled: by its name, or by its extension. */
export type DialledDevice = LocalTarget &
  Readonly<{
    extension?: string;
    /** Its other names that are still valid. */
    otherUris?: readonly string[];
  }>;

/** A call that came in by a DID. */
export type FrozenInbound = Readonly<{
  didPublicId: string;
  /** E.164 digits. */
  number: string;
  /** Of the carrier that it came by; absent where another account of this operator called. */
  trunk?: string;
  /** The phones that ring, all at once. */
  devices: readonly LocalTarget[];
  forward?: KnownForward;
}>;

/** An access number of calling cards, E.164 digits. */
export type FrozenAccess = Readonly<{ didPublicId: string; number: string }>;

export type Frozen = Readonly<{
  version: 1;
  /** Digest of the question, by which a repeated one is known after the call has ended. */
  question: string;
  /** Of the device; null for a call known by its address. */
  username: string | null;
  dialled: string;
  /** What was dialled without a tech prefix, or what a speed dial stands for. */
  meant: string;
  /** After the account's localization. */
  localized: string;
  destination: string | null;
  caller: string | null;
  callerGiven: string | null;
  /** `caller` is the one that the account always shows; absent where there is none, and in what is older. */
  isCallerForced?: true;
  /** The one that was given is listed at the account, and did not count because nobody has verified it; absent else. */
  isCallerUnverified?: true;
  /** The device that was dialled; absent for calls that go out. */
  local?: DialledDevice;
  /** Absent for calls that did not come in by a DID. */
  inbound?: FrozenInbound;
  /** The DID of this operator that was called: the call goes on to its account, as one that comes in there. */
  ownNumber?: Readonly<{ didPublicId: string; accountId: string }>;
  /** The call that goes on from a DID: which one, and how often it was forwarded with this time. */
  forwarded?: Readonly<{ didPublicId: string; number: string; times: number }>;
  /** The session that this one continues. */
  continues?: string;
  /** It was made with a calling card over this access number. */
  card?: FrozenAccess;
  /** It is the call to this access number itself: its card pays it, and it takes no line. */
  access?: FrozenAccess;
  /** A call for help: free, without limits, and paid to the carrier by this operator. Absent for any other call. */
  emergency?: Readonly<{ operatorId: string }>;
  /** What the CLI pool made of the caller ID; absent when it is off, and in what is older than it. */
  cli?: CliDecision;
  source: string;
  userAgent: string | null;
  callId: string | null;
  /** The limit of the running call can be changed. */
  canPush: boolean;
  sliceSeconds: number;
  codecs: readonly string[];
  levels: readonly FrozenLevel[];
  /** Absent where nobody is credited. */
  commissions?: readonly FrozenCommission[];
  /**
   * By level, its currency per unit of that of the level above, times 1e10: what was sold is compared with what it costs. Null where
   * they are the same or no rate was known; absent where all levels have one currency, and in what is older.
   */
  costRates?: readonly (string | null)[];
  /** Ids of the accounts that would have paid, of what was refused before there were levels; absent in what is older. */
  payers?: readonly string[];
  /** Absent in what is older than they are. */
  caps?: FrozenCaps;
  /** The longest that it may become, where that is less than what any call may. */
  secondsMax?: number;
  routes: readonly FrozenRoute[];
  seen: Seen;
  failed: Failure | null;
  /** What the checks saw was removed after its days: `seen` and the figures of the failure are empty, caps and CLI pool gone. */
  traceEnded?: true;
}>;

/** Terms in the order connection, cost, grace, initial, increment, mark-up, exchange rate. */
export type WrittenTerms = readonly [string, string, number, number, number, string, string];

/**
 * The same few terms are written into call after call, and read again when each ends. What was written for one of them is
 * shared by all, so that a call costs neither the time nor the memory of its own.
 */
const writtenTerms = new WeakMap<Terms, WrittenTerms>();
const readAgain = new WeakMap<WrittenTerms, Terms>();

export function writeTerms(terms: Terms): WrittenTerms {
  const before = writtenTerms.get(terms);
  if (before !== undefined) return before;
  const written: WrittenTerms = [
    String(terms.connectionCostMicros),
    String(terms.costPerMinuteNanos),
    terms.graceSeconds,
    terms.initialIncrementSeconds,
    terms.incrementSeconds,
    String(terms.markUpPpm),
    String(terms.exchangeRateE10),
  ];
  writtenTerms.set(terms, written);
  readAgain.set(written, terms);
  return written;
}

export function readTerms(written: WrittenTerms): Terms {
  const before = readAgain.get(written);
  if (before !== undefined) return before;
  const [connection, cost, grace, initial, increment, markUp, exchange] = written;
  return {
    connectionCostMicros: BigInt(connection),
    costPerMinuteNanos: BigInt(cost),
    graceSeconds: grace,
    initialIncrementSeconds: initial,
    incrementSeconds: increment,
    markUpPpm: BigInt(markUp),
    exchangeRateE10: BigInt(exchange),
  };
}

/** Takes JSON as what was frozen. Only this program writes it, so another shape is a bug. */
export function readFrozen(json: unknown): Frozen {
  const frozen = json as Frozen;
  assert(frozen.version === 1, `frozen data has version 1, not ${frozen.version}`);
  return frozen;
}
