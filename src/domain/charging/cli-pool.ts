/**
 * What the CLI pool of an account makes of an outbound call: the caller ID, after localization and as E.164 digits, is
 * compared with the account's own numbers, and one that is not among them has the consequence of the mode.
 */
import type { CliPool } from '../accounts/billing-rules.ts';

/** E.164 digits: the DIDs that an account has, and its caller IDs flagged *present*. */
export type OwnNumbers = Readonly<{
  dids: readonly string[];
  callerIds: readonly string[];
  /** Flagged *present* too, and not counted, because nobody has verified them. */
  unverified?: readonly string[];
}>;

export type CliDecision =
  | Readonly<{ pool: CliPool; isMatch: boolean; effect: 'kept' | 'other_rate_group' | 'refused' }>
  | Readonly<{ pool: CliPool; isMatch: false; effect: 'presented'; presented: string }>;

type Comparison = Readonly<{
  with: 'dids' | 'callerIds' | 'either';
  otherwise: 'present' | 'rate' | 'refuse';
}>;

const MODES: Readonly<Record<Exclude<CliPool, 'off'>, Comparison>> = {
  present_did: { with: 'dids', otherwise: 'present' },
  present_caller_id: { with: 'callerIds', otherwise: 'present' },
  rate_did: { with: 'dids', otherwise: 'rate' },
  rate_caller_id: { with: 'callerIds', otherwise: 'rate' },
  rate_either: { with: 'either', otherwise: 'rate' },
  refuse_did: { with: 'dids', otherwise: 'refuse' },
  refuse_caller_id: { with: 'callerIds', otherwise: 'refuse' },
  refuse_either: { with: 'either', otherwise: 'refuse' },
};

/** Whether a call of this mode may be priced by the NON-CLI rate group. */
export function ratesOtherwise(pool: CliPool): boolean {
  return pool !== 'off' && MODES[pool].otherwise === 'rate';
}

export function isOwn({ dids, callerIds }: OwnNumbers, number: string | null): boolean {
  return number !== null && (dids.includes(number) || callerIds.includes(number));
}

/** Says whether the mode compares a caller ID with those of the account, and this one is left out because it is not verified. */
export function isLeftOut(
  pool: CliPool,
  caller: string | null,
  { dids, unverified = [] }: OwnNumbers,
): boolean {
  if (pool === 'off' || MODES[pool].with === 'dids' || caller === null) return false;
  return unverified.includes(caller) && !(MODES[pool].with === 'either' && dids.includes(caller));
}

/**
 * Decides by mode. `caller` is null for an anonymous one and for what is no number: it never matches. An empty pool has no
 * match, and nothing to present either, so there the call is refused. `draw`, from 0 to below 1 and the same for the same
 * call, chooses the number that is presented. Null when the pool is off.
 */
export function decideCli(
  pool: CliPool,
  caller: string | null,
  { dids, callerIds }: OwnNumbers,
  draw: number,
): CliDecision | null {
  if (pool === 'off') return null;
  const { with: compared, otherwise } = MODES[pool];
  const numbers = compared === 'dids' ? dids : compared === 'callerIds' ? callerIds : [...dids, ...callerIds];
  if (caller !== null && numbers.includes(caller)) return { pool, isMatch: true, effect: 'kept' };
  if (otherwise === 'rate') return { pool, isMatch: false, effect: 'other_rate_group' };
  const presented = otherwise === 'present' ? numbers[Math.floor(draw * numbers.length)] : undefined;
  if (presented === undefined) return { pool, isMatch: false, effect: 'refused' };
  return { pool, isMatch: false, effect: 'presented', presented };
}
