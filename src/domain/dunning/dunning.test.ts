/** When steps come, and what is due: calendars worked by hand, and every minute of a walker that knows nothing of the code. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysOverdue, momentOfStep } from './calendar.ts';
import { decideDunning, type Debtor, type OpenInvoice } from './decide.ts';
import { mistakesOfSteps, STARTING_POLICY, USUAL_TERMS, type DunningStep } from './policy.ts';

const at = (text: string) => new Date(text);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

test.each([
  // Berlin, a due day before the clocks go forward on 28 March 2027, and steps on both sides of it.
  ['Europe/Berlin', '2027-03-27T22:30:00Z', -3, 9, 0, '2027-03-24T08:00:00.000Z'],
  ['Europe/Berlin', '2027-03-27T22:30:00Z', 0, 9, 0, '2027-03-27T08:00:00.000Z'],
  ['Europe/Berlin', '2027-03-27T22:30:00Z', 1, 9, 0, '2027-03-28T07:00:00.000Z'],
  // The hour that does not exist is when the clocks pass over it.
  ['Europe/Berlin', '2027-03-27T22:30:00Z', 1, 2, 0, '2027-03-28T01:00:00.000Z'],
  // 23:30 UTC is the next day there.
  ['Europe/Berlin', '2027-03-27T23:30:00Z', 1, 9, 0, '2027-03-29T07:00:00.000Z'],
  // The hour that comes twice on 31 October is the second one.
  ['Europe/Berlin', '2027-10-30T10:00:00Z', 1, 2, 0, '2027-10-31T01:00:00.000Z'],
  ['America/New_York', '2027-11-07T03:00:00Z', 1, 9, 0, '2027-11-07T14:00:00.000Z'],
  ['America/New_York', '2027-03-14T03:00:00Z', 1, 9, 0, '2027-03-14T13:00:00.000Z'],
  // Half an hour of summer time, and a zone 14 hours ahead.
  ['Australia/Lord_Howe', '2027-04-03T00:00:00Z', 1, 9, 0, '2027-04-03T22:30:00.000Z'],
  ['Pacific/Kiritimati', '2027-01-31T09:59:00Z', 1, 0, 0, '2027-01-31T10:00:00.000Z'],
  ['Pacific/Kiritimati', '2027-01-31T10:00:00Z', 1, 0, 0, '2027-02-01T10:00:00.000Z'],
  // A leap day, and a year that ends.
  ['UTC', '2028-02-28T12:00:00Z', 1, 9, 0, '2028-02-29T09:00:00.000Z'],
  ['UTC', '2027-12-31T12:00:00Z', 1, 9, 0, '2028-01-01T09:00:00.000Z'],
  // More days are given from the due day on, and none before it.
  ['UTC', '2027-06-10T12:00:00Z', 0, 9, 10, '2027-06-20T09:00:00.000Z'],
  ['UTC', '2027-06-10T12:00:00Z', 7, 9, 10, '2027-06-27T09:00:00.000Z'],
  ['UTC', '2027-06-10T12:00:00Z', -3, 9, 10, '2027-06-07T09:00:00.000Z'],
])('in %s, due %s, %i days at %i h, %i more', (timezone, due, days, hour, extraDays, moment) => {
  expect(momentOfStep({ dueAt: at(due), timezone }, days, { hour, extraDays }).toISOString()).toBe(moment);
});

test('days overdue are days of the calendar, also of 23 and 25 hours', () => {
  const due = { dueAt: at('2027-03-27T22:30:00Z'), timezone: 'Europe/Berlin' };
  expect(daysOverdue(due, at('2027-03-27T22:59:00Z'))).toBe(0);
  expect(daysOverdue(due, at('2027-03-27T23:00:00Z'))).toBe(1);
  expect(daysOverdue(due, at('2027-03-28T22:00:00Z'))).toBe(2);
  expect(daysOverdue(due, at('2027-03-24T08:00:00Z'))).toBe(-3);
});

test('steps that do not go together are told, each at its place', () => {
  const remind = (days: number) => ({ action: 'remind' as const, days });
  const suspend = (days: number) => ({ action: 'suspend' as const, days });
  expect(mistakesOfSteps(STARTING_POLICY.steps)).toEqual([]);
  expect(mistakesOfSteps([remind(1), remind(1), suspend(14), suspend(20)]).map(({ place }) => place)).toEqual(
    [1, 3],
  );
  expect(mistakesOfSteps([suspend(0)]).map(({ place }) => place)).toEqual([0]);
  expect(mistakesOfSteps([remind(14), suspend(14)])).toEqual([]);
});

const POLICY = {
  ...STARTING_POLICY,
  steps: STARTING_POLICY.steps.map((step) => ({ ...step, isActive: true })),
};
const invoice = (over: Partial<OpenInvoice> = {}): OpenInvoice => ({
  documentId: 1n,
  dueAt: at('2027-06-10T12:00:00Z'),
  timezone: 'UTC',
  openMicros: 10_000_000n,
  watchedFrom: at('2027-05-27T12:00:00Z'),
  doneDays: [],
  isSpared: false,
  ...over,
});
const debtor = (over: Partial<Debtor> = {}): Debtor => ({
  isClosed: false,
  currency: 'EUR',
  policy: POLICY,
  policySince: null,
  terms: USUAL_TERMS,
  invoices: [invoice()],
  ...over,
});
const decide = (over: Partial<Debtor>, now: string) => decideDunning(debtor(over), at(now));
const daysOf = (over: Partial<Debtor>, now: string) =>
  decide(over, now).reminders.map(({ days, passedOver }) => [days, ...passedOver]);

test('after days without anybody looking only the latest reminder is sent, and it suspends nevertheless', () => {
  const late = decide({}, '2027-07-01T00:00:00Z');
  expect(late.reminders).toEqual([{ documentId: 1n, days: 7, passedOver: [-3, 1] }]);
  expect(late.suspends).toBe(true);
  expect(daysOf({ invoices: [invoice({ doneDays: [7] })] }, '2027-07-01T00:00:00Z')).toEqual([]);
});

test('a new policy reminds of nothing that was due more than a day before it, and suspends by what is', () => {
  const policySince = at('2027-06-20T08:00:00Z');
  const now = decide({ policySince }, '2027-06-25T09:00:00Z');
  expect(now.reminders).toEqual([]);
  expect(now.suspends).toBe(true);
  // 17 June, 9:00: within a day of the policy.
  expect(daysOf({ policySince: at('2027-06-18T08:59:00Z') }, '2027-06-18T09:00:00Z')).toEqual([[7]]);
  // Nor of what was due before the invoice was there.
  expect(
    daysOf({ invoices: [invoice({ watchedFrom: at('2027-06-08T00:00:00Z') })] }, '2027-06-08T00:01:00Z'),
  ).toEqual([]);
});

test('nothing happens about less than the minimum, about whoever is exempt, nor while it is switched off', () => {
  const now = '2027-07-01T00:00:00Z';
  const minimums = { EUR: '10.010000' };
  expect(decide({ policy: { ...POLICY, minimums } }, now)).toMatchObject({
    reminders: [],
    suspends: false,
    next: null,
  });
  expect(decide({ policy: { ...POLICY, minimums: { USD: '99.000000' } } }, now).suspends).toBe(true);
  // Not due yet, it counts for a reminder before its day, and for nothing after it.
  const other = invoice({ documentId: 2n, dueAt: at('2027-08-10T12:00:00Z') });
  expect(decide({ policy: { ...POLICY, minimums }, invoices: [invoice(), other] }, now)).toMatchObject({
    reminders: [],
    suspends: false,
    openMicros: 20_000_000n,
    overdueMicros: 10_000_000n,
  });
  for (const terms of [
    { ...USUAL_TERMS, isExempt: true },
    { ...USUAL_TERMS, exemptUntil: at('2027-07-01T00:00:01Z') },
  ])
    expect(decide({ terms }, now)).toMatchObject({ reminders: [], suspends: false, staysByHand: false });
  expect(decide({ terms: { ...USUAL_TERMS, exemptUntil: at(now) } }, now).suspends).toBe(true);
  expect(decide({ policy: { ...POLICY, isActive: false } }, now)).toMatchObject({
    reminders: [],
    suspends: false,
  });
});

test('whoever is never suspended, closed or spared is reminded all the same', () => {
  const now = '2027-07-01T00:00:00Z';
  for (const over of [
    { terms: { ...USUAL_TERMS, neverSuspend: true } },
    { isClosed: true },
    { invoices: [invoice({ isSpared: true })] },
  ]) {
    const { suspends, reminders } = decide(over, now);
    expect([suspends, reminders.length]).toEqual([false, 1]);
  }
});

test('what comes next is said beforehand, with the days that were given', () => {
  expect(decide({}, '2027-05-28T00:00:00Z')).toMatchObject({
    next: { action: 'remind', days: -3, at: at('2027-06-07T09:00:00Z') },
    suspendsAt: at('2027-06-24T09:00:00Z'),
    lookAt: at('2027-05-29T00:00:00Z'),
  });
  const given = { ...USUAL_TERMS, extraDays: 10 };
  expect(
    decide({ terms: given, invoices: [invoice({ doneDays: [-3] })] }, '2027-06-12T00:00:00Z'),
  ).toMatchObject({
    next: { action: 'remind', days: 1, at: at('2027-06-21T09:00:00Z') },
    suspendsAt: at('2027-07-04T09:00:00Z'),
  });
  const exempt = { ...USUAL_TERMS, exemptUntil: at('2027-08-01T00:00:00Z') };
  expect(decide({ terms: exempt }, '2027-07-01T00:00:00Z')).toMatchObject({ suspendsAt: exempt.exemptUntil });
});

/** What somebody would do who looks at the calendar on the wall each hour: UTC, so that days are divisions. */
function walk(
  invoices: readonly { dueMs: number; paidMs: number }[],
  steps: readonly DunningStep[],
  endMs: number,
) {
  const sent: string[] = [];
  const suspended: number[] = [];
  for (let ms = 0; ms <= endMs; ms += HOUR_MS) {
    const hour = (ms / HOUR_MS) % 24;
    const today = Math.floor(ms / DAY_MS);
    let isSuspended = false;
    for (const [place, { dueMs, paidMs }] of invoices.entries()) {
      if (ms >= paidMs) continue;
      const since = today - Math.floor(dueMs / DAY_MS);
      for (const { action, days, isActive } of steps) {
        if (!isActive) continue;
        if (action === 'remind' && since === days && hour === 9) sent.push(`${place} ${days} ${ms}`);
        if (action === 'suspend' && (since > days || (since === days && hour >= 9))) isSuspended = true;
      }
    }
    if (isSuspended) suspended.push(ms);
  }
  return { sent: sent.toSorted(), suspended };
}

