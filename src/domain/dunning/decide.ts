/** What is due for an account at a moment. */
import { parseMoney } from '../money.ts';
import { momentOfStep, type DueDay } from './calendar.ts';
import {
  isExemptAt,
  type DunningPolicy,
  type DunningStep,
  type DunningTerms,
  type StepAction,
} from './policy.ts';

const DAY_MS = 86_400_000;

export type OpenInvoice = DueDay &
  Readonly<{
    documentId: bigint;
    /** Positive. */
    openMicros: bigint;
    /** Reminders that were due before are none of ours. */
    watchedFrom: Date;
    /** Days of the reminders that were sent or passed over. */
    doneDays: readonly number[];
    /** Whoever lifted a suspension by hand did not want it to suspend again. */
    isSpared: boolean;
  }>;

/** An account as one issuer sees it: all its open invoices are in one currency. */
export type Debtor = Readonly<{
  isClosed: boolean;
  currency: string;
  policy: DunningPolicy;
  /** When its steps became what they are; null = they always were. */
  policySince: Date | null;
  terms: DunningTerms;
  invoices: readonly OpenInvoice[];
}>;

export type Reminder = Readonly<{
  documentId: bigint;
  /** Of the step that is sent. */
  days: number;
  /** Earlier ones that nobody sent in time. */
  passedOver: readonly number[];
}>;

export type NextStep = Readonly<{ action: StepAction; days: number; at: Date; documentId: bigint }>;

export type Decided = Readonly<{
  reminders: readonly Reminder[];
  /** Whether the account is to be suspended at the moment. */
  suspends: boolean;
  /** Whether one that somebody suspended by hand stays so. */
  staysByHand: boolean;
  /** All that is open, and what of it is overdue. */
  openMicros: bigint;
  overdueMicros: bigint;
  /** Since when the oldest of it is overdue. */
  overdueSince: Date | null;
  /** What comes next if nobody pays, and when calls end; null = nothing of it. */
  next: NextStep | null;
  suspendsAt: Date | null;
  /** When to look again though nothing is paid or issued; null = nothing is open. */
  lookAt: Date | null;
}>;

/** Of days that are over, what is still worth a reminder when a policy is new. */
const REMINDERS_BACK_MS = DAY_MS;

/** A step of one invoice, and when it comes. */
type TimedStep = DunningStep & Readonly<{ at: Date }>;
type TimedInvoice = OpenInvoice & Readonly<{ steps: readonly TimedStep[] }>;
type Timed = Omit<Debtor, 'invoices'> & Readonly<{ invoices: readonly TimedInvoice[] }>;

export function decideDunning(debtor: Debtor, now: Date): Decided {
  const { terms, policy, currency } = debtor;
  // Once for each, because clocks of zones are slow.
  const invoices = debtor.invoices.map((invoice) => ({
    ...invoice,
    steps: policy.steps.map((step) => {
      const at = momentOfStep(invoice, step.days, { hour: policy.hour, extraDays: terms.extraDays });
      return { ...step, at };
    }),
  }));
  const timed = { ...debtor, invoices };
  const sum = (of: readonly OpenInvoice[]) => of.reduce((micros, { openMicros }) => micros + openMicros, 0n);
  const overdue = invoices.filter(({ dueAt }) => dueAt <= now);
  const openMicros = sum(invoices);
  const overdueMicros = sum(overdue);
  const minimumMicros = parseMoney(policy.minimums[currency] ?? '0') ?? 0n;
  const isExempt = isExemptAt(terms, now);
  const isQuiet = !policy.isActive || isExempt;
  const isWorthIt = (days: number) => (days < 0 ? openMicros : overdueMicros) >= minimumMicros;
  const reminders = isQuiet ? [] : invoices.flatMap((invoice) => reminderOf(timed, invoice, now, isWorthIt));
  const step = stepThatSuspends(debtor);
  const suspends = (invoice: TimedInvoice) =>
    step !== null && !invoice.isSpared && invoice.steps.some((each) => isSame(each, step) && each.at <= now);
  const coming = openMicros < minimumMicros ? [] : comingSteps(timed, now, reminders);
  const moments = [
    ...invoices.map(({ dueAt }) => dueAt),
    ...invoices.flatMap(({ steps }) => steps.map(({ at }) => at)),
    ...(terms.exemptUntil === null ? [] : [terms.exemptUntil]),
    // Whatever was changed without a word to us is seen a day later.
    new Date(now.getTime() + DAY_MS),
  ].filter((at) => at > now);
  return {
    reminders,
    suspends: !isQuiet && isWorthIt(1) && overdue.some(suspends),
    staysByHand: overdueMicros > 0n && !debtor.isClosed && !terms.neverSuspend && !isExempt,
    openMicros,
    overdueMicros,
    overdueSince: earliest(overdue.map(({ dueAt }) => dueAt)),
    next: first(coming),
    suspendsAt: first(coming.filter(({ action }) => action === 'suspend'))?.at ?? null,
    lookAt: invoices.length === 0 ? null : earliest(moments),
  };
}

