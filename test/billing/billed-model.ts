/** What each account's documents must come to: periods, waiting and sums, by rules of its own. */
import type { Line } from '../charging/world.ts';
import { boundaryAfter, type Calendar } from './calendar-oracle.ts';
import { toMinor, type Tax } from './exact-tax.ts';

type PeriodKind = 'invoice' | 'usage_receipt' | 'commission_note';
/** `micros` is by how much it lowered the balance. */
type Item = Readonly<{ micros: bigint; at: number; isCommission: boolean }>;

/** A document to come. */
export type Expected = Readonly<{
  kind: PeriodKind | 'receipt' | 'credit_note';
  from: number | null;
  to: number | null;
  /** Sum of its lines. */
  linesMicros: bigint;
  /** What its movements came to before: the balance moves by the rest. */
  movedMicros: bigint;
  items: number;
  taxes: readonly Tax[];
  isPaid: boolean;
  /** Taxes move the wallet: of a payment they lower it, of a refund they raise it. */
  taxSign: 0n | 1n | -1n;
  /** Its place among those that say what is usual; null = it is none of them. */
  place: number | null;
}>;

export type Billed = {
  readonly name: string;
  readonly line: Line;
  readonly currency: string;
  type: 'prepaid' | 'postpaid';
  calendar: Calendar;
  readonly wantsEmpty: boolean;
  readonly taxes: readonly Tax[];
  /** Of its issuer. */
  readonly prepaidTax: 'on_top_up' | 'on_usage';
  open: Item[];
  periodFrom: number;
  nextAt: number | null;
  isStale: boolean;
  parked: 'no' | 'waits' | 'released';
  readonly earlier: Record<PeriodKind, bigint[]>;
  /** Of all that is known to have moved it; taxes and roundings are added when their document is seen. */
  balance: bigint;
  expected: Expected[];
};

export function newBilled(
  given: Pick<
    Billed,
    'name' | 'line' | 'currency' | 'type' | 'calendar' | 'wantsEmpty' | 'taxes' | 'prepaidTax'
  >,
  at: number,
): Billed {
  return {
    ...given,
    open: [],
    periodFrom: at,
    nextAt: null,
    isStale: false,
    parked: 'no',
    earlier: { invoice: [], usage_receipt: [], commission_note: [] },
    balance: 0n,
    expected: [],
  };
}

/** What is posted and waits for a document. */
export function move(of: Billed, micros: bigint, at: number, isCommission = false): void {
  of.balance -= micros;
  of.open.push({ micros, at, isCommission });
}

const sum = (items: readonly Item[]) => items.reduce((total, { micros }) => total + micros, 0n);

type How = Readonly<{ isWanted?: boolean; isLast?: boolean }>;
type Doc = Readonly<{ kind: PeriodKind; items: readonly Item[]; linesMicros: bigint }>;

/** What a period until `to` becomes; `null` = it waits for somebody. */
function decide(of: Billed, to: number, { isWanted = false, isLast = false }: How) {
  const due = of.open.filter(({ at }) => at < to);
  const docs: Doc[] = [];
  for (const isCommission of [false, true]) {
    const items = due.filter((item) => item.isCommission === isCommission);
    if (isCommission && items.length === 0) continue;
    const kind = isCommission ? 'commission_note' : of.type === 'postpaid' ? 'invoice' : 'usage_receipt';
    docs.push({ kind, items, linesMicros: toMinor(isCommission ? -sum(items) : sum(items), of.currency) });
  }
  const issued: Doc[] = [];
  const skipped: Doc[] = [];
  let parks = false;
  for (const doc of docs) {
    if (doc.linesMicros === 0n) {
      const wantsIt = isLast
        ? doc.items.length > 0
        : of.wantsEmpty && (isWanted !== true || doc.items.length > 0);
      (wantsIt && (doc.kind !== 'commission_note' || doc.items.length > 0) ? issued : skipped).push(doc);
      continue;
    }
    const usual = of.earlier[doc.kind].slice(-6);
    const mean = usual.length < 3 ? 0n : usual.reduce((a, b) => a + b, 0n) / BigInt(usual.length);
    const isFar = usual.length >= 3 && mean > 0n && withTaxes(of, doc) > 10n * mean;
    if (!isWanted && of.parked !== 'released' && (doc.linesMicros < 0n || isFar)) parks = true;
    else issued.push(doc);
  }
  return { issued, skipped, parks };
}

