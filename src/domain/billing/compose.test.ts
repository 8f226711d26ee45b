/** What documents come to, worked by hand, and for any amounts: they say what the wallet moves by. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composePeriod, composeReceipt, type Composed, type OpenLine, type Terms } from './compose.ts';
import { composeCreditNote, remainingMicros } from './credit-note.ts';
import type { TaxTerms } from './taxes.ts';

const tax = (over: Partial<TaxTerms>): TaxTerms => ({
  taxId: 't',
  name: 'VAT',
  jurisdiction: '',
  kind: 'percentage',
  ratePpm: 200_000,
  fixedMicros: 0n,
  isCompound: false,
  isInclusive: false,
  ...over,
});
const terms = (taxes: readonly TaxTerms[] = [tax({})], over: Partial<Terms> = {}): Terms => ({
  currency: 'EUR',
  taxes,
  prepaidTax: 'on_top_up',
  ...over,
});
const charge = (exactMicros: bigint): OpenLine => ({ kind: 'charge', text: 'x', exactMicros });

test('an inclusive tax moves from the revenue, an added one from the wallet, and the rest is rounded', () => {
  const open = [charge(10_004_000n), charge(2_000_500n)];
  expect(composePeriod('invoice', open, terms([tax({ isInclusive: true })]))).toMatchObject({
    netMicros: 10_000_000n,
    taxMicros: 2_000_000n,
    totalMicros: 12_000_000n,
    walletMicros: -12_000_000n,
    postings: [
      { kind: 'tax', from: 'revenue', to: 'tax', amountMicros: 2_000_000n },
      { kind: 'rounding', from: 'rounding', to: 'wallet', amountMicros: 4_500n },
    ],
  });
  expect(composePeriod('invoice', open, terms())).toMatchObject({
    totalMicros: 14_400_000n,
    walletMicros: -14_400_000n,
    postings: [{ kind: 'tax', from: 'wallet', to: 'tax', amountMicros: 2_400_000n }, { kind: 'rounding' }],
  });
});

test('a fraction of a cent that is corrected by hand has its receipt, and no tax', () => {
  const onUsage = terms([tax({})], { prepaidTax: 'on_usage' });
  const movement = (amountMicros: bigint) => ({
    kind: 'charge' as const,
    lines: [{ text: 'Leftover', amountMicros }],
  });
  expect(composeReceipt(movement(1234n), 'prepaid', onUsage)).toMatchObject({
    netMicros: 1234n,
    taxMicros: 0n,
    totalMicros: 1234n,
    walletMicros: -1234n,
    postings: [],
  });
  expect(composeReceipt(movement(12_001_234n), 'prepaid', onUsage)).toMatchObject({
    netMicros: 10_001_234n,
    taxMicros: 2_000_000n,
    walletMicros: -12_001_234n,
    postings: [{ from: 'adjustment', to: 'tax', amountMicros: 2_000_000n }],
  });
});

const anyTax = fc.oneof(
  fc
    .record({
      ratePpm: fc.integer({ min: 0, max: 1_000_000 }),
      isCompound: fc.boolean(),
      isInclusive: fc.boolean(),
    })
    .map(tax),
  fc
    .record({
      fixedMicros: fc.bigInt(1n, 100n).map((units) => units * 1_000_000n),
      isInclusive: fc.boolean(),
    })
    .map((fixed) => tax({ ...fixed, kind: 'fixed', ratePpm: 0 })),
);
const anyTerms = fc
  .record({
    currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
    taxes: fc.array(anyTax, { maxLength: 4 }),
    prepaidTax: fc.constantFrom('on_top_up' as const, 'on_usage' as const),
  })
  .map((made): Terms => made);
const anyLines = fc.array(fc.bigInt(-2_000_000_000n, 50_000_000_000n).map(charge), {
  minLength: 1,
  maxLength: 8,
});

/** By what the postings and the lines before them change the balance. */
function movedBy(open: readonly OpenLine[], { postings }: Composed): bigint {
  return postings.reduce(
    (micros, { from, to, amountMicros }) =>
      micros + (to === 'wallet' ? amountMicros : 0n) - (from === 'wallet' ? amountMicros : 0n),
    open.reduce((micros, { exactMicros }) => micros - exactMicros, 0n),
  );
}

test('whatever is open and whatever the taxes, the wallet moves by what the document says, and its lines add up', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('invoice' as const, 'usage_receipt' as const, 'commission_note' as const),
      anyLines,
      anyTerms,
      (kind, open, any) => {
        const composed = composePeriod(kind, open, any);
        expect(movedBy(open, composed)).toBe(composed.walletMicros);
        expect(composed.walletMicros).toBe(
          kind === 'commission_note' ? composed.totalMicros : -composed.totalMicros,
        );
        expect(composed.netMicros + composed.taxMicros).toBe(composed.totalMicros);
        const added = composed.taxes.filter(({ isInclusive }) => !isInclusive);
        const sum = [...composed.lines, ...added].reduce(
          (micros, line) => micros + BigInt(line.amountMicros),
          0n,
        );
        expect(sum).toBe(composed.totalMicros);
        const rounding = composed.postings.find((posting) => posting.kind === 'rounding')?.amountMicros ?? 0n;
        expect(rounding <= (any.currency === 'EUR' ? 5_000n : any.currency === 'JPY' ? 500_000n : 500n)).toBe(
          true,
        );
      },
    ),
    { numRuns: 2000 },
  );
});

test('an invoice that is taken back in any parts is taken back exactly, its taxes too', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt(1n, 5_000n), { minLength: 1, maxLength: 5 }),
      fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }), {
        maxLength: 4,
      }),
      anyTerms,
      (cents, parts, any) => {
        const eur = { ...any, currency: 'EUR' };
        const invoice = composePeriod(
          'invoice',
          cents.map((each) => charge(each * 10_000n)),
          eur,
        );
        const notes: Composed[] = [];
        const corrected = () => ({ currency: 'EUR', content: invoice, creditNotes: notes });
        for (const shares of parts) {
          const left = remainingMicros(corrected());
          const credits = left.map((micros, line) => ({
            line,
            amountMicros: BigInt(Math.floor((Number(micros) / 10_000) * (shares[line] ?? 0))) * 10_000n,
          }));
          notes.push(composeCreditNote(corrected(), credits));
        }
        const rest = remainingMicros(corrected()).map((amountMicros, line) => ({ line, amountMicros }));
        notes.push(composeCreditNote(corrected(), rest));
        const sum = (of: (note: Composed) => bigint) => notes.reduce((micros, note) => micros + of(note), 0n);
        expect(sum(({ totalMicros }) => totalMicros)).toBe(invoice.totalMicros);
        expect(sum(({ taxMicros }) => taxMicros)).toBe(invoice.taxMicros);
        expect(sum(({ walletMicros }) => walletMicros)).toBe(-invoice.walletMicros);
        for (const note of notes) expect(movedBy([], note)).toBe(note.walletMicros);
      },
    ),
    { numRuns: 1000 },
  );
});
