/** What is heard, written by hand for each language. */
import { describe, expect, test } from 'vitest';
import type { Language } from '../languages.ts';
import { bare, money, rows, say, whole } from './speech.fixtures.ts';

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
