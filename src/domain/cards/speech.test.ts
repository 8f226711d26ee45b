/** What is heard, written by hand for each language; then rules that hold for every number. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../languages.ts';
import { CURRENCIES, parseMoney } from '../money.ts';
import { PHRASES } from './phrases.ts';
import { PROMPTS } from './prompts.ts';
import { promptsOf } from './speech.ts';
import type { Utterance } from './utterance.ts';
import { SCALES, WHOLE_MAX } from './voice-parts.ts';
import { VOICES } from './voice.ts';

/** What the prompts say one after the other, without vowel signs, and without spaces: how words are cut does not matter. */
function heard(names: readonly string[], language: Language): string {
  return bare(names.map((name) => PROMPTS[language][name] ?? `<${name} is missing>`).join(' '));
}

const bare = (text: string) =>
  text
    .replaceAll(/[\u064B-\u0652]/g, '')
    .replaceAll(' ', '')
    .toLowerCase();

const whole = (value: number, language: Language) => heard(VOICES[language].whole(value), language);
const say = (utterance: Utterance, language: Language) => heard(promptsOf([utterance], language), language);
function money(text: string, language: Language): string {
  const [amount = '', currency = ''] = text.split(' ');
  return say({ say: 'money', amountMicros: parseMoney(amount)!, currency }, language);
}

/** Rows of "what: how it is said". */
const rows = (table: string): [string, string][] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [what = '', said = ''] = line.split(' = ');
      return [what.trim(), said.trim()];
    });

