/** Numbers as the world writes them: E.164 digits, without "+". */
import { diallingPlan } from './dialling-plans.ts';

/** ITU-T E.164 §6: at most 15 digits. Shorter than this is a service number, not one of a country. */
export const E164_DIGITS_MAX = 15;
export const E164_DIGITS_MIN = 7;

/** No country code begins with 0. */
const E164 = /^[1-9]\d{6,14}$/;
/** What people and phones put between digits (RFC 3966 §5.1.1), with the dashes that texts are set with. */
const VISUAL_SEPARATORS = /[\s().\-/\u2010-\u2015]/g;
/** The general international prefix, understood everywhere besides a country's own. */
const GENERAL_PREFIX = '00';

/** The number as it is dialled. "(0)" stays: it is a digit that is dialled in the country only. */
export function withoutSeparators(number: string): string {
  return number.includes('(0)') ? number : number.replace(VISUAL_SEPARATORS, '');
}

/** Says whether `digits` are an E.164 number without "+". */
export function isE164(digits: string): boolean {
  return E164.test(digits);
}

/**
 * Turns a dialled number into E.164 digits by the caller's country (ISO 3166): "+", "00" and the
 * country's international prefix mark a number of the world, the national prefix one of the country.
 * Without a mark, a number is national where countries have no national prefix (or are in North America,
 * with ten digits), else already E.164. Null when nothing sensible comes out.
 */
export function toE164(dialled: string, country: string | null): string | null {
  const text = dialled.replace(VISUAL_SEPARATORS, '');
  if (!/^\+?\d+$/.test(text)) return null;
  const digits = e164Of(text, country);
  return isE164(digits) ? digits : null;
}

function e164Of(text: string, country: string | null): string {
  if (text.startsWith('+')) return text.slice(1);
  const plan = country === null ? null : diallingPlan(country);
  for (const prefix of internationalPrefixes(plan)) {
    if (text.startsWith(prefix)) return text.slice(prefix.length);
  }
  if (plan === null) return text;
  const { callingCode, nationalPrefix } = plan;
  if (callingCode === '1') return text.length === 10 ? `1${text}` : text;
  if (nationalPrefix === '') return isLocal(text, callingCode) ? callingCode + text : text;
  return text.startsWith(nationalPrefix) ? callingCode + text.slice(nationalPrefix.length) : text;
}

const internationalPrefixes = (plan: ReturnType<typeof diallingPlan>) => [
  plan?.internationalPrefix ?? GENERAL_PREFIX,
  GENERAL_PREFIX,
];

/** Says whether digits that were dialled begin with "+" or an international prefix, "00" or the country's own. */
export function isInternational(dialled: string, country: string | null): boolean {
  if (dialled.startsWith('+')) return true;
  const plan = country === null ? null : diallingPlan(country);
  return internationalPrefixes(plan).some((prefix) => dialled.startsWith(prefix));
}

/** Countries without a national prefix have at most ten digits, and longer numbers when dialled from abroad. */
function isLocal(text: string, callingCode: string): boolean {
  return text.length <= 10 && !(text.startsWith(callingCode) && text.length > 8);
}
