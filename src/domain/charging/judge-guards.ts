/** Whether what calls of an account showed makes a guard fire, and by which evidence. */
import type { DestinationClass, WatchingGuard } from '../accounts/guards.ts';
import type { Sighting } from './sightings.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So far back anything counts. */
export const LOOKED_BACK_MS = HOUR_MS;
/** Calls in the evidence; the newest. */
const CALLS_MAX = 50;

export type Seen = Omit<Sighting, 'accountId'> & Readonly<{ seenAt: Date }>;

/** Numbers are not in it: each stands at its call, as long as it may be kept. */
export type Evidence = Readonly<{
  /** Of risky prefixes how many were tried, and how many make the guard fire; of a cap micros used, and allowed. */
  reached: string;
  max: string;
  calls: readonly Readonly<{ sessionId: string; at: string; subject: string; isGranted: boolean }>[];
  /** Of risky prefixes each with its class, in the order in which they were tried. */
  prefixes: readonly Readonly<{ prefix: string; class: DestinationClass }>[];
}>;

export type Finding = Readonly<{ guard: WatchingGuard; subject: string; evidence: Evidence }>;

/** The newest event of a guard, and of a cap of that cap. */
type Earlier = Readonly<{
  guard: WatchingGuard;
  subject: string;
  happenedAt: Date;
  releasedAt: Date | null;
  blocks: boolean;
}>;

/** `max` = null: risky prefixes are not counted. */
export function judge(
  seen: readonly Seen[],
  { earlier, max, now }: Readonly<{ earlier: readonly Earlier[]; max: number | null; now: Date }>,
): readonly Finding[] {
  const risky = max === null ? null : judgePrefixes(seen, { earlier, max, now });
  const caps = ['spendPerHour', 'spendPerDay'].map((cap) => judgeCap(seen, cap, { earlier, now }));
  return [risky, ...caps].filter((finding) => finding !== null);
}

/** What was seen before the last event, or before its block was released, was judged then: it counts anew. */
function judgePrefixes(
  seen: readonly Seen[],
  { earlier, max, now }: Readonly<{ earlier: readonly Earlier[]; max: number; now: Date }>,
): Finding | null {
  const last = earlier.find(({ guard }) => guard === 'risky_prefixes');
  if (last?.blocks === true) return null;
  const judgedMs = Math.max(last?.happenedAt.getTime() ?? 0, last?.releasedAt?.getTime() ?? 0);
  const sinceMs = Math.max(now.getTime() - HOUR_MS, judgedMs);
  const calls = seen.filter(({ guard, seenAt }) => guard === 'risky_prefixes' && seenAt.getTime() > sinceMs);
  const classes = new Map(calls.map(({ subject, figures: [name] }) => [subject, name as DestinationClass]));
  if (classes.size < max) return null;
  const prefixes = Array.from(classes, ([prefix, name]) => ({ prefix, class: name }));
  const evidence = { reached: String(classes.size), max: String(max), calls: callsOf(calls), prefixes };
  return { guard: 'risky_prefixes', subject: '', evidence };
}

/** Once in each hour or day (UTC), however many calls are refused. */
function judgeCap(
  seen: readonly Seen[],
  cap: string,
  { earlier, now }: Readonly<{ earlier: readonly Earlier[]; now: Date }>,
): Finding | null {
  const periodMs = cap === 'spendPerHour' ? HOUR_MS : DAY_MS;
  const periodOf = (at: Date) => Math.floor(at.getTime() / periodMs);
  const calls = seen.filter(
    ({ guard, subject, seenAt }) =>
      guard === 'spend_cap' && subject === cap && periodOf(seenAt) === periodOf(now),
  );
  const latest = calls.at(-1);
  const last = earlier.find(({ guard, subject }) => guard === 'spend_cap' && subject === cap);
  if (latest === undefined || (last !== undefined && periodOf(last.happenedAt) === periodOf(now)))
    return null;
  const [max = '0', reached = '0'] = latest.figures;
  return {
    guard: 'spend_cap',
    subject: cap,
    evidence: { reached, max, calls: callsOf(calls), prefixes: [] },
  };
}

function callsOf(calls: readonly Seen[]): Evidence['calls'] {
  return calls.slice(-CALLS_MAX).map(({ sessionId, seenAt, subject, isGranted }) => ({
    sessionId,
    at: seenAt.toISOString(),
    subject,
    isGranted,
  }));
}
