/** What a switch tells, and what it is answered: the contract in the words of the domain. */
import type { Reason } from './reasons.ts';

/**
 * How a caller is known: by the digest of a device, or by the address its call comes from. A call that was granted may go on:
 * to one of our numbers (`number`), or from one to where it is forwarded (`forward`). Whose calling card it is (`card`, and
 * `card_access` for the call to the access number itself) Tollbook has found out: the contract takes neither from a switch.
 */
export type Identity =
  | Readonly<{ type: 'sip_device'; username: string; realm: string }>
  | Readonly<{ type: 'ip_address'; address: string }>
  | Readonly<{ type: 'number'; sessionId: string; number: string; forwards: number }>
  | Readonly<{ type: 'forward'; sessionId: string; number: string; forwards: number }>
  | CardIdentity;

/** `accessNumber`: the access number that was called, E.164 digits. */
export type CardIdentity = Readonly<{
  type: 'card' | 'card_access';
  accountId: string;
  accessNumber: string;
}>;

export type AuthorizeEvent = Readonly<{
  type: 'authorize';
  switchId: bigint;
  canPush: boolean;
  /** Derived from switch, attempt and start: the same question has the same session. */
  sessionId: string;
  /** Of the whole question: the same session with another question is `id_reused`. */
  digest: bigint;
  attemptId: string;
  startedAt: Date;
  identity: Identity;
  destination: string;
  callerNumber: string | null;
  sourceAddress: string;
  userAgent: string | null;
  callId: string | null;
  switchRef: string | null;
}>;

type OfSession = Readonly<{ sessionId: string; switchId: bigint }>;

/** A gateway that did nothing with the call, so that the next one was tried, or none was left. */
export type FailedGateway = Readonly<{
  gatewayId: string;
  /** 408 when it said nothing; null = not told. */
  sipStatus: number | null;
}>;

/** A gateway is tried now, and why the one before it was given up. */
export type AttemptEvent = OfSession &
  Readonly<{
    type: 'attempt';
    gatewayId: string | null;
    at: Date;
    failed?: FailedGateway | null | undefined;
  }>;

export type AnsweredEvent = OfSession &
  Readonly<{ type: 'answered'; gatewayId: string | null; answeredAt: Date }>;

export type EndedEvent = OfSession &
  Readonly<{
    type: 'ended';
    leg: number;
    /** 0 is our own estimate; the switch counts from 1, and a later one corrects. */
    revision: number;
    digest: bigint;
    outcome: 'answered' | 'unanswered';
    answeredAt: Date | null;
    endedAt: Date;
    /** By the switch's own clock. */
    talkMs: number;
    endedBy: string;
    sipStatus: number | null;
    q850Cause: number | null;
    gatewayId: string | null;
    isEstimated: boolean;
    /** Why the last gateway was given up; null = it was not, undefined = the switch does not say. */
    failed?: FailedGateway | null | undefined;
  }>;

/** Our own: the next slice of a running call is due. */
export type ExtendEvent = Readonly<{ type: 'extend'; sessionId: string; sliceNumber: number }>;

/** Our own: what the push of a slice came to, or what the switch said of a call. */
export type PushedEvent = Readonly<{ type: 'pushed'; sessionId: string; sliceNumber: number }>;
export type SightingEvent = Readonly<{
  type: 'sighted';
  sessionId: string;
  /**
   * 'alive' moves the deadline, 'unknown' marks since when nobody can be asked; 'missed' means that the switch did not
   * find the call for a push: it is asked again at once.
   */
  sighting: 'alive' | 'unknown' | 'missed';
  /** Which switch told by itself that it is alive, and when by its clock; absent = it was asked, and is now. */
  told?: Readonly<{ switchId: bigint; at: Date }>;
}>;

export type ChargingEvent =
  | AuthorizeEvent
  | AttemptEvent
  | AnsweredEvent
  | EndedEvent
  | ExtendEvent
  | PushedEvent
  | SightingEvent;

export type GrantedGateway = Readonly<{
  /**
   * A gateway of a carrier; a device that is registered at the switch; or the call goes on as another one: to a number of
   * ours, or to where one is forwarded.
   */
  kind: 'gateway' | 'device' | 'number' | 'forward';
  id: string;
  uri: string;
  transport: string;
  callerNumber: string | null;
  /** Of a forward: when it is its turn. */
  when?: 'always' | 'unregistered' | 'no_answer';
}>;

export type Granted = Readonly<{
  ok: true;
  sessionId: string;
  /** Talk seconds the switch may allow, from the answer on. */
  grantedSeconds: number;
  /** The longest this call may ever become. */
  limitSeconds: number;
  ringTimeoutSeconds: number;
  callerNumber: string | null;
  destination: string;
  gateways: readonly GrantedGateway[];
  /** The number that the call was forwarded from; absent where it was not. */
  diversion?: string;
  codecs: readonly string[];
}>;

export type Refused = Readonly<{
  ok: false;
  sessionId: string;
  reason: Reason;
  sipStatus: number;
  sipReason: string;
  q850Cause: number;
  message: string;
}>;

/** What an event that is not a question is answered. */
export type Noted = Readonly<{ ok: true; sessionId: string }>;

/** What became of a slice: its new end in seconds from the answer, and whether the switch must be told. */
export type Extended = Readonly<{
  ok: true;
  sessionId: string;
  sliceNumber: number;
  push: Readonly<{ secondsFromNow: number; switchId: bigint; switchRef: string | null }> | null;
}>;

/** What is wrong with an event of a switch, at which of its fields. */
export type EventMistake = Readonly<{ field: string; message: string }>;

/** A contradiction that only a caller's bug explains; the event changes nothing. */
export type Rejected = Readonly<{
  ok: false;
  sessionId: string;
  /**
   * `call_is_over`: it was granted once, and nothing is held for it any more. `account_was_moved`: a correction came after
   * one who pays got a wallet in another book. `invalid_input`: it cannot be true of this call, and `errors` says why.
   */
  problem: 'id_reused' | 'session_not_found' | 'call_is_over' | 'account_was_moved' | 'invalid_input';
  errors?: readonly EventMistake[];
}>;

export type ChargingAnswer = Granted | Refused | Noted | Extended | Rejected;
