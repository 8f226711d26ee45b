/** Says what a caller hears: which prompts, in which order, in each language. */
import { assert } from '../assert.ts';
import type { Language } from '../languages.ts';
import { currencyDigits, minorMicros } from '../money.ts';
import type { Utterance } from './utterance.ts';
import { PAUSE, WHOLE_MAX, type Voice } from './voice-parts.ts';
import { VOICES } from './voice.ts';

const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3600;

/** Digits are read in groups of so many, with a pause in between; the last group has one more rather than one alone. */
const GROUP_DIGITS = 3;

/** The names of the prompts that say all of it. */
export function promptsOf(says: readonly Utterance[], language: Language): readonly string[] {
  const voice = VOICES[language];
  return says.flatMap((utterance) => {
    switch (utterance.say) {
      case 'phrase':
        return [phrasePrompt(utterance.phrase)];
      case 'digits':
        return digits(utterance.digits, voice);
      case 'money':
        return money(utterance.amountMicros, utterance.currency, voice);
      case 'duration':
        return duration(utterance.seconds, voice);
    }
  });
}

/** The prompt of a phrase: files have no underscores in their names. */
export const phrasePrompt = (phrase: string): string => phrase.replaceAll('_', '-');

/** Anything but digits is not said. */
function digits(text: string, voice: Voice): readonly string[] {
  const said = [...text].filter((digit) => digit >= '0' && digit <= '9');
  return said.flatMap((digit, index) => {
    const isGroup = index > 0 && index % GROUP_DIGITS === 0 && said.length - index > 1;
    return [...(isGroup ? [PAUSE] : []), ...voice.whole(Number(digit))];
  });
}

/**
 * Without what is smaller than the minor unit: nobody hears of more than there is, nor of more that is owed. "Three euros and
 * five cents"; a currency without a name is spelled: "three point zero five, G E L".
 */
function money(amountMicros: bigint, currency: string, voice: Voice): readonly string[] {
  const digitsOfMinor = currencyDigits(currency);
  const perUnit = 10 ** digitsOfMinor;
  const total = (amountMicros < 0n ? -amountMicros : amountMicros) / minorMicros(currency);
  const units = Number(total / BigInt(perUnit));
  const minor = Number(total % BigInt(perUnit));
  assert(units <= WHOLE_MAX, 'balances stay below what can be said');
  const sign = amountMicros < 0n && total > 0n ? ['minus'] : [];
  const nouns = voice.currencies[currency];
  if (nouns === undefined) {
    const fraction = [...String(minor).padStart(digitsOfMinor, '0')];
    return [
      ...sign,
      ...voice.whole(units),
      ...(minor > 0 ? ['point', ...fraction.flatMap((digit) => voice.whole(Number(digit)))] : []),
      ...[...currency].map((letter) => `letter-${letter.toLowerCase()}`),
    ];
  }
  const [unit, minorUnit] = nouns;
  const small = minor > 0 && minorUnit !== null ? voice.count(minor, minorUnit) : [];
  const large = units > 0 || small.length === 0 ? voice.count(units, unit) : [];
  return [...sign, ...bothOf(large, small)];
}

/** Whole seconds; from a minute on in hours and minutes, rounded down. */
function duration(seconds: number, voice: Voice): readonly string[] {
  assert(Number.isInteger(seconds) && seconds >= 0 && seconds <= WHOLE_MAX, 'a duration is whole seconds');
  if (seconds < SECONDS_PER_MINUTE) return voice.count(seconds, 'second');
  const hours = Math.floor(seconds / SECONDS_PER_HOUR);
  const minutes = Math.floor((seconds % SECONDS_PER_HOUR) / SECONDS_PER_MINUTE);
  return bothOf(
    hours > 0 ? voice.count(hours, 'hour') : [],
    minutes > 0 ? voice.count(minutes, 'minute') : [],
  );
}

const bothOf = (first: readonly string[], second: readonly string[]): readonly string[] =>
  first.length > 0 && second.length > 0 ? [...first, 'and', ...second] : [...first, ...second];
