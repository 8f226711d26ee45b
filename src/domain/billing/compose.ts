/**
 * Makes a document of what is open at a wallet: lines that add up, taxes, and what must be posted so that the wallet moves by
 * exactly what the document says.
 */
import type {
  CallsOfLine,
  DocumentKind,
  DocumentLine,
  ExchangeOfLine,
  LineKind,
  ProductOfLine,
  ReceiptKind,
  TaxLine,
} from './document.ts';
import { formatDecimal, minorMicros, trimmed } from '../money.ts';
import { roundLines } from './lines.ts';
import { taxesOn, taxesWithin, type TaxedAmount, type TaxTerms } from './taxes.ts';

/** Movements that are on no document yet, summed as they will stand in one line. */
export type OpenLine = Readonly<{
  kind: LineKind;
  text: string;
  postedAt?: Date;
  calls?: CallsOfLine;
  product?: ProductOfLine;
  quantity?: string;
  unitMicros?: bigint;
  /** By how much they lowered the balance; negative = they raised it. */
  exactMicros: bigint;
}>;

export type PeriodKind = Extract<DocumentKind, 'usage_receipt' | 'invoice' | 'commission_note'>;

export type Terms = Readonly<{
  currency: string;
  taxes: readonly TaxTerms[];
  /** When prepaid accounts pay taxes: with each top-up, or in the price of what they use. */
  prepaidTax: 'on_top_up' | 'on_usage';
}>;

/** Ledger accounts of the issuer, and the wallet. */
export type PostingEnd = 'wallet' | 'revenue' | 'tax' | 'rounding' | 'adjustment';
/** A movement of a positive amount that issuing makes. */
export type Posting = Readonly<{
  kind: 'tax' | 'rounding' | 'credit_note';
  from: PostingEnd;
  to: PostingEnd;
  amountMicros: bigint;
  /** Stands on the statement: which tax, and how much. */
  note: string;
}>;

export type Composed = Readonly<{
  kind: DocumentKind;
  lines: readonly DocumentLine[];
  taxes: readonly TaxLine[];
  netMicros: bigint;
  taxMicros: bigint;
  totalMicros: bigint;
  postings: readonly Posting[];
  /** By which the balance changes, the lines' own movements included. */
  walletMicros: bigint;
}>;

/** What prepaid accounts pay taxes in is the price, or the top-up; invoices add those that are not in the prices. */
export function composePeriod(kind: PeriodKind, open: readonly OpenLine[], terms: Terms): Composed {
  // A commission note says what its reader gets, so what raises the balance is positive there.
  const sign = kind === 'commission_note' ? -1n : 1n;
  const { lines, totalMicros } = roundLines(
    open.map(({ exactMicros }) => sign * exactMicros),
    terms.currency,
  );
  const exactMicros = open.reduce((sum, line) => sum + line.exactMicros, 0n);
  const taxed = taxedPeriod(kind, totalMicros, terms);
  const addedMicros = taxed.lines.reduce(
    (sum, { isInclusive, amountMicros }) => (isInclusive ? sum : sum + BigInt(amountMicros)),
    0n,
  );
  return {
    kind,
    lines: open.map((line, place) => writtenLine(line, lines[place] ?? 0n)),
    taxes: taxed.lines,
    netMicros: taxed.netMicros,
    taxMicros: taxed.taxMicros,
    totalMicros: taxed.totalMicros,
    postings: [
      ...taxed.lines.flatMap((tax) => taxPosting(tax, tax.isInclusive ? 'revenue' : 'wallet', 'tax')),
      ...posting('rounding', 'wallet', 'rounding', sign * totalMicros - exactMicros),
    ],
    walletMicros: -(sign * totalMicros) - addedMicros,
  };
}

function taxedPeriod(kind: PeriodKind, amountMicros: bigint, terms: Terms): TaxedAmount {
  if (kind === 'invoice') return taxesOn(amountMicros, terms.taxes, terms.currency);
  if (kind === 'usage_receipt' && terms.prepaidTax === 'on_usage') return withinPrices(amountMicros, terms);
  return untaxed(amountMicros);
}

/** All taxes are in the price, whatever they are called elsewhere. */
function withinPrices(amountMicros: bigint, { taxes, currency }: Terms): TaxedAmount {
  const taxed = taxesWithin(amountMicros, taxes, currency);
  return { ...taxed, lines: taxed.lines.map((line) => ({ ...line, isInclusive: true })) };
}

export type ReceiptLine = Readonly<{
  text: string;
  method?: string;
  counterparty?: string;
  exchange?: ExchangeOfLine;
  product?: ProductOfLine;
  /** How many, and the price of one. */
  quantity?: string;
  unitMicros?: bigint;
  amountMicros: bigint;
}>;

/** What moves at once and is of one kind. */
export type ReceiptMovement = Readonly<{ kind: ReceiptKind; lines: readonly ReceiptLine[] }>;

