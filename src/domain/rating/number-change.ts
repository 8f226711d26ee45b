/** What the rate of a carrier may do to the number that is dialled. */

/** Digits taken off its front, then digits put there, also with "+"; 0 and '' change nothing. */
export type NumberChange = Readonly<{ stripDigits: number; addPrefix: string }>;

/** ITU-T E.164: a number has no more. */
export const STRIP_DIGITS_MAX = 15;
export const ADDED_PREFIX = /^\+?[0-9]{0,15}$/;
/** What rates do that change nothing. */
export const NO_CHANGE: NumberChange = { stripDigits: 0, addPrefix: '' };
