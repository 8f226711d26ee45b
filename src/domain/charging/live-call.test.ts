/** What a call costs so far, worked out by hand: 60/30, 0.005 to connect and 0.012 a minute. */
import { expect, test } from 'vitest';
import { carrierCostSoFarMicros, costSoFarMicros, secondsLeftAt } from './live-call.ts';
import { shownTerms } from './shown-terms.ts';

const terms = shownTerms(['5000', '12000000', 0, 60, 30, '0', '10000000000']);
const answeredAt = new Date('2026-11-24T12:00:00.000Z');
const after = (ms: number) => new Date(answeredAt.getTime() + ms);

test.each([
  [0, 0n],
  [1, 17_000n],
  [60_000, 17_000n],
  [60_001, 23_000n],
  [90_000, 23_000n],
  // Its limit was 100 s: more is not billed, whatever the clock says.
  [600_000, 29_000n],
])('after %i ms it costs %i micros', (ms, micros) => {
  expect(costSoFarMicros(terms, { answeredAt, offeredSeconds: 100 }, after(ms))).toBe(micros);
});

test('while it rings it costs nothing, and all its seconds are left', () => {
  expect(costSoFarMicros(terms, { answeredAt: null, offeredSeconds: 100 }, after(50_000))).toBe(0n);
  expect(secondsLeftAt({ answeredAt: null }, 100, after(50_000))).toBe(100);
});

test('the carrier is owed the real time', () => {
  expect(carrierCostSoFarMicros(terms, { answeredAt }, after(121_000))).toBe(35_000n);
});

test.each([
  [0, 100],
  [1, 100],
  [1000, 99],
  [99_500, 1],
  [200_000, 0],
  // A clock of a switch that is ahead of ours.
  [-5000, 100],
])('after %i ms of 100 s %i s are left', (ms, seconds) => {
  expect(secondsLeftAt({ answeredAt }, 100, after(ms))).toBe(seconds);
});
