/** Counts failed attempts by key in the memory of this process; each makes the next attempt wait longer. */
import { waitAfterMs, type Patience } from '../../domain/accounts/patience.ts';
import { Problem } from '../../domain/problem.ts';

/** After that long without an attempt a key begins anew. */
export const FORGET_MS = 3600 * 1000;
/** Some 10 MB. Whoever would push others out needs more lines than that, for each line has few names. */
const KEYS_MAX = 50_000;

type Kept = { failures: number; waitsUntil: number; lastAt: number };

export type FailureCounter = Readonly<{
  /** Milliseconds until the next attempt of `key` is let in; 0 = now. */
  waitMs: (key: string) => number;
  /** Counts an attempt as failed before it is looked at; the answer takes that back. */
  count: (key: string) => () => void;
  /** The key begins anew. */
  forget: (key: string) => void;
  /** What changed since the last time that `write` took it; failures of 0 = the key begins anew. */
  keep: (write: (changed: readonly KeptFailures[]) => Promise<void>) => Promise<void>;
  restore: (kept: readonly KeptFailures[]) => void;
}>;

export type KeptFailures = Readonly<{ key: string; failures: number; waitsUntil: Date; lastAt: Date }>;

export function createFailureCounter(patience: Patience, now: () => Date): FailureCounter {
  // In the order of their last attempts, so that the first ones are those nobody waits for.
  const kept = new Map<string, Kept>();
  let changed = new Set<string>();
  /** What somebody keeps: an attempt that was right the first time is written nowhere. */
  const written = new Set<string>();
  const find = (key: string) => {
    const found = kept.get(key);
    return found === undefined || found.lastAt + FORGET_MS < now().getTime() ? undefined : found;
  };
  return {
    waitMs: (key) => Math.max(0, (find(key)?.waitsUntil ?? 0) - now().getTime()),
    count: (key) => {
      const entry = find(key) ?? { failures: 0, waitsUntil: 0, lastAt: 0 };
      const before = entry.waitsUntil;
      entry.failures += 1;
      entry.lastAt = now().getTime();
      entry.waitsUntil = entry.lastAt + waitAfterMs(patience, entry.failures);
      const { waitsUntil } = entry;
      kept.delete(key);
      kept.set(key, entry);
      changed.add(key);
      if (kept.size > KEYS_MAX) kept.delete(kept.keys().next().value ?? '');
      return () => {
        entry.failures -= 1;
        if (entry.waitsUntil === waitsUntil) entry.waitsUntil = before;
        changed.add(key);
      };
    },
    forget: (key) => {
      kept.delete(key);
      changed.add(key);
    },
    keep: async (write) => {
      const taken = changed;
      changed = new Set();
      const rows = Array.from(taken, (key) => {
        const { failures, waitsUntil, lastAt } = kept.get(key) ?? { failures: 0, waitsUntil: 0, lastAt: 0 };
        return { key, failures, waitsUntil: new Date(waitsUntil), lastAt: new Date(lastAt) };
      }).filter(({ key, failures }) => failures > 0 || written.has(key));
      if (rows.length === 0) return;
      try {
        await write(rows);
      } catch (error) {
        for (const key of taken) changed.add(key);
        throw error;
      }
      for (const { key, failures } of rows) {
        if (failures > 0) written.add(key);
        else written.delete(key);
      }
    },
    restore: (rows) => {
      for (const { key, failures, waitsUntil, lastAt } of rows) {
        kept.set(key, { failures, waitsUntil: waitsUntil.getTime(), lastAt: lastAt.getTime() });
        written.add(key);
      }
    },
  };
}

/** One attempt, counted in several ways. */
export type Attempt = Readonly<{
  /** Takes back what it was counted for. */
  succeeded: () => void;
}>;

type Count = Readonly<{ counter: FailureCounter; key: string; isForgotten?: boolean }>;

/**
 * Counts an attempt as failed at once, so that attempts at the same moment cannot all pass on the same count. Throws
 * `too_many_attempts` while any of its keys has to wait; a refused attempt counts nowhere. With `isForgotten` a success
 * begins the key anew.
 */
export function takeAttempt(counts: readonly Count[]): Attempt {
  const waitMs = Math.max(...counts.map(({ counter, key }) => counter.waitMs(key)));
  if (waitMs > 0) throw new Problem('too_many_attempts', { retryAfterSeconds: Math.ceil(waitMs / 1000) });
  const taken = counts.map(({ counter, key, isForgotten = false }) => {
    const takeBack = counter.count(key);
    return isForgotten ? () => counter.forget(key) : takeBack;
  });
  return {
    succeeded: () => {
      for (const each of taken) each();
    },
  };
}
