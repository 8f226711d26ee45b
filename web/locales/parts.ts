/** Texts that only some pages need: fetched with those pages, in the language that is shown. */

type Load = () => Promise<object>;
type TextPart = Readonly<{ en: Load; de: Load }>;

export const PARTS = {
  apiKeys: {
    en: async () => (await import('./api-keys.en.ts')).apiKeysEn,
    de: async () => (await import('./api-keys.de.ts')).apiKeysDe,
  },
  carriers: {
    en: async () => (await import('./carriers.en.ts')).carriersEn,
    de: async () => (await import('./carriers.de.ts')).carriersDe,
  },
  dids: {
    en: async () => (await import('./dids.en.ts')).didsEn,
    de: async () => (await import('./dids.de.ts')).didsDe,
  },
  jobs: {
    en: async () => (await import('./jobs.en.ts')).jobsEn,
    de: async () => (await import('./jobs.de.ts')).jobsDe,
  },
  localization: {
    en: async () => (await import('./localization.en.ts')).localizationEn,
    de: async () => (await import('./localization.de.ts')).localizationDe,
  },
  life: {
    en: async () => (await import('./life.en.ts')).lifeEn,
    de: async () => (await import('./life.de.ts')).lifeDe,
  },
  mails: {
    en: async () => (await import('./mails.en.ts')).mailsEn,
    de: async () => (await import('./mails.de.ts')).mailsDe,
  },
  numbers: {
    en: async () => (await import('./numbers.en.ts')).numbersEn,
    de: async () => (await import('./numbers.de.ts')).numbersDe,
  },
  rates: {
    en: async () => (await import('./rates.en.ts')).ratesEn,
    de: async () => (await import('./rates.de.ts')).ratesDe,
  },
  search: {
    en: async () => (await import('./search.en.ts')).searchEn,
    de: async () => (await import('./search.de.ts')).searchDe,
  },
  settings: {
    en: async () => (await import('./settings.en.ts')).settingsEn,
    de: async () => (await import('./settings.de.ts')).settingsDe,
  },
  timeline: {
    en: async () => (await import('./timeline.en.ts')).timelineEn,
    de: async () => (await import('./timeline.de.ts')).timelineDe,
  },
} as const satisfies Record<string, TextPart>;

export type PartName = keyof typeof PARTS;
