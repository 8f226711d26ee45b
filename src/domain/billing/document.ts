/**
 * Receipts, invoices and notes, as they are fixed when they are issued. What stands in one never changes afterwards, whatever
 * becomes of the account, its issuer, its taxes or this program: a mistake is corrected by a credit note.
 */
import { assert } from '../assert.ts';

export const DOCUMENT_KINDS = [
  'receipt',
  'usage_receipt',
  'invoice',
  'credit_note',
  'commission_note',
] as const;
/**
 * receipt: one movement of money, in the transaction that moved it. usage_receipt: the calls of a prepaid account since the last
 * one, nothing due. invoice: what a postpaid account owes. credit_note: takes back all or a part of an invoice.
 * commission_note: what a commission reseller was credited.
 */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const LINE_KINDS = [
  'payment',
  'refund',
  'transfer_in',
  'transfer_out',
  'charge',
  'credit',
  'product',
  'product_credit',
  'chargeback',
  'calls',
  'call_corrections',
  'commission',
  'commission_corrections',
  'product_commission',
] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** What a receipt is of, which its only line says. */
export const RECEIPT_KINDS = [
  'payment',
  'refund',
  'transfer_in',
  'transfer_out',
  'charge',
  'credit',
  'product',
  'product_credit',
  'chargeback',
] as const satisfies readonly LineKind[];
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

/** Of an invoice: overdue is open, too; credited: credit notes took back all of it. */
export const INVOICE_STATES = ['open', 'overdue', 'paid', 'credited'] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];

/** What calls have in common that stand in one line. */
export type CallsOfLine = Readonly<{
  direction: string;
  /** As the list of whoever pays calls it; '' = calls that no list names, such as local ones. */
  destination: string;
  /** Of the callers' rates, by which the calls of the line are found again. */
  prefixes: readonly string[];
  calls: number;
  talkSeconds: number;
  billedSeconds: number;
  /** They belong to a period before, and were posted in this one. */
  isLate: boolean;
}>;

/** Whoever wrote it says what it is, or the product's name does: their text is their title. */
export const NAMED_BY_THEIR_TEXT: ReadonlySet<LineKind> = new Set([
  'charge',
  'credit',
  'product',
  'product_credit',
]);

export const PRODUCT_PARTS = ['setup', 'fee', 'credit'] as const;
/** setup: once, with the order. fee: of an interval. credit: of what is left of one that was paid. */
export type ProductPart = (typeof PRODUCT_PARTS)[number];

/** What of a product a line is about: its set-up, or an interval [from, to) in ISO 8601; `to` is null for no interval. */
export type ProductOfLine = Readonly<{ part: ProductPart; from: string; to: string | null }>;

/** What money was, or became, in another currency: `rate` units of the one for one unit of `rateFrom`. */
export type ExchangeOfLine = Readonly<{
  amountMicros: string;
  currency: string;
  /** A decimal without zeros at its end. */
  rate: string;
  rateFrom: string;
}>;

export type DocumentLine = Readonly<{
  kind: LineKind;
  /** What somebody wrote: the note of a payment or of a charge. Never a text of ours, which is made in the reader's language. */
  text: string;
  /** How a payment came or went. */
  method?: string;
  /** The account at the other end of a transfer. */
  counterparty?: string;
  /** When it was posted, ISO 8601; absent for lines that sum many. */
  postedAt?: string;
  /** Of money that came from another currency, or went into one. */
  exchange?: ExchangeOfLine;
  calls?: CallsOfLine;
  product?: ProductOfLine;
  /** Of a credit note: which line of the invoice it takes back, from 0. */
  correctsLine?: number;
  /** How often, with up to six digits, and the price of one: for lines that people write. */
  quantity?: string;
  unitMicros?: string;
  /** Whole minor units of the currency; positive = for the issuer, so that credits of an invoice are negative. */
  amountMicros: string;
}>;

export type TaxLine = Readonly<{
  taxId: string;
  name: string;
  /** Where it is due, as its owner wrote it; may be ''. */
  jurisdiction: string;
  kind: 'percentage' | 'fixed';
  /** Millionths; 0 for a fixed one. */
  ratePpm: number;
  isCompound: boolean;
  /** The amount is in the prices already. */
  isInclusive: boolean;
  /** What it was computed of. */
  baseMicros: string;
  amountMicros: string;
}>;

/** Who issues, as its letterhead says. */
export type Letterhead = Readonly<{
  name: string;
  /** Lines of the address, the country last. */
  address: readonly string[];
  taxNumber: string;
  /** E-mail, phone, register, bank: free lines at the foot. */
  footer: readonly string[];
  /** SHA-256 of the logo, in hexadecimal; its bytes are kept by it. */
  logoHash: string | null;
}>;

/** Who is billed. */
export type Customer = Readonly<{
  accountNumber: string;
  name: string;
  company: string;
  address: readonly string[];
  taxNumber: string;
  /** The operator's own key. */
  reference: string;
}>;

export type DocumentContent = Readonly<{
  version: 1;
  issuer: Letterhead;
  customer: Customer;
  /** BCP 47, as the account reads; and IANA. */
  language: string;
  timezone: string;
  /** IANA: of its clocks are the days of issue and when it is due, as its numbers are. Absent in older documents. */
  issuerTimezone?: string;
  lines: readonly DocumentLine[];
  taxes: readonly TaxLine[];
  note: string;
  /** Of a credit note: the number of what it takes back, and why. */
  corrects?: Readonly<{ number: string; issuedAt: string; reason: string }>;
  /** Balance of the wallet before and after the movements of this document; absent where many others moved it meanwhile. */
  balance?: Readonly<{ beforeMicros: string; afterMicros: string }>;
  /** Of an invoice: how much of it was paid before, and what was to be paid, when it was issued. Absent in older documents. */
  due?: Readonly<{ coveredMicros: string; openMicros: string }>;
}>;

/**
 * What is to be paid of an invoice, when the documents of its wallet come to `documentedMicros` with it: what they came to
 * before may have been above 0, paid in advance.
 */
export function dueOf(totalMicros: bigint, documentedMicros: bigint): NonNullable<DocumentContent['due']> {
  const owedMicros = documentedMicros < 0n ? -documentedMicros : 0n;
  const payableMicros = totalMicros > 0n ? totalMicros : 0n;
  const openMicros = owedMicros < payableMicros ? owedMicros : payableMicros;
  return { coveredMicros: String(payableMicros - openMicros), openMicros: String(openMicros) };
}

/** Of which clocks the day is on which it was issued. */
export function issuerTimezoneOf({ issuerTimezone, timezone }: DocumentContent): string {
  return issuerTimezone ?? timezone;
}

/** Everything of a document but its bytes. */
export type BillingDocument = Readonly<{
  publicId: string;
  kind: DocumentKind;
  /** As printed: "INV-2026-00042". */
  number: string;
  accountPublicId: string;
  currency: string;
  /** [from, to) of what is billed; null for receipts of one movement and credit notes. */
  periodFrom: Date | null;
  periodTo: Date | null;
  issuedAt: Date;
  /** Only of invoices. */
  dueAt: Date | null;
  /** Sum of the lines, inclusive taxes taken out; taxes; both together. In whole minor units. */
  netMicros: bigint;
  taxMicros: bigint;
  totalMicros: bigint;
  content: DocumentContent;
}>;

/** Takes JSON as the content of a document. Only this program writes it, so another shape is a bug. */
export function readContent(json: unknown): DocumentContent {
  const content = json as DocumentContent;
  assert(content.version === 1, `the content of a document has version 1, not ${content.version}`);
  return content;
}