describe.each<[Language, string]>([
  [
    'en',
    `
    0 = zero
    1 = one
    2 = two
    9 = nine
    10 = ten
    11 = eleven
    12 = twelve
    13 = thirteen
    15 = fifteen
    18 = eighteen
    19 = nineteen
    20 = twenty
    21 = twenty-one
    30 = thirty
    40 = forty
    44 = forty-four
    50 = fifty
    55 = fifty-five
    80 = eighty
    88 = eighty-eight
    99 = ninety-nine
    100 = one hundred
    101 = one hundred one
    110 = one hundred ten
    111 = one hundred eleven
    200 = two hundred
    999 = nine hundred ninety-nine
    1000 = one thousand
    1001 = one thousand one
    1010 = one thousand ten
    1100 = one thousand one hundred
    2000 = two thousand
    11011 = eleven thousand eleven
    21021 = twenty-one thousand twenty-one
    100000 = one hundred thousand
    101101 = one hundred one thousand one hundred one
    999999 = nine hundred ninety-nine thousand nine hundred ninety-nine
    1000000 = one million
    1000001 = one million one
    2500000 = two million five hundred thousand
    999999999 = nine hundred ninety-nine million nine hundred ninety-nine thousand nine hundred ninety-nine
    1000000000 = one billion
    9000000000000 = nine trillion
    `,
  ],
  [
    'de',
    `
    0 = null
    1 = eins
    2 = zwei
    6 = sechs
    7 = sieben
    10 = zehn
    11 = elf
    12 = zwölf
    13 = dreizehn
    16 = sechzehn
    17 = siebzehn
    18 = achtzehn
    20 = zwanzig
    21 = einundzwanzig
    22 = zweiundzwanzig
    30 = dreißig
    31 = einunddreißig
    36 = sechsunddreißig
    47 = siebenundvierzig
    60 = sechzig
    61 = einundsechzig
    66 = sechsundsechzig
    70 = siebzig
    77 = siebenundsiebzig
    99 = neunundneunzig
    100 = einhundert
    101 = einhunderteins
    102 = einhundertzwei
    110 = einhundertzehn
    111 = einhundertelf
    121 = einhunderteinundzwanzig
    200 = zweihundert
    201 = zweihunderteins
    700 = siebenhundert
    999 = neunhundertneunundneunzig
    1000 = eintausend
    1001 = eintausendeins
    1100 = eintausendeinhundert
    2000 = zweitausend
    2001 = zweitausendeins
    16016 = sechzehntausendsechzehn
    21000 = einundzwanzigtausend
    100000 = einhunderttausend
    101000 = einhunderteintausend
    101101 = einhunderteintausendeinhunderteins
    701001 = siebenhunderteintausendeins
    1000000 = eine Million
    1000001 = eine Million eins
    1001000 = eine Million eintausend
    2000000 = zwei Millionen
    21000000 = einundzwanzig Millionen
    101000000 = einhundertein Millionen
    999999999 = neunhundertneunundneunzig Millionen neunhundertneunundneunzigtausendneunhundertneunundneunzig
    1000000000 = eine Milliarde
    2000000000 = zwei Milliarden
    1000000000000 = eine Billion
    9000000000000 = neun Billionen
    `,
  ],
  [
    'ar',
    `
    0 = صفر
    1 = واحد
    2 = إثنان
    3 = ثلاثة
    8 = ثمانية
    9 = تسعة
    10 = عشرة
    11 = أحد عشر
    12 = إثنا عشر
    13 = ثلاثة عشر
    18 = ثمانية عشر
    19 = تسعة عشر
    20 = عشرون
    21 = واحد وعشرون
    22 = إثنان وعشرون
    28 = ثمانية وعشرون
    35 = خمسة وثلاثون
    90 = تسعون
    99 = تسعة وتسعون
    100 = مئة
    101 = مئة وواحد
    102 = مئة وإثنان
    103 = مئة وثلاثة
    111 = مئة وأحد عشر
    200 = مئتان
    201 = مئتان وواحد
    300 = ثلاثمئة
    345 = ثلاثمئة وخمسة وأربعون
    800 = ثمانمئة
    1000 = ألف
    1001 = ألف وواحد
    1100 = ألف ومئة
    2000 = ألفان
    2002 = ألفان وإثنان
    3000 = ثلاثة آلاف
    3333 = ثلاثة آلاف وثلاثمئة وثلاثة وثلاثون
    10000 = عشرة آلاف
    11000 = أحد عشر ألفا
    12500 = إثنا عشر ألفا وخمسمئة
    20000 = عشرون ألفا
    99000 = تسعة وتسعون ألفا
    100000 = مئة ألف
    101000 = مئة ألف وألف
    102000 = مئة ألف وألفان
    103000 = مئة وثلاثة آلاف
    111000 = مئة وأحد عشر ألفا
    200000 = مئتا ألف
    300000 = ثلاثمئة ألف
    1000000 = مليون
    2000000 = مليونان
    3000000 = ثلاثة ملايين
    11000000 = أحد عشر مليونا
    200000000 = مئتا مليون
    1000000000 = مليار
    2000000000 = ملياران
    5000000000 = خمسة مليارات
    9000000000000 = تسعة تريليونات
    `,
  ],
])('whole numbers in %s', (language, table) => {
  test.each(rows(table))('%s is "%s"', (number, said) => {
    expect(whole(Number(number), language)).toBe(bare(said));
  });
});

