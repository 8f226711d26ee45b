/**
 * Plays a seed step by step. Each step draws its chance from the seed and its own number alone, so that a failing play can be
 * tried again without some of its steps, until few are left that still fail.
 */
import { expect } from 'vitest';
import { seededRandom } from '../support/random.ts';
import { check } from './checks.ts';
import * as accounts from './deeds-accounts.ts';
import * as calls from './deeds-calls.ts';
import * as money from './deeds-money.ts';
import * as prices from './deeds-prices.ts';
import { doJobs, isoOf, settleDown, openPlay, pass, restart, type Play } from './play.ts';
import type { Town } from './town.ts';

const VERIFY_EVERY = 25;
const HOUR_MS = 3_600_000;

const seconds: calls.Deed = async (play) => {
  const ms = play.random.whole(1, 45_000);
  await pass(play, ms);
  return `${ms} ms go by`;
};
const hours: calls.Deed = async (play) => {
  const ms = play.random.whole(1, 36 * HOUR_MS);
  await pass(play, ms);
  return `${(ms / HOUR_MS).toFixed(1)} hours go by`;
};
const days: calls.Deed = async (play) => {
  const ms = play.random.whole(1, 12) * 24 * HOUR_MS;
  await pass(play, ms);
  return `${ms / 24 / HOUR_MS} days go by`;
};
/** To the last or the first moment of a month, on clocks that differ. */
const monthEnds: calls.Deed = async (play) => {
  const { model, random } = play;
  const now = new Date(model.now);
  const ends = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1) + random.whole(-6, 6) * HOUR_MS;
  await pass(play, Math.max(1, ends + random.pick([-1, 0, 1000]) - model.now));
  return 'a month ends';
};
const isRestarted: calls.Deed = async (play) => {
  await restart(play);
  return 'a server is started again';
};
const isCutOff: calls.Deed = async (play) => {
  play.isReachable = !play.isReachable;
  await doJobs(play);
  return play.isReachable ? 'the switch can be reached' : 'the switch cannot be reached';
};

const DEEDS: readonly (readonly [weight: number, deed: calls.Deed])[] = [
  [34, calls.callsOut],
  [9, calls.comesIn],
  [14, calls.goesOn],
  [3, calls.triesGateway],
  [32, calls.isAnswered],
  [20, calls.isOver],
  [7, calls.isCorrected],
  [2, calls.isRepeated],
  [2, calls.isAskedAgain],
  [16, seconds],
  [3, hours],
  [2, days],
  [2, monthEnds],
  [1, isRestarted],
  [2, isCutOff],
  [8, money.paysIn],
  [2, money.isPaidBack],
  [3, money.isAdjusted],
  [3, money.isTransferred],
  [4, prices.setsRate],
  [1, prices.endsRate],
  [1, prices.importsSheet],
  [1, prices.marksUp],
  [2, prices.closesList],
  [2, prices.moneyTurns],
  [2, prices.changesTrunk],
  [2, accounts.isSuspended],
  [2, accounts.isClosed],
  [2, accounts.hasLines],
  [1, accounts.hasCredit],
  [2, accounts.hasCaps],
  [1, accounts.runsOut],
  [1, accounts.callsInside],
  [1, accounts.buysBy],
  [1, accounts.moves],
  [3, accounts.getsPackage],
  [1, accounts.losesPackage],
  [1, accounts.packageChanges],
  [3, accounts.getsNumber],
  [2, accounts.isForwarded],
];
const TOTAL = DEEDS.reduce((sum, [weight]) => sum + weight, 0);

function draw({ random }: Play): calls.Deed {
  let left = random.unit() * TOTAL;
  return (DEEDS.find(([weight]) => (left -= weight) < 0) ?? DEEDS[0]!)[1];
}

export type Failure = Readonly<{ seed: number; step: number; steps: readonly string[]; error: unknown }>;
type Played = Readonly<{
  failure: Failure | null;
  steps: readonly string[];
  calls: number;
  days: number;
}>;

/** Plays so many steps, without those of `skipped`; the failure says every step that was taken. */
export async function playSeed(
  town: Town,
  seed: number,
  { steps, skipped = new Set() }: Readonly<{ steps: number; skipped?: ReadonlySet<number> }>,
): Promise<Played> {
  const play = await openPlay(town, seed);
  const taken: string[] = [];
  let step = 0;
  try {
    for (step = 1; step <= steps; step++) {
      if (skipped.has(step)) continue;
      play.random = seededRandom(seed * 100_003 + step);
      const at = isoOf(play.model.now);
      taken.push(`${step} ${at} ...`);
      const words = await draw(play)(play);
      if (words === null) {
        taken.pop();
        continue;
      }
      taken[taken.length - 1] = `${step} ${at} ${words}`;
      await settleDown(play);
      await check(play);
      if (step % VERIFY_EVERY === 0 || step === steps)
        expect(await play.house.verify(), 'verify').toEqual([]);
    }
    return { failure: null, ...figuresOf(play, taken) };
  } catch (error) {
    return { failure: { seed, step, steps: taken, error }, ...figuresOf(play, taken) };
  } finally {
    await play.close();
  }
}

const figuresOf = ({ calls: all, model, town }: Play, taken: readonly string[]) => ({
  calls: all.length,
  steps: taken,
  days: (model.now - town.model.now) / 24 / HOUR_MS,
});

/** Leaves out ever smaller parts of a play as long as it fails with the same words; for so long at most. */
export async function shorten(
  town: Town,
  { seed, step, error, steps }: Failure,
  untilMs: number,
): Promise<Failure> {
  let failure: Failure = { seed, step, error, steps };
  const skipped = new Set<number>();
  const first = firstLineOf(error);
  for (let size = Math.floor(steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (const part of partsOf(failure.steps, size)) {
      if (Date.now() > untilMs) return failure;
      const without = new Set([...skipped, ...part]);
      const { failure: again } = await playSeed(town, seed, { steps: step, skipped: without });
      if (again === null || firstLineOf(again.error) !== first) continue;
      failure = again;
      for (const each of part) skipped.add(each);
    }
  }
  return failure;
}

/** Numbers of steps, so many at once, the last ones first; the failing step stays. */
function partsOf(steps: readonly string[], size: number): number[][] {
  const numbers = steps.slice(0, -1).map((line) => Number.parseInt(line, 10));
  const parts: number[][] = [];
  while (numbers.length > 0) parts.push(numbers.splice(-size));
  return parts;
}

/** Without the names and figures that differ from play to play. */
const firstLineOf = (error: unknown) =>
  String(error)
    .split('\n')[0]!
    .replace(/[0-9a-f-]{36}|\d+/g, '#')
    .slice(0, 80);

export function describe({ seed, step, steps, error }: Failure, found: Failure): string {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    `Seed ${seed} fails at step ${step}. Again: SIM_SEED=${seed} SIM_STEPS=${step} npx vitest run test/simulation`,
    ...(steps.length < found.steps.length ? ['These steps are enough:'] : []),
    ...steps.map((line) => `  ${line}`),
    message,
  ].join('\n');
}
