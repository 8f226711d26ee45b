/** Lines and money of everybody who pays. */
import { known } from '../assert.ts';
import { affordableSeconds } from '../rating/hold.ts';
import { availableMicros } from './book.ts';
import { concurrentMax } from './checks.ts';
import { allowanceMicros, seenSpending, tightestCap, type frozenCaps } from './guards.ts';
import { affordable, type Level } from './levels.ts';
import type { Failed, WeighSetting } from './weighing.ts';

/** Calls at once at each level, what the caller may spend, and what each level can pay: the seconds that all allow. */
export function weighMoney(
  levels: readonly Level[],
  caps: ReturnType<typeof frozenCaps>,
  sliceSeconds: number,
  { catalogue, now }: WeighSetting,
) {
  const [own] = levels as readonly [Level];
  const calls = levels.map(
    ({ payer, wallet }) => [wallet.liveCalls, concurrentMax(catalogue, payer, wallet)] as const,
  );
  const available = levels.map(({ wallet }) => String(availableMicros(wallet)));
  const spent = seenSpending(own.wallet, now);
  const fail = (failed: Failed) => ({ failed, seconds: 0, seen: { calls, available, spent } });

  const full = calls.findIndex(([live, max]) => max >= 0 && live >= max);
  if (full >= 0)
    return fail({
      reason: 'concurrent_calls_reached',
      level: full,
      figures: (calls[full] ?? []).map(String),
    });
  const longestSlice = Math.min(sliceSeconds, catalogue.callSecondsMax);
  const allowance = allowanceMicros(caps, own.wallet, { heldMicros: 0n, now });
  const allowedSeconds =
    allowance === null ? longestSlice : affordableSeconds(own.hold, allowance, longestSlice);
  if (allowedSeconds === 0) {
    const { cap, micros, used } = known(tightestCap(caps, spent), 'the cap that was reached');
    const figures = [cap, String(micros), String(used), String(own.hold.firstMicros)];
    return fail({ reason: 'spend_cap_reached', level: 0, figures });
  }
  const { seconds, level } = affordable(levels, allowedSeconds);
  if (seconds === 0) {
    const figures = [available[level] ?? '', String((levels[level] as Level).hold.firstMicros)];
    return fail({ reason: 'insufficient_funds', level, figures });
  }
  return { failed: null, seconds, seen: { calls, available, spent } };
}
