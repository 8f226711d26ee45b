/** Taxes worked out by hand, then what holds for all of them, against exact fractions. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDecimal, minorMicros, parseMoney } from '../money.ts';
import { taxesOn, taxesWithin, type TaxedAmount, type TaxTerms } from './taxes.ts';

/** "20%", "+10%" (compound), "2.00" (fixed); "=" in front: inclusive. */
function terms(...words: string[]): TaxTerms[] {
  return words.map((word, index): TaxTerms => {
    const isInclusive = word.startsWith('=');
    const rest = isInclusive ? word.slice(1) : word;
    const common = { taxId: String(index), name: word, jurisdiction: '', isInclusive };
    if (!rest.endsWith('%'))
      return { ...common, kind: 'fixed', ratePpm: 0, fixedMicros: micros(rest), isCompound: false };
    const isCompound = rest.startsWith('+');
    const ratePpm = Number(rest.replace('+', '').slice(0, -1)) * 10_000;
    return { ...common, kind: 'percentage', ratePpm, fixedMicros: 0n, isCompound };
  });
}

function micros(text: string): bigint {
  return parseMoney(text) ?? 0n;
}

/** "10.00 + 2.00 + 1.20 = 13.20", with as many digits as the currency has. */
function sumOf({ netMicros, totalMicros, lines }: TaxedAmount, digits: number): string {
  const text = (amount: bigint) => formatDecimal(amount / 10n ** BigInt(6 - digits), digits);
  const taxes = lines.map(({ amountMicros }) => text(BigInt(amountMicros)));
  return `${[text(netMicros), ...taxes].join(' + ')} = ${text(totalMicros)}`;
}

test.each([
  ['10.00', ['20%'], '10.00 + 2.00 = 12.00'],
  ['10.00', [], '10.00 = 10.00'],
  // 0.125 is half up.
  ['2.50', ['5%'], '2.50 + 0.13 = 2.63'],
  // 5 % of 10.00; 10 % of 10.50. Not compound: 10 % of 10.00.
  ['10.00', ['5%', '+10%'], '10.00 + 0.50 + 1.05 = 11.55'],
  ['10.00', ['5%', '10%'], '10.00 + 0.50 + 1.00 = 11.50'],
  // In the other order 10 % has nothing before it.
  ['10.00', ['+10%', '5%'], '10.00 + 1.00 + 0.50 = 11.50'],
  // 20 % of 10.00 and the 2.00 before it.
  ['10.00', ['2.00', '+20%'], '10.00 + 2.00 + 2.40 = 14.40'],
  ['12.00', ['=20%'], '10.00 + 2.00 = 12.00'],
  // 100.00 / 1.19 = 84.0336; 15.9664.
  ['100.00', ['=19%'], '84.03 + 15.97 = 100.00'],
  // 13.20 / (1.2 × 1.1) = 10.00; together 12.50 / (1 + 0.2 + 0.05).
  ['13.20', ['=20%', '=+10%'], '10.00 + 2.00 + 1.20 = 13.20'],
  ['12.50', ['=20%', '=5%'], '10.00 + 2.00 + 0.50 = 12.50'],
  ['14.00', ['=2.00', '=20%'], '10.00 + 2.00 + 2.00 = 14.00'],
  // (14.40 - 2.00 × 1.2) / 1.2 = 10.00: the fixed one before a compound one is in its base.
  ['14.40', ['=2.00', '=+20%'], '10.00 + 2.00 + 2.40 = 14.40'],
  // The price includes 20 %; 10 % more are of the net amount, or, compound, of all before them.
  ['12.00', ['=20%', '10%'], '10.00 + 2.00 + 1.00 = 13.00'],
  ['12.00', ['=20%', '+10%'], '10.00 + 2.00 + 1.20 = 13.20'],
  // What is added is never in the base of what is included.
  ['12.00', ['10%', '=+20%'], '10.00 + 1.00 + 2.00 = 13.00'],
  ['0', ['20%', '=5%', '2.00'], '0.00 + 0.00 + 0.00 + 0.00 = 0.00'],
  ['-12.00', ['=20%', '+10%', '1.50'], '-10.00 + -2.00 + -1.20 + -1.50 = -14.70'],
  // Fixed taxes in a price that does not even cover them: each takes what is there, and nothing is left.
  ['1.50', ['=1.00', '=1.00', '=20%'], '0.00 + 1.00 + 0.50 + 0.00 = 1.50'],
  // Added they are due in full.
  ['0.50', ['2.00'], '0.50 + 2.00 = 2.50'],
])('EUR %s with %j: %s', (amount, words, text) => {
  expect(sumOf(taxesOn(micros(amount), terms(...words), 'EUR'), 2)).toBe(text);
});

