/** Free time, in minutes as packages have them. */
import type { TFunction } from 'i18next';

/** "100 min", or "12:45 min" where it is no whole number of them. Texts of packages must be loaded. */
export function minutesText(seconds: number, language: string, t: TFunction): string {
  const whole = new Intl.NumberFormat(language).format(Math.floor(seconds / 60));
  const rest = seconds % 60;
  const minutes = rest === 0 ? whole : `${whole}:${String(rest).padStart(2, '0')}`;
  return t('packages.minutes', { minutes });
}

/** Which numbers a package covers, in digits. */
export function prefixesText(prefixes: readonly string[], t: TFunction): string {
  return prefixes.length === 0
    ? t('packages.everyNumber')
    : prefixes.map((prefix) => `+${prefix}`).join(', ');
}
