/**
 * Arabic, as news are read: numbers agree with what they count ("ثلاثة دولارات" but "ثلاث دقائق", "دولاران", "أحد عشر دولارا",
 * "مئة دولار"), and the parts of a number are joined by "و". Written with its vowels, since the voice would guess them.
 */
import { assert } from '../assert.ts';
import {
  groupsOf,
  letters,
  nounPrompts,
  PAUSE,
  type CurrencyNouns,
  type Prompts,
  type Voice,
} from './voice-parts.ts';

type Gender = 'm' | 'f';

/** 1 to 19 with what is masculine; 3 to 10 take the ending that masculine nouns do not have. */
const ONES_M = [
  'وَاحِدْ',
  'إِثْنَانْ',
  'ثَلَاثَة',
  'أَرْبَعَة',
  'خَمْسَة',
  'سِتَّة',
  'سَبْعَة',
  'ثَمَانِيَة',
  'تِسْعَة',
  'عَشَرَة',
  'أَحَدَ عَشَرْ',
  'إِثْنَا عَشَرْ',
  'ثَلَاثَةَ عَشَرْ',
  'أَرْبَعَةَ عَشَرْ',
  'خَمْسَةَ عَشَرْ',
  'سِتَّةَ عَشَرْ',
  'سَبْعَةَ عَشَرْ',
  'ثَمَانِيَةَ عَشَرْ',
  'تِسْعَةَ عَشَرْ',
];
const ONES_F = [
  'وَاحِدَة',
  'إِثْنَتَانْ',
  'ثَلَاثْ',
  'أَرْبَعْ',
  'خَمْسْ',
  'سِتّْ',
  'سَبْعْ',
  'ثَمَانِي',
  'تِسْعْ',
  'عَشْرْ',
  'إِحْدَى عَشْرَةَ',
  'إِثْنَتَا عَشْرَةَ',
  'ثَلَاثَ عَشْرَةَ',
  'أَرْبَعَ عَشْرَةَ',
  'خَمْسَ عَشْرَةَ',
  'سِتَّ عَشْرَةَ',
  'سَبْعَ عَشْرَةَ',
  'ثَمَانِيَ عَشْرَةَ',
  'تِسْعَ عَشْرَةَ',
];
/** In 21, 31, …: "إحدى وعشرون". */
const ONE_F_JOINED = 'إِحْدَى';
const TENS = ['عِشْرُونْ', 'ثَلَاثُونْ', 'أَرْبَعُونْ', 'خَمْسُونْ', 'سِتُّونْ', 'سَبْعُونْ', 'ثَمَانُونْ', 'تِسْعُونْ'];
/** 100 to 900, alone and right before what is counted, where the ending is heard. */
const HUNDREDS = [
  ['مِئَة', 'مِئَةُ'],
  ['مِئَتَانْ', 'مِئَتَا'],
  ['ثَلَاثُمِئَة', 'ثَلَاثُمِئَةِ'],
  ['أَرْبَعُمِئَة', 'أَرْبَعُمِئَةِ'],
  ['خَمْسُمِئَة', 'خَمْسُمِئَةِ'],
  ['سِتُّمِئَة', 'سِتُّمِئَةِ'],
  ['سَبْعُمِئَة', 'سَبْعُمِئَةِ'],
  ['ثَمَانِمِئَة', 'ثَمَانِمِئَةِ'],
  ['تِسْعُمِئَة', 'تِسْعُمِئَةِ'],
] as const;

type Noun = Readonly<{ gender: Gender; one: string; two: string; few: string; many: string }>;
/** One, two, three to ten, and eleven to ninety-nine of it; hundreds of it are said as one. */
const FORMS = ['one', 'two', 'few', 'many'] as const;
const masculine = (one: string, two: string, few: string, many: string): Noun => ({
  gender: 'm',
  one,
  two,
  few,
  many,
});
const feminine = (one: string, two: string, few: string): Noun => ({ gender: 'f', one, two, few, many: one });

