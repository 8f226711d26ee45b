/** Lines and money of everybody who pays. */
import { known } from '../assert.ts';
import { availableMicros, linesInUse } from './book.ts';
import type { KnownAccount } from './catalogue.ts';
import { concurrentMax } from './checks.ts';
import { commissionsOf } from './commission.ts';
import { costRatesOf } from './costs-of-call.ts';
import { affordableFor, holdFor } from './free-seconds.ts';
import type { Frozen, FrozenCaps } from './frozen.ts';
import type { Guards } from '../accounts/guards.ts';
import { allowanceMicros, frozenCaps, seenSpending, tightestCap } from './guards.ts';
import { affordable, frozenLevel, purchaseAt, type Level } from './levels.ts';
import type { Failed, WeighSetting } from './weighing.ts';

/** What is fixed of the price: who pays under which terms, who is credited of it, and what the caller may spend. */
export function purchaseOf(
  levels: readonly Level[],
  { caller, guards }: Readonly<{ caller: KnownAccount; guards: Guards }>,
  { catalogue, now }: WeighSetting,
):
  | Readonly<Pick<Frozen, 'levels' | 'commissions' | 'costRates' | 'secondsMax'> & { caps: FrozenCaps }>
  | Failed {
  const paid = levels.map(frozenLevel);
  const commissions = commissionsOf(catalogue, caller, paid, now.getTime());
  if ('reason' in commissions) return commissions;
  const { callSecondsMax } = guards;
  return {
    levels: paid,
    caps: frozenCaps(guards),
    ...(callSecondsMax < catalogue.callSecondsMax ? { secondsMax: callSecondsMax } : {}),
    ...(commissions.length === 0 ? {} : { commissions }),
    ...costRatesOf(catalogue, paid, now.getTime()),
  };
}

/**
 * Calls at once at each level, what the caller may spend, and what each level can pay: the seconds that all allow. `secondsBefore`:
 * so many are over already, and must be paid with at least one more.
 */
export function weighMoney(
  levels: readonly Level[],
  {
    caps,
    secondsMax = Infinity,
    sliceSeconds,
  }: Pick<Frozen, 'secondsMax' | 'sliceSeconds'> & Readonly<{ caps: FrozenCaps }>,
  { catalogue, now }: WeighSetting,
  { takesLine = true, secondsBefore = 0 }: Readonly<{ takesLine?: boolean; secondsBefore?: number }> = {},
) {
  const [own] = levels as readonly [Level];
  const calls = levels.map(
    ({ payer, wallet }) => [linesInUse(wallet), concurrentMax(catalogue, payer, wallet)] as const,
  );
  const available = levels.map(({ wallet }) => String(availableMicros(wallet)));
  const spent = seenSpending(own.wallet, now);
  const fail = (failed: Failed) => ({ failed, seconds: 0, seen: { calls, available, spent } });

  const full = takesLine ? calls.findIndex(([live, max]) => max >= 0 && live >= max) : -1;
  if (full >= 0)
    return fail({
      reason: 'concurrent_calls_reached',
      level: full,
      figures: (calls[full] ?? []).map(String),
    });
  const longestSlice = Math.min(sliceSeconds + secondsBefore, catalogue.callSecondsMax, secondsMax);
  const allowance = allowanceMicros(caps, own.wallet, { heldMicros: 0n, now });
  const allowedSeconds =
    allowance === null ? longestSlice : affordableFor(purchaseAt(own), allowance, longestSlice);
  if (allowedSeconds <= secondsBefore) {
    const { cap, micros, used } = known(tightestCap(caps, spent), 'the cap that was reached');
    const figures = [cap, String(micros), String(used), String(firstMicros(own, secondsBefore))];
    return fail({ reason: 'spend_cap_reached', level: 0, figures });
  }
  const { seconds, level } = affordable(levels, allowedSeconds, secondsBefore);
  if (seconds <= secondsBefore) {
    const figures = [available[level] ?? '', String(firstMicros(levels[level] as Level, secondsBefore))];
    return fail({ reason: 'insufficient_funds', level, figures });
  }
  return { failed: null, seconds, seen: { calls, available, spent } };
}

/** Of the first interval that is still to come, with those before it, what is not free. */
function firstMicros(level: Level, secondsBefore: number): bigint {
  return holdFor(purchaseAt(level), secondsBefore === 0 ? 0 : secondsBefore + 1);
}
