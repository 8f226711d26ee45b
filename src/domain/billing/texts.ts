/** The words of printed documents, in each language that an account reads. */
import type { Language } from '../languages.ts';
import type { DocumentKind, LineKind } from './document.ts';
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
  methods: Readonly<Record<string, string>>;
  /** {quantity}, {price} */
  quantityOf: string;
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
  taxIn: string;
  fixedTax: string;
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