/** Reminders of an invoice that may still be sent, the earliest first. */
function remindersLeft({ policySince }: Timed, { doneDays, watchedFrom, steps }: TimedInvoice) {
  const last = doneDays.length === 0 ? -Infinity : Math.max(...doneDays);
  const since = Math.max(watchedFrom.getTime(), (policySince?.getTime() ?? -Infinity) - REMINDERS_BACK_MS);
  return steps
    .filter(({ action, isActive, days }) => action === 'remind' && isActive && days > last)
    .filter(({ at }) => at.getTime() >= since)
    .toSorted((a, b) => a.days - b.days);
}

function reminderOf(
  debtor: Timed,
  invoice: TimedInvoice,
  now: Date,
  isWorthIt: (days: number) => boolean,
): readonly Reminder[] {
  const due = remindersLeft(debtor, invoice).filter(({ at }) => at <= now);
  const latest = due.at(-1);
  if (latest === undefined || !isWorthIt(latest.days)) return [];
  const passedOver = due.slice(0, -1).map(({ days }) => days);
  return [{ documentId: invoice.documentId, days: latest.days, passedOver }];
}

function stepThatSuspends({ policy, terms, isClosed }: Pick<Debtor, 'policy' | 'terms' | 'isClosed'>) {
  if (isClosed || terms.neverSuspend) return null;
  return policy.steps.find(({ action, isActive }) => action === 'suspend' && isActive) ?? null;
}

function isSame(a: DunningStep, b: DunningStep): boolean {
  return a.action === b.action && a.days === b.days;
}

/** What comes if nobody pays: after what is agreed to be quiet, and leaving out what is done at this very moment. */
function comingSteps(debtor: Timed, now: Date, reminders: readonly Reminder[]): readonly NextStep[] {
  const { policy, terms, invoices } = debtor;
  if (!policy.isActive || terms.isExempt) return [];
  const quietUntil = terms.exemptUntil ?? now;
  const from = quietUntil > now ? quietUntil : now;
  const ends = stepThatSuspends(debtor);
  return invoices.flatMap((invoice) => {
    const { documentId, isSpared } = invoice;
    const sent = reminders.find((each) => each.documentId === documentId)?.days ?? -Infinity;
    const coming: NextStep[] = remindersLeft(debtor, invoice)
      .filter(({ days, at }) => days > sent && at > now)
      .map(({ days, at }) => ({ action: 'remind', days, at: at > from ? at : from, documentId }));
    const end = invoice.steps.find((each) => ends !== null && isSame(each, ends));
    if (end === undefined || isSpared) return coming;
    // What is reached already is the state of this moment, and not what comes.
    if (end.at <= now && from <= now) return coming;
    const at = end.at > from ? end.at : from;
    return [...coming, { action: 'suspend', days: end.days, at, documentId }];
  });
}

function first(steps: readonly NextStep[]): NextStep | null {
  return steps.reduce<NextStep | null>(
    (best, step) => (best === null || step.at < best.at ? step : best),
    null,
  );
}

function earliest(moments: readonly Date[]): Date | null {
  return moments.reduce<Date | null>((best, at) => (best === null || at < best ? at : best), null);
}
