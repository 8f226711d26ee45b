/** What a live call comes to at a moment: counted here from what was pushed, by the code that will price its end. */
import {
  carrierCostSoFarMicros,
  costSoFarMicros,
  secondsLeftAt,
} from '../../../src/domain/charging/live-call.ts';
import { formatMoney } from '../../../src/domain/money.ts';
import { PPM } from '../../../src/domain/rating/rate.ts';
import type { LiveCallFacts } from '../../../src/schemas/charging/live-calls.ts';
import { folded } from '../matches.ts';

export type LiveRow = Readonly<{
  call: LiveCallFacts;
  /** Since the answer; null while it rings. */
  elapsedSeconds: number | null;
  /** Of the caller; null for a call that nobody pays. */
  cost: Readonly<{ micros: bigint; amount: string; currency: string }> | null;
  /** What the reader keeps of it after its cost and commissions; null where it does not sell it, or buys it in another currency. */
  margin: string | null;
  /** Until money, a cap or the longest call ends it. */
  secondsLeft: number;
  ending: 'length' | 'cap' | 'money';
  /** Until the limit that the switch has acknowledged; another slice may follow. */
  limitSeconds: number;
}>;

type Level = LiveCallFacts['levels'][number];

/** `readerId`: whose margin is asked for. */
export function liveRowOf(call: LiveCallFacts, at: Date, readerId: string): LiveRow {
  const answeredAt = call.answeredAt === null ? null : new Date(call.answeredAt);
  const talk = { answeredAt, offeredSeconds: call.offeredSeconds };
  const costOf = ({ terms, freeSeconds }: Level) => costSoFarMicros(terms, talk, at, freeSeconds);
  /** Without what commission resellers are credited of it. */
  const keptOf = (level: Level) => {
    const charge = costOf(level);
    return charge - (charge * BigInt(level.commissionPpm ?? 0)) / PPM;
  };
  const [own] = call.levels;
  const micros = own === undefined ? 0n : costOf(own);
  const longest = call.longest?.seconds ?? call.grantedSeconds;
  return {
    call,
    elapsedSeconds:
      answeredAt === null ? null : Math.floor(Math.max(0, at.getTime() - answeredAt.getTime()) / 1000),
    cost: own === undefined ? null : { micros, amount: formatMoney(micros), currency: own.currency },
    margin: marginOf(),
    secondsLeft: secondsLeftAt(talk, longest, at),
    ending: endingOf(call),
    limitSeconds: secondsLeftAt(talk, call.grantedSeconds, at),
  };

  function marginOf(): string | null {
    const top = call.levels.at(-1);
    if (top === undefined) return null;
    const { terms = null, currency } = call.carrier ?? {};
    if (terms !== null)
      return currency === top.currency
        ? formatMoney(keptOf(top) - carrierCostSoFarMicros(terms, talk, at))
        : null;
    const below = call.levels.at(-2);
    const isSeller = top.accountId === readerId && below?.currency === top.currency;
    return isSeller ? formatMoney(keptOf(below) - costOf(top)) : null;
  }
}

function endingOf({ longest }: LiveCallFacts): LiveRow['ending'] {
  const code = longest?.endingRemark.code;
  if (code === 'ending.length' || code === undefined) return 'length';
  return code === 'ending.money' || code === 'ending.above' ? 'money' : 'cap';
}

/** Those with the text in the name or number of the account or in the SIP user, whatever its case and accents; '' finds all. */
export function callsFound(calls: Iterable<LiveCallFacts>, text: string): readonly LiveCallFacts[] {
  const typed = folded(text);
  return [...calls].filter(({ accountName, accountNumber, device }) =>
    [accountName, accountNumber, device ?? ''].some((each) => folded(each).includes(typed)),
  );
}

export const LIVE_SORTS = ['started', '-started', 'cost', '-cost', 'left', '-left'] as const;
export type LiveSort = (typeof LIVE_SORTS)[number];

/** The latest first, unless something else is asked for; equal ones keep that order. */
export function sortLive(rows: readonly LiveRow[], sort: LiveSort | undefined): readonly LiveRow[] {
  const latestFirst = rows.toSorted((a, b) => (a.call.startedAt < b.call.startedAt ? 1 : -1));
  const value = ({ cost, secondsLeft }: LiveRow) =>
    sort?.endsWith('cost') === true ? Number(cost?.micros ?? 0n) : secondsLeft;
  if (sort === undefined || sort === '-started') return latestFirst;
  if (sort === 'started') return latestFirst.toReversed();
  const sign = sort.startsWith('-') ? -1 : 1;
  return latestFirst.toSorted((a, b) => sign * (value(a) - value(b)));
}