describe.each<[Language, string]>([
  [
    'en',
    `
    0 EUR = zero euros
    0.000001 EUR = zero euros
    0.009999 EUR = zero euros
    0.01 EUR = one cent
    0.02 EUR = two cents
    0.99 EUR = ninety-nine cents
    1 EUR = one euro
    1.01 EUR = one euro and one cent
    1.019999 EUR = one euro and one cent
    2 EUR = two euros
    3.05 EUR = three euros and five cents
    21 EUR = twenty-one euros
    21.21 EUR = twenty-one euros and twenty-one cents
    101 EUR = one hundred one euros
    1000 EUR = one thousand euros
    1234.56 EUR = one thousand two hundred thirty-four euros and fifty-six cents
    -0.01 EUR = minus one cent
    -0.009 EUR = zero euros
    -3.05 EUR = minus three euros and five cents
    -3.059 EUR = minus three euros and five cents
    1 USD = one dollar
    2.10 USD = two dollars and ten cents
    1 GBP = one pound
    5.01 GBP = five pounds and one penny
    5.02 GBP = five pounds and two pence
    10 CHF = ten francs
    0.05 CHF = five centimes
    1 JPY = one yen
    500 JPY = five hundred yen
    500.99 JPY = five hundred yen
    0.99 JPY = zero yen
    1.001 KWD = one dinar and one fils
    2.5 KWD = two dinars and five hundred fils
    0.0009 KWD = zero dinars
    3.250 BHD = three dinars and two hundred fifty fils
    1.005 TND = one dinar and five millimes
    7.5 AED = seven dirhams and fifty fils
    4.25 SAR = four riyals and twenty-five halalas
    1.1 EGP = one pound and ten piastres
    2.02 INR = two rupees and two paise
    1.5 SEK = one krona and fifty öre
    3 PLN = three zlotys
    0 GEL = zero G E L
    12.5 GEL = twelve point five zero G E L
    12.05 GEL = twelve point zero five G E L
    12 GEL = twelve G E L
    -1.5 GEL = minus one point five zero G E L
    500 XAF = five hundred X A F
    9000000000000 EUR = nine trillion euros
    `,
  ],
  [
    'de',
    `
    0 EUR = null Euro
    0.009999 EUR = null Euro
    0.01 EUR = ein Cent
    0.02 EUR = zwei Cent
    1 EUR = ein Euro
    1.01 EUR = ein Euro und ein Cent
    1.019999 EUR = ein Euro und ein Cent
    2 EUR = zwei Euro
    3.05 EUR = drei Euro und fünf Cent
    21 EUR = einundzwanzig Euro
    21.21 EUR = einundzwanzig Euro und einundzwanzig Cent
    100 EUR = einhundert Euro
    101 EUR = einhundertein Euro
    201.01 EUR = zweihundertein Euro und ein Cent
    1000 EUR = eintausend Euro
    1001 EUR = eintausendein Euro
    1234.56 EUR = eintausendzweihundertvierunddreißig Euro und sechsundfünfzig Cent
    1000000 EUR = eine Million Euro
    2000000 EUR = zwei Millionen Euro
    -0.01 EUR = minus ein Cent
    -0.009 EUR = null Euro
    -3.05 EUR = minus drei Euro und fünf Cent
    1 USD = ein Dollar
    2.1 USD = zwei Dollar und zehn Cent
    1 GBP = ein Pfund
    5.01 GBP = fünf Pfund und ein Penny
    5.02 GBP = fünf Pfund und zwei Pence
    1 CHF = ein Franken
    10.05 CHF = zehn Franken und fünf Rappen
    1 SEK = eine Krone
    101 SEK = einhundertein Kronen
    1.5 DKK = eine Krone und fünfzig Öre
    1 TRY = eine Lira
    2 TRY = zwei Lira
    1 INR = eine Rupie
    2.01 INR = zwei Rupien und eine Paisa
    1 JPY = ein Yen
    500.99 JPY = fünfhundert Yen
    1.001 KWD = ein Dinar und ein Fils
    2.5 KWD = zwei Dinar und fünfhundert Fils
    2.201 KWD = zwei Dinar und zweihundertein Fils
    4.01 SAR = vier Rial und eine Halala
    12.5 GEL = zwölf Komma fünf null G E L
    1 GEL = eins G E L
    -1.01 GEL = minus eins Komma null eins G E L
    500 XAF = fünfhundert X A F
    `,
  ],
  [
    'ar',
    `
    0 EUR = صفر يورو
    0.009 EUR = صفر يورو
    1 EUR = يورو واحد
    2 EUR = إثنان يورو
    3 EUR = ثلاثة يورو
    1.01 EUR = يورو واحد وسنت واحد
    3.05 EUR = ثلاثة يورو وخمسة سنتات
    11.11 EUR = أحد عشر يورو وأحد عشر سنتا
    -3.05 EUR = ناقص ثلاثة يورو وخمسة سنتات
    1 USD = دولار واحد
    2 USD = دولاران
    3 USD = ثلاثة دولارات
    10 USD = عشرة دولارات
    11 USD = أحد عشر دولارا
    20 USD = عشرون دولارا
    21 USD = واحد وعشرون دولارا
    22 USD = إثنان وعشرون دولارا
    99 USD = تسعة وتسعون دولارا
    100 USD = مئة دولار
    101 USD = مئة دولار ودولار واحد
    102 USD = مئة دولار ودولاران
    103 USD = مئة وثلاثة دولارات
    111 USD = مئة وأحد عشر دولارا
    200 USD = مئتا دولار
    203 USD = مئتان وثلاثة دولارات
    300 USD = ثلاثمئة دولار
    1000 USD = ألف دولار
    1001 USD = ألف دولار ودولار واحد
    1005 USD = ألف وخمسة دولارات
    2000 USD = ألفا دولار
    2005 USD = ألفان وخمسة دولارات
    2100 USD = ألفان ومئة دولار
    3000 USD = ثلاثة آلاف دولار
    11000 USD = أحد عشر ألف دولار
    11011 USD = أحد عشر ألفا وأحد عشر دولارا
    100000 USD = مئة ألف دولار
    1000000 USD = مليون دولار
    2000000 USD = مليونا دولار
    0.01 USD = سنت واحد
    0.02 USD = سنتان
    0.03 USD = ثلاثة سنتات
    0.11 USD = أحد عشر سنتا
    1.5 USD = دولار واحد وخمسون سنتا
    2.02 USD = دولاران وسنتان
    1 SAR = ريال واحد
    2.02 SAR = ريالان وهللتان
    3.03 SAR = ثلاثة ريالات وثلاث هللات
    5.25 SAR = خمسة ريالات وخمس وعشرون هللة
    10.1 SAR = عشرة ريالات وعشر هللات
    11.11 SAR = أحد عشر ريالا وإحدى عشرة هللة
    12.12 SAR = إثنا عشر ريالا وإثنتا عشرة هللة
    21.21 SAR = واحد وعشرون ريالا وإحدى وعشرون هللة
    22.22 SAR = إثنان وعشرون ريالا وإثنتان وعشرون هللة
    1.01 SAR = ريال واحد وهللة واحدة
    1 TRY = ليرة واحدة
    2 TRY = ليرتان
    3 TRY = ثلاث ليرات
    8 TRY = ثماني ليرات
    10 TRY = عشر ليرات
    11 TRY = إحدى عشرة ليرة
    18 TRY = ثماني عشرة ليرة
    100 TRY = مئة ليرة
    101 TRY = مئة ليرة وليرة واحدة
    103 TRY = مئة وثلاث ليرات
    3000 TRY = ثلاثة آلاف ليرة
    1.001 KWD = دينار واحد وفلس واحد
    2.005 KWD = ديناران وخمسة فلوس
    3.25 KWD = ثلاثة دنانير ومئتان وخمسون فلسا
    7.5 AED = سبعة دراهم وخمسون فلسا
    3.03 EGP = ثلاثة جنيهات وثلاثة قروش
    500.99 JPY = خمسمئة ين
    12.5 GEL = إثنا عشر فاصلة خمسة صفر جي إي إل
    `,
  ],
])('money in %s', (language, table) => {
  test.each(rows(table))('%s is "%s"', (amount, said) => {
    expect(money(amount, language)).toBe(bare(said));
  });
});

