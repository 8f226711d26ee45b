/** The first digits of international numbers, by which prices, packages and what is barred are found. */

/** 1 to 15 digits without "+". No country code begins with 0 (ITU-T E.164), so a prefix that does would never match a number. */
export const NUMBER_PREFIX = /[1-9]\d{0,14}/;

const WHOLE = new RegExp(`^${NUMBER_PREFIX.source}$`);

/** Says whether numbers may begin so. */
export function isNumberPrefix(digits: string): boolean {
  return WHOLE.test(digits);
}
