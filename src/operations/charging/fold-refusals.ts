/** A phone that redials without end must not fill the disk: identical refusals beyond ten a second are counted. */
import type { FoldedRefusal } from '../../domain/charging/book.ts';

const WRITTEN_PER_SECOND = 10;
/** A switch repeats a question within seconds; older ones are decided anew. */
const REMEMBERED_MAX = 20_000;

export type RefusalFolding = Readonly<{
  /** Says whether this refusal is one too many in its second. A batch that runs again asks again: it counts once. */
  isFolded: (refusal: FoldedRefusal, now: Date) => boolean;
  before: (sessionId: string) => FoldedRefusal | undefined;
  /** After the commit. */
  remember: (refusals: Iterable<FoldedRefusal>) => void;
}>;

export function foldRefusals(): RefusalFolding {
  let second = 0;
  let asked = new Map<string, Set<string>>();
  const remembered = new Map<string, FoldedRefusal>();
  return {
    isFolded: ({ accountId, reason, sessionId }, now) => {
      const nowSecond = Math.floor(now.getTime() / 1000);
      if (nowSecond !== second) {
        second = nowSecond;
        asked = new Map();
      }
      const key = `${accountId}:${reason}`;
      const calls = asked.get(key) ?? new Set();
      asked.set(key, calls);
      if (calls.size < WRITTEN_PER_SECOND) calls.add(sessionId);
      return !calls.has(sessionId);
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
