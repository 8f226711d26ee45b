/** Pauses after wrong PINs. */
import { expect, test } from 'vitest';
import { afterWrong, isPaused, type Patience, type PinKind } from './pin-patience.ts';

const START_MS = Date.UTC(2026, 11, 1);
const MINUTE_MS = 60_000;
const FRESH: Patience = { wrongAt: [], pausedUntil: null };

/** Wrong PINs at these minutes; the minute until which it is paused after each. */
function pauses(kind: PinKind, minutes: readonly number[]): readonly (number | null)[] {
  let patience = FRESH;
  return minutes.map((minute) => {
    patience = afterWrong(kind, patience, new Date(START_MS + minute * MINUTE_MS));
    const { pausedUntil } = patience;
    return pausedUntil === null ? null : (pausedUntil.getTime() - START_MS) / MINUTE_MS;
  });
}
const none = (length: number) => Array.from({ length }, () => null);

test.each([
  ['the tenth of a caller', 'caller', Array.from({ length: 10 }, (_, n) => n), [...none(9), 24]],
  [
    'each further one within the hour',
    'caller',
    [...Array.from({ length: 10 }, () => 0), 16, 32],
    [...none(9), 15, 31, 47],
  ],
  ['none when the first is an hour old', 'caller', [...Array.from({ length: 9 }, () => 0), 60], none(10)],
  [
    'the tenth a moment before the hour',
    'caller',
    [...Array.from({ length: 9 }, () => 0), 59.9],
    [...none(9), 74.9],
  ],
  ['the twentieth of a card', 'card', Array.from({ length: 20 }, () => 0), [...none(19), 15]],
  [
    'a card that was paused: the twentieth after it, and none before',
    'card',
    [...Array.from({ length: 20 }, () => 0), ...Array.from({ length: 20 }, () => 16)],
    [...none(19), 15, ...none(19), 31],
  ],
] as const)('%s pauses for a quarter of an hour', (_name, kind, minutes, expected) => {
  expect(pauses(kind, minutes)).toEqual(expected);
});

test('is paused until the moment that it says', () => {
  const pausedUntil = new Date(START_MS);
  expect(isPaused({ pausedUntil }, new Date(START_MS - 1))).toBe(true);
  expect(isPaused({ pausedUntil }, new Date(START_MS))).toBe(false);
  expect(isPaused({ pausedUntil: null }, new Date(START_MS))).toBe(false);
});
