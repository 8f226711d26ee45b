/** Rules that hold for whatever is said; speech-tables.test.ts has what is heard. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../languages.ts';
import { CURRENCIES } from '../money.ts';
import { PHRASES } from './phrases.ts';
import { PROMPTS } from './prompts.ts';
import { promptsOf } from './speech.ts';
import type { Utterance } from './utterance.ts';
import { SCALES, WHOLE_MAX } from './voice-parts.ts';
import { VOICES } from './voice.ts';

test.each<[string, string[]]>([
  ['', []],
  ['7', ['7']],
  ['0123', ['0', '1', '2', '3']],
  ['01234', ['0', '1', '2', '', '3', '4']],
  ['1234567890', ['1', '2', '3', '', '4', '5', '6', '', '7', '8', '9', '0']],
  ['+49 (1)5', ['4', '9', '1', '5']],
])('the digits of "%s" are read one by one, in groups', (digits, said) => {
  const names = promptsOf([{ say: 'digits', digits }], 'en');
  expect(names).toEqual(said.map((digit) => (digit === '' ? 'pause' : `number-${digit}`)));
});

describe.each(LANGUAGES)('in %s', (language) => {
  test('a number that is said is that number', () => {
    fc.assert(
      fc.property(numbers(), (value) => {
        expect(valueOf(VOICES[language].whole(value))).toBe(value);
      }),
      { numRuns: 1000 },
    );
  });

  test('so many of a noun are that many, and each number sounds different', () => {
    fc.assert(
      fc.property(numbers(), numbers(), (left, right) => {
        const [one, other] = [left, right].map((value) => VOICES[language].count(value, 'minute').join(' '));
        if (left !== right) expect(one).not.toBe(other);
      }),
      { numRuns: 1000 },
    );
  });

  test('all that can be said is recorded, and nothing is recorded that cannot be said', () => {
    const names = new Set<string>();
    const add = (utterance: Utterance) => {
      for (const name of promptsOf([utterance], language)) names.add(name);
    };
    for (const phrase of PHRASES) add({ say: 'phrase', phrase });
    for (let seconds = 0; seconds < 60; seconds++) add({ say: 'duration', seconds });
    for (let seconds = 60; seconds < 400_000; seconds += 60) add({ say: 'duration', seconds });
    add({ say: 'digits', digits: '0123456789' });
    for (const currency of CURRENCIES) {
      for (let micros = 0n; micros < 100_000_000n; micros += 1_010_000n)
        add({ say: 'money', amountMicros: micros, currency });
      for (const micros of [
        -1_000_000n,
        1_000n,
        2_000n,
        3_000n,
        11_000n,
        100_000n,
        10_000n,
        20_000n,
        30_000n,
        120_000n,
      ])
        add({ say: 'money', amountMicros: micros, currency });
      for (const [, scale] of SCALES)
        for (const times of [1, 2, 3, 11, 100, 101]) {
          const units = Math.min(times * scale, 9e12);
          add({ say: 'money', amountMicros: BigInt(units) * 1_000_000n, currency });
          add({ say: 'money', amountMicros: BigInt(units + 200) * 1_000_000n, currency });
        }
    }
    for (let units = 0n; units < 1000n; units++) {
      for (const currency of ['SAR', 'TRY', 'GEL'])
        add({ say: 'money', amountMicros: units * 1_000_000n, currency });
    }
    expect([...names].filter((name) => PROMPTS[language][name] === undefined)).toEqual([]);
    expect(Object.keys(PROMPTS[language]).filter((name) => !names.has(name))).toEqual([]);
  });

  test('any amount of any currency, any duration and any digits are recorded', () => {
    fc.assert(
      fc.property(utterances(), (utterance) => {
        for (const name of promptsOf([utterance], language)) expect(PROMPTS[language]).toHaveProperty(name);
      }),
      { numRuns: 3000 },
    );
  });

  test('names of prompts are names of files, and all but silence have a text', () => {
    for (const [name, text] of Object.entries(PROMPTS[language])) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(text === '').toBe(name === 'pause');
    }
  });
});

test('what is said of an amount is never more than it is, and less than one minor unit below it', () => {
  const steps: Record<string, bigint> = { EUR: 10_000n, JPY: 1_000_000n, KWD: 1_000n, GEL: 10_000n };
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(steps)),
      fc.bigInt({ min: 0n, max: 9_000_000_000_000_000_000n }),
      (currency, amountMicros) => {
        const whole = (amountMicros / steps[currency]!) * steps[currency]!;
        const said = (micros: bigint) => promptsOf([{ say: 'money', amountMicros: micros, currency }], 'en');
        expect(said(amountMicros)).toEqual(said(whole));
        if (whole >= steps[currency]!) expect(said(whole - 1n)).not.toEqual(said(whole));
        const owed = said(-amountMicros);
        expect(owed).toEqual(whole === 0n ? said(0n) : ['minus', ...said(whole)]);
      },
    ),
  );
});

/** Small ones, round ones and any. */
function numbers() {
  return fc.oneof(
    fc.nat(2000),
    fc.nat(999_999_999),
    fc.tuple(fc.nat(999), fc.constantFrom(1e3, 1e6, 1e9, 1e12)).map(([group, scale]) => group * scale),
    fc.tuple(fc.nat(999), fc.nat(999)).map(([thousands, rest]) => thousands * 1000 + rest),
    fc.integer({ min: 0, max: WHOLE_MAX }),
  );
}

function utterances(): fc.Arbitrary<Utterance> {
  const largest = 9_000_000_000_000_000_000n;
  return fc.oneof(
    fc.record({
      say: fc.constant('money' as const),
      amountMicros: fc.oneof(
        fc.bigInt({ min: -largest, max: largest }),
        fc.bigInt({ min: -2_000_000_000n, max: 2_000_000_000n }),
      ),
      currency: fc.constantFrom(...CURRENCIES),
    }),
    fc.record({ say: fc.constant('duration' as const), seconds: fc.nat(100_000_000) }),
    fc.record({ say: fc.constant('digits' as const), digits: fc.string() }),
  );
}

/** The number that prompts say, worked out of their names alone. */
function valueOf(names: readonly string[]): number {
  const scales = new Map(SCALES);
  let total = 0;
  let group = 0;
  for (const name of names) {
    const number = /^number-(\d+)(-|$)/.exec(name)?.[1];
    const scale = scales.get(name.replace(/-(one|two|few|many)$/, ''));
    if (number !== undefined) group += Number(number);
    else if (name === 'ein' || name === 'eine') group += 1;
    else if (name === 'hundred') group *= 100;
    else if (scale !== undefined) {
      // In Arabic one and two of them need no number.
      total += (group === 0 ? (name.endsWith('-two') ? 2 : 1) : group) * scale;
      group = 0;
    } else if (name !== 'and') throw new Error(`"${name}" belongs to no number`);
  }
  return total + group;
}