test.each([
  ['EUR', '12.00', ['20%'], '10.00 + 2.00 = 12.00'],
  ['EUR', '10.00', ['20%'], '8.33 + 1.67 = 10.00'],
  // 8.325 and 1.665: the tax is half up.
  ['EUR', '9.99', ['20%'], '8.32 + 1.67 = 9.99'],
  ['EUR', '13.20', ['20%', '=+10%'], '10.15 + 2.03 + 1.02 = 13.20'],
  // A cent with two taxes of 100 %: a third each. Nothing is due to nobody, and the cent is credit.
  ['EUR', '0.01', ['100%', '100%'], '0.01 + 0.00 + 0.00 = 0.01'],
  // Two cents with three of them: half a cent each, together 1.5. Rounded alone they would be three.
  ['EUR', '0.02', ['100%', '100%', '100%'], '0.00 + 0.01 + 0.01 + 0.00 = 0.02'],
  ['EUR', '1.00', ['2.00'], '0.00 + 1.00 = 1.00'],
  ['EUR', '-12.00', ['20%'], '-10.00 + -2.00 = -12.00'],
  // 1,000 / 1.1 = 909.09; 10.000 / 1.05 = 9.5238.
  ['JPY', '1000', ['10%'], '909 + 91 = 1000'],
  ['KWD', '10.000', ['5%'], '9.524 + 0.476 = 10.000'],
] as const)('%s %s paid with %j: %s', (currency, amount, words, text) => {
  const digits = currency === 'JPY' ? 0 : currency === 'KWD' ? 3 : 2;
  expect(sumOf(taxesWithin(micros(amount), terms(...words), currency), digits)).toBe(text);
});

test('each line says of what it is, at which rate, and where it is due', () => {
  const [vat, levy] = terms('5%', '+10%');
  const { lines } = taxesOn(
    micros('10.00'),
    [{ ...vat, jurisdiction: 'QC' } as TaxTerms, levy as TaxTerms],
    'EUR',
  );
  expect(lines).toEqual([
    {
      taxId: '0',
      name: '5%',
      jurisdiction: 'QC',
      kind: 'percentage',
      ratePpm: 50_000,
      isCompound: false,
      isInclusive: false,
      baseMicros: '10000000',
      amountMicros: '500000',
    },
    expect.objectContaining({ isCompound: true, baseMicros: '10500000', amountMicros: '1050000' }),
  ]);
});

/** Numerator and denominator, not shortened. */
type Fraction = readonly [bigint, bigint];
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const minus = (x: Fraction, [c, d]: Fraction): Fraction => plus(x, [-c, d]);
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const over = (x: Fraction, [c, d]: Fraction): Fraction => times(x, [d, c]);
/** |x| < bound. */
const isBelow = ([a, b]: Fraction, bound: Fraction): boolean => (a < 0n ? -a : a) * bound[1] < bound[0] * b;

/** The taxes of a net amount, in minor units, as the law has them: nothing is rounded. */
function exactTaxes(net: Fraction, all: readonly TaxTerms[], minor: bigint): Fraction[] {
  const taxes: Fraction[] = [];
  for (const [index, { kind, fixedMicros, ratePpm, isCompound, isInclusive }] of all.entries()) {
    const before = taxes.filter((_, other) => !isInclusive || all[other]?.isInclusive);
    const base = isCompound ? before.reduce(plus, net) : net;
    taxes[index] = kind === 'fixed' ? [fixedMicros / minor, 1n] : times(base, [BigInt(ratePpm), 1_000_000n]);
  }
  return taxes;
}

/** The net amount that these taxes make the total of; the sum is a straight line, so two points are enough. */
function exactNet(total: bigint, all: readonly TaxTerms[], minor: bigint): Fraction {
  const sumAt = (net: Fraction) => exactTaxes(net, all, minor).reduce(plus, net);
  const atNothing = sumAt([0n, 1n]);
  return over(minus([total, 1n], atNothing), minus(sumAt([1n, 1n]), atNothing));
}

