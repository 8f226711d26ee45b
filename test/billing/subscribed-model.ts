/** What subscriptions must come to: intervals on a calendar that is walked day by day, and who pays whom, by rules of its own. */
import { daysSeen, type SeenDay } from './calendar-oracle.ts';
import { move, type Billed } from './billed-model.ts';
import { MINOR, rounded } from './exact-tax.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PPM = 1_000_000n;
const SAME = 10_000_000_000n;

/** An account with a wallet, and who stands above it. */
export type Party = Billed & {
  limit: bigint;
  /** The distributor that sells to it; null = the operator. */
  readonly seller: Party | null;
  /** Commission resellers between the two, the nearest first. */
  readonly agents: readonly Readonly<{ of: Party; ppm: bigint }>[];
  /** What others are to hear of it, in order. */
  events: string[];
};

export type Item = {
  id: string;
  readonly name: string;
  readonly seller: Party | null;
  readonly resells: Item | null;
  readonly currency: string;
  setup: bigint;
  fee: bigint;
  readonly interval: 'once' | 'day' | 'week' | 'month' | 'quarter' | 'year';
  readonly anchor: 'order_day' | 'billing_day';
  readonly creditsUnused: boolean;
  readonly noMoney: 'pause' | 'end' | 'owe';
  readonly unpaidDaysMax: number;
  readonly paysCommission: boolean;
};

/** As a row of the charges is. */
export type Row = Readonly<{
  /** Its place among all. */
  subscription: number;
  part: 'setup' | 'fee' | 'credit';
  from: number;
  to: number | null;
  level: number;
  party: string;
  isCommission: boolean;
  micros: bigint;
  rate: bigint;
  quantity: number;
}>;
type Paid = Row & Readonly<{ of: Party; item: Item }>;

export type Subscription = {
  id: string;
  readonly place: number;
  readonly of: Party;
  readonly item: Item;
  readonly quantity: number;
  readonly orderDay: number;
  status: 'active' | 'unpaid' | 'ended';
  from: number;
  renewsAt: number | null;
  unpaidSince: number | null;
  endsAt: number | null;
  endedAt: number | null;
  endReason: string | null;
  triedAt: number;
  lacking: Readonly<{ of: Party; micros: bigint }> | null;
  /** Of the interval that is paid. */
  fees: readonly Paid[];
};

export type Rate = Readonly<{ from: string; to: string; rate: bigint; at: number }>;

const seen = new Map<string, readonly SeenDay[]>();
function daysOf(timezone: string): readonly SeenDay[] {
  const days = seen.get(timezone) ?? daysSeen(timezone, 2026, 2031);
  seen.set(timezone, days);
  return days;
}

