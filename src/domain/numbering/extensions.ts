/** Short numbers of devices, for calls inside: what may be one, and what is dialled as one. */
import { isEmergencyNumber } from './emergency-numbers.ts';
import { E164_DIGITS_MIN, isInternational } from './e164.ts';

/** With a leading 0 numbers outside are dialled nearly everywhere. */
export const EXTENSION = /^[1-9]\d{1,5}$/;

/** Why `extension` would lead nowhere in the country (ISO 3166) of its account; null when it may be one. */
export function extensionProblem(
  extension: string,
  country: string | null,
): 'emergency_number' | 'international' | null {
  // Understood nearly everywhere, also where the account of another phone is.
  if (isEmergencyNumber(extension, country) || isEmergencyNumber(extension, null)) return 'emergency_number';
  return isInternational(extension, country) ? 'international' : null;
}

/**
 * Says whether what was dialled can be nothing but a number of the world: with "+", an international prefix, or 7 and more digits
 * of which the account's country makes a number (`isNumber`).
 */
export function leadsOutside(dialled: string, country: string | null, isNumber: boolean): boolean {
  if (!/^\+?\d+$/.test(dialled)) return false;
  return isInternational(dialled, country) || (isNumber && dialled.length >= E164_DIGITS_MIN);
}
