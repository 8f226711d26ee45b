/** What somebody who orders a product pays in the first intervals, worked out as the server does. */
import { formatMoney, mistakeOfDigits, parseMoney } from '../../../src/domain/money.ts';
import {
  firstInterval,
  nextInterval,
  orderDayOf,
  type Interval,
  type IntervalCalendar,
} from '../../../src/domain/products/periods.ts';
import { proratedMicros } from '../../../src/domain/products/prices.ts';
import type { Anchor, BillingInterval } from '../../../src/domain/products/product.ts';

export type Terms = Readonly<{
  /** As typed. */
  setup: string;
  fee: string;
  currency: string;
  interval: BillingInterval;
  anchor: Anchor;
}>;

export type FirstPeriods = Readonly<{
  orderedAt: string;
  /** Decimal strings. */
  setup: string;
  /** Null: it is paid once. */
  periods: readonly Readonly<{ from: string; to: string; days: number; daysOfWhole: number; fee: string }>[];
  fee: string;
}>;

const SHOWN = 3;
const DAY_MS = 86_400_000;
/** So far from a beginning an order has a first interval that is visibly a part. */
const AWAY_DAYS = 10;

/** An account that is billed on the 1st orders today; where that is a beginning itself, some days later. Null while prices are none. */
export function firstPeriods(terms: Terms, now: Date, timezone: string): FirstPeriods | null {
  const { interval, anchor, currency } = terms;
  const [setup, fee] = [terms.setup === '' ? '0' : terms.setup, terms.fee].map(parseMoney);
  if (setup === null || setup === undefined || fee === null || fee === undefined) return null;
  if (!/^[A-Z]{3}$/.test(currency) || setup < 0n || fee < 0n) return null;
  if ([setup, fee].some((micros) => mistakeOfDigits(micros, currency) !== null)) return null;
  const common = { setup: formatMoney(setup), fee: formatMoney(fee) };
  if (interval === 'once') return { ...common, orderedAt: now.toISOString(), periods: [] };
  const calendarOf = (at: Date): IntervalCalendar => ({
    interval,
    anchor,
    orderDay: orderDayOf(interval, at, timezone),
    billing: { schedule: 'monthly', billingDay: 1, timezone },
  });
  const today = firstInterval(now, calendarOf(now));
  const isPart = anchor === 'order_day' || interval === 'day' || today.days < today.daysOfWhole;
  const orderedAt = isPart ? now : new Date(now.getTime() + AWAY_DAYS * DAY_MS);
  const calendar = calendarOf(orderedAt);
  const intervals: Interval[] = [firstInterval(orderedAt, calendar)];
  for (let last = intervals[0]; last !== undefined && intervals.length < SHOWN; last = intervals.at(-1))
    intervals.push(nextInterval(last.to, calendar));
  return {
    ...common,
    orderedAt: orderedAt.toISOString(),
    periods: intervals.map(({ from, to, days, daysOfWhole }) => ({
      from: from.toISOString(),
      to: to.toISOString(),
      days,
      daysOfWhole,
      fee: formatMoney(proratedMicros(fee, { days, daysOfWhole }, currency)),
    })),
  };
}