test('whoever looks each hour does what somebody does who walks through the days', () => {
  const step = fc.record({
    action: fc.constantFrom('remind' as const, 'remind' as const, 'suspend' as const),
    days: fc.integer({ min: -5, max: 20 }),
    isActive: fc.boolean(),
  });
  const steps = fc.array(step, { maxLength: 6 }).filter((all) => mistakesOfSteps(all).length === 0);
  const hours = (max: number) => fc.integer({ min: 0, max }).map((n) => n * HOUR_MS);
  const owed = fc.record({ dueMs: hours(24 * 20).map((ms) => ms + 6 * DAY_MS), paidMs: hours(24 * 60) });
  fc.assert(
    fc.property(fc.array(owed, { minLength: 1, maxLength: 3 }), steps, (invoices, all) => {
      const endMs = 45 * DAY_MS;
      const sent: string[] = [];
      const suspended: number[] = [];
      const done = invoices.map((): number[] => []);
      for (let ms = 0; ms <= endMs; ms += HOUR_MS) {
        const open = invoices.flatMap(({ dueMs, paidMs }, place) =>
          ms >= paidMs
            ? []
            : [
                invoice({
                  documentId: BigInt(place),
                  dueAt: new Date(dueMs),
                  watchedFrom: new Date(0),
                  doneDays: done[place]!,
                }),
              ],
        );
        const decided = decideDunning(
          debtor({ policy: { ...POLICY, steps: all }, invoices: open }),
          new Date(ms),
        );
        for (const { documentId, days, passedOver } of decided.reminders) {
          expect(passedOver).toEqual([]);
          done[Number(documentId)]!.push(days);
          sent.push(`${documentId} ${days} ${ms}`);
        }
        if (decided.suspends) suspended.push(ms);
        // Nobody needs to look before it says so, but where something is paid or issued.
        if (decided.lookAt !== null) expect(decided.lookAt.getTime()).toBeGreaterThan(ms);
      }
      expect({ sent: sent.toSorted(), suspended }).toEqual(walk(invoices, all, endMs));
    }),
    { numRuns: 15, seed: 20_261_201 },
  );
});
