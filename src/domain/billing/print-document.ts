/**
 * A document as it is printed: every text in its language, every amount and date written out. Whoever lays it out decides on
 * nothing but places.
 */
import { DIRECTION, FALLBACK_LANGUAGE, LANGUAGES, type Language } from '../languages.ts';
import { divideHalfUp, formatMoney, minorMicros, trimmed } from '../money.ts';
import {
  NAMED_BY_THEIR_TEXT,
  readContent,
  type BillingDocument,
  type DocumentLine,
  type ExchangeOfLine,
  type ProductOfLine,
  type TaxLine,
} from './document.ts';
import { isVatId } from './vat-id.ts';
import { writerOf, type Writer } from './writer.ts';
import { textsIn, type DocumentTexts } from './texts.ts';

/** A call in the annex. */
export type PrintedCall = Readonly<{
  startedAt: Date;
  caller: string;
  destination: string;
  seconds: number;
  amountMicros: bigint;
  /** The place of the line that it is in; -1 when there is none. */
  line: number;
}>;

/** The calls that are printed, and how many there are. */
export type Annex = Readonly<{ calls: readonly PrintedCall[]; all: number }>;

type Fact = Readonly<{ label: string; value: string }>;
type PrintedLine = Readonly<{
  title: string;
  details: readonly string[];
  calls: string;
  duration: string;
  amount: string;
}>;

export type PrintedDocument = Readonly<{
  language: Language;
  direction: 'ltr' | 'rtl';
  title: string;
  number: string;
  /** In UTC, for the properties of the file. */
  issuedOn: readonly [year: number, month: number, day: number];
  issuer: Readonly<{ name: string; address: readonly string[]; footer: readonly string[] }>;
  hasLogo: boolean;
  customer: readonly string[];
  facts: readonly Fact[];
  /** Titles of the columns; those of calls are empty where no line has any. */
  columns: Readonly<{ description: string; calls: string; duration: string; amount: string }>;
  lines: readonly PrintedLine[];
  totals: readonly (Fact & Readonly<{ isStrong: boolean }>)[];
  notes: readonly string[];
  annex: Readonly<{
    title: string;
    subtitle: string;
    columns: readonly string[];
    /** Line by line of the document. */
    groups: readonly Readonly<{
      title: string;
      /** Time, caller, destination, seconds, amount. */
      rows: readonly (readonly string[])[];
      /** What they come to, and what the line says; null where not all of its calls are printed. */
      sum: Readonly<{ label: string; value: string; rounded: string }> | null;
    }>[];
    cut: string;
  }> | null;
  /** With {page} and {pages}. */
  page: string;
}>;

const PPM = 1_000_000n;

export function printDocument(issued: BillingDocument, annex: Annex | null): PrintedDocument {
  const document = printableOf(issued);
  const { content, currency, totalMicros } = document;
  const language = LANGUAGES.find((each) => each === content.language) ?? FALLBACK_LANGUAGE;
  const texts = textsIn(language);
  const write = writerOf(language, content, currency);
  const hasCalls = content.lines.some(({ calls }) => calls !== undefined);
  const totalLabel =
    document.kind === 'invoice'
      ? content.due === undefined || content.due.coveredMicros === '0'
        ? texts.totalDue
        : texts.total
      : document.kind === 'credit_note'
        ? texts.totalCredited
        : texts.total;
  return {
    language,
    direction: DIRECTION[language],
    title: texts.titles[document.kind],
    number: document.number,
    issuedOn: [
      document.issuedAt.getUTCFullYear(),
      document.issuedAt.getUTCMonth() + 1,
      document.issuedAt.getUTCDate(),
    ],
    issuer: {
      name: content.issuer.name,
      address: [
        ...content.issuer.address,
        ...(content.issuer.taxNumber === '' ? [] : [taxNumberLine(content.issuer.taxNumber, texts, write)]),
      ],
      footer: content.issuer.footer,
    },
    hasLogo: content.issuer.logoHash !== null,
    customer: customerLines(document, texts, write),
    facts: factsOf(document, texts, write),
    columns: {
      description: texts.description,
      calls: hasCalls ? texts.calls : '',
      duration: hasCalls ? texts.duration : '',
      amount: write.fill(texts.amountIn, { currency }),
    },
    lines: content.lines.map((line) => printedLine(line, texts, write)),
    totals: [
      ...taxRows(document, texts, write),
      { label: totalLabel, value: `${write.amount(totalMicros)} ${currency}`, isStrong: true },
      ...dueRows(document, texts, write),
      ...balanceOf(document, texts, write),
    ],
    notes: notesOf(document, texts, write),
    annex: annex === null || annex.calls.length === 0 ? null : annexOf(document, annex, texts, write),
    page: texts.page,
  };
}

