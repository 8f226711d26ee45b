/** German: "eine Stunde und fünf Minuten", "einundzwanzigtausendfünfhundert". Nouns stand in the nominative. */
import { assert } from '../assert.ts';
import {
  groupsOf,
  letters,
  nounPrompts,
  numbered,
  PAUSE,
  type CurrencyNouns,
  type Voice,
} from './voice-parts.ts';

const ONES =
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'.split(
    ' ',
  );
const TENS = 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' ');
/** Before "und", "hundert", "tausend": ein, zwei, … */
const JOINED_ONES = ['ein', ...ONES.slice(2, 10)];
const NUMBERS = [...ONES, ...TENS.flatMap((tens) => [tens, ...JOINED_ONES.map((one) => `${one}und${tens}`)])];

/** What stands before one of it. */
type Article = 'ein' | 'eine';
type Noun = Readonly<{ article: Article; one: string; many: string }>;
const ein = (one: string, many = one): Noun => ({ article: 'ein', one, many });
const eine = (one: string, many: string): Noun => ({ article: 'eine', one, many });

const NOUNS: Readonly<Record<string, Noun>> = {
  million: eine('Million', 'Millionen'),
  billion: eine('Milliarde', 'Milliarden'),
  trillion: eine('Billion', 'Billionen'),
  hour: eine('Stunde', 'Stunden'),
  minute: eine('Minute', 'Minuten'),
  second: eine('Sekunde', 'Sekunden'),
  euro: ein('Euro'),
  cent: ein('Cent'),
  dollar: ein('Dollar'),
  pound: ein('Pfund'),
  penny: ein('Penny', 'Pence'),
  franc: ein('Franken'),
  rappen: ein('Rappen'),
  centime: ein('Centime', 'Centimes'),
  krone: eine('Krone', 'Kronen'),
  ore: ein('Öre'),
  zloty: ein('Zloty'),
  grosz: ein('Grosz', 'Groszy'),
  heller: ein('Heller'),
  forint: ein('Forint'),
  filler: ein('Filler'),
  leu: ein('Leu', 'Lei'),
  ban: ein('Ban', 'Bani'),
  lira: eine('Lira', 'Lira'),
  kurus: ein('Kurus'),
  dirham: ein('Dirham'),
  fils: ein('Fils'),
  riyal: ein('Rial'),
  halala: eine('Halala', 'Halala'),
  dinar: ein('Dinar'),
  baisa: eine('Baisa', 'Baisa'),
  millime: ein('Millime'),
  piastre: ein('Piaster'),
  rupee: eine('Rupie', 'Rupien'),
  paisa: eine('Paisa', 'Paise'),
  naira: ein('Naira'),
  kobo: ein('Kobo'),
  cedi: ein('Cedi', 'Cedis'),
  pesewa: ein('Pesewa'),
  shilling: ein('Schilling'),
  rand: ein('Rand'),
  yen: ein('Yen'),
  yuan: ein('Yuan'),
  fen: ein('Fen'),
};

const CURRENCY_NOUNS = {
  AED: ['dirham', 'fils'],
  AUD: ['dollar', 'cent'],
  BHD: ['dinar', 'fils'],
  CAD: ['dollar', 'cent'],
  CHF: ['franc', 'rappen'],
  CNY: ['yuan', 'fen'],
  CZK: ['krone', 'heller'],
  DKK: ['krone', 'ore'],
  DZD: ['dinar', 'centime'],
  EGP: ['pound', 'piastre'],
  EUR: ['euro', 'cent'],
  GBP: ['pound', 'penny'],
  GHS: ['cedi', 'pesewa'],
  HKD: ['dollar', 'cent'],
  HUF: ['forint', 'filler'],
  INR: ['rupee', 'paisa'],
  IQD: ['dinar', 'fils'],
  JOD: ['dinar', 'fils'],
  JPY: ['yen', null],
  KES: ['shilling', 'cent'],
  KWD: ['dinar', 'fils'],
  LBP: ['pound', 'piastre'],
  LYD: ['dinar', 'dirham'],
  MAD: ['dirham', 'centime'],
  NGN: ['naira', 'kobo'],
  NOK: ['krone', 'ore'],
  NZD: ['dollar', 'cent'],
  OMR: ['riyal', 'baisa'],
  PKR: ['rupee', 'paisa'],
  PLN: ['zloty', 'grosz'],
  QAR: ['riyal', 'dirham'],
  RON: ['leu', 'ban'],
  SAR: ['riyal', 'halala'],
  SDG: ['pound', 'piastre'],
  SEK: ['krone', 'ore'],
  SGD: ['dollar', 'cent'],
  SYP: ['pound', 'piastre'],
  TND: ['dinar', 'millime'],
  TRY: ['lira', 'kurus'],
  USD: ['dollar', 'cent'],
  YER: ['riyal', 'fils'],
  ZAR: ['rand', 'cent'],
} as const satisfies Record<string, CurrencyNouns>;

/** `one` is said for a one at the end: "eins" alone, "ein" in "hundertein Euro" and "eintausend". */
function numberOf(value: number, one: 'number-1' | Article): readonly string[] {
  if (value === 0) return ['number-0'];
  return groupsOf(value).flatMap(({ scale, group }) => {
    if (scale === null) return belowThousand(group, one);
    if (scale === 'thousand') return [...belowThousand(group, 'ein'), 'thousand'];
    return count(group, scale);
  });
}

function belowThousand(value: number, one: 'number-1' | Article): readonly string[] {
  const hundreds = value - (value % 100);
  const rest = value % 100;
  return [
    ...(hundreds > 0 ? [`number-${hundreds}`] : []),
    ...(rest === 1 ? [one] : rest > 0 ? [`number-${rest}`] : []),
  ];
}

/** Only a single one agrees with its noun: "eine Minute", but "hundertein Minuten". */
function count(value: number, name: string): readonly string[] {
  const noun = NOUNS[name];
  assert(noun !== undefined, `"${name}" is a noun of this voice`);
  return value === 1 ? [noun.article, `${name}-one`] : [...numberOf(value, 'ein'), `${name}-many`];
}

export const GERMAN: Voice = {
  prompts: {
    ...numbered(NUMBERS),
    ...Object.fromEntries(JOINED_ONES.map((one, index) => [`number-${index + 1}00`, `${one}hundert`])),
    thousand: 'tausend',
    ein: 'ein',
    eine: 'eine',
    ...nounPrompts(NOUNS, ['one', 'many']),
    ...letters(
      'A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z',
      CURRENCY_NOUNS,
    ),
    and: 'und',
    minus: 'minus',
    point: 'Komma',
    [PAUSE]: '',
  },
  whole: (value) => numberOf(value, 'number-1'),
  count,
  currencies: CURRENCY_NOUNS,
};
