import { expect, test } from 'vitest';
import { roundTop } from './bar-chart.tsx';

test.each([
  [0, 1],
  [1, 1],
  [1.01, 2],
  [2, 2],
  [3, 5],
  [7, 10],
  [61, 100],
  [140, 200],
  [0.126, 0.2],
])('the axis of %d ends at %d', (value, top) => {
  expect(roundTop(value)).toBeCloseTo(top, 9);
});