const NOUNS: Readonly<Record<string, Noun>> = {
  thousand: masculine('أَلْفْ', 'أَلْفَانْ', 'آلَافْ', 'أَلْفَا'),
  million: masculine('مَلْيُونْ', 'مَلْيُونَانْ', 'مَلَايِينْ', 'مَلْيُونَا'),
  billion: masculine('مِلْيَارْ', 'مِلْيَارَانْ', 'مِلْيَارَاتْ', 'مِلْيَارَا'),
  trillion: masculine('تِرِيلْيُونْ', 'تِرِيلْيُونَانْ', 'تِرِيلْيُونَاتْ', 'تِرِيلْيُونَا'),
  hour: feminine('سَاعَة', 'سَاعَتَانْ', 'سَاعَاتْ'),
  minute: feminine('دَقِيقَة', 'دَقِيقَتَانْ', 'دَقَائِقْ'),
  second: feminine('ثَانِيَة', 'ثَانِيَتَانْ', 'ثَوَانْ'),
  euro: masculine('يُورُو', 'إِثْنَانْ يُورُو', 'يُورُو', 'يُورُو'),
  cent: masculine('سِنْتْ', 'سِنْتَانْ', 'سِنْتَاتْ', 'سِنْتَا'),
  dollar: masculine('دُولَارْ', 'دُولَارَانْ', 'دُولَارَاتْ', 'دُولَارَا'),
  pound: masculine('جُنَيْهْ', 'جُنَيْهَانْ', 'جُنَيْهَاتْ', 'جُنَيْهَا'),
  penny: masculine('بِنْسْ', 'بِنْسَانْ', 'بِنْسَاتْ', 'بِنْسَا'),
  franc: masculine('فْرَنْكْ', 'فْرَنْكَانْ', 'فْرَنْكَاتْ', 'فْرَنْكَا'),
  centime: masculine('سَنْتِيمْ', 'سَنْتِيمَانْ', 'سَنْتِيمَاتْ', 'سَنْتِيمَا'),
  krone: feminine('كُرُونَة', 'كُرُونَتَانْ', 'كُرُونَاتْ'),
  ore: feminine('أُورَة', 'أُورَتَانْ', 'أُورَاتْ'),
  lira: feminine('لِيرَة', 'لِيرَتَانْ', 'لِيرَاتْ'),
  kurus: masculine('قِرْشْ', 'قِرْشَانْ', 'قُرُوشْ', 'قِرْشَا'),
  dirham: masculine('دِرْهَمْ', 'دِرْهَمَانْ', 'دَرَاهِمْ', 'دِرْهَمَا'),
  fils: masculine('فِلْسْ', 'فِلْسَانْ', 'فُلُوسْ', 'فِلْسَا'),
  riyal: masculine('رِيَالْ', 'رِيَالَانْ', 'رِيَالَاتْ', 'رِيَالَا'),
  halala: feminine('هَلَلَة', 'هَلَلَتَانْ', 'هَلَلَاتْ'),
  dinar: masculine('دِينَارْ', 'دِينَارَانْ', 'دَنَانِيرْ', 'دِينَارَا'),
  baisa: feminine('بَيْسَة', 'بَيْسَتَانْ', 'بَيْسَاتْ'),
  millime: masculine('مِلِّيمْ', 'مِلِّيمَانْ', 'مِلِّيمَاتْ', 'مِلِّيمَا'),
  rupee: feminine('رُوبِيَّة', 'رُوبِيَّتَانْ', 'رُوبِيَّاتْ'),
  shilling: masculine('شِلِنْ', 'شِلِنَانْ', 'شِلِنَاتْ', 'شِلِنَا'),
  rand: masculine('رَانْدْ', 'رَانْدَانْ', 'رَانْدَاتْ', 'رَانْدَا'),
  yen: masculine('يِنّْ', 'يِنَّانْ', 'يِنَّاتْ', 'يِنَّا'),
  yuan: masculine('يُوَانْ', 'يُوَانَانْ', 'يُوَانَاتْ', 'يُوَانَا'),
  fen: masculine('فِنْ', 'فِنَانْ', 'فِنَاتْ', 'فِنَا'),
};

const CURRENCY_NOUNS = {
  AED: ['dirham', 'fils'],
  AUD: ['dollar', 'cent'],
  BHD: ['dinar', 'fils'],
  CAD: ['dollar', 'cent'],
  CHF: ['franc', 'centime'],
  CNY: ['yuan', 'fen'],
  DKK: ['krone', 'ore'],
  DZD: ['dinar', 'centime'],
  EGP: ['pound', 'kurus'],
  EUR: ['euro', 'cent'],
  GBP: ['pound', 'penny'],
  HKD: ['dollar', 'cent'],
  INR: ['rupee', 'baisa'],
  IQD: ['dinar', 'fils'],
  JOD: ['dinar', 'fils'],
  JPY: ['yen', null],
  KES: ['shilling', 'cent'],
  KWD: ['dinar', 'fils'],
  LBP: ['lira', 'kurus'],
  LYD: ['dinar', 'dirham'],
  MAD: ['dirham', 'centime'],
  NOK: ['krone', 'ore'],
  NZD: ['dollar', 'cent'],
  OMR: ['riyal', 'baisa'],
  PKR: ['rupee', 'baisa'],
  QAR: ['riyal', 'dirham'],
  SAR: ['riyal', 'halala'],
  SDG: ['pound', 'kurus'],
  SEK: ['krone', 'ore'],
  SGD: ['dollar', 'cent'],
  SYP: ['lira', 'kurus'],
  TND: ['dinar', 'millime'],
  TRY: ['lira', 'kurus'],
  USD: ['dollar', 'cent'],
  YER: ['riyal', 'fils'],
  ZAR: ['rand', 'cent'],
} as const satisfies Record<string, CurrencyNouns>;

