/**
 * Stands in for libphonenumber-js in the browser (vite.config.ts): its tables of every country are 50 kB
 * of a page's 250 kB. Here the shape of ITU-T E.164 is enough; the server checks against the tables.
 */
export function parsePhoneNumberFromString(text: string): { isPossible: () => boolean } {
  const digits = text.replace(/[\s().\-/]/g, '');
  return { isPossible: () => /^\+[1-9]\d{5,14}$/.test(digits) };
}
