/** Free seconds of packages: which period a moment is in, and what is left of it. */
import {
  accountOf,
  type Account,
  type Allowance,
  type Assignment,
  type Call,
  type Model,
  type Pack,
} from './model.ts';
import { total } from './prices.ts';

/** The day of a moment on the clocks of an account: `2026-11-24`. */
function dayOf(at: number, timezone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(at);
}

/** A name for the period of a moment: the day on which it began. */
export function periodOf({ period }: Pack, { timezone, billingDay }: Account, at: number): string {
  let day = dayOf(at, timezone);
  const isFirst = () =>
    period === 'day' ||
    (period === 'week' && new Date(day).getUTCDay() === 1) ||
    (period === 'month' && Number(day.slice(8)) === billingDay);
  while (!isFirst()) day = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  return day;
}

export const leftOf = ({ included, used, held }: Allowance) => included - used - held;

export type Usable = Readonly<{ assignment: Assignment; pack: Pack; period: string; allowance: Allowance }>;

/** What an account may use for a number now, in the order in which it is used. A period that has begun keeps its seconds. */
export function usableFor(model: Model, account: Account, issuer: string | null, number: string): Usable[] {
  return account.packages
    .map((assignment, n) => ({ assignment, n, pack: model.packs.get(assignment.pack) as Pack }))
    .filter(
      ({ assignment: { from, to }, pack }) =>
        pack.isActive &&
        pack.owner === issuer &&
        from <= model.now &&
        (to === null || model.now < to) &&
        pack.prefixes.some((prefix) => number.startsWith(prefix)),
    )
    .toSorted((a, b) => a.pack.priority - b.pack.priority || a.n - b.n)
    .map(({ assignment, pack }) => {
      const period = periodOf(pack, account, model.now);
      const begun = assignment.allowances.get(period);
      const allowance = begun ?? { included: pack.included, used: 0, held: 0 };
      return { assignment, pack, period, allowance };
    });
}

/** The allowances of a call, in the order of its levels and their packages. */
export function allowancesOf(model: Model, call: Pick<Call, 'levels'>): Allowance[] {
  return call.levels.flatMap(({ account, packages }) =>
    packages.map(({ assignment, period }) => {
      const found = accountOf(model, account)
        .packages.find(({ id }) => id === assignment)
        ?.allowances.get(period);
      if (found === undefined) throw new Error(`${account} has no period ${period} of ${assignment}`);
      return found;
    }),
  );
}

/** What belongs to one level of what a call has of all of them. */
export function ofLevel<Each>({ levels }: Pick<Call, 'levels'>, level: number, all: readonly Each[]): Each[] {
  const first = total(levels.slice(0, level).map(({ packages }) => packages.length));
  return all.slice(first, first + (levels[level]?.packages.length ?? 0));
}
