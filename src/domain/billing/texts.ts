/** The words of printed documents, in each language that an account reads. */
import type { Language } from '../languages.ts';
import type { DocumentKind, LineKind, ProductPart } from './document.ts';
import { TEXTS_AR } from './texts-ar.ts';
import { TEXTS_DE } from './texts-de.ts';
import { TEXTS_EN } from './texts-en.ts';

/** "{…}" is filled in. */
export type DocumentTexts = Readonly<{
  titles: Readonly<Record<DocumentKind, string>>;
  number: string;
  date: string;
  period: string;
  /** {from}, {to}: the last day of the period. */
  periodOf: string;
  due: string;
  account: string;
  reference: string;
  /** {number} */
  taxNumberOf: string;
  /** The same of a number for VAT in the European Union. */
  vatIdOf: string;
  corrects: string;
  /** {number}, {date} */
  correctsOf: string;
  reason: string;
  description: string;
  calls: string;
  /** Hours, minutes and seconds of talk. */
  duration: string;
  /** {currency} */
  amountIn: string;
  lines: Readonly<Record<LineKind, string>>;
  /** {account} */
  from: string;
  to: string;
  /** {amount}, {from}, {rate}, {to}: what was paid in another currency, and at which rate. */
  exchanged: string;
  methods: Readonly<Record<string, string>>;
  /** {quantity}, {price} */
  quantityOf: string;
  /** Of a product: what of it was charged. */
  parts: Readonly<Record<ProductPart, string>>;
  /** Of calls: the direction, where no list names their destination. */
  directions: Readonly<Record<string, string>>;
  /** {destination} */
  callsTo: string;
  /** {prefixes} */
  prefixes: string;
  late: string;
  net: string;
  /** {name}, {percent}, {jurisdiction}, {base} */
  tax: string;
  /** In the price. */
  taxIn: string;
  /** Of a credit note. */
  taxBack: string;
  fixedTax: string;
  fixedTaxIn: string;
  /** Sum of the lines where some taxes are in it and others are added; and what is in it. */
  subtotal: string;
  netOfIt: string;
  taxOfIt: string;
  /** Why a tax of a credit note is not its rate of its base. */
  madeUp: string;
  total: string;
  totalDue: string;
  totalCredited: string;
  /** Of an invoice: what was paid before it, and what is left. */
  covered: string;
  toPay: string;
  nothingToPay: string;
  nothingDue: string;
  /** {date} */
  payBy: string;
  balanceBefore: string;
  balanceAfter: string;
  annex: string;
  annexOf: string;
  time: string;
  caller: string;
  destination: string;
  seconds: string;
  sumOfCalls: string;
  /** {amount} */
  roundedTo: string;
  /** {shown}, {all} */
  annexCut: string;
  /** {page}, {pages} */
  page: string;
}>;

const TEXTS: Readonly<Record<Language, DocumentTexts>> = { en: TEXTS_EN, de: TEXTS_DE, ar: TEXTS_AR };

/** Of a language that an account can have. */
export function textsIn(language: Language): DocumentTexts {
  return TEXTS[language];
}
