/** What a switch does with a call: the answers to every question that belongs to it, put together. */
import type { Reason } from './reasons.ts';

/** One call of those that talk on a leg: one goes on as another where a number of ours was dialled or is forwarded. */
export type PlannedCall = Readonly<{
  sessionId: string;
  /** Talk seconds from the answer on. */
  grantedSeconds: number;
  /** The number that it went on from, by its id; null for the newest one, which the place carries that takes it. */
  via: string | null;
}>;

/** Where the newest call may be sent. */
export type Place =
  | Readonly<{ kind: 'gateway'; id: string; uri: string; transport: string; callerNumber: string | null }>
  /** All of them ring at once, each wherever it is registered. */
  | Readonly<{
      kind: 'devices';
      devices: readonly Readonly<{ id: string; uri: string }>[];
      callerNumber: string | null;
    }>;

/** The call goes on to where a number is forwarded: the account that has the number is asked and pays. */
export type Onward = Readonly<{
  type: 'number' | 'forward';
  /** E.164 digits of our number. */
  number: string;
  /** How often the call was forwarded, with this time. */
  forwards: number;
  /** E.164 digits; null = anonymous. */
  callerNumber: string | null;
}>;

export type GrantedPlan = Readonly<{
  ok: true;
  /** The oldest first. Each has its own limit and its own end. */
  calls: readonly [PlannedCall, ...PlannedCall[]];
  /** In the order in which they are tried; none where the call can only go on `later`. */
  places: readonly Place[];
  /** Of each place. */
  ringTimeoutSeconds: number;
  /** Of the first gateway's trunk; none: any. */
  codecs: readonly string[];
  /** Who forwarded it, E.164 digits, and how often it was (RFC 5806); null where nobody did. */
  diversion: Readonly<{ number: string; counter: number }> | null;
  /** Where it goes on when no place takes it; `via`: the number that is forwarded, by its id. */
  later: Readonly<{ when: 'unregistered' | 'no_answer'; via: string; onward: Onward }> | null;
  /** So many were asked for on this leg by now. */
  questions: number;
}>;

export type RefusedPlan = Readonly<{
  ok: false;
  /** The true one, for logs; `call_is_over` and `id_reused`: the same question was answered before and cannot be again. */
  reason: Reason | 'call_is_over' | 'id_reused';
  sipStatus: number;
  /** Plain ASCII. */
  sipReason: string;
  q850Cause: number;
  /** '' = nothing beyond the phrase. */
  message: string;
}>;

export type CallPlan = GrantedPlan | RefusedPlan;
