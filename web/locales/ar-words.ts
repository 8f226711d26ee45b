/**
 * What Arabic texts are made with: isolated pieces that run from left to right, and counted nouns.
 *
 * One word for one thing, as in GLOSSARY.md: account حساب, operator المشغّل, reseller معيد بيع, distributor
 * موزّع, customer عميل, carrier ناقل, provider مزوّد, rate سعر, rate group مجموعة أسعار, exchange rate سعر صرف,
 * prefix بادئة, trunk خط ربط, gateway بوابة, switch بدّالة, device جهاز, balance رصيد, held محجوز, credit limit
 * حد الائتمان, available المتاح, top up شحن الرصيد, movement حركة, statement كشف الحساب, prepaid مسبق الدفع,
 * postpaid لاحق الدفع, job مهمة, sheet جدول, template قالب, draft مسودة, timeline سجل التغييرات, activate
 * تنشيط, suspend تعليق, localization التوطين, caller ID رقم المتصل.
 */

/** A noun as it stands after or instead of its number: "حساب واحد", "حسابان", "3 حسابات", "11 حسابًا", "100 حساب". */
type Noun = Readonly<{ one: string; two: string; few: string; many: string; other: string }>;

export const ACCOUNTS: Noun = {
  one: 'حساب واحد',
  two: 'حسابان',
  few: 'حسابات',
  many: 'حسابًا',
  other: 'حساب',
};
/** As an object: "تغيير حسابين". */
export const OF_ACCOUNTS: Noun = { ...ACCOUNTS, two: 'حسابين' };
export const NUMBERS: Noun = { one: 'رقم واحد', two: 'رقمان', few: 'أرقام', many: 'رقمًا', other: 'رقم' };
export const CALLS: Noun = {
  one: 'مكالمة واحدة',
  two: 'مكالمتان',
  few: 'مكالمات',
  many: 'مكالمة',
  other: 'مكالمة',
};
export const EVENTS: Noun = { one: 'حدث واحد', two: 'حدثان', few: 'أحداث', many: 'حدثًا', other: 'حدث' };
export const PRICES: Noun = { one: 'سعر واحد', two: 'سعران', few: 'أسعار', many: 'سعرًا', other: 'سعر' };

/**
 * The forms of one text, which says `things` once. One and two are in the noun itself, so `place`, the
 * number, is not filled in there.
 */
export function counted(
  key: string,
  noun: Noun,
  sentence: (things: string) => string,
  place = 'count',
): Readonly<Record<string, string>> {
  const number = `{{${place}}}`;
  return {
    [`${key}_zero`]: sentence(`${number} ${noun.other}`),
    [`${key}_one`]: sentence(noun.one),
    [`${key}_two`]: sentence(noun.two),
    [`${key}_few`]: sentence(`${number} ${noun.few}`),
    [`${key}_many`]: sentence(`${number} ${noun.many}`),
    [`${key}_other`]: sentence(`${number} ${noun.other}`),
  };
}

/** "+49 30 123" or "2001:db8::/64" in the midst of a sentence: without isolation its parts would change places. */
export function ltr(piece: string): string {
  return `\u2066${piece}\u2069`;
}
