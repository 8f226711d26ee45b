/** What is included for one period: how much of it is used, held for running calls, and left. */
import { assert } from '../assert.ts';
import { uuidV7 } from '../ids.ts';
import { periodAt, type Calendar, type Period, type Span } from './period.ts';

/** A package as its owner made it. */
export type KnownPackage = Readonly<{
  id: bigint;
  ownerId: bigint;
  name: string;
  isActive: boolean;
  period: Period;
  includedSeconds: number;
  /** Of several that cover a number the lowest is used first. */
  priority: number;
  /** E.164 digits that a number must begin with; '' = every number. */
  prefixes: ReadonlySet<string>;
}>;

/** That an account has a package. */
export type KnownAssignment = Calendar & Readonly<{ id: bigint; packageId: bigint }>;

/** The free seconds of one assignment and period. Replaced, never changed. */
export type Allowance = Span &
  Readonly<{
    id: string;
    assignmentId: bigint;
    includedSeconds: number;
    usedSeconds: number;
    heldSeconds: number;
  }>;

export const NO_ALLOWANCES: ReadonlyMap<string, Allowance> = new Map();

export function leftSeconds({ includedSeconds, usedSeconds, heldSeconds }: Allowance): number {
  return includedSeconds - usedSeconds - heldSeconds;
}

/** Whether an account has it at an instant. */
export function isInForce({ fromMs, toMs }: Calendar, atMs: number): boolean {
  return fromMs <= atMs && (toMs === null || atMs < toMs);
}

export function coversNumber({ prefixes }: Pick<KnownPackage, 'prefixes'>, number: string): boolean {
  for (let length = 0; length <= number.length; length++)
    if (prefixes.has(number.slice(0, length))) return true;
  return false;
}

/**
 * The allowance that counts at an instant: the one that has begun, as long as it lasts, whatever became of zone, billing day
 * and package meanwhile; else a new one, full.
 */
export function allowanceAt(
  known: ReadonlyMap<string, Allowance>,
  pack: Pick<KnownPackage, 'period' | 'includedSeconds'>,
  assignment: KnownAssignment,
  atMs: number,
): Allowance {
  let latest: Allowance | null = null;
  for (const each of known.values()) {
    const { startsAtMs, endsAtMs } = each;
    if (each.assignmentId !== assignment.id || startsAtMs > atMs || (endsAtMs !== null && endsAtMs <= atMs))
      continue;
    if (latest === null || latest.startsAtMs < startsAtMs) latest = each;
  }
  if (latest !== null) return latest;
  const span = periodAt(pack.period, assignment, atMs);
  const { includedSeconds } = pack;
  const id = allowanceId(assignment.id, span);
  return { id, assignmentId: assignment.id, ...span, includedSeconds, usedSeconds: 0, heldSeconds: 0 };
}

const HALF_HOUR_MS = 1_800_000;
/** Of 16 bits a version of UUIDs takes 4. */
const HALF_HOURS_MAX = 0xfff;

/** Derived from assignment, start and length, so that every server gives the same period the same id. */
function allowanceId(assignmentId: bigint, { startsAtMs, endsAtMs }: Span): string {
  const halfHours = endsAtMs === null ? 0 : Math.round((endsAtMs - startsAtMs) / HALF_HOUR_MS);
  const random = new Uint8Array(10);
  const bytes = new DataView(random.buffer);
  bytes.setUint16(0, Math.min(halfHours, HALF_HOURS_MAX));
  bytes.setBigUint64(2, assignmentId);
  return uuidV7({ time: new Date(startsAtMs), random });
}

/** Takes up to `wanted` seconds of what each may give, in order; says how many of each. */
export function takeInOrder(wanted: number, most: readonly number[]): readonly number[] {
  assert(wanted >= 0, 'seconds are >= 0');
  let open = wanted;
  return most.map((each) => {
    const taken = Math.min(open, each);
    open -= taken;
    return taken;
  });
}

/** Without those that are over and hold nothing: their rows are read again should a late word of a switch need them. */
export function withoutEnded(
  allowances: ReadonlyMap<string, Allowance>,
  atMs: number,
): ReadonlyMap<string, Allowance> {
  const isOver = ({ endsAtMs, heldSeconds }: Allowance) =>
    heldSeconds === 0 && endsAtMs !== null && endsAtMs <= atMs;
  if (![...allowances.values()].some(isOver)) return allowances;
  return new Map([...allowances].filter(([, each]) => !isOver(each)));
}
