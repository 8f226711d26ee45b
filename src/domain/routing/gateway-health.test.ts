import { expect, test } from 'vitest';
import { seededRandom } from '../../../test/support/random.ts';
import {
  afterResult,
  FAILURES_MAX,
  HEALTHY,
  isResting,
  resultOfEnd,
  type GatewayHealth,
  type GatewayResult,
} from './gateway-health.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 12) + seconds * 1000);
const failed = (seconds: number, sipStatus: number | null = 503): GatewayResult => ({
  at: at(seconds),
  failure: { sipStatus },
});
const worked = (seconds: number): GatewayResult => ({ at: at(seconds), failure: null });
const after = (...results: readonly GatewayResult[]) => results.reduce(afterResult, HEALTHY);
/** Since when, until when, in seconds. */
const out = ({ unhealthySince, retryAt }: GatewayHealth) =>
  [unhealthySince, retryAt].map((each) => each && (each.getTime() - at(0).getTime()) / 1000);

test.each([
  ['two failures are none too many', [failed(0), failed(1)], [null, null]],
  ['the third in a row is: out for half a minute', [failed(0), failed(1), failed(2)], [2, 32]],
  ['a success in between begins anew', [failed(0), failed(1), worked(2), failed(3)], [null, null]],
  ['failures more than five minutes apart are no row', [failed(0), failed(301), failed(602)], [null, null]],
  ['five minutes apart they are', [failed(0), failed(300), failed(600)], [600, 630]],
  [
    'calls that were under way meanwhile change nothing',
    [failed(0), failed(1), failed(2), failed(31)],
    [2, 32],
  ],
  [
    'a try that fails keeps it out for twice as long',
    [failed(0), failed(1), failed(2), failed(40)],
    [2, 100],
  ],
  ['one success is enough', [failed(0), failed(1), failed(2), worked(10)], [null, null]],
  [
    'a success that is told late and was before does not count',
    [failed(0), failed(1), failed(2), worked(1)],
    [2, 32],
  ],
  [
    'nor does a failure before the success that is known',
    [failed(0), worked(10), failed(3), failed(4), failed(5)],
    [null, null],
  ],
] as const)('%s', (_name, results, expected) => {
  expect(out(after(...results))).toEqual(expected);
});

test('the rest doubles up to a quarter of an hour, and begins anew after a success', () => {
  let health = after(failed(0), failed(0), failed(0));
  const rests = [];
  for (let tries = 0; tries < 60; tries++) {
    const retryAt = health.retryAt ?? at(0);
    health = afterResult(health, { at: retryAt, failure: { sipStatus: 408 } });
    rests.push(((health.retryAt?.getTime() ?? 0) - retryAt.getTime()) / 1000);
  }
  expect(rests.slice(0, 6)).toEqual([60, 120, 240, 480, 900, 900]);
  expect(rests.at(-1)).toBe(900);
  const since = (health.retryAt?.getTime() ?? 0) / 1000 - at(0).getTime() / 1000;
  const again = [worked(since), failed(since + 1), failed(since + 2), failed(since + 3)];
  expect(out(again.reduce(afterResult, health))).toEqual([since + 3, since + 33]);
});

test('the last failure is told with its status, also when it came late', () => {
  expect(after(failed(5, 500), failed(2, 503))).toMatchObject({
    failures: 2,
    failedAt: at(5),
    sipStatus: 500,
  });
  expect(after(failed(5, 500), worked(6))).toMatchObject({
    failures: 0,
    failedAt: at(5),
    recoveredAt: at(6),
  });
});

test('a success of a healthy gateway changes nothing, so that nothing is written', () => {
  const quiet = after(failed(0), worked(1));
  expect(afterResult(quiet, worked(2))).toBe(quiet);
  expect(afterResult(HEALTHY, worked(2))).toBe(HEALTHY);
});

test('whatever happens in whatever order, it is out after a row of failures alone and never for long', () => {
  const seen = { out: 0, back: 0 };
  for (let seed = 1; seed <= 300; seed++) {
    const random = seededRandom(seed);
    let health = HEALTHY;
    let row = 0;
    for (let step = 0; step < 60; step++) {
      const result = random.pick([failed, failed, worked])(random.whole(0, 2000));
      const before = health;
      health = afterResult(health, result);
      if (health !== before) row = result.failure === null ? 0 : row + 1;
      expect(health.failures, `seed ${seed}`).toBeLessThanOrEqual(row);
      const isOut = health.unhealthySince !== null;
      if (isOut) expect(health.failures, `seed ${seed}`).toBeGreaterThanOrEqual(FAILURES_MAX);
      if (isOut) expect(health.retryAt!.getTime() - health.failedAt!.getTime()).toBeLessThanOrEqual(900_000);
      if (isOut && before.unhealthySince === null) seen.out += 1;
      if (!isOut && before.unhealthySince !== null) seen.back += 1;
    }
    const later = afterResult(health, worked(3000));
    expect(later, `seed ${seed}`).toMatchObject({
      failures: 0,
      unhealthySince: null,
      retryAt: null,
      rests: 0,
    });
  }
  expect([seen.out > 100, seen.back > 100]).toEqual([true, true]);
});

test('it rests until the moment of the next try', () => {
  expect([isResting(null, 5), isResting(6, 5), isResting(5, 5)]).toEqual([false, true, false]);
});

test.each([
  ['503 of a switch that says no more', { sipStatus: 503 }, 503],
  ['a digest that is not taken', { sipStatus: 407 }, 407],
  ['silence', { sipStatus: 503, failed: { sipStatus: 408 } }, 408],
  ['a failure of which the status is not told', { sipStatus: 503, failed: { sipStatus: null } }, null],
  ['busy', { sipStatus: 486 }, 'worked'],
  ['not found', { sipStatus: 404, failed: null }, 'worked'],
  ['declined', { sipStatus: 603 }, 'worked'],
  ['a redirection that our own switch turned into 502', { sipStatus: 502, failed: null }, 'worked'],
  ['nobody answered', { sipStatus: 408, failed: null }, 'nothing'],
  ['the caller gave up', { sipStatus: 487 }, 'nothing'],
  ['no status', { sipStatus: null }, 'nothing'],
] as const)('an end says of the gateway: %s', (_name, end, expected) => {
  const result = resultOfEnd({ endedAt: at(1), ...end });
  const told = result === null ? 'nothing' : result.failure === null ? 'worked' : result.failure.sipStatus;
  expect(told).toBe(expected);
});