describe.each<[Language, string]>([
  [
    'en',
    `
    0 = zero seconds
    1 = one second
    2 = two seconds
    59 = fifty-nine seconds
    60 = one minute
    61 = one minute
    119 = one minute
    120 = two minutes
    3540 = fifty-nine minutes
    3599 = fifty-nine minutes
    3600 = one hour
    3660 = one hour and one minute
    3900 = one hour and five minutes
    7200 = two hours
    7500 = two hours and five minutes
    86400 = twenty-four hours
    363660 = one hundred one hours and one minute
    `,
  ],
  [
    'de',
    `
    0 = null Sekunden
    1 = eine Sekunde
    2 = zwei Sekunden
    21 = einundzwanzig Sekunden
    60 = eine Minute
    119 = eine Minute
    120 = zwei Minuten
    1260 = einundzwanzig Minuten
    3600 = eine Stunde
    3660 = eine Stunde und eine Minute
    7500 = zwei Stunden und fünf Minuten
    75600 = einundzwanzig Stunden
    363660 = einhundertein Stunden und eine Minute
    `,
  ],
  [
    'ar',
    `
    0 = صفر ثانية
    1 = ثانية واحدة
    2 = ثانيتان
    3 = ثلاث ثوان
    8 = ثماني ثوان
    10 = عشر ثوان
    11 = إحدى عشرة ثانية
    12 = إثنتا عشرة ثانية
    30 = ثلاثون ثانية
    60 = دقيقة واحدة
    120 = دقيقتان
    180 = ثلاث دقائق
    660 = إحدى عشرة دقيقة
    1260 = إحدى وعشرون دقيقة
    3600 = ساعة واحدة
    3660 = ساعة واحدة ودقيقة واحدة
    7200 = ساعتان
    7320 = ساعتان ودقيقتان
    11100 = ثلاث ساعات وخمس دقائق
    43200 = إثنتا عشرة ساعة
    360000 = مئة ساعة
    363600 = مئة ساعة وساعة واحدة
    `,
  ],
])('durations in %s', (language, table) => {
  test.each(rows(table))('%s s is "%s"', (seconds, said) => {
    expect(say({ say: 'duration', seconds: Number(seconds) }, language)).toBe(bare(said));
  });
});

