/** English: "one hour and five minutes", "twenty-one thousand five hundred". */
import {
  groupsOf,
  letters,
  nounPrompts,
  numbered,
  PAUSE,
  SCALES,
  type CurrencyNouns,
  type Voice,
} from './voice-parts.ts';

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const NUMBERS = [
  ...ONES,
  ...TENS.flatMap((tens) => [tens, ...ONES.slice(1, 10).map((one) => `${tens}-${one}`)]),
];

const noun = (one: string, many: string) => ({ one, many });

/** Of one thing, and of any other number of it. */
const NOUNS = {
  hour: noun('hour', 'hours'),
  minute: noun('minute', 'minutes'),
  second: noun('second', 'seconds'),
  euro: noun('euro', 'euros'),
  cent: noun('cent', 'cents'),
  dollar: noun('dollar', 'dollars'),
  pound: noun('pound', 'pounds'),
  penny: noun('penny', 'pence'),
  franc: noun('franc', 'francs'),
  centime: noun('centime', 'centimes'),
  krona: noun('krona', 'kronor'),
  krone: noun('krone', 'kroner'),
  ore: noun('öre', 'öre'),
  zloty: noun('zloty', 'zlotys'),
  grosz: noun('grosz', 'groszy'),
  koruna: noun('koruna', 'korunas'),
  heller: noun('heller', 'hellers'),
  forint: noun('forint', 'forints'),
  filler: noun('filler', 'fillers'),
  leu: noun('leu', 'lei'),
  ban: noun('ban', 'bani'),
  lira: noun('lira', 'liras'),
  kurus: noun('kurus', 'kurus'),
  dirham: noun('dirham', 'dirhams'),
  fils: noun('fils', 'fils'),
  riyal: noun('riyal', 'riyals'),
  halala: noun('halala', 'halalas'),
  dinar: noun('dinar', 'dinars'),
  baisa: noun('baisa', 'baisas'),
  millime: noun('millime', 'millimes'),
  piastre: noun('piastre', 'piastres'),
  rupee: noun('rupee', 'rupees'),
  paisa: noun('paisa', 'paise'),
  naira: noun('naira', 'naira'),
  kobo: noun('kobo', 'kobo'),
  cedi: noun('cedi', 'cedis'),
  pesewa: noun('pesewa', 'pesewas'),
  shilling: noun('shilling', 'shillings'),
  rand: noun('rand', 'rand'),
  yen: noun('yen', 'yen'),
  yuan: noun('yuan', 'yuan'),
  fen: noun('fen', 'fen'),
};

const CURRENCY_NOUNS = {
  AED: ['dirham', 'fils'],
  AUD: ['dollar', 'cent'],
  BHD: ['dinar', 'fils'],
  CAD: ['dollar', 'cent'],
  CHF: ['franc', 'centime'],
  CNY: ['yuan', 'fen'],
  CZK: ['koruna', 'heller'],
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
  SEK: ['krona', 'ore'],
  SGD: ['dollar', 'cent'],
  SYP: ['pound', 'piastre'],
  TND: ['dinar', 'millime'],
  TRY: ['lira', 'kurus'],
  USD: ['dollar', 'cent'],
  YER: ['riyal', 'fils'],
  ZAR: ['rand', 'cent'],
} as const satisfies Record<string, CurrencyNouns>;

function whole(value: number): readonly string[] {
  if (value === 0) return ['number-0'];
  return groupsOf(value).flatMap(({ scale, group }) => [
    ...belowThousand(group),
    ...(scale === null ? [] : [scale]),
  ]);
}

function belowThousand(value: number): readonly string[] {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  return [
    ...(hundreds > 0 ? [`number-${hundreds}`, 'hundred'] : []),
    ...(rest > 0 ? [`number-${rest}`] : []),
  ];
}

export const ENGLISH: Voice = {
  prompts: {
    ...numbered(NUMBERS),
    hundred: 'hundred',
    ...Object.fromEntries(SCALES.map(([scale]) => [scale, scale])),
    ...nounPrompts(NOUNS, ['one', 'many']),
    ...letters(
      'A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z',
      CURRENCY_NOUNS,
    ),
    and: 'and',
    minus: 'minus',
    point: 'point',
    [PAUSE]: '',
  },
  whole,
  count: (value, name) => [...whole(value), `${name}-${value === 1 ? 'one' : 'many'}`],
  currencies: CURRENCY_NOUNS,
};
