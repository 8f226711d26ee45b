import { useTranslation } from 'react-i18next';
import { formatLocale } from './i18n.ts';

/** The locale in which money, dates and names of countries are written. */
export function useLanguage(): string {
  return formatLocale(useTranslation().i18n.language);
}