test.each<[string, string[]]>([
  ['', []],
  ['7', ['7']],
  ['0123', ['0', '1', '2', '3']],
  ['01234', ['0', '1', '2', '', '3', '4']],
  ['1234567890', ['1', '2', '3', '', '4', '5', '6', '', '7', '8', '9', '0']],
  ['+49 (1)5', ['4', '9', '1', '5']],
])('the digits of "%s" are read one by one, in groups', (digits, said) => {
  const names = promptsOf([{ say: 'digits', digits }], 'en');
  expect(names).toEqual(said.map((digit) => (digit === '' ? 'pause' : `number-${digit}`)));
});

describe.each(LANGUAGES)('in %s', (language) => {
  test('a number that is said is that number', () => {
    fc.assert(
      fc.property(numbers(), (value) => {
        expect(valueOf(VOICES[language].whole(value))).toBe(value);
      }),
      { numRuns: 1000 },
    );
  });

  test('so many of a noun are that many, and each number sounds different', () => {
    fc.assert(
      fc.property(numbers(), numbers(), (left, right) => {
        const [one, other] = [left, right].map((value) => VOICES[language].count(value, 'minute').join(' '));
        if (left !== right) expect(one).not.toBe(other);
      }),
      { numRuns: 1000 },
    );
  });

  test('all that can be said is recorded, and nothing is recorded that cannot be said', () => {
    const names = new Set<string>();
    const add = (utterance: Utterance) => {
      for (const name of promptsOf([utterance], language)) names.add(name);
    };
    for (const phrase of PHRASES) add({ say: 'phrase', phrase });
    for (let seconds = 0; seconds < 60; seconds++) add({ say: 'duration', seconds });
    for (let seconds = 60; seconds < 400_000; seconds += 60) add({ say: 'duration', seconds });
    add({ say: 'digits', digits: '0123456789' });
    for (const currency of CURRENCIES) {
      for (let micros = 0n; micros < 100_000_000n; micros += 1_010_000n)
        add({ say: 'money', amountMicros: micros, currency });
      for (const micros of [
        -1_000_000n,
        1_000n,
        2_000n,
        3_000n,
        11_000n,
        100_000n,
        10_000n,
        20_000n,
        30_000n,
        120_000n,
      ])
        add({ say: 'money', amountMicros: micros, currency });
      for (const [, scale] of SCALES)
        for (const times of [1, 2, 3, 11, 100, 101]) {
          const units = Math.min(times * scale, 9e12);
          add({ say: 'money', amountMicros: BigInt(units) * 1_000_000n, currency });
          add({ say: 'money', amountMicros: BigInt(units + 200) * 1_000_000n, currency });
        }
    }
    for (let units = 0n; units < 1000n; units++) {
      for (const currency of ['SAR', 'TRY', 'GEL'])
        add({ say: 'money', amountMicros: units * 1_000_000n, currency });
    }
    expect([...names].filter((name) => PROMPTS[language][name] === undefined)).toEqual([]);
    expect(Object.keys(PROMPTS[language]).filter((name) => !names.has(name))).toEqual([]);
  });

  test('any amount of any currency, any duration and any digits are recorded', () => {
    fc.assert(
      fc.property(utterances(), (utterance) => {
        for (const name of promptsOf([utterance], language)) expect(PROMPTS[language]).toHaveProperty(name);
      }),
      { numRuns: 3000 },
    );
  });

  test('names of prompts are names of files, and all but silence have a text', () => {
    for (const [name, text] of Object.entries(PROMPTS[language])) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(text === '').toBe(name === 'pause');
    }
  });
});