function customerLines(
  { content: { customer } }: BillingDocument,
  texts: DocumentTexts,
  write: Writer,
): string[] {
  const { company, name, address, taxNumber } = customer;
  return [
    company,
    name,
    ...address,
    ...(taxNumber === '' ? [] : [taxNumberLine(taxNumber, texts, write)]),
  ].filter((line) => line !== '');
}

function taxNumberLine(number: string, texts: DocumentTexts, write: Writer): string {
  return write.fill(isVatId(number) ? texts.vatIdOf : texts.taxNumberOf, { number });
}

function factsOf(document: BillingDocument, texts: DocumentTexts, write: Writer): Fact[] {
  const { periodFrom, periodTo, dueAt, content } = document;
  const { customer, corrects } = content;
  const facts: Fact[] = [
    { label: texts.number, value: document.number },
    { label: texts.date, value: write.issuerDay(document.issuedAt) },
  ];
  if (periodFrom !== null && periodTo !== null) {
    const from = write.day(periodFrom);
    // Exclusive in the books; people read the last day that is in it.
    const to = write.day(new Date(Math.max(periodFrom.getTime(), periodTo.getTime() - 1)));
    const value = from === to ? from : write.fill(texts.periodOf, { from, to });
    facts.push({ label: texts.period, value });
  }
  if (dueAt !== null && (content.due === undefined || openOf(document) > 0n))
    facts.push({ label: texts.due, value: write.issuerDay(dueAt) });
  facts.push({ label: texts.account, value: customer.accountNumber });
  if (customer.reference !== '') facts.push({ label: texts.reference, value: customer.reference });
  if (corrects !== undefined) {
    const value = { number: corrects.number, date: write.issuerDay(new Date(corrects.issuedAt)) };
    facts.push({ label: texts.corrects, value: write.fill(texts.correctsOf, value) });
    facts.push({ label: texts.reason, value: corrects.reason });
  }
  return facts;
}

function printedLine(line: DocumentLine, texts: DocumentTexts, write: Writer): PrintedLine {
  const { calls, product, quantity, unitMicros, postedAt } = line;
  return {
    title: titleOfLine(line, texts, write),
    details: [
      ...(line.counterparty === undefined ? [] : [counterpartyOf(line, line.counterparty, texts, write)]),
      ...(line.method === undefined ? [] : [texts.methods[line.method] ?? line.method]),
      ...(line.exchange === undefined ? [] : [exchangedOf(line.exchange, texts, write)]),
      ...(quantity === undefined || unitMicros === undefined
        ? []
        : [
            write.fill(texts.quantityOf, {
              quantity: write.decimal(trimmed(quantity)),
              price: write.exactAmount(BigInt(unitMicros)),
            }),
          ]),
      ...(product === undefined ? [] : productDetails(product, texts, write)),
      ...(calls === undefined || calls.prefixes.length === 0
        ? []
        : [write.fill(texts.prefixes, { prefixes: calls.prefixes.join(', ') })]),
      ...(calls?.isLate === true ? [texts.late] : []),
      ...(postedAt === undefined ? [] : [write.day(new Date(postedAt))]),
      // What the title does not say already.
      ...(line.text !== '' && !NAMED_BY_THEIR_TEXT.has(line.kind) ? [line.text] : []),
    ].filter((text) => text !== ''),
    calls: calls === undefined ? '' : write.count(calls.calls),
    duration: calls === undefined ? '' : durationOf(calls.talkSeconds),
    amount: write.amount(BigInt(line.amountMicros)),
  };
}

function titleOfLine({ kind, text, calls }: DocumentLine, texts: DocumentTexts, write: Writer): string {
  if (NAMED_BY_THEIR_TEXT.has(kind) && text !== '') return text;
  if (calls === undefined) return texts.lines[kind];
  const direction = texts.directions[calls.direction] ?? texts.lines[kind];
  if (calls.destination === '') return direction;
  return write.fill(texts.callsTo, { calls: direction, destination: calls.destination });
}

