/** Free time, in minutes as packages have them. */
import type { TFunction } from 'i18next';

/** "100 min", or "12:45 min" where it is no whole number of them. Texts of packages must be loaded. */
export function minutesText(seconds: number, language: string, t: TFunction): string {
  const whole = new Intl.NumberFormat(language).format(Math.floor(seconds / 60));
  const rest = seconds % 60;
  const minutes = rest === 0 ? whole : `${whole}:${String(rest).padStart(2, '0')}`;
  return t('packages.minutes', { minutes });
}

/** More prefixes are counted, and not listed. */
const LISTED_MAX = 6;

/** Which numbers a package covers, in digits. */
export function prefixesText(prefixes: readonly string[], language: string, t: TFunction): string {
  if (prefixes.length === 0) return t('packages.everyNumber');
  const listed = prefixes.slice(0, LISTED_MAX).map((prefix) => `+${prefix}`);
  const more = prefixes.length - listed.length;
  const text = listed.join(', ');
  if (more === 0) return text;
  return t('packages.andMore', { prefixes: text, more: new Intl.NumberFormat(language).format(more) });
}
