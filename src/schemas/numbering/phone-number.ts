/** Numbers of the world, by the metadata of libphonenumber. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import { withoutSeparators } from '../../domain/numbering/e164.ts';

/** E.164 with or without "+" and separators, kept as digits; its country must have numbers of this length. */
export const phoneNumber = z
  .string()
  .max(40, 'Use at most 40 characters.')
  .overwrite(withoutSeparators)
  .regex(/^\+?[1-9]\d{6,14}$/, 'Send an international number of 7 to 15 digits, such as "+493012345678".')
  .refine(
    (text) => !/^\+?[1-9]\d{6,14}$/.test(text) || isPossible(text),
    'No country has a number like this one. Check its country code and the count of its digits.',
  )
  .transform((text) => text.replace('+', ''))
  .meta({ examples: ['+493012345678'] });

/** ISO 3166; null where the number is of no country, such as +800 and +883. */
export function countryOfNumber(digits: string): string | null {
  return parsePhoneNumberFromString(`+${digits}`)?.country ?? null;
}

function isPossible(text: string): boolean {
  return parsePhoneNumberFromString(`+${text.replace('+', '')}`)?.isPossible() ?? false;
}