/** With what is added, nearly: to see whether it is far above the usual. */
function withTaxes(of: Billed, { kind, linesMicros }: Doc): bigint {
  if (kind !== 'invoice' || linesMicros === 0n) return linesMicros;
  return of.taxes.reduce((total, { isInclusive, isCompound, fixed, ppm }) => {
    if (isInclusive) return total;
    const share = ((isCompound ? total : linesMicros) * ppm) / 1_000_000n;
    return total + (linesMicros < 0n ? -fixed : fixed) + share;
  }, linesMicros);
}

/** Bills until `to`. Returns how many documents come of it. */
export function bill(of: Billed, to: number, now: number, how: How = {}): number {
  if (to <= of.periodFrom) return 0;
  const { issued, skipped, parks } = decide(of, to, how);
  for (const doc of issued) issue(of, doc, to);
  if (parks) {
    of.parked = 'waits';
    return issued.length;
  }
  of.parked = 'no';
  const isAhead = of.nextAt !== null && of.nextAt > now;
  if (!isAhead || to === of.nextAt) of.nextAt = boundaryAfter(to, of.calendar);
  if (skipped.every(({ items }) => items.length === 0)) of.periodFrom = to;
  return issued.length;
}

/** How many documents billing now would issue. */
export const wouldIssue = (of: Billed, now: number): number =>
  now <= of.periodFrom ? 0 : decide(of, now, { isWanted: true }).issued.length;

function issue(of: Billed, { kind, items, linesMicros }: Doc, to: number): void {
  const isTaxed = kind === 'invoice' || (kind === 'usage_receipt' && of.prepaidTax === 'on_usage');
  of.expected.push({
    kind,
    from: of.periodFrom,
    to,
    linesMicros,
    movedMicros: -sum(items),
    items: items.length,
    taxes: isTaxed ? of.taxes : [],
    isPaid: kind === 'usage_receipt',
    taxSign: 0n,
    place: of.earlier[kind].length,
  });
  of.earlier[kind].push(withTaxes(of, { kind, items, linesMicros }));
  const gone = new Set(items);
  of.open = of.open.filter((item) => !gone.has(item));
}

/** An invoice of lines that somebody wrote, with what is open where it says so. */
export function write(of: Billed, lines: readonly bigint[], now: number, includesOpen: boolean): void {
  const isPeriod = includesOpen && of.periodFrom < now;
  const open = isPeriod ? of.open.filter(({ at, isCommission }) => at < now && !isCommission) : [];
  const items = [...lines.map((micros) => ({ micros, at: now, isCommission: false })), ...open];
  of.balance -= lines.reduce((a, b) => a + b, 0n);
  issue(of, { kind: 'invoice', items, linesMicros: toMinor(sum(items), of.currency) }, now);
  const expected = of.expected.pop()!;
  of.expected.push(isPeriod ? expected : { ...expected, from: null, to: null });
  if (!isPeriod || of.nextAt === null || of.open.some(({ at, isCommission }) => isCommission && at < now))
    return;
  of.periodFrom = now;
  of.parked = 'no';
}

/** The run at `now`. */
export function runModel(all: readonly Billed[], now: number): void {
  for (const of of all) {
    if (of.nextAt === null) of.nextAt = boundaryAfter(of.periodFrom, of.calendar);
    else if (of.isStale && of.nextAt > now) of.nextAt = boundaryAfter(now, of.calendar);
    of.isStale = false;
    while (of.nextAt !== null && of.nextAt <= now - 20_000 && of.parked !== 'waits') {
      // Billed by hand in between, nothing is left of that day.
      if (of.nextAt <= of.periodFrom) of.nextAt = boundaryAfter(of.periodFrom, of.calendar);
      else bill(of, of.nextAt, now);
    }
  }
}

type Movement = 'payment' | 'refund' | 'debit' | 'credit';

/** Money that comes or goes by hand: a receipt at once, but of what a postpaid account is charged or credited. */
export function receipt(of: Billed, movement: Movement, micros: bigint, at: number): void {
  const isIn = movement === 'payment' || movement === 'credit';
  const isMoney = movement === 'payment' || movement === 'refund';
  if (!isMoney && of.type === 'postpaid') {
    move(of, isIn ? -micros : micros, at);
    return;
  }
  of.balance += isIn ? micros : -micros;
  const isTaxed = of.type === 'prepaid' && (of.prepaidTax === 'on_top_up') === isMoney;
  of.expected.push({
    kind: 'receipt',
    from: null,
    to: null,
    linesMicros: micros,
    movedMicros: isIn ? micros : -micros,
    items: 1,
    taxes: isTaxed ? of.taxes : [],
    isPaid: true,
    taxSign: !isMoney ? 0n : isIn ? -1n : 1n,
    place: null,
  });
}