/** Kinds that raise the balance. */
const INTO_THE_WALLET: ReadonlySet<ReceiptKind> = new Set([
  'payment',
  'transfer_in',
  'credit',
  'product_credit',
]);
/** Money from outside, of which taxes of top-ups are taken, and given back with it. */
const MONEY: ReadonlySet<ReceiptKind> = new Set(['payment', 'refund', 'chargeback']);
/** What is sold, with taxes in its price where they are due on usage: to which account of the issuer it came. */
const SOLD: Readonly<Partial<Record<ReceiptKind, PostingEnd>>> = {
  charge: 'adjustment',
  credit: 'adjustment',
  product: 'revenue',
  product_credit: 'revenue',
};

/**
 * The receipt of one movement. Of a payment of a prepaid account its taxes are taken (12.00 paid = 10.00 credit and 2.00 tax),
 * and given back with a refund, when they are due on top-up; what it is charged or credited has them in the price, when they are
 * due on usage. A postpaid account pays its taxes with the invoice.
 */
export function composeReceipt(
  movement: ReceiptMovement,
  accountType: 'prepaid' | 'postpaid',
  terms: Terms,
): Composed {
  const { kind, lines } = movement;
  const amountMicros = amountOf(movement);
  const taxed = taxedReceipt(movement, accountType, terms);
  const isMoney = MONEY.has(kind);
  const isIn = INTO_THE_WALLET.has(kind);
  const signedMicros = isIn ? amountMicros : -amountMicros;
  // What comes in raises the balance; taxes of top-ups lower it again.
  const [from, to] = isIn ? (['wallet', 'tax'] as const) : (['tax', 'wallet'] as const);
  const soldTo = SOLD[kind] ?? 'revenue';
  const postings = taxed.lines.flatMap((tax) => {
    if (isMoney) return taxPosting(tax, from, to);
    return isIn ? taxPosting(tax, 'tax', soldTo) : taxPosting(tax, soldTo, 'tax');
  });
  return {
    kind: 'receipt',
    lines: lines.map(({ unitMicros, amountMicros: micros, ...texts }) => ({
      kind,
      ...texts,
      ...(unitMicros !== undefined && { unitMicros: String(unitMicros) }),
      amountMicros: String(micros),
    })),
    taxes: taxed.lines,
    netMicros: taxed.netMicros,
    taxMicros: taxed.taxMicros,
    totalMicros: taxed.totalMicros,
    postings,
    walletMicros: isMoney ? signedMicros - (isIn ? taxed.taxMicros : -taxed.taxMicros) : signedMicros,
  };
}

function amountOf({ lines }: ReceiptMovement): bigint {
  return lines.reduce((sum, { amountMicros }) => sum + amountMicros, 0n);
}

function taxedReceipt(
  movement: ReceiptMovement,
  accountType: 'prepaid' | 'postpaid',
  terms: Terms,
): TaxedAmount {
  const { kind } = movement;
  const amountMicros = amountOf(movement);
  const isTaxed =
    accountType === 'prepaid' &&
    (terms.prepaidTax === 'on_top_up' ? MONEY.has(kind) : SOLD[kind] !== undefined);
  if (!isTaxed) return untaxed(amountMicros);
  // A correction may have fractions, which no tax is due on.
  const fractionMicros = amountMicros % minorMicros(terms.currency);
  const taxed = withinPrices(amountMicros - fractionMicros, terms);
  return {
    ...taxed,
    netMicros: taxed.netMicros + fractionMicros,
    totalMicros: taxed.totalMicros + fractionMicros,
  };
}

function writtenLine(line: OpenLine, amountMicros: bigint): DocumentLine {
  const { kind, text, postedAt, calls, product, quantity, unitMicros } = line;
  return {
    kind,
    text,
    ...(postedAt !== undefined && { postedAt: postedAt.toISOString() }),
    ...(calls !== undefined && { calls }),
    ...(product !== undefined && { product }),
    ...(quantity !== undefined && { quantity }),
    ...(unitMicros !== undefined && { unitMicros: String(unitMicros) }),
    amountMicros: String(amountMicros),
  };
}

/** The other way round when it is negative, none when 0. */
export function posting(
  kind: Posting['kind'],
  from: PostingEnd,
  to: PostingEnd,
  micros: bigint,
): readonly Posting[] {
  if (micros === 0n) return [];
  const ends = micros > 0n ? { from, to } : { from: to, to: from };
  return [{ kind, ...ends, amountMicros: micros > 0n ? micros : -micros, note: '' }];
}

/** A tax, named on the statement: "VAT 20 %". */
export function taxPosting(
  { name, kind, ratePpm, amountMicros }: TaxLine,
  from: PostingEnd,
  to: PostingEnd,
): readonly Posting[] {
  const note = kind === 'fixed' ? name : `${name} ${trimmed(formatDecimal(BigInt(ratePpm), 4))} %`;
  return posting('tax', from, to, BigInt(amountMicros)).map((each) => ({ ...each, note }));
}

function untaxed(amountMicros: bigint): TaxedAmount {
  return { netMicros: amountMicros, taxMicros: 0n, totalMicros: amountMicros, lines: [] };
}
