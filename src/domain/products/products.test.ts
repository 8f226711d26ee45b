/** Intervals and prices: worked examples, and random ones against a calendar that walks day by day. */
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../test/support/random.ts';
import { minorMicros } from '../money.ts';
import { dayOf } from '../zoned-time.ts';
import {
  firstInterval,
  nextInterval,
  orderDayOf,
  unusedDays,
  type IntervalCalendar,
  type Recurring,
} from './periods.ts';
import {
  commissionBackMicros,
  commissionMicros,
  convertedMicros,
  creditMicros,
  monthlyMicros,
  proratedMicros,
} from './prices.ts';

const BERLIN = { schedule: 'monthly', billingDay: 1, timezone: 'Europe/Berlin' } as const;
const calendar = (over: Partial<IntervalCalendar> = {}): IntervalCalendar => ({
  interval: 'month',
  anchor: 'order_day',
  orderDay: 31,
  billing: BERLIN,
  ...over,
});
/** The days on which intervals begin. */
function beginnings(from: string, over: Partial<IntervalCalendar>, count: number): readonly string[] {
  const of = calendar(over);
  const { timezone } = of.billing;
  let { to } = firstInterval(new Date(from), of);
  return Array.from({ length: count }, () => {
    const day = dayOf(to.getTime(), timezone);
    ({ to } = nextInterval(to, of));
    return day;
  });
}

describe('intervals', () => {
  test('the 31st is the last day of a shorter month, and the 31st again', () => {
    expect(beginnings('2026-01-31T10:00:00Z', {}, 5)).toEqual([
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2026-06-30',
    ]);
    expect(beginnings('2027-12-30T10:00:00Z', { orderDay: 30 }, 3)).toEqual([
      '2028-01-30',
      '2028-02-29',
      '2028-03-30',
    ]);
  });

  test('quarters, years and weeks', () => {
    expect(beginnings('2026-11-30T10:00:00Z', { interval: 'quarter', orderDay: 30 }, 3)).toEqual([
      '2027-02-28',
      '2027-05-30',
      '2027-08-30',
    ]);
    expect(beginnings('2028-02-29T10:00:00Z', { interval: 'year', orderDay: 29 }, 2)).toEqual([
      '2029-02-28',
      '2030-02-28',
    ]);
    expect(beginnings('2026-11-26T10:00:00Z', { interval: 'week', orderDay: 4 }, 2)).toEqual([
      '2026-12-03',
      '2026-12-10',
    ]);
    const monday = { interval: 'week', anchor: 'billing_day' } as const;
    expect(beginnings('2026-11-26T10:00:00Z', monday, 2)).toEqual(['2026-11-30', '2026-12-07']);
  });

  test('by the billing day the first one is a part, on it a whole one', () => {
    const byBilling = calendar({ anchor: 'billing_day' });
    expect(firstInterval(new Date('2026-11-10T22:59:00Z'), byBilling)).toMatchObject({
      days: 21,
      daysOfWhole: 30,
    });
    expect(firstInterval(new Date('2026-11-30T23:30:00Z'), byBilling)).toMatchObject({
      days: 31,
      to: new Date('2026-12-31T23:00:00Z'),
    });
    const last = calendar({ anchor: 'billing_day', billing: { ...BERLIN, billingDay: 0 } });
    expect(firstInterval(new Date('2027-02-10T10:00:00Z'), last)).toMatchObject({
      days: 18,
      daysOfWhole: 28,
    });
    const year = calendar({ anchor: 'billing_day', interval: 'year' });
    expect(firstInterval(new Date('2026-11-10T10:00:00Z'), year)).toMatchObject({
      days: 21,
      daysOfWhole: 365,
    });
  });

  test('another billing day makes one part, then whole ones; another zone takes no day', () => {
    const moved = calendar({ anchor: 'billing_day', billing: { ...BERLIN, billingDay: 15 } });
    const part = nextInterval(new Date('2026-11-30T23:00:00Z'), moved);
    expect(part).toMatchObject({ days: 14, daysOfWhole: 30 });
    expect(nextInterval(part.to, moved)).toMatchObject({ days: 31, daysOfWhole: 31 });
    for (const timezone of ['America/New_York', 'Asia/Tokyo'])
      expect(
        nextInterval(
          new Date('2026-11-30T23:00:00Z'),
          calendar({ anchor: 'billing_day', billing: { ...BERLIN, timezone } }),
        ),
      ).toMatchObject({ days: 31, daysOfWhole: 31 });
  });

  test('follow each other at midnight of the account, as a calendar says that walks day by day', () => {
    const random = seededRandom(42);
    const zones = [
      'Europe/Berlin',
      'America/Santiago',
      'Africa/Cairo',
      'Asia/Kolkata',
      'Pacific/Apia',
      'America/New_York',
    ];
    for (let round = 0; round < 400; round += 1) {
      const timezone = random.pick(zones);
      const interval = random.pick(['day', 'week', 'month', 'quarter', 'year'] as const);
      const anchor = random.pick(['order_day', 'billing_day'] as const);
      const from = new Date(Date.UTC(2024, 0, 1) + random.whole(0, 4 * 365 * 86_400) * 1000);
      const billing = { schedule: 'monthly', billingDay: random.whole(0, 28), timezone } as const;
      const of = { interval, anchor, orderDay: orderDayOf(interval, from, timezone), billing };
      let at = firstInterval(from, of);
      let day = dayOf(from.getTime(), timezone);
      for (let step = 0; step < 6; step += 1) {
        const found = walked(day, of);
        const says = JSON.stringify({ timezone, of, from, step });
        expect([dayOf(at.to.getTime(), timezone), at.days], says).toEqual([found.end, found.days]);
        expect(dayOf(at.to.getTime() - 1, timezone) < found.end, says).toBe(true);
        expect(at.days <= at.daysOfWhole, says).toBe(true);
        day = found.end;
        at = nextInterval(at.to, of);
      }
    }
  });
});

