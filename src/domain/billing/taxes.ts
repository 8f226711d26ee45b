/**
 * Taxes of a document. All amounts are whole minor units of the currency, and net + taxes = total, always.
 *
 * A percentage is of the net amount; a compound one of the net amount and the taxes before it, in the order of the account; a
 * fixed tax is an amount of its own, once a document. An inclusive tax is in the prices already: it is taken out of them, and
 * only inclusive ones before it can be in its base.
 */
import { assert } from '../assert.ts';
import { divideHalfUp, minorMicros } from '../money.ts';
import type { TaxLine } from './document.ts';
import { largestRemainder, sumOf } from './lines.ts';

export type TaxTerms = Readonly<{
  taxId: string;
  name: string;
  /** Where it is due, as its owner wrote it; may be ''. */
  jurisdiction: string;
  kind: 'percentage' | 'fixed';
  /** Millionths; 0 for a fixed one. */
  ratePpm: number;
  /** Whole minor units of the currency; 0 for a percentage. */
  fixedMicros: bigint;
  isCompound: boolean;
  isInclusive: boolean;
}>;

/** One line for each of the terms, in their order, those of 0 too. */
export type TaxedAmount = Readonly<{
  netMicros: bigint;
  taxMicros: bigint;
  totalMicros: bigint;
  lines: readonly TaxLine[];
}>;

const PPM = 1_000_000n;

/**
 * Of a sum of lines: inclusive taxes are taken out of it, which leaves the net amount, and exclusive ones are added, each its
 * rate of the base that is printed, rounded half up. Negative amounts are exactly the mirror of positive ones. Of nothing
 * nothing is due, no fixed tax either.
 *
 * By hand, EUR: 10.00 with 20 % = 10.00 + 2.00. 10.00 with 5 % and 10 % compound = 10.00 + 0.50 + 1.05. 13.20 with 20 % and 10 %
 * compound, both inclusive: 13.20 / (1.2 × 1.1) = 10.00, so 10.00 + 2.00 + 1.20. 14.00 with 2.00 fixed and 20 %, both
 * inclusive: (14.00 - 2.00) / 1.2 = 10.00, so 10.00 + 2.00 + 2.00.
 */
export function taxesOn(amountMicros: bigint, terms: readonly TaxTerms[], currency: string): TaxedAmount {
  return taxed(amountMicros, terms, { currency, isTaken: ({ isInclusive }) => isInclusive });
}

/**
 * Of money that was paid: every tax is taken out of it, inclusive or not. By hand, EUR: 12.00 with 20 % = 10.00 + 2.00. 9.99 with
 * 20 %: 9.99 / 1.2 = 8.325 and 1.665, so the tax is 1.67 (half up) and 8.32 is left.
 */
export function taxesWithin(paidMicros: bigint, terms: readonly TaxTerms[], currency: string): TaxedAmount {
  return taxed(paidMicros, terms, { currency, isTaken: () => true });
}

function taxed(
  amountMicros: bigint,
  terms: readonly TaxTerms[],
  { currency, isTaken }: Readonly<{ currency: string; isTaken: (tax: TaxTerms) => boolean }>,
): TaxedAmount {
  const minor = minorMicros(currency);
  const unitsOf = (micros: bigint): bigint => {
    assert(micros % minor === 0n, `${micros} micros are whole minor units of ${currency}`);
    return micros / minor;
  };
  const sign = amountMicros < 0n ? -1n : 1n;
  const amount = unitsOf(sign * amountMicros);
  const parts = terms.map((tax): Part => ({ ...tax, fixed: unitsOf(tax.fixedMicros) }));
  const out = takeOut(amount, parts.filter(isTaken));
  const lines: TaxLine[] = [];
  const done: Done[] = [];
  for (const part of parts) {
    const base = out.net + (part.isCompound ? sumOf(basesOf(part, done).map(({ units }) => units)) : 0n);
    const units = out.taxes.get(part) ?? addedTo(amount, base, part);
    done.push({ part, units });
    lines.push(lineOf(part, sign * base * minor, sign * units * minor));
  }
  const netMicros = sign * out.net * minor;
  const taxMicros = sumOf(lines.map(({ amountMicros: micros }) => BigInt(micros)));
  return { netMicros, taxMicros, totalMicros: netMicros + taxMicros, lines };
}

