/**
 * What changed about live calls, for whoever watches them. Charging notes what it has written; every half second all that
 * happened meanwhile goes to the watchers at once, the last state of each call only. While nobody watches nothing is kept.
 */
import type { Book, LiveSession } from '../../domain/charging/book.ts';

/** Sooner than an eye misses it; at thousands of calls a second it is what bounds the work. */
const TELL_EVERY_MS = 500;
/** Beyond so many in half a second watchers read again what they show. */
const PENDING_MAX = 20_000;
/** More new ones than a page shows are not told. */
const NEW_PER_PATH_MAX = 200;

export type LiveChanges = Readonly<{
  /** The last state by session; null = it is over. */
  sessions: ReadonlyMap<string, LiveSession | null>;
  /** Those that began, of the watcher's part of the tree: the newest ones. */
  begun: readonly LiveSession[];
  /** Their switches were told to end them. */
  ending: ReadonlySet<string>;
  /** More happened than was kept. */
  isOverflown: boolean;
}>;

export type Watcher = Readonly<{
  /** '/1/7/': calls of this account and of everybody below it. */
  path: string;
  onChanges: (changes: LiveChanges) => void;
}>;

export type LiveFeed = Readonly<{
  /** After a batch was committed. */
  note: (book: Pick<Book, 'sessions' | 'changes'>) => void;
  noteEnding: (sessionIds: Iterable<string>) => void;
  /** Other servers charge calls, of which nothing is noted here: watchers read again what they show. */
  noteElsewhere: () => void;
  /** Returns how to stop watching. */
  watch: (watcher: Watcher) => () => void;
}>;

/** `pathOf`: of an account, as far as it is known. */
export function createLiveFeed(pathOf: (accountId: bigint) => string | undefined): LiveFeed {
  const watchers = new Set<Watcher>();
  let sessions = new Map<string, LiveSession | null>();
  let begun: string[] = [];
  let ending = new Set<string>();
  let isOverflown = false;
  let timer: NodeJS.Timeout | null = null;

  const tell = () => {
    timer = null;
    const now = { sessions, ending, isOverflown };
    const begunByPath = byPath(begun, sessions, watchers, pathOf);
    forget();
    for (const watcher of watchers) watcher.onChanges({ ...now, begun: begunByPath.get(watcher.path) ?? [] });
  };
  const forget = () => {
    sessions = new Map();
    begun = [];
    ending = new Set();
    isOverflown = false;
  };
  const keep = (sessionId: string, session: LiveSession | null) => {
    if (sessions.size >= PENDING_MAX) isOverflown = true;
    else sessions.set(sessionId, session);
  };
  const tellSoon = () => {
    timer ??= setTimeout(tell, TELL_EVERY_MS);
  };
  return {
    note: ({ sessions: live, changes }) => {
      if (watchers.size === 0) return;
      for (const id of changes.newSessions) {
        if (sessions.size < PENDING_MAX) begun.push(id);
        keep(id, live.get(id) ?? null);
      }
      for (const id of changes.changedSessions) keep(id, live.get(id) ?? null);
      for (const id of changes.endedSessions.keys()) keep(id, null);
      tellSoon();
    },
    noteEnding: (ids) => {
      if (watchers.size === 0) return;
      for (const id of ids) if (ending.size < PENDING_MAX) ending.add(id);
      tellSoon();
    },
    noteElsewhere: () => {
      if (watchers.size === 0) return;
      isOverflown = true;
      tellSoon();
    },
    watch: (watcher) => {
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
        if (watchers.size > 0) return;
        if (timer !== null) clearTimeout(timer);
        timer = null;
        forget();
      };
    },
  };
}

/** The newest calls that began, for each path that is watched: one walk up the tree a call, however many watch. */
function byPath(
  begun: readonly string[],
  sessions: ReadonlyMap<string, LiveSession | null>,
  watchers: ReadonlySet<Watcher>,
  pathOf: (accountId: bigint) => string | undefined,
): ReadonlyMap<string, readonly LiveSession[]> {
  const found = new Map<string, LiveSession[]>();
  for (const { path } of watchers) found.set(path, []);
  for (let place = begun.length - 1; place >= 0; place--) {
    const session = sessions.get(begun[place] ?? '');
    if (session === null || session === undefined) continue;
    const path = pathOf(session.accountId) ?? '';
    for (let end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
      const of = found.get(path.slice(0, end + 1));
      if (of !== undefined && of.length < NEW_PER_PATH_MAX) of.push(session);
    }
  }
  return found;
}
