/** Languages of the panel: each is one file, fetched when it is chosen. */
import i18next, { type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from '../locales/en.ts';
import { PARTS, type PartName } from '../locales/parts.ts';
import { pseudo } from '../locales/pseudo.ts';
import { isolate, kept } from '../ui/isolate.ts';

type Language = Readonly<{ name: string; dir: 'ltr' | 'rtl'; load: () => Promise<object> }>;

/** A new language is one file and one line. `pseudo` is for tests: what stays plain was never translated. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  en: { name: 'English', dir: 'ltr', load: async () => en },
  de: { name: 'Deutsch', dir: 'ltr', load: async () => (await import('../locales/de.ts')).de },
  ar: { name: 'العربية', dir: 'rtl', load: async () => (await import('../locales/ar.ts')).ar },
};
const FOR_TESTS: Readonly<Record<string, Language>> = {
  pseudo: { name: 'Pseudo', dir: 'ltr', load: async () => pseudo(en) },
  'pseudo-rtl': { name: 'Pseudo, right to left', dir: 'rtl', load: async () => pseudo(en) },
};

const STORED = 'tollbook.language';

/** Starts with the language chosen before, else the browser's, else English. All open tabs change it together. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: true, escape: isolated },
    returnNull: false,
  });
  await changeLanguage(preferredLanguage());
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === STORED && newValue !== null) void changeLanguage(newValue);
  });
}

/** Parts of the catalogue that pages have asked for; another language needs them too. */
const loadedParts = new Set<PartName>();

/** Fetches the texts of a page; it must not be shown before they are there. */
export async function loadTexts(part: PartName): Promise<void> {
  if (loadedParts.has(part)) return;
  await addPart(i18next.language, part);
  loadedParts.add(part);
}

async function addPart(code: string, part: PartName): Promise<void> {
  const inLanguages: Readonly<Record<string, () => Promise<object>>> = PARTS[part];
  const texts = await (inLanguages[code] ?? PARTS[part].en)();
  const shown = code in FOR_TESTS ? pseudo(texts as Parameters<typeof pseudo>[0]) : texts;
  i18next.addResourceBundle(code, 'translation', shown, true, true);
}

/** Words of a part in a language that need not be the shown one: for a text that others read. */
export async function textsIn(language: string, part: PartName): Promise<TFunction> {
  const code = language in LANGUAGES ? language : 'en';
  await addPart(code, part);
  return i18next.getFixedT(code);
}

export async function changeLanguage(code: string): Promise<void> {
  const language = LANGUAGES[code] ?? FOR_TESTS[code];
  if (language === undefined) return;
  i18next.addResourceBundle(code, 'translation', await language.load(), true, true);
  await Promise.all([...loadedParts].map((part) => addPart(code, part)));
  await i18next.changeLanguage(code);
  localStorage.setItem(STORED, code);
  document.documentElement.lang = code.startsWith('pseudo') ? 'en' : code;
  document.documentElement.dir = language.dir;
}

export function directionOf(code: string): 'ltr' | 'rtl' {
  return (LANGUAGES[code] ?? FOR_TESTS[code])?.dir ?? 'ltr';
}

/**
 * The locale for `Intl`: the browser's own variant of the language ("en-GB") where it has one. In Arabic
 * with the digits and the calendar that account numbers and billing days have.
 */
export function formatLocale(code: string): string {
  const base = code.startsWith('pseudo') ? 'en' : code;
  const locale = navigator.languages.find((tag) => tag === base || tag.startsWith(`${base}-`)) ?? base;
  return base === 'ar'
    ? new Intl.Locale(locale, { calendar: 'gregory', numberingSystem: 'latn' }).toString()
    : locale;
}

/**
 * What is filled into a text. React escapes it; it is kept apart where it could change places with the words around it.
 */
function isolated(value: string): string {
  return directionOf(i18next.language) === 'rtl' ? kept(value) : isolate(value);
}

/** For a text that becomes data, such as the proposed name of a copy: nothing is put around what is filled in. */
export const AS_DATA = { interpolation: { escapeValue: false } };

function preferredLanguage(): string {
  const stored = localStorage.getItem(STORED);
  if (stored !== null && (stored in LANGUAGES || stored in FOR_TESTS)) return stored;
  const wanted = navigator.languages.map((tag) => tag.split('-')[0] ?? '');
  return wanted.find((code) => code in LANGUAGES) ?? 'en';
}