/** "-m" and "-f" where the number differs by what is counted, "-of" where it is heard that a noun follows. */
function nameOf(value: number, gender: Gender, isBeforeNoun: boolean): string {
  if (value % 10 === 0 && value >= 20) return `number-${value}`;
  const isHeard = gender === 'm' && isBeforeNoun && value >= 3 && value <= 10;
  return `number-${value}-${gender}${isHeard ? '-of' : ''}`;
}

/** The parts of a number, each with what belongs to it; a noun follows the last one or not. */
function partsOf(value: number, gender: Gender, isBeforeNoun: boolean): readonly (readonly string[])[] {
  const groups = groupsOf(value);
  return groups.flatMap(({ scale, group }, index) => {
    const isLast = index === groups.length - 1;
    if (scale !== null) return scaled(group, scale, isLast && isBeforeNoun);
    const rest = group % 100;
    const hundreds = group - rest;
    return [
      ...(hundreds > 0 ? [[`number-${hundreds}${rest === 0 && isBeforeNoun ? '-of' : ''}`]] : []),
      ...(rest > 0 ? [[nameOf(rest, gender, isBeforeNoun)]] : []),
    ];
  });
}

/** Thousands, millions: they are counted like nouns, but one and two of them need no number. */
function scaled(group: number, scale: string, isBeforeNoun: boolean): readonly (readonly string[])[] {
  const rest = group % 100;
  if (rest === 1 || rest === 2) {
    // "ألفا دولار": the ending of two falls away before a noun, and then sounds like that of eleven of them.
    const form = rest === 1 ? 'one' : isBeforeNoun ? 'many' : 'two';
    return [...before(group - rest, 'm', `${scale}-one`), [`${scale}-${form}`]];
  }
  if (rest === 0) return before(group, 'm', `${scale}-one`);
  if (rest <= 10) return before(group, 'm', `${scale}-few`);
  return before(group, 'm', `${scale}-${isBeforeNoun ? 'one' : 'many'}`);
}

/** A number with a noun right after it; nothing at all of zero. */
function before(value: number, gender: Gender, noun: string): readonly (readonly string[])[] {
  const parts = partsOf(value, gender, true);
  return parts.map((part, index) => (index === parts.length - 1 ? [...part, noun] : part));
}

const joined = (parts: readonly (readonly string[])[]): readonly string[] =>
  parts.flatMap((part, index) => (index === 0 ? part : ['and', ...part]));

function count(value: number, name: string): readonly string[] {
  const noun = NOUNS[name];
  assert(noun !== undefined, `"${name}" is a noun of this voice`);
  const { gender } = noun;
  const rest = value % 100;
  if (value === 0) return ['number-0', `${name}-one`];
  if (rest === 1 || rest === 2) {
    const last = rest === 1 ? [`${name}-one`, `number-1-${gender}`] : [`${name}-two`];
    return joined([...before(value - rest, gender, `${name}-one`), last]);
  }
  return joined(before(value, gender, `${name}-${rest === 0 ? 'one' : rest <= 10 ? 'few' : 'many'}`));
}

function numberPrompts(): Prompts {
  const prompts: Record<string, string> = { 'number-0': 'صِفْرْ' };
  for (let value = 1; value <= 19; value++) {
    prompts[`number-${value}-m`] = ONES_M[value - 1] ?? '';
    // Two of something has a form of its own, without a number.
    if (value !== 2) prompts[`number-${value}-f`] = ONES_F[value - 1] ?? '';
    if (value >= 3 && value <= 10) prompts[`number-${value}-m-of`] = `${ONES_M[value - 1] ?? ''}ُ`;
  }
  for (const [index, tens] of TENS.entries()) {
    const value = (index + 2) * 10;
    prompts[`number-${value}`] = tens;
    for (let one = 1; one <= 9; one++) {
      prompts[`number-${value + one}-m`] = `${ONES_M[one - 1] ?? ''} وَ${tens}`;
      prompts[`number-${value + one}-f`] = `${one === 1 ? ONE_F_JOINED : (ONES_F[one - 1] ?? '')} وَ${tens}`;
    }
  }
  for (const [index, [alone, beforeNoun]] of HUNDREDS.entries()) {
    prompts[`number-${index + 1}00`] = alone;
    prompts[`number-${index + 1}00-of`] = beforeNoun;
  }
  return prompts;
}

export const ARABIC: Voice = {
  prompts: {
    ...numberPrompts(),
    ...nounPrompts(NOUNS, FORMS),
    ...letters(
      'أَيْ, بِي, سِي, دِي, إِي, إِفّ, جِي, إِتْش, آيْ, جَيْ, كَيْ, إِلّ, إِمّ, إِنّ, أُو, بِي, كْيُو, آرْ, إِسّ, تِي, يُو, فِي, دَبِلْيُو, إِكْس, وَايْ, زِدّ',
      CURRENCY_NOUNS,
    ),
    and: 'وَ',
    minus: 'نَاقِصْ',
    point: 'فَاصِلَة',
    [PAUSE]: '',
  },
  whole: (value) => (value === 0 ? ['number-0'] : joined(partsOf(value, 'm', false))),
  count,
  currencies: CURRENCY_NOUNS,
};
