/** What a switch tells of a card call, and what it is to do next. */
import type { Language } from '../languages.ts';
import type { Utterance } from './utterance.ts';

/** What the caller is to enter. `digitsMin` and `digitsMax` without the hash key that ends it. */
export type Collect = Readonly<{
  do: 'collect';
  what: 'card_number' | 'pin' | 'destination';
  digitsMin: number;
  digitsMax: number;
  /** Until the first key, counted from the end of what is said; keys may be pressed while it is said. */
  timeoutSeconds: number;
  /** From key to key; what was entered by then counts as ended. */
  betweenSeconds: number;
}>;

/**
 * The call to the access number itself costs something: a session on the caller's leg begins with this answer. The leg is to be ended
 * so many seconds from now, at the latest; later limits are pushed.
 */
export type AccessLimit = Readonly<{ sessionId: string; didId: string; secondsFromNow: number }>;

/**
 * One answer to the switch. `Plan`: how the call is to be sent, as for any other call.
 */
export type CardStep<Plan> = Readonly<{
  /** From 1. The switch sends it back with the next input, so that a repeated request is known. */
  number: number;
  language: Language;
  says: readonly Utterance[];
  /** Null in all answers but the one in which it begins. */
  access: AccessLimit | null;
  then: Collect | Readonly<{ do: 'dial'; plan: Plan }> | Readonly<{ do: 'hang_up' }>;
}>;

/** How what was dialled came to its end, as far as the caller's leg knows. */
export type DialEnd = Readonly<{
  /** Null: nobody answered. By the switch's clock. */
  answeredAt: Date | null;
  endedAt: Date;
  /** `caller`: it pressed the keys for a next call, or is gone. `gateway`: nobody took the call. */
  by: 'caller' | 'callee' | 'limit' | 'operator' | 'gateway';
  /** What the other side said, where it did; null = not known. */
  sipStatus: number | null;
  q850Cause: number | null;
  /** The gateway that was tried last, and why it was given up; null where none was. */
  gatewayId: string | null;
  failed: Readonly<{ gatewayId: string; sipStatus: number | null }> | null;
}>;

export type CardInput =
  /** The access number was called and its leg is answered. */
  | Readonly<{ type: 'start' }>
  /** What was entered, without the hash key; "*" begins an entry anew, and may be in it. */
  | Readonly<{ type: 'digits'; digits: string }>
  | Readonly<{ type: 'silence' }>
  /** The switch is back from `dial`. */
  | Readonly<{ type: 'dialled'; end: DialEnd }>
  /** The caller's leg is over; `end` of what was dialled then, null where nothing was. */
  | Readonly<{ type: 'gone'; end: DialEnd | null }>;

/** The leg that called the access number. */
export type CardChannel = Readonly<{
  /** The switch's own name of it: session ids derive from it. */
  ref: string;
  /** E.164 digits. */
  accessNumber: string;
  callerNumber: string | null;
  /** "username@realm" of the phone of our own that called, proved by its digest; null for any other caller. */
  device: string | null;
  createdAt: Date;
  answeredAt: Date | null;
  /** Where the call came from, by network. */
  sourceAddress: string;
  userAgent: string | null;
  callId: string | null;
}>;
