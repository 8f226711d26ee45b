/** What the voice of each language brings: what is recorded, and how it puts numbers and things together. */
import type { Language } from '../languages.ts';
import { ARABIC } from './voice-ar.ts';
import { GERMAN } from './voice-de.ts';
import { ENGLISH } from './voice-en.ts';
import type { Voice } from './voice-parts.ts';

export const VOICES: Readonly<Record<Language, Voice>> = { en: ENGLISH, de: GERMAN, ar: ARABIC };
