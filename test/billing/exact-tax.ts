/** Taxes as fractions: what each must come to, without the code's arithmetic. */
import type { Json } from '../http/support.ts';

type Fraction = Readonly<{ n: bigint; d: bigint }>;
const of = (n: bigint, d = 1n): Fraction => ({ n, d });
const plus = (a: Fraction, b: Fraction) => of(a.n * b.d + b.n * a.d, a.d * b.d);
const minus = (a: Fraction, b: Fraction) => plus(a, of(-b.n, b.d));
const times = (a: Fraction, b: Fraction) => of(a.n * b.n, a.d * b.d);
const over = (a: Fraction, b: Fraction) => of(a.n * b.d, a.d * b.n);

const sizeOf = (value: bigint) => (value < 0n ? -value : value);

/** To the nearest whole, halves away from zero; the denominator is positive. */
export function rounded(n: bigint, d: bigint): bigint {
  const half = (2n * sizeOf(n) + d) / (2n * d);
  return n < 0n ? -half : half;
}

export const MINOR: Readonly<Record<string, bigint>> = {
  EUR: 10_000n,
  USD: 10_000n,
  JPY: 1_000_000n,
  KWD: 1_000n,
};

/** Micros to the nearest minor unit. */
export const toMinor = (micros: bigint, currency: string): bigint =>
  rounded(micros, MINOR[currency]!) * MINOR[currency]!;

export type Tax = Readonly<{
  name: string;
  ppm: bigint;
  /** Micros; 0 = a percentage. */
  fixed: bigint;
  isCompound: boolean;
  isInclusive: boolean;
}>;

/** What is wrong with the taxes of a document of `amount` micros; where `isPaid`, all are in it. Nothing is due on nothing. */
export function mistakesOfTaxes(
  amount: bigint,
  taxes: readonly Tax[],
  { currency, isPaid, printed }: Readonly<{ currency: string; isPaid: boolean; printed: readonly Json[] }>,
): string[] {
  if (printed.length !== taxes.length) return [`${printed.length} taxes, not ${taxes.length}`];
  const minor = MINOR[currency]!;
  const within = taxes.map((tax) => isPaid || tax.isInclusive);
  // Each inclusive tax is a × net + b.
  const shares: { a: Fraction; b: Fraction }[] = [];
  for (const [place, tax] of taxes.entries()) {
    if (!within[place]) {
      shares.push({ a: of(0n), b: of(0n) });
      continue;
    }
    const before = shares.filter(
      (_, n) => n < place && tax.isCompound && (!tax.isInclusive || taxes[n]!.isInclusive),
    );
    const sum = (key: 'a' | 'b') => before.reduce((total, share) => plus(total, share[key]), of(0n));
    const rate = of(tax.ppm, 1_000_000n);
    shares.push(
      tax.fixed > 0n
        ? { a: of(0n), b: of(amount < 0n ? -tax.fixed : tax.fixed) }
        : { a: times(rate, plus(of(1n), sum('a'))), b: times(rate, sum('b')) },
    );
  }
  const total = (key: 'a' | 'b') => shares.reduce((sum, share) => plus(sum, share[key]), of(0n));
  const net = over(minus(of(amount), total('b')), plus(of(1n), total('a')));
  // Fixed taxes above the amount take what is there.
  const isAll = amount < 0n ? net.n > 0n : net.n < 0n;
  const mistakes: string[] = [];
  const amounts = printed.map((line) => BigInt(line.amountMicros));
  const takenOut = amounts.reduce((sum, micros, place) => (within[place] ? sum + micros : sum), 0n);
  const netPrinted = amount - takenOut;
  for (const [place, tax] of taxes.entries()) {
    const micros = amounts[place]!;
    if (micros % minor !== 0n) mistakes.push(`${tax.name} is ${micros}, not whole ${currency}`);
    if (within[place]) {
      const exact = plus(times(shares[place]!.a, net), shares[place]!.b);
      const off = minus(of(micros), exact);
      if (amount !== 0n && !isAll && sizeOf(off.n) >= minor * sizeOf(off.d))
        mistakes.push(`${tax.name} is ${micros}, exactly ${exact.n}/${exact.d}`);
      continue;
    }
    const base = taxes.reduce(
      (sum, _, n) => (n < place && tax.isCompound ? sum + (amounts[n] ?? 0n) : sum),
      netPrinted,
    );
    const fixed = amount === 0n ? 0n : amount < 0n ? -tax.fixed : tax.fixed;
    const expected = tax.fixed > 0n ? fixed : rounded(base * tax.ppm, 1_000_000n * minor) * minor;
    if (micros !== expected) mistakes.push(`${tax.name} is ${micros}, must be ${expected}`);
  }
  return mistakes;
}

/** Of taxes of a document those that are added to it, in micros. */
export const addedOf = (printed: readonly Json[]): bigint =>
  printed.reduce((sum: bigint, line) => (line.isInclusive ? sum : sum + BigInt(line.amountMicros)), 0n);
