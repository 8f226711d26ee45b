/** Counts that end where nobody reads on, and say so. */
import { expect, test } from 'vitest';
import { countAmong, COUNTED_MAX } from '../../src/postgres/count-up-to.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { reads } = await createTestDatabase();

/** Numbers from 1 to `last`, of which only the first `lookedAtMax` are looked at. */
const count = (last: number, isAsked: string, lookedAtMax: number) =>
  countAmong(
    reads,
    { sql: 'select n from generate_series(1, $1::int) as s (n)', values: [last] },
    { sql: [isAsked.replace('?', '$2')], values: isAsked.includes('?') ? [10] : [] },
    { lookedAtMax },
  );

test.each([
  [100, 'true', 100, { count: 100, isMore: false }],
  [100, 'r.n % ? = 0', 100, { count: 10, isMore: false }],
  // Beyond what is looked at there may be more.
  [100, 'r.n % ? = 0', 99, { count: 9, isMore: true }],
  [100, 'r.n > 1000', 50, { count: 0, isMore: true }],
  [COUNTED_MAX, 'true', 20_000, { count: COUNTED_MAX, isMore: false }],
  [COUNTED_MAX + 1, 'true', 20_000, { count: COUNTED_MAX, isMore: true }],
])('of %i rows, those with %s, %i looked at: %j', async (last, isAsked, lookedAtMax, counted) => {
  expect(await count(last, isAsked, lookedAtMax)).toEqual(counted);
});
