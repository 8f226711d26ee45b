/**
 * Months of a town by chance, each step through the production code on real databases, and after each the oracle. One seed again:
 * SIM_SEED=17 npx vitest run test/simulation. `npm run soak` plays 10,000.
 */
import { afterAll, expect, inject, test } from 'vitest';
import { startFakeSwitch } from '../charging/fake-switch.ts';
import { dropDatabase } from '../support/test-database.ts';
import { answerControl } from './play.ts';
import { describe, playSeed, shorten } from './run.ts';
import { buildTown, type Town } from './town.ts';

const ONE = process.env.SIM_SEED;
const SEEDS = Number(process.env.SIM_SEEDS ?? 50);
const FIRST = Number(ONE ?? process.env.SIM_FROM ?? 1);
const STEPS = Number(process.env.SIM_STEPS ?? 60);
/** Fewer seeds where time is over before; never fewer than one. */
const SECONDS = Number(process.env.SIM_SECONDS ?? 50);
/** So many seeds play in the same town. */
const SEEDS_OF_TOWN = 25;
/** Side by side: while one waits for PostgreSQL, another one thinks. */
const AT_ONCE = 3;
const SHORTEN_MS = 60_000;

const fake = await startFakeSwitch();
fake.answerWith(answerControl);
const numberOfTown = (seed: number) => Math.floor(seed / SEEDS_OF_TOWN);
const towns = new Map<number, Promise<Town>>();
const townOf = (seed: number) => {
  const n = numberOfTown(seed);
  const known = towns.get(n) ?? buildTown(inject('templateUrl'), fake.url, n);
  towns.set(n, known);
  return known;
};
/** Each is a database in memory: one that nobody plays in any more is dropped. */
const leaveBefore = async (town: number) => {
  const left = [...towns].filter(([n]) => n < town);
  for (const [n] of left) towns.delete(n);
  for (const [, each] of left) await dropDatabase((await each).url);
};
afterAll(() => leaveBefore(Infinity));

test('after every step of a town’s months, money, holds, free seconds and limits are those of the oracle', {
  timeout: SECONDS * 1000 + 2 * SHORTEN_MS,
}, async () => {
  const startedAt = Date.now();
  const isOver = () => Date.now() - startedAt > SECONDS * 1000;
  const sums = { seeds: 0, steps: 0, calls: 0, days: 0 };
  let next = FIRST;
  const playing = new Set<number>();
  const last = ONE === undefined ? FIRST + SEEDS - 1 : FIRST;
  const failures: string[] = [];
  const playOn = async () => {
    while (next <= last && failures.length === 0 && (sums.seeds === 0 || !isOver())) {
      const seed = next++;
      playing.add(seed);
      const town = await townOf(seed);
      const { failure, steps, calls, days } = await playSeed(town, seed, { steps: STEPS });
      sums.seeds += 1;
      sums.steps += steps.length;
      if (ONE !== undefined) console.log(steps.join('\n'));
      sums.calls += calls;
      sums.days += days;
      if (failure !== null) {
        const shortest = await shorten(town, failure, Date.now() + SHORTEN_MS);
        failures.push(describe(shortest, failure));
      }
      playing.delete(seed);
      await leaveBefore(numberOfTown(Math.min(next, ...playing)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, playOn));
  const { seeds, steps, calls, days } = sums;
  console.log(
    `simulation: ${seeds} seeds, ${steps} steps, ${calls} calls, ${Math.round(days / 30)} months in ${Math.round((Date.now() - startedAt) / 1000)} s`,
  );
  expect(failures.join('\n\n')).toBe('');
});