function productDetails(
  { part, from, to }: ProductOfLine,
  texts: DocumentTexts,
  write: Writer,
): readonly string[] {
  if (to === null) return [texts.parts[part]];
  const days = { from: write.day(new Date(from)), to: write.day(new Date(Date.parse(to) - 1)) };
  return [texts.parts[part], days.from === days.to ? days.from : write.fill(texts.periodOf, days)];
}

function exchangedOf(
  { amountMicros, currency, rate, rateFrom }: ExchangeOfLine,
  texts: DocumentTexts,
  write: Writer,
): string {
  return write.fill(texts.exchanged, {
    amount: `${write.amountIn(BigInt(amountMicros), currency)} ${currency}`,
    from: rateFrom,
    rate: write.rate(rate),
    to: rateFrom === currency ? write.currency : currency,
  });
}

function counterpartyOf(
  { kind }: DocumentLine,
  account: string,
  texts: DocumentTexts,
  write: Writer,
): string {
  return write.fill(kind === 'transfer_in' ? texts.from : texts.to, { account });
}

/** "1:02:03". */
function durationOf(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/**
 * Net and taxes, which come to the total. Where some taxes are in the prices and others are added, the sum of the lines is
 * neither net nor total: it is printed too, with what is in it.
 */
function taxRows(document: BillingDocument, texts: DocumentTexts, write: Writer) {
  const { lines, taxes } = document.content;
  if (taxes.length === 0) return [];
  const row = (label: string, micros: bigint) => ({ label, value: write.amount(micros), isStrong: false });
  const isMixed = taxes.some((tax) => tax.isInclusive) && taxes.some((tax) => !tax.isInclusive);
  const rowOf = (tax: TaxLine) => {
    const text = tax.isInclusive
      ? isMixed
        ? texts.taxOfIt
        : texts.taxIn
      : document.kind === 'credit_note'
        ? texts.taxBack
        : texts.tax;
    return row(taxLabel(tax, text, texts, write), BigInt(tax.amountMicros));
  };
  if (!isMixed) return [row(texts.net, document.netMicros), ...taxes.map(rowOf)];
  return [
    row(
      texts.subtotal,
      lines.reduce((sum, { amountMicros }) => sum + BigInt(amountMicros), 0n),
    ),
    row(texts.netOfIt, document.netMicros),
    ...taxes.filter(({ isInclusive }) => isInclusive).map(rowOf),
    ...taxes.filter(({ isInclusive }) => !isInclusive).map(rowOf),
  ];
}

function taxLabel(
  { name, jurisdiction, kind, ratePpm, isInclusive, baseMicros }: TaxLine,
  text: string,
  texts: DocumentTexts,
  write: Writer,
): string {
  const named = jurisdiction === '' ? name : `${name} (${jurisdiction})`;
  if (kind === 'fixed') return write.fill(isInclusive ? texts.fixedTaxIn : texts.fixedTax, { name: named });
  return write.fill(text, {
    name: named,
    // Millionths, in percent: four digits less.
    percent: write.decimal(trimmed(percentOf(ratePpm))),
    base: write.amount(BigInt(baseMicros)),
  });
}

/** Whether a tax of a credit note is not its rate of its base, for the roundings of those before are made up for. */
function isMadeUp({ content: { taxes }, currency, kind }: BillingDocument): boolean {
  const minor = minorMicros(currency);
  return (
    kind === 'credit_note' &&
    taxes.some(
      (tax) =>
        tax.kind === 'percentage' &&
        divideHalfUp(BigInt(tax.baseMicros) * BigInt(tax.ratePpm), PPM * minor) * minor !==
          BigInt(tax.amountMicros),
    )
  );
}

function percentOf(ppm: number): string {
  return formatMoney(BigInt(ppm) * 100n);
}

function balanceOf({ content: { balance }, currency }: BillingDocument, texts: DocumentTexts, write: Writer) {
  if (balance === undefined) return [];
  const row = (label: string, micros: string) => ({
    label,
    value: `${write.amount(BigInt(micros))} ${currency}`,
    isStrong: false,
  });
  return [row(texts.balanceBefore, balance.beforeMicros), row(texts.balanceAfter, balance.afterMicros)];
}

function notesOf(document: BillingDocument, texts: DocumentTexts, write: Writer): string[] {
  const { kind, content } = document;
  return [
    ...dueNotes(document, texts, write),
    ...(kind === 'usage_receipt' ? [texts.nothingDue] : []),
    ...(isMadeUp(document) ? [texts.madeUp] : []),
    ...(content.note === '' ? [] : [content.note]),
  ];
}

/** What was to be paid when it was issued; of older documents only the total is known. */
function openOf({ content: { due }, totalMicros }: BillingDocument): bigint {
  return due === undefined ? totalMicros : BigInt(due.openMicros);
}

function dueNotes(document: BillingDocument, texts: DocumentTexts, write: Writer): string[] {
  const { dueAt, content } = document;
  if (dueAt === null) return [];
  if (openOf(document) > 0n) return [write.fill(texts.payBy, { date: write.issuerDay(dueAt) })];
  return content.due === undefined ? [] : [texts.nothingToPay];
}

/** Of an invoice: what was there already, and what is left to pay. Exact, as balances may have fractions. */
function dueRows({ content: { due }, currency }: BillingDocument, texts: DocumentTexts, write: Writer) {
  if (due === undefined || due.coveredMicros === '0') return [];
  const row = (label: string, micros: string, isStrong: boolean) => ({
    label,
    value: `${write.exactAmount(BigInt(micros))} ${currency}`,
    isStrong,
  });
  return [row(texts.covered, due.coveredMicros, false), row(texts.toPay, due.openMicros, true)];
}

function annexOf(document: BillingDocument, { calls, all }: Annex, texts: DocumentTexts, write: Writer) {
  // All with as many digits as the longest takes: points stand below each other.
  const digits = Math.max(0, ...calls.map(({ amountMicros }) => digitsOf(amountMicros)));
  const { currency, content } = document;
  return {
    title: texts.annex,
    subtitle: write.fill(texts.annexOf, {
      title: texts.titles[document.kind],
      number: document.number,
    }),
    columns: [
      texts.time,
      texts.caller,
      texts.destination,
      texts.seconds,
      write.fill(texts.amountIn, { currency }),
    ],
    groups: [...content.lines, null].flatMap((line, place) => {
      const ofLine = calls.filter((call) => call.line === (line === null ? -1 : place));
      if (ofLine.length === 0) return [];
      const rows = ofLine.map((call) => callRow(call, digits, write));
      if (line === null) return [{ title: texts.lines.calls, rows, sum: null }];
      const { title, details } = printedLine(line, texts, write);
      const micros = ofLine.reduce((sum, { amountMicros }) => sum + amountMicros, 0n);
      const sum = {
        label: texts.sumOfCalls,
        value: write.exactAmount(micros, digits),
        rounded: write.fill(texts.roundedTo, { amount: write.amount(BigInt(line.amountMicros)) }),
      };
      const isWhole = ofLine.length === line.calls?.calls;
      return [{ title: [title, ...details].join(' · '), rows, sum: isWhole ? sum : null }];
    }),
    cut:
      all > calls.length
        ? write.fill(texts.annexCut, { shown: write.count(calls.length), all: write.count(all) })
        : '',
  };
}

function callRow(call: PrintedCall, digits: number, write: Writer): readonly string[] {
  return [
    write.moment(call.startedAt),
    printable(call.caller),
    printable(call.destination),
    write.count(call.seconds),
    write.exactAmount(call.amountMicros, digits),
  ];
}

/** Digits after the point that are no zeros at the end. */
function digitsOf(micros: bigint): number {
  return trimmed(formatMoney(micros)).split('.')[1]?.length ?? 0;
}

/** The same with every text of it printable. */
function printableOf(document: BillingDocument): BillingDocument {
  const content: unknown = JSON.parse(
    JSON.stringify(document.content, (_key, value: unknown) =>
      typeof value === 'string' ? printable(value) : value,
    ),
  );
  return { ...document, number: printable(document.number), content: readContent(content) };
}

/** A word is broken after so many characters: a cell is narrower than any name may be. */
const WORD_MAX = 32;

/**
 * What people wrote, with what cannot be printed made visible: control characters, halves of characters, and what turns the
 * direction of the text around it. Long words get places where they may be broken.
 */
function printable(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g, '\ufffd')
      .replaceAll(/\p{Cs}/gu, '\ufffd')
      .replaceAll(new RegExp(`\\S{${WORD_MAX}}(?=[^\\s\\p{M}])`, 'gu'), '$&\u200b')
  );
}
