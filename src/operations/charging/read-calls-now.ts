/** What goes on in somebody's part of the tree. */
import type pg from 'pg';
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { countCallsNow, type CallsNow } from '../../postgres/charging/calls-now.ts';

/** Attempts of so long are counted. */
const COUNTED_MS = 60_000;

export async function readCallsNow(
  { reads, now }: Readonly<{ reads: pg.Pool; now: () => Date }>,
  actor: Actor,
): Promise<Readonly<{ now: Date; callsPerSecond: number }> & Omit<CallsNow, 'begun'>> {
  const time = now();
  const path = isStaff(actor) ? null : actor.scopePath;
  const since = new Date(time.getTime() - COUNTED_MS);
  const { begun, ...counts } = await countCallsNow(reads, { path, since });
  return { ...counts, now: time, callsPerSecond: Math.round((begun * 10_000) / COUNTED_MS) / 10 };
}
