/** The languages that an account can be written to in. */

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** An account that chose none gets this one. */
export const FALLBACK_LANGUAGE: Language = 'en';
