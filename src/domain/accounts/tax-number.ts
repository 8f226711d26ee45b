/**
 * VAT identification numbers by their form. A text that begins like one must be one; anything else (a national tax
 * number, a number of a country that is not here) is left as typed.
 *
 * Forms: European Commission, VIES; HMRC for GB; Swiss UID register for CHE.
 */

/** By prefix, what follows it, without separators. */
const FORMS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CHE: /^\d{9}(MWST|TVA|IVA)?$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GB: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-IW]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
};

/** Whose number the text begins like, when it does not have the form of one; null when nothing is wrong with it. */
export function wrongTaxNumberOf(text: string): string | null {
  const compact = text.toUpperCase().replaceAll(/[\s.\-/]/g, '');
  const prefix = Object.keys(FORMS).find((each) => compact.startsWith(each));
  // Two letters alone may begin a name or a national number with letters: one digit has to follow soon.
  if (prefix === undefined || !/^[A-Z+*]{0,2}\d/.test(compact.slice(prefix.length))) return null;
  return FORMS[prefix]?.test(compact.slice(prefix.length)) === true ? null : prefix;
}
