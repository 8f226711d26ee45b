/**
 * A phone that redials without end must not fill the disk: identical refusals beyond ten a second are counted. Nor may strangers:
 * their calls are counted by source, and sources beyond 300 a minute together.
 */
import type { FoldedRefusal, Refusal } from '../../domain/charging/book.ts';
import { ANY_SOURCE, type UnknownCall } from '../../domain/charging/unknown-calls.ts';

const WRITTEN_PER_SECOND = 10;
/** As many as a switch tells of refused phones. */
const SOURCES_PER_MINUTE = 300;
/** A switch repeats a question within seconds; older ones are decided anew. */
const REMEMBERED_MAX = 20_000;

export type RefusalFolding = Readonly<{
  /**
   * The call that stands for this refusal, when it is one too many in its second; null when it is written itself. A batch
   * that runs again asks again: it counts once.
   */
  sampleFor: (refusal: Refusal, now: Date) => string | null;
  /** The address that a call of nobody is counted under. */
  sourceFor: (call: UnknownCall, now: Date) => string;
  before: (sessionId: string) => FoldedRefusal | undefined;
  /** After the commit. */
  remember: (refusals: Iterable<FoldedRefusal>) => void;
}>;

export function foldRefusals(): RefusalFolding {
  let second = 0;
  let asked = new Map<string, Set<string>>();
  let minute = 0;
  const sources = new Set<string>();
  const remembered = new Map<string, FoldedRefusal>();
  return {
    sampleFor: ({ accountId, reason, sessionId }, now) => {
      const nowSecond = Math.floor(now.getTime() / 1000);
      if (nowSecond !== second) {
        second = nowSecond;
        asked = new Map();
      }
      const key = `${accountId}:${reason}`;
      const calls = asked.get(key) ?? new Set();
      asked.set(key, calls);
      if (calls.size < WRITTEN_PER_SECOND) calls.add(sessionId);
      if (calls.has(sessionId)) return null;
      return [...calls].at(-1) ?? null;
    },
    sourceFor: ({ source, kind }, now) => {
      const nowMinute = Math.floor(now.getTime() / 60_000);
      if (nowMinute !== minute) {
        minute = nowMinute;
        sources.clear();
      }
      const key = `${source} ${kind}`;
      if (sources.size < SOURCES_PER_MINUTE) sources.add(key);
      return sources.has(key) ? source : ANY_SOURCE;
    },
    before: (sessionId) => remembered.get(sessionId),
    remember: (refusals) => {
      for (const refusal of refusals) remembered.set(refusal.sessionId, refusal);
      for (const oldest of remembered.keys()) {
        if (remembered.size <= REMEMBERED_MAX) return;
        remembered.delete(oldest);
      }
    },
  };
}