/** Place of the day that clocks show at an instant. */
function placeOf(days: readonly SeenDay[], ms: number): number {
  let [low, high] = [0, days.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (days[middle]!.startMs <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}

const dayOfMonth = (date: string) => Number(date.slice(8));
const isLastOfMonth = (days: readonly SeenDay[], place: number) =>
  dayOfMonth(days[place + 1]?.date ?? '2031-01-01') === 1;
/** 1 January 2024 was a Monday. */
const weekdayOf = (date: string) =>
  (((((Date.parse(date) - Date.UTC(2024, 0, 1)) / DAY_MS) % 7) + 7) % 7) + 1;

const begun = new Map<string, readonly number[]>();

/** Places of all days on which an interval may begin. */
function beginnings(of: Party, item: Item, orderDay: number): readonly number[] {
  const { schedule, billingDay, timezone } = of.calendar;
  const isOwn = item.anchor === 'order_day';
  const weekday = isOwn ? orderDay : schedule === 'weekly' ? billingDay : 1;
  const monthDay = isOwn ? orderDay : schedule === 'monthly' ? billingDay : 1;
  const isWeekly = item.interval === 'week';
  const key = `${timezone} ${item.interval} ${isWeekly ? weekday : monthDay}`;
  const days = daysOf(timezone);
  const found =
    begun.get(key) ??
    days.flatMap(({ date }, place) => {
      if (item.interval === 'day') return [place];
      if (isWeekly) return weekdayOf(date) === weekday ? [place] : [];
      const isLast = isLastOfMonth(days, place);
      const begins =
        monthDay === 0 ? isLast : dayOfMonth(date) === monthDay || (isLast && monthDay > dayOfMonth(date));
      return begins ? [place] : [];
    });
  begun.set(key, found);
  return found;
}

const STEPS = { day: 1, week: 1, month: 1, quarter: 3, year: 12, once: 0 } as const;

type Span = Readonly<{ to: number | null; days: number; whole: number }>;

/** What begins at an instant; `follows`: a midnight of the clocks that the account had, and else any moment of a day. */
function intervalOf(of: Party, item: Item, orderDay: number, from: number, follows: boolean): Span {
  if (item.interval === 'once') return { to: null, days: 1, whole: 1 };
  const days = daysOf(of.calendar.timezone);
  const day = placeOf(days, follows ? from + DAY_MS / 2 : from);
  const all = beginnings(of, item, orderDay);
  const steps = STEPS[item.interval];
  const at = all.indexOf(day);
  const end = at >= 0 ? at + steps : all.findIndex((place) => place > day);
  const [start, next] = [all[end - steps]!, all[end]!];
  return { to: days[next]!.startMs, days: next - day, whole: next - start };
}

export function orderDayOf(of: Party, item: Item, now: number): number {
  const days = daysOf(of.calendar.timezone);
  const { date } = days[placeOf(days, now)]!;
  return item.interval === 'week' ? weekdayOf(date) : dayOfMonth(date);
}

export function createShop(rates: readonly Rate[]) {
  const subscriptions: Subscription[] = [];
  let rows: Row[] = [];

  function rateOf(from: string, to: string, now: number): bigint {
    if (from === to) return SAME;
    const of = (a: string, b: string) =>
      rates.findLast((each) => each.from === a && each.to === b && each.at <= now)?.rate;
    return of(from, to) ?? rounded(SAME * SAME, of(to, from)!);
  }
  const available = (of: Party) => of.balance + of.limit;

  type Due = Readonly<{ part: 'setup' | 'fee'; from: number; span: Span }>;
  /** What all levels pay, with who gets a part of it. */
  function paidFor(sub: Subscription, dues: readonly Due[], now: number): Paid[] {
    const paid: Paid[] = [];
    let payer: Party | null = sub.of;
    for (let [item, level]: [Item | null, number] = [sub.item, 0]; item !== null; level += 1) {
      const of: Party = payer!;
      const minor = MINOR[item.currency]!;
      const rate = rateOf(item.currency, of.currency, now);
      for (const { part, from, span } of dues) {
        const price = part === 'setup' ? item.setup : item.fee;
        const [n, d] = part === 'setup' ? [1, 1] : [span.days, span.whole];
        const listed = rounded(price * BigInt(n), BigInt(d) * minor) * minor;
        const own = MINOR[of.currency]!;
        const unit = rate === SAME ? listed : rounded(listed * rate, SAME * own) * own;
        const micros = unit * BigInt(sub.quantity);
        const to = part === 'setup' ? null : span.to;
        const common = { subscription: sub.place, part, from, to, level, quantity: sub.quantity, item };
        paid.push({ ...common, of, party: of.name, isCommission: false, micros, rate });
        if (!item.paysCommission) continue;
        for (const { of: agent, ppm } of of.agents) {
          const into = rateOf(of.currency, agent.currency, now);
          const share = (micros * ppm * into) / (PPM * SAME);
          paid.push({
            ...common,
            of: agent,
            party: agent.name,
            isCommission: true,
            micros: share,
            rate: into,
          });
        }
      }
      payer = of.seller;
      item = item.resells;
    }
    return paid;
  }

  /** Null when everything was charged. */
  function charge(sub: Subscription, dues: readonly Due[], now: number, isRenewal: boolean) {
    const paid = paidFor(sub, dues, now);
    const levels = [...new Set(paid.map(({ level }) => level))];
    const sums = levels.map((level) => {
      const own = paid.filter((each) => each.level === level && !each.isCommission);
      return { ...own[0]!, micros: own.reduce((sum, { micros }) => sum + micros, 0n) };
    });
    for (const { of, item, micros } of sums)
      if (micros > 0n && micros > available(of) && !(isRenewal && item.noMoney === 'owe'))
        return { of, micros };
    for (const { of, micros } of sums) pays(of, -micros);
    for (const each of paid) {
      if (each.isCommission && each.micros !== 0n) move(each.of, -each.micros, now, true);
      if (!each.isCommission && each.of.type === 'postpaid' && each.micros !== 0n)
        move(each.of, each.micros, now);
    }
    // An interval has its row also where it was free.
    const kept = paid.filter(
      ({ part, isCommission, micros }) => micros > 0n || (part === 'fee' && !isCommission),
    );
    rows.push(...kept.map(({ of: _of, item: _item, ...row }) => row));
    sub.fees = paid.filter(({ part }) => part === 'fee');
    return null;
  }

  /** What a prepaid account gets a receipt of; of a postpaid one it is an item of its invoice, which is moved by itself. */
  function pays(of: Party, micros: bigint): void {
    if (of.type === 'postpaid' || micros === 0n) return;
    of.balance += micros;
    of.expected.push({
      kind: 'receipt',
      from: null,
      to: null,
      linesMicros: micros < 0n ? -micros : micros,
      movedMicros: micros,
      items: 1,
      taxes: [],
      isPaid: true,
      taxSign: 0n,
      place: null,
    });
  }

  /** Null when somebody has too little. */
  function order(of: Party, item: Item, quantity: number, now: number, id: string): Subscription | null {
    const orderDay = orderDayOf(of, item, now);
    const span = intervalOf(of, item, orderDay, now, false);
    const sub: Subscription = {
      id,
      place: subscriptions.length,
      of,
      item,
      quantity,
      orderDay,
      status: 'active',
      from: now,
      renewsAt: span.to,
      unpaidSince: null,
      endsAt: null,
      endedAt: null,
      endReason: null,
      triedAt: 0,
      lacking: null,
      fees: [],
    };
    const lacking = charge(
      sub,
      [
        { part: 'setup', from: now, span },
        { part: 'fee', from: now, span },
      ],
      now,
      false,
    );
    if (lacking !== null) return null;
    of.events.push('subscription.started');
    if (item.interval === 'once') Object.assign(sub, { status: 'ended', endedAt: now, endReason: 'once' });
    subscriptions.push(sub);
    return sub;
  }

  function end(sub: Subscription, reason: string, at: number, now: number): void {
    const isPaid = sub.status === 'active' && sub.renewsAt !== null && sub.renewsAt > now;
    sub.of.events.push(`subscription.ended ${reason}`);
    if (isPaid) giveBack(sub, now);
    Object.assign(sub, {
      status: 'ended',
      endedAt: at,
      endReason: reason,
      renewsAt: null,
      unpaidSince: null,
      lacking: null,
    });
  }

  function giveBack(sub: Subscription, now: number): void {
    const days = daysOf(sub.of.calendar.timezone);
    const charged = new Map<number, Readonly<{ micros: bigint; back: bigint }>>();
    for (const { level, of, party, item, isCommission, from, to, micros, rate, quantity } of sub.fees) {
      if (!item.creditsUnused) continue;
      const first = placeOf(days, from);
      const last = placeOf(days, to! + DAY_MS / 2);
      const whole = Math.max(1, last - first);
      const left = Math.min(whole, Math.max(0, last - placeOf(days, now) - 1));
      const minor = MINOR[of.currency]!;
      const units = BigInt(quantity);
      const level0 = charged.get(level);
      const back = isCommission
        ? level0!.micros === 0n
          ? 0n
          : (micros * level0!.back) / level0!.micros
        : rounded((micros / units) * BigInt(left), BigInt(whole) * minor) * minor * units;
      if (!isCommission) charged.set(level, { micros, back });
      if (back === 0n) continue;
      if (isCommission) move(of, back, now, true);
      else if (of.type === 'postpaid') move(of, -back, now);
      else pays(of, back);
      rows.push({
        subscription: sub.place,
        part: 'credit',
        from: now,
        to,
        level,
        party,
        isCommission,
        micros: back,
        rate,
        quantity,
      });
    }
  }

  /** An unpaid one is charged for what is left from now on. */
  function payAgain(sub: Subscription, now: number): boolean {
    const span = intervalOf(sub.of, sub.item, sub.orderDay, now, false);
    const lacking = charge(sub, [{ part: 'fee', from: now, span }], now, true);
    if (lacking !== null) {
      Object.assign(sub, { triedAt: now, lacking });
      return false;
    }
    Object.assign(sub, { status: 'active', from: now, renewsAt: span.to, unpaidSince: null, lacking: null });
    sub.of.events.push('subscription.renewed');
    return true;
  }

  function next(sub: Subscription, now: number): void {
    const isOver = sub.endsAt !== null && sub.endsAt <= now;
    if (sub.status === 'unpaid') {
      if (isOver) end(sub, 'cancelled', now, now);
      else if (sub.unpaidSince! + sub.item.unpaidDaysMax * DAY_MS <= now) end(sub, 'unpaid', now, now);
      else payAgain(sub, now);
      return;
    }
    if (isOver && sub.endsAt! <= sub.renewsAt!) return end(sub, 'cancelled', sub.endsAt!, now);
    const from = sub.renewsAt!;
    const span = intervalOf(sub.of, sub.item, sub.orderDay, from, true);
    const lacking = charge(sub, [{ part: 'fee', from, span }], now, true);
    if (lacking === null) {
      Object.assign(sub, { from, renewsAt: span.to });
      sub.of.events.push('subscription.renewed');
    } else if (sub.item.noMoney === 'end') end(sub, 'unpaid', now, now);
    else {
      Object.assign(sub, { status: 'unpaid', from, renewsAt: null, unpaidSince: now, triedAt: now, lacking });
      sub.of.events.push('subscription.unpaid');
    }
  }

  const dueAt = ({ renewsAt, endsAt }: Subscription) => Math.min(renewsAt ?? Infinity, endsAt ?? Infinity);

  /** The job at `now`: what is due in the order of its time, and then whatever waits for money. */
  function run(now: number): number {
    let done = 0;
    for (;;) {
      const due = subscriptions.filter((sub) => sub.status === 'active' && dueAt(sub) <= now);
      const [first] = due.toSorted((a, b) => dueAt(a) - dueAt(b) || a.place - b.place);
      if (first === undefined) break;
      next(first, now);
      done += 1;
    }
    const tried = new Set<Subscription>();
    const waits = (sub: Subscription) =>
      sub.status === 'unpaid' &&
      !tried.has(sub) &&
      ((sub.endsAt !== null && sub.endsAt <= now) ||
        sub.unpaidSince! + sub.item.unpaidDaysMax * DAY_MS <= now ||
        sub.triedAt < now - HOUR_MS ||
        (sub.lacking !== null && available(sub.lacking.of) >= sub.lacking.micros));
    for (;;) {
      const waiting = subscriptions.filter(waits);
      if (waiting.length === 0) return done;
      for (const sub of waiting) {
        tried.add(sub);
        next(sub, now);
        done += 1;
      }
    }
  }

  return {
    subscriptions,
    order,
    run,
    end,
    payAgain,
    available,
    /** What was charged since the last time. */
    takeRows: () => {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}
export type Shop = ReturnType<typeof createShop>;
