/** The languages that an account can be written to in. */

export const LANGUAGES = ['en', 'de', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** An account that chose none gets this one. */
export const FALLBACK_LANGUAGE: Language = 'en';

/** Where its lines begin, as HTML says it. */
export const DIRECTION: Readonly<Record<Language, 'ltr' | 'rtl'>> = { en: 'ltr', de: 'ltr', ar: 'rtl' };