type Part = TaxTerms & Readonly<{ fixed: bigint }>;
type Done = Readonly<{ part: Part; units: bigint }>;

/** The taxes before a compound one that are in its base. */
function basesOf<Of extends { part: Part }>(part: Part, before: readonly Of[]): readonly Of[] {
  return part.isInclusive ? before.filter((other) => other.part.isInclusive) : before;
}

/** An exclusive tax, in minor units. */
function addedTo(amount: bigint, base: bigint, part: Part): bigint {
  if (part.kind === 'percentage') return divideHalfUp(base * BigInt(part.ratePpm), PPM);
  return amount === 0n ? 0n : part.fixed;
}

/**
 * Takes taxes out of an amount of minor units. Every tax is a × net + b, so that net = (amount - Σb) / (1 + Σa), exactly. Each
 * is rounded half up, and the net amount is what is left; where that would put it a whole unit off what is exact (tiny
 * amounts with many taxes), the sum of the taxes is rounded once and spread by largest remainder. Either way net and each tax
 * differ from what is exact by less than one unit.
 *
 * Fixed taxes above the amount leave a net amount of 0: each takes in its order what is there, so the last get less or nothing.
 */
function takeOut(
  amount: bigint,
  parts: readonly Part[],
): Readonly<{ net: bigint; taxes: ReadonlyMap<Part, bigint> }> {
  // Over a common denominator, which each percentage divides once.
  const one = PPM ** BigInt(parts.filter(({ kind }) => kind === 'percentage').length);
  const shares: Array<Readonly<{ part: Part; ofNet: bigint; added: bigint }>> = [];
  for (const part of parts) {
    if (part.kind === 'fixed') {
      shares.push({ part, ofNet: 0n, added: part.fixed * one });
      continue;
    }
    const rate = BigInt(part.ratePpm);
    const bases = part.isCompound ? basesOf(part, shares) : [];
    const ofNet = (rate * (one + sumOf(bases.map((base) => base.ofNet)))) / PPM;
    const added = (rate * sumOf(bases.map((base) => base.added))) / PPM;
    shares.push({ part, ofNet, added });
  }
  const divisor = one + sumOf(shares.map(({ ofNet }) => ofNet));
  const left = amount * one - sumOf(shares.map(({ added }) => added));
  const denominator = one * divisor;
  const exact =
    left >= 0n
      ? shares.map(({ ofNet, added }) => ofNet * left + added * divisor)
      : asFarAsItGoes(
          amount * denominator,
          shares.map(({ added }) => added * divisor),
        );
  const exactNet = left >= 0n ? left * one : 0n;
  const nearest = exact.map((numerator) => divideHalfUp(numerator, denominator));
  const off = (amount - sumOf(nearest)) * denominator - exactNet;
  const isClose = off < denominator && -off < denominator;
  const taxes = isClose ? nearest : largestRemainder(exact, denominator);
  return {
    net: amount - sumOf(taxes),
    taxes: new Map(shares.map(({ part }, index) => [part, taxes[index] ?? 0n])),
  };
}

/** Each what it asks for, until nothing is left. */
function asFarAsItGoes(amount: bigint, asked: readonly bigint[]): bigint[] {
  let left = amount;
  return asked.map((wanted) => {
    const got = wanted < left ? wanted : left;
    left -= got;
    return got;
  });
}

function lineOf(tax: TaxTerms, baseMicros: bigint, amountMicros: bigint): TaxLine {
  const { taxId, name, jurisdiction, kind, ratePpm, isCompound, isInclusive } = tax;
  return {
    taxId,
    name,
    jurisdiction,
    kind,
    ratePpm,
    isCompound,
    isInclusive,
    baseMicros: String(baseMicros),
    amountMicros: String(amountMicros),
  };
}
