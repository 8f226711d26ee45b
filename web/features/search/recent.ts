/** What was opened from the search, newest first: for this tab, and gone with the sign-out. */
import type { Entry } from './entries.ts';

const KEY = 'tollbook.search';
const KEPT = 6;

export function recentEntries(): readonly Entry[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? (kept as Entry[]) : [];
  } catch {
    return []; // what is no list of ours is as good as none
  }
}

export function keepEntry(entry: Entry): void {
  const others = recentEntries().filter(({ key }) => key !== entry.key);
  sessionStorage.setItem(KEY, JSON.stringify([entry, ...others].slice(0, KEPT)));
}
