/** What is done about invoices that nobody pays, by rules of its own: what is open, which step has come, who is suspended. */
import { daysSeen, type SeenDay } from './calendar-oracle.ts';
import type { Party } from './subscribed-model.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type Step = Readonly<{ action: 'remind' | 'suspend'; days: number; isActive: boolean }>;
/** Who issues invoices. */
export type Issuer = {
  /** Whose letterhead is printed above its invoices, and so whose clocks they go by; null = the operator's. */
  readonly letterhead: Party | null;
  readonly timezone: string;
  policy: Readonly<{ isActive: boolean; steps: readonly Step[]; hour: number; minimum: bigint }>;
  since: number | null;
};
export type Terms = Readonly<{
  isExempt: boolean;
  exemptUntil: number | null;
  extraDays: number;
  neverSuspend: boolean;
}>;
type Invoice = {
  /** Of whose letterhead it has, as it was when it was issued. */
  readonly timezone: string;
  readonly micros: bigint;
  readonly issuedAt: number;
  readonly dueAt: number;
  readonly done: number[];
  overdueAt: number | null;
  paidAt: number | null;
  isSpared: boolean;
};
export type Debtor = {
  readonly of: Party;
  readonly issuer: Issuer;
  readonly invoices: Invoice[];
  terms: Terms;
  suspension: { since: number; isByHand: boolean } | null;
  /** Everything that was done: steps of invoices by their place, and suspensions. */
  actions: string[];
};

const seen = new Map<string, readonly SeenDay[]>();
const hours = new Map<string, Intl.DateTimeFormat>();
const moments = new Map<string, number>();

function daysOf(timezone: string): readonly SeenDay[] {
  const days = seen.get(timezone) ?? daysSeen(timezone, 2026, 2031);
  seen.set(timezone, days);
  return days;
}
const placeOf = (days: readonly SeenDay[], at: number) => days.findLastIndex(({ startMs }) => startMs <= at);

/** When clocks show an hour on the day that is so many days after the day of an instant. */
function momentOf(timezone: string, at: number, days: number, hour: number): number {
  const key = `${timezone} ${at} ${days} ${hour}`;
  const moment = moments.get(key) ?? whenShown(timezone, at, days, hour);
  moments.set(key, moment);
  return moment;
}

