/** Credit notes: all or a part of an issued invoice is taken back, line by line, with the taxes that were due on it. */
import { divideHalfUp, minorMicros } from '../money.ts';
import { posting, taxPosting, type Composed } from './compose.ts';
import type { DocumentContent, DocumentLine, TaxLine } from './document.ts';

export type CorrectedInvoice = Readonly<{
  currency: string;
  content: Pick<DocumentContent, 'lines' | 'taxes'>;
  /** Contents of the credit notes that it has. */
  creditNotes: readonly Pick<DocumentContent, 'lines' | 'taxes'>[];
}>;

/** What of each line is not taken back yet. */
export function remainingMicros({ content, creditNotes }: CorrectedInvoice): readonly bigint[] {
  const taken = creditNotes.flatMap(({ lines }) => lines);
  return content.lines.map((line, place) =>
    taken.reduce(
      (left, { correctsLine, amountMicros }) => (correctsLine === place ? left - BigInt(amountMicros) : left),
      BigInt(line.amountMicros),
    ),
  );
}

export type Credit = Readonly<{ line: number; amountMicros: bigint }>;

/** Why a line cannot be taken back by so much; null when it can. */
export function mistakeOfCredit(invoice: CorrectedInvoice, { line, amountMicros }: Credit): string | null {
  const left = remainingMicros(invoice)[line];
  if (left === undefined) return 'The invoice has no such line.';
  if (amountMicros % minorMicros(invoice.currency) !== 0n)
    return `${invoice.currency} has fewer digits after the point.`;
  const isTooMuch =
    left >= 0n ? amountMicros < 0n || amountMicros > left : amountMicros > 0n || amountMicros < left;
  return isTooMuch ? 'It is more than what is left of the line.' : null;
}

/** Why lines cannot be taken back together; null when they can: a discount stays with what it is for. */
export function mistakeOfCredits(invoice: CorrectedInvoice, credits: readonly Credit[]): string | null {
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, micros) => total + micros, 0n);
  const left = sum(remainingMicros(invoice));
  const taken = sum(credits.map(({ amountMicros }) => amountMicros));
  if (left >= 0n ? taken < 0n : taken > 0n)
    return 'Together these lines would charge instead of taking back. Take back what they are a discount on, too.';
  if (left >= 0n ? taken > left : taken < left)
    return 'Together this is more than what is left of the invoice. Take its discounts back, too.';
  return null;
}

/**
 * Takes lines back. Of each tax so much is given back as is due on all that was taken back so far, less what was given back
 * before: when everything is taken back, exactly everything is given back, in however many credit notes.
 */
export function composeCreditNote(invoice: CorrectedInvoice, credits: readonly Credit[]): Composed {
  const { content, creditNotes } = invoice;
  const lines = credits
    .filter(({ amountMicros }) => amountMicros !== 0n)
    .map(({ line, amountMicros }) => creditLine(content.lines[line], line, amountMicros));
  const sum = (of: readonly DocumentLine[]) =>
    of.reduce((total, each) => total + BigInt(each.amountMicros), 0n);
  const invoicedMicros = sum(content.lines);
  const beforeMicros = creditNotes.reduce((total, note) => total + sum(note.lines), 0n);
  const linesMicros = sum(lines);
  const taxes = content.taxes.map((tax) => {
    const dueOn = (micros: bigint) =>
      share(BigInt(tax.amountMicros), micros, invoicedMicros, invoice.currency);
    const amountMicros = dueOn(beforeMicros + linesMicros) - dueOn(beforeMicros);
    const baseMicros = share(BigInt(tax.baseMicros), linesMicros, invoicedMicros, invoice.currency);
    return { ...tax, baseMicros: String(baseMicros), amountMicros: String(amountMicros) };
  });
  const taxMicros = taxes.reduce((total, tax) => total + BigInt(tax.amountMicros), 0n);
  const addedMicros = taxes.reduce(
    (total, tax) => (tax.isInclusive ? total : total + BigInt(tax.amountMicros)),
    0n,
  );
  const totalMicros = linesMicros + addedMicros;
  return {
    kind: 'credit_note',
    lines,
    taxes,
    netMicros: totalMicros - taxMicros,
    taxMicros,
    totalMicros,
    postings: [
      ...posting('credit_note', 'revenue', 'wallet', linesMicros),
      ...taxes.flatMap((tax: TaxLine) => taxPosting(tax, 'tax', tax.isInclusive ? 'revenue' : 'wallet')),
    ],
    walletMicros: totalMicros,
  };
}

function creditLine(
  line: DocumentLine | undefined,
  correctsLine: number,
  amountMicros: bigint,
): DocumentLine {
  if (line === undefined) throw new Error(`the invoice has no line ${correctsLine}`);
  const { quantity: _quantity, unitMicros: _unitMicros, ...rest } = line;
  return { ...rest, correctsLine, amountMicros: String(amountMicros) };
}

/** Of an amount the part that falls on `micros` of `of`, in whole minor units. */
function share(amountMicros: bigint, micros: bigint, of: bigint, currency: string): bigint {
  if (of === 0n) return 0n;
  const minor = minorMicros(currency);
  // Halves away from zero, whatever the sign of the whole.
  const [numerator, denominator] =
    of > 0n ? [amountMicros * micros, of * minor] : [-amountMicros * micros, -of * minor];
  return divideHalfUp(numerator, denominator) * minor;
}
