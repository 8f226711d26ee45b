/** A number that a country might have, for showing what a call there costs. */
import { getExampleNumber, type CountryCode } from 'libphonenumber-js';
import examples from 'libphonenumber-js/mobile/examples';

/** E.164 digits of a mobile phone in this country (ISO 3166); null where none is known. */
export function exampleNumber(country: string): string | null {
  return getExampleNumber(country as CountryCode, examples)?.number.slice(1) ?? null;
}