test('what is said of an amount is never more than it is, and less than one minor unit below it', () => {
  const steps: Record<string, bigint> = { EUR: 10_000n, JPY: 1_000_000n, KWD: 1_000n, GEL: 10_000n };
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(steps)),
      fc.bigInt({ min: 0n, max: 9_000_000_000_000_000_000n }),
      (currency, amountMicros) => {
        const whole = (amountMicros / steps[currency]!) * steps[currency]!;
        const said = (micros: bigint) => promptsOf([{ say: 'money', amountMicros: micros, currency }], 'en');
        expect(said(amountMicros)).toEqual(said(whole));
        if (whole >= steps[currency]!) expect(said(whole - 1n)).not.toEqual(said(whole));
        const owed = said(-amountMicros);
        expect(owed).toEqual(whole === 0n ? said(0n) : ['minus', ...said(whole)]);
      },
    ),
  );
});

/** Small ones, round ones and any. */
function numbers() {
  return fc.oneof(
    fc.nat(2000),
    fc.nat(999_999_999),
    fc.tuple(fc.nat(999), fc.constantFrom(1e3, 1e6, 1e9, 1e12)).map(([group, scale]) => group * scale),
    fc.tuple(fc.nat(999), fc.nat(999)).map(([thousands, rest]) => thousands * 1000 + rest),
    fc.integer({ min: 0, max: WHOLE_MAX }),
  );
}

function utterances(): fc.Arbitrary<Utterance> {
  const largest = 9_000_000_000_000_000_000n;
  return fc.oneof(
    fc.record({
      say: fc.constant('money' as const),
      amountMicros: fc.oneof(
        fc.bigInt({ min: -largest, max: largest }),
        fc.bigInt({ min: -2_000_000_000n, max: 2_000_000_000n }),
      ),
      currency: fc.constantFrom(...CURRENCIES),
    }),
    fc.record({ say: fc.constant('duration' as const), seconds: fc.nat(100_000_000) }),
    fc.record({ say: fc.constant('digits' as const), digits: fc.string() }),
  );
}

/** The number that prompts say, worked out of their names alone. */
function valueOf(names: readonly string[]): number {
  const scales = new Map(SCALES);
  let total = 0;
  let group = 0;
  for (const name of names) {
    const number = /^number-(\d+)(-|$)/.exec(name)?.[1];
    const scale = scales.get(name.replace(/-(one|two|few|many)$/, ''));
    if (number !== undefined) group += Number(number);
    else if (name === 'ein' || name === 'eine') group += 1;
    else if (name === 'hundred') group *= 100;
    else if (scale !== undefined) {
      // In Arabic one and two of them need no number.
      total += (group === 0 ? (name.endsWith('-two') ? 2 : 1) : group) * scale;
      group = 0;
    } else if (name !== 'and') throw new Error(`"${name}" belongs to no number`);
  }
  return total + group;
}