function whenShown(timezone: string, at: number, days: number, hour: number): number {
  const all = daysOf(timezone);
  const clock =
    hours.get(timezone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit' });
  hours.set(timezone, clock);
  const { date, startMs } = all[placeOf(all, at) + days]!;
  const shown = `${String(hour).padStart(2, '0')}:00`;
  // On days on which clocks change, the hour is earlier or later.
  for (const shift of [0, -0.5, 0.5, -1, 1]) {
    const ms = startMs + (hour + shift) * HOUR_MS;
    if (clock.format(ms) === shown) return ms;
  }
  throw new Error(`no ${shown} on ${date} in ${timezone}`);
}

function daysSince(timezone: string, dueAt: number, now: number): number {
  const days = daysOf(timezone);
  return placeOf(days, now) - placeOf(days, dueAt);
}

export function newDebtor(of: Party, issuer: Issuer): Debtor {
  const terms = { isExempt: false, exemptUntil: null, extraDays: 0, neverSuspend: false };
  return { of, issuer, invoices: [], terms, suspension: null, actions: [] };
}

export function isIssued(debtor: Debtor, micros: bigint, now: number, dueDays: number): void {
  debtor.invoices.push({
    timezone: debtor.issuer.letterhead?.calendar.timezone ?? debtor.issuer.timezone,
    micros,
    issuedAt: now,
    dueAt: now + dueDays * DAY_MS,
    done: [],
    overdueAt: null,
    paidAt: null,
    isSpared: false,
  });
}

/** The oldest invoices are paid first: what is owed of all documents is of the newest. */
export function openOf({ of, invoices }: Debtor): readonly bigint[] {
  const waiting = of.open.reduce((sum, { micros }) => sum + micros, 0n);
  let left = -(of.balance + waiting);
  const open = invoices.map(() => 0n);
  for (let place = invoices.length - 1; place >= 0 && left > 0n; place--) {
    const owed = invoices[place]!.micros > 0n ? invoices[place]!.micros : 0n;
    open[place] = owed < left ? owed : left;
    left -= open[place]!;
  }
  return open;
}

function look(debtor: Debtor, now: number) {
  const { issuer, terms, invoices } = debtor;
  const { policy } = issuer;
  const open = openOf(debtor);
  const sum = (micros: readonly bigint[]) => micros.reduce((a, b) => a + b, 0n);
  const overdue = open.map((micros, place) => (invoices[place]!.dueAt <= now ? micros : 0n));
  const [openMicros, overdueMicros] = [sum(open), sum(overdue)];
  const isExempt = terms.isExempt || (terms.exemptUntil !== null && terms.exemptUntil > now);
  const isQuiet = !policy.isActive || isExempt;
  const minimum = debtor.of.currency === 'EUR' ? policy.minimum : 0n;
  const momentOfStep = ({ dueAt, timezone }: Invoice, days: number) =>
    momentOf(timezone, dueAt, days < 0 ? days : days + terms.extraDays, policy.hour);
  const reminders = new Map<number, readonly number[]>();
  let suspends = false;
  for (const [place, invoice] of invoices.entries()) {
    if (open[place] === 0n || isQuiet) continue;
    const since = Math.max(invoice.issuedAt, issuer.since === null ? -Infinity : issuer.since - DAY_MS);
    const come = policy.steps
      .filter(
        ({ action, isActive, days }) =>
          action === 'remind' && isActive && days > Math.max(-Infinity, ...invoice.done),
      )
      .filter(({ days }) => {
        const at = momentOfStep(invoice, days);
        return at >= since && at <= now;
      })
      .map(({ days }) => days)
      .toSorted((a, b) => a - b);
    const latest = come.at(-1);
    if (latest !== undefined && (latest < 0 ? openMicros : overdueMicros) >= minimum)
      reminders.set(place, come);
    const ends = policy.steps.find(({ action, isActive }) => action === 'suspend' && isActive);
    if (ends !== undefined && !terms.neverSuspend && !invoice.isSpared && invoice.dueAt <= now)
      suspends ||= momentOfStep(invoice, ends.days) <= now && overdueMicros >= minimum;
  }
  return { open, overdue, overdueMicros, reminders, suspends, isExempt };
}

/** Whether somebody may suspend it by hand, and it stays so. */
export const maySuspend = (debtor: Debtor, now: number): boolean => {
  const { overdueMicros, isExempt } = look(debtor, now);
  return overdueMicros > 0n && !debtor.terms.neverSuspend && !isExempt;
};

function tell(debtor: Debtor, now: number) {
  const looked = look(debtor, now);
  const { open, reminders } = looked;
  const { of, invoices } = debtor;
  for (const [place, invoice] of invoices.entries()) {
    const isOpen = open[place]! > 0n;
    if (isOpen && invoice.dueAt <= now && invoice.overdueAt === null) {
      invoice.overdueAt = now;
      of.events.push(`invoice.overdue ${open[place]}`);
    }
    if (!isOpen && invoice.paidAt === null) {
      invoice.paidAt = now;
      if (invoice.micros > 0n) of.events.push('invoice.paid');
    }
    if (isOpen) invoice.paidAt = null;
    const come = reminders.get(place);
    if (come === undefined) continue;
    of.events.push(`invoice.reminded ${daysSince(invoice.timezone, invoice.dueAt, now)}`);
    invoice.done.push(...come);
    const sent = come.at(-1)!;
    for (const days of come)
      debtor.actions.push(`${place} ${days} ${now} ${days === sent ? 'sent' : 'passed'} ${open[place]}`);
  }
  return looked;
}

function suspend(debtor: Debtor, now: number, isByHand: boolean): void {
  debtor.suspension = { since: now, isByHand };
  debtor.of.events.push('dunning.suspended');
  debtor.actions.push(`suspended ${now} ${isByHand}`);
}

function lift(debtor: Debtor, now: number, isByHand: boolean): void {
  debtor.suspension = null;
  debtor.of.events.push('dunning.lifted');
  debtor.actions.push(`lifted ${now} ${isByHand}`);
}

/** The job at `now`. */
export function dunModel(debtors: readonly Debtor[], now: number): void {
  for (const debtor of debtors) {
    if (debtor.invoices.length === 0) continue;
    const { suspends } = tell(debtor, now);
    if (debtor.suspension === null) {
      if (suspends) suspend(debtor, now, false);
    } else if (!suspends && !(debtor.suspension.isByHand && maySuspend(debtor, now)))
      lift(debtor, now, false);
  }
}

/** By hand: false when nothing is overdue. */
export function suspendModel(debtor: Debtor, now: number): boolean {
  if (debtor.invoices.length === 0) return false;
  if (!maySuspend(debtor, now)) return false;
  tell(debtor, now);
  if (debtor.suspension === null) suspend(debtor, now, true);
  return true;
}

export function liftModel(debtor: Debtor, now: number): void {
  if (debtor.suspension === null) return;
  const { overdue } = tell(debtor, now);
  lift(debtor, now, true);
  for (const [place, invoice] of debtor.invoices.entries()) if (overdue[place]! > 0n) invoice.isSpared = true;
}
