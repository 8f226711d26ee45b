/** What watchers of live calls are told: of their part of the tree, the last state of each call only, and bounded. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyChanges, type LiveSession } from '../../domain/charging/book.ts';
import { createLiveFeed, type LiveChanges } from './live-feed.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PATHS = new Map([
  [7n, '/1/5/7/'],
  [8n, '/1/6/8/'],
]);
const feed = createLiveFeed((id) => PATHS.get(id));
const session = (sessionId: string, accountId: bigint, grantedSeconds = 60) =>
  ({ sessionId, accountId, grantedSeconds }) as LiveSession;
const noted = (sessions: readonly LiveSession[], kind: 'newSessions' | 'changedSessions') => {
  const changes = emptyChanges();
  for (const { sessionId } of sessions) changes[kind].add(sessionId);
  feed.note({ sessions: new Map(sessions.map((each) => [each.sessionId, each])), changes });
};
const ended = (sessionId: string) => {
  const changes = emptyChanges();
  changes.endedSessions.set(sessionId, 1n);
  feed.note({ sessions: new Map([[sessionId, null]]), changes });
};
const watch = (path: string) => {
  const told: LiveChanges[] = [];
  const stop = feed.watch({ path, onChanges: (changes) => told.push(changes) });
  return { told, stop };
};
const tell = () => vi.advanceTimersByTime(500);

test('each watcher hears at once of what began below it, and the last state of each call', () => {
  const [all, one, other] = [watch('/1/'), watch('/1/5/'), watch('/1/6/')];
  noted([session('a', 7n)], 'newSessions');
  noted([session('a', 7n, 120)], 'changedSessions');
  noted([session('b', 8n), session('c', 7n)], 'newSessions');
  ended('c');
  expect(all.told).toEqual([]);
  tell();
  const begun = ({ told }: typeof all) => told[0]?.begun.map(({ sessionId }) => sessionId);
  expect([begun(all), begun(one), begun(other)]).toEqual([['b', 'a'], ['a'], ['b']]);
  expect(one.told[0]?.begun[0]?.grantedSeconds).toBe(120);
  expect(one.told[0]?.sessions.get('c')).toBeNull();
  tell();
  expect(all.told).toHaveLength(1);
  for (const { stop } of [all, one, other]) stop();
});

test('more than fits says so, and what nobody watches is not kept', () => {
  noted([session('before', 7n)], 'newSessions');
  const { told, stop } = watch('/1/');
  tell();
  expect(told).toEqual([]);
  noted(
    Array.from({ length: 30_000 }, (_, n) => session(`s${n}`, 7n)),
    'newSessions',
  );
  tell();
  expect(told[0]).toMatchObject({ isOverflown: true });
  expect([told[0]?.sessions.size, told[0]?.begun.length]).toEqual([20_000, 200]);
  stop();
});
