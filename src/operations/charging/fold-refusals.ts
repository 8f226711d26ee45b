/** A phone that redials without end must not fill the disk: identical refusals beyond ten a second are counted. */

const WRITTEN_PER_SECOND = 10;

/** Returns a function that says whether this refusal is one too many in its second. Remembers one second only. */
export function foldRefusals(): (accountId: bigint, reason: string, now: Date) => boolean {
  let second = 0;
  let counts = new Map<string, number>();
  return (accountId, reason, now) => {
    const nowSecond = Math.floor(now.getTime() / 1000);
    if (nowSecond !== second) {
      second = nowSecond;
      counts = new Map();
    }
    const key = `${accountId}:${reason}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count > WRITTEN_PER_SECOND;
  };
}
