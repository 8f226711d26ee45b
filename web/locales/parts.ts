/** Texts that only some pages need: fetched with those pages, in the language that is shown. */

type Load = () => Promise<object>;
type TextPart = Readonly<{ en: Load; de: Load }>;

export const PARTS = {
  numbers: {
    en: async () => (await import('./numbers.en.ts')).numbersEn,
    de: async () => (await import('./numbers.de.ts')).numbersDe,
  },
} as const satisfies Record<string, TextPart>;

export type PartName = keyof typeof PARTS;