const CURRENCY = fc.constantFrom('EUR', 'JPY', 'KWD');
const UNITS = fc.oneof(fc.bigInt({ min: 0n, max: 40n }), fc.bigInt({ min: 0n, max: 10_000_000n }));
const TAX = fc.record({
  isFixed: fc.oneof(
    { weight: 1, arbitrary: fc.constant(true) },
    { weight: 4, arbitrary: fc.constant(false) },
  ),
  units: fc.bigInt({ min: 1n, max: 500n }),
  ratePpm: fc.oneof(
    fc.constantFrom(50_000, 190_000, 200_000, 1_000_000),
    fc.integer({ min: 0, max: 1_000_000 }),
  ),
  isCompound: fc.boolean(),
  isInclusive: fc.boolean(),
});
const CASE = fc
  .record({ currency: CURRENCY, units: UNITS, taxes: fc.array(TAX, { maxLength: 6 }) })
  .map(({ currency, units, taxes }) => {
    const minor = minorMicros(currency);
    const all = taxes.map(
      (tax, index): TaxTerms => ({
        taxId: String(index),
        name: '',
        jurisdiction: '',
        kind: tax.isFixed ? 'fixed' : 'percentage',
        ratePpm: tax.isFixed ? 0 : tax.ratePpm,
        fixedMicros: tax.isFixed ? tax.units * minor : 0n,
        isCompound: !tax.isFixed && tax.isCompound,
        isInclusive: tax.isInclusive,
      }),
    );
    return { currency, minor, units, amountMicros: units * minor, all };
  });

/** What holds whatever the taxes are. */
function checkSums(taxed: TaxedAmount, all: readonly TaxTerms[], minor: bigint): void {
  const { netMicros, taxMicros, totalMicros, lines } = taxed;
  expect(netMicros + taxMicros).toBe(totalMicros);
  expect(lines.reduce((sum, { amountMicros }) => sum + BigInt(amountMicros), 0n)).toBe(taxMicros);
  expect(lines.map(({ taxId }) => taxId)).toEqual(all.map(({ taxId }) => taxId));
  for (const amount of [netMicros, ...lines.map(({ amountMicros }) => BigInt(amountMicros))]) {
    expect(amount % minor).toBe(0n);
    expect(amount >= 0n).toBe(true);
  }
}

function negated(taxed: TaxedAmount): TaxedAmount {
  return {
    netMicros: -taxed.netMicros,
    taxMicros: -taxed.taxMicros,
    totalMicros: -taxed.totalMicros,
    lines: taxed.lines.map((line) => ({
      ...line,
      baseMicros: String(-BigInt(line.baseMicros)),
      amountMicros: String(-BigInt(line.amountMicros)),
    })),
  };
}

test('what is paid is net and taxes, each within one minor unit of what is exact, and a refund is the mirror', () => {
  fc.assert(
    fc.property(CASE, ({ currency, minor, units, amountMicros, all }) => {
      const taxed = taxesWithin(amountMicros, all, currency);
      checkSums(taxed, all, minor);
      expect(taxed.totalMicros).toBe(amountMicros);
      expect(taxesWithin(-amountMicros, all, currency)).toEqual(negated(taxed));
      const net = exactNet(units, all, minor);
      if (net[0] < 0n) {
        expect(taxed.netMicros).toBe(0n);
        return;
      }
      const exact = exactTaxes(net, all, minor);
      expect(isBelow(minus([taxed.netMicros / minor, 1n], net), [1n, 1n])).toBe(true);
      for (const [index, { amountMicros: tax }] of taxed.lines.entries())
        expect(isBelow(minus([BigInt(tax) / minor, 1n], exact[index] as Fraction), [1n, 1n])).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('lines are inclusive taxes and net; what is added is at most half a minor unit off its rate of the printed base', () => {
  fc.assert(
    fc.property(CASE, ({ currency, minor, amountMicros, all }) => {
      const taxed = taxesOn(amountMicros, all, currency);
      checkSums(taxed, all, minor);
      expect(taxesOn(-amountMicros, all, currency)).toEqual(negated(taxed));
      const inclusive = taxesWithin(
        amountMicros,
        all.filter(({ isInclusive }) => isInclusive),
        currency,
      );
      expect(taxed.netMicros).toBe(inclusive.netMicros);
      for (const { amountMicros: tax, baseMicros, ratePpm, kind, isInclusive } of taxed.lines) {
        if (isInclusive || kind === 'fixed') continue;
        const exact = times([BigInt(baseMicros) / minor, 1n], [BigInt(ratePpm), 1_000_000n]);
        // Half a unit itself goes up.
        const [top, bottom] = minus([BigInt(tax) / minor, 1n], exact);
        expect(2n * top <= bottom && -2n * top < bottom).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('a top-up of what a net amount comes to with its taxes is that net amount again, within one minor unit for each tax', () => {
  fc.assert(
    fc.property(CASE, ({ currency, minor, amountMicros, all }) => {
      const exclusive = all.map((tax) => ({ ...tax, isInclusive: false }));
      if (amountMicros === 0n) return;
      const { totalMicros } = taxesOn(amountMicros, exclusive, currency);
      const off = taxesWithin(totalMicros, exclusive, currency).netMicros - amountMicros;
      expect((off < 0n ? -off : off) <= minor * BigInt(Math.max(1, all.length))).toBe(true);
    }),
  );
});
