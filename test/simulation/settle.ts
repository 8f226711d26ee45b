/** The oracle of ends: what a record must say, and what it does to money and free seconds. */
import { allowancesOf, leftOf, ofLevel } from './free.ts';
import { spentBy } from './decide.ts';
import { accountOf, issuerOf, type Account, type Call, type Model } from './model.ts';
import { begunSeconds, billed, commissionOf, inTurn, priceOf, total } from './prices.ts';

/** A record as it stands in the database. */
export type Row = Readonly<{
  sessionId: string;
  revision: number;
  outcome: string;
  talkMs: number;
  endedBy: string | null;
  reason: string | null;
  granted: number;
  isOverrun: boolean;
  gateway: string | null;
  charges: readonly bigint[];
  usedFree: readonly number[];
  carrier: bigint;
  answeredAt: Date | null;
  at: Date;
}>;

/** Timers end calls a little late; beyond this a switch let a call go on. */
const LATE_MAX = 2;
const LATE_LIMIT_MAX = 10;

/** Checks the record of a call against what it must be, and books it in the model. Returns what is wrong, in words. */
export function settle(model: Model, call: Call, row: Row): string[] {
  const wrong: string[] = [];
  const must = (what: string, is: unknown, due: unknown) => {
    if (String(is) !== String(due))
      wrong.push(`call ${call.n}, record ${row.revision}: ${what} is ${String(is)}, must be ${String(due)}`);
  };
  const talk = row.outcome === 'answered' ? begunSeconds(row.talkMs) : 0;
  const isByLimit = row.endedBy === 'limit';
  const isLate = talk > call.offered + (isByLimit ? LATE_LIMIT_MAX : LATE_MAX);
  const paid = isLate && !isByLimit ? talk : Math.min(talk, call.offered);
  must('granted', row.granted, call.offered);
  must('overrun', row.isOverrun, isLate);
  const allowances = allowancesOf(model, call);
  const own = call.record?.usedFree ?? call.heldFree;
  const atMost = allowances.map((each, place) => leftOf(each) + (own[place] ?? 0));
  const used = call.levels.flatMap(({ offer, hadFree }, level) =>
    inTurn(hadFree ? billed(offer, paid) : 0, ofLevel(call, level, atMost)),
  );
  must('free seconds', row.usedFree, used);
  const charges = call.levels.map(({ offer, hadFree }, level) =>
    priceOf(offer, paid, hadFree ? total(ofLevel(call, level, used)) : null),
  );
  must('charge', row.charges, charges);
  const route = call.routes.get(row.gateway ?? '');
  const carrier = route === undefined || talk === 0 ? 0n : priceOf(route.offer, talk, null);
  must('cost of the carrier', row.carrier, carrier);

  const before = call.record;
  for (const [place, allowance] of allowances.entries()) {
    allowance.used += (used[place] ?? 0) - (before?.usedFree[place] ?? 0);
    if (before === null) allowance.held -= call.heldFree[place] ?? 0;
  }
  for (const [level, { account }] of call.levels.entries())
    pay(accountOf(model, account), (charges[level] ?? 0n) - (before?.levelMicros[level] ?? 0n), {
      isCaller: level === 0,
      now: model.now,
    });
  for (const { account, level, ppm, exchange } of call.commissions) {
    const part = (all: readonly bigint[] | undefined) => commissionOf(all?.[level] ?? 0n, ppm, exchange);
    accountOf(model, account).balance += part(charges) - part(before?.levelMicros);
  }
  call.isLive = false;
  call.record = { revision: row.revision, levelMicros: charges, usedFree: used, at: row.at.getTime() };
  return wrong;
}

function pay(
  account: Account,
  micros: bigint,
  { isCaller, now }: Readonly<{ isCaller: boolean; now: number }>,
) {
  account.balance -= micros;
  if (!isCaller || micros === 0n) return;
  const { hour, day } = spentBy(account, now);
  const added = (sum: bigint) => (sum + micros < 0n ? 0n : sum + micros);
  account.spent = { at: now, hour: added(hour), day: added(day) };
}

/** Whoever pays for a call or is credited of it is still in the book that it was charged in. */
export const isCorrectable = (model: Model, { levels, commissions }: Call) =>
  [...levels, ...commissions].every(
    ({ account, issuer }) => issuerOf(model, accountOf(model, account)) === issuer,
  );
