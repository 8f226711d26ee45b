/** When guards that watch fire, and by which evidence. */
import { expect, test } from 'vitest';
import { judge, type Seen } from './judge-guards.ts';

const NOW = Date.UTC(2026, 10, 24, 12, 30);
const MINUTE = 60_000;
const tried = (prefix: string, minutesAgo: number): Seen => ({
  sessionId: `call to ${prefix}`,
  guard: 'risky_prefixes',
  subject: prefix,
  figures: ['high_risk'],
  isGranted: true,
  seenAt: new Date(NOW - minutesAgo * MINUTE),
});
const capped = (cap: string, minutesAgo: number): Seen => ({
  ...tried(cap, minutesAgo),
  guard: 'spend_cap',
  figures: ['25000000', '25000000'],
});
const risky = (happenedAgo: number, releasedAgo: number | null, blocks = false) => ({
  guard: 'risky_prefixes' as const,
  subject: '',
  happenedAt: new Date(NOW - happenedAgo * MINUTE),
  releasedAt: releasedAgo === null ? null : new Date(NOW - releasedAgo * MINUTE),
  blocks,
});
const THREE = [tried('252', 50), tried('960', 30), tried('960', 20), tried('53', 10)];

test.each([
  ['three different ones', THREE, [], 1],
  ['the same one again and again', [tried('252', 3), tried('252', 2), tried('252', 1)], [], 0],
  ['one more than an hour ago', [tried('252', 61), ...THREE.slice(1)], [], 0],
  ['judged before: those since then are two', THREE, [risky(40, null)], 0],
  ['judged long before', THREE, [risky(55, null)], 1],
  ['released since', THREE, [risky(300, 40)], 0],
  ['blocked already', THREE, [risky(300, null, true)], 0],
])('risky prefixes: %s', (_name, seen, earlier, findings) => {
  expect(judge(seen, { earlier, max: 3, now: new Date(NOW) }).length).toBe(findings);
});

test('the evidence names the calls and each prefix once', () => {
  const [finding] = judge(THREE, { earlier: [], max: 3, now: new Date(NOW) });
  expect(finding?.evidence).toMatchObject({ reached: '3', max: '3', prefixes: { length: 3 } });
  expect(finding?.evidence.calls.map(({ subject }) => subject)).toEqual(['252', '960', '960', '53']);
  expect(judge(THREE, { earlier: [], max: null, now: new Date(NOW) })).toEqual([]);
});

test.each([
  ['in this hour', [capped('spendPerHour', 5)], null, ['spendPerHour']],
  ['in the hour before, which is over', [capped('spendPerHour', 31)], null, []],
  ['on this day', [capped('spendPerDay', 31)], null, ['spendPerDay']],
  ['told in this hour', [capped('spendPerHour', 5)], 20, []],
  ['told in the hour before', [capped('spendPerHour', 5)], 40, ['spendPerHour']],
] as const)('a cap that was reached %s', (_name, seen, toldAgo, found) => {
  const before = { ...risky(toldAgo ?? 0, null), guard: 'spend_cap' as const, subject: 'spendPerHour' };
  const earlier = toldAgo === null ? [] : [before];
  const findings = judge(seen, { earlier, max: 3, now: new Date(NOW) });
  expect(findings.map(({ subject }) => subject)).toEqual(found);
});
