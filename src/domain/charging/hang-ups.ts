/** Why a call was ended from here: a closed list for people, and what the program itself ends calls for. */

/** For whoever hangs up; `other` says more in its note. */
export const HANG_UP_REASONS = [
  'requested',
  'nobody_there',
  'wrong_destination',
  'quality',
  'fraud',
  'maintenance',
  'other',
] as const;
export type HangUpReason = (typeof HANG_UP_REASONS)[number];

/** Of the program: the account (or one above) may not call any more; the call went on beyond its limit. */
export const SYSTEM_HANG_UP_REASONS = ['account_barred', 'limit_lost'] as const;
export type AnyHangUpReason = HangUpReason | (typeof SYSTEM_HANG_UP_REASONS)[number];

/** What somebody suspects, or says in words of its own, is not for the caller. */
const FOR_THOSE_ABOVE: ReadonlySet<AnyHangUpReason> = new Set(['fraud', 'maintenance', 'other']);

/** The reason that the caller is told. */
export function safeHangUpReason(reason: AnyHangUpReason): AnyHangUpReason {
  return FOR_THOSE_ABOVE.has(reason) ? 'other' : reason;
}
