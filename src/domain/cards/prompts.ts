/** Every prompt: which there are is what may be served, and what a build records. */
import { LANGUAGES, type Language } from '../languages.ts';
import { PHRASE_TEXTS } from './phrase-texts.ts';
import { PHRASES } from './phrases.ts';
import { phrasePrompt } from './speech.ts';
import type { Prompts } from './voice-parts.ts';
import { VOICES } from './voice.ts';

/** The text of each prompt, by language and name; "" is silence. */
export const PROMPTS: Readonly<Record<Language, Prompts>> = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    {
      ...VOICES[language].prompts,
      ...Object.fromEntries(PHRASES.map((phrase) => [phrasePrompt(phrase), PHRASE_TEXTS[language][phrase]])),
    },
  ]),
) as Record<Language, Prompts>;
