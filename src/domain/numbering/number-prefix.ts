/** The first digits of international numbers, by which prices, packages and what is barred are found. */

/** No country code begins with 0 (ITU-T E.164), so a prefix that does would never match a number. */
const NUMBER_PREFIX = /^[1-9]\d{0,14}$/;

/** Says whether numbers may begin so: 1 to 15 digits without "+", the first of them not 0. */
export function isNumberPrefix(digits: string): boolean {
  return NUMBER_PREFIX.test(digits);
}