/** Walks to the next beginning; from a beginning, over as many as an interval has. */
function walked(day: string, { interval, anchor, orderDay, billing }: IntervalCalendar) {
  const wanted = anchor === 'order_day' ? orderDay : billing.billingDay;
  const isBeginning = (date: Date) => {
    if (interval === 'day') return true;
    if (interval === 'week') return (date.getUTCDay() || 7) === (anchor === 'order_day' ? orderDay : 1);
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    return date.getUTCDate() === (wanted === 0 ? last : Math.min(wanted, last));
  };
  const months: Readonly<Partial<Record<Recurring, number>>> = { quarter: 3, year: 12 };
  const date = new Date(day);
  let left = isBeginning(date) ? (months[interval] ?? 1) : 1;
  let days = 0;
  while (left > 0) {
    date.setUTCDate(date.getUTCDate() + 1);
    days += 1;
    if (isBeginning(date)) left -= 1;
  }
  return { end: date.toISOString().slice(0, 10), days };
}

describe('prices', () => {
  test('fees of other intervals count by their share of a month, and are rounded once', () => {
    const fee = (interval: 'day' | 'week' | 'month' | 'quarter' | 'year', feeMicros: bigint) =>
      monthlyMicros([{ interval, feeMicros, quantity: 2n }]);
    expect(fee('day', 12_000_000n)).toBe(730_000_000n);
    expect(fee('week', 84_000_000n)).toBe(730_000_000n);
    expect(fee('month', 5_000_000n)).toBe(10_000_000n);
    expect(fee('quarter', 3_000_000n)).toBe(2_000_000n);
    expect(fee('year', 6_000_000n)).toBe(1_000_000n);
    const third = { interval: 'quarter', feeMicros: 1_000_000n, quantity: 1n } as const;
    expect(monthlyMicros([third, third])).toBe(666_667n);
  });

  test('worked by hand', () => {
    // 9.99 × 22 ÷ 31 = 7.0896…
    expect(proratedMicros(9_990_000n, { days: 22, daysOfWhole: 31 }, 'EUR')).toBe(7_090_000n);
    expect(convertedMicros(9_990_000n, 1_605_500_000_000n, 'JPY')).toBe(1604_000_000n);
    expect(
      creditMicros({ amountMicros: 30_000_000n, quantity: 3 }, { days: 10, daysOfWhole: 30 }, 'EUR'),
    ).toBe(9_990_000n);
    expect(commissionMicros(30_000_000n, { ppm: 125_000, exchangeRateE10: 11_000_000_000n })).toBe(
      4_125_000n,
    );
    expect(
      commissionBackMicros(3_300_000n, { creditedMicros: 14_520_000n, chargedMicros: 30_000_000n }),
    ).toBe(1_597_200n);
  });

  test('of any days: whole minor units, never more than the whole, all of it for all days', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 2000; round += 1) {
      const currency = random.pick(['EUR', 'JPY', 'KWD']);
      const fee = BigInt(random.whole(0, 1_000_000)) * minorMicros(currency);
      const daysOfWhole = random.whole(1, 366);
      const days = random.whole(0, daysOfWhole);
      const part = proratedMicros(fee, { days, daysOfWhole }, currency);
      const rest = proratedMicros(fee, { days: daysOfWhole - days, daysOfWhole }, currency);
      expect(part % minorMicros(currency)).toBe(0n);
      expect(part <= fee).toBe(true);
      // Halves are rounded up on both sides at most once.
      expect([fee, fee + minorMicros(currency)]).toContain(part + rest);
      expect(proratedMicros(fee, { days: daysOfWhole, daysOfWhole }, currency)).toBe(fee);
    }
  });

  test('the day of the end is used up', () => {
    const november = { from: new Date('2026-10-31T23:00:00Z'), to: new Date('2026-11-30T23:00:00Z') };
    const left = (at: string) => unusedDays(november, new Date(at), 'Europe/Berlin');
    expect(left('2026-11-01T00:00:00Z')).toEqual({ days: 29, daysOfWhole: 30 });
    expect(left('2026-11-30T22:59:00Z')).toEqual({ days: 0, daysOfWhole: 30 });
  });
});
