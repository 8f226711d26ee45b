import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localize, type LocalizationRule } from './localization.ts';

const rule = (over: Partial<LocalizationRule>): LocalizationRule => ({
  match: '*',
  lengthMin: null,
  lengthMax: null,
  cut: 0,
  add: '',
  then: 'stop',
  ...over,
});

/** As in Germany: 00 is the world, 0 the country, a short number a local one of Berlin. */
const GERMAN = [
  rule({ match: '00', cut: 'match', add: '+' }),
  rule({ match: '0', cut: 'match', add: '+49' }),
  rule({ match: '*', lengthMin: 4, lengthMax: 8, add: '+4930' }),
];

test.each([
  ['0033123456', '+33123456', [1]],
  ['030123456', '+4930123456', [2]],
  ['123456', '+4930123456', [3]],
  ['112', '112', []],
  ['+4989', '+4989', [3].slice(1)],
])('%s becomes %s by rules %j', (given, expected, rules) => {
  const german = given.startsWith('+') ? GERMAN.slice(0, 2) : GERMAN;
  const { number, steps } = localize(german, given);
  expect(number).toBe(expected);
  expect(steps.map((step) => step.rule)).toEqual(rules);
});

test('a rule that continues hands its result to the next', () => {
  const rules = [rule({ match: '9', cut: 1, then: 'continue' }), rule({ match: '00', cut: 2, add: '+' })];
  expect(localize(rules, '90049301')).toEqual({
    number: '+49301',
    steps: [
      { rule: 1, before: '90049301', after: '0049301' },
      { rule: 2, before: '0049301', after: '+49301' },
    ],
  });
});

test.each(['anonymous', '', 'Bob 123', '+', '12 34', '١٢٣'])('%j is no number and stays', (given) => {
  expect(localize([rule({ add: '49' })], given)).toEqual({ number: given, steps: [] });
});

test('whatever the rules, a number stays short and every step follows from the one before', () => {
  const rules = fc.array(
    fc.record({
      match: fc.oneof(fc.constant('*'), fc.stringMatching(/^\+?\d{0,4}$/)),
      lengthMin: fc.option(fc.integer({ min: 0, max: 20 })),
      lengthMax: fc.option(fc.integer({ min: 0, max: 20 })),
      cut: fc.oneof(fc.constant('match' as const), fc.integer({ min: 0, max: 20 })),
      add: fc.stringMatching(/^[+0-9*#]{0,20}$/),
      then: fc.constantFrom('continue' as const, 'stop' as const),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(rules, fc.stringMatching(/^\+?\d{1,20}$/), (list, given) => {
      const { number, steps } = localize(list, given);
      expect(number.length).toBeLessThanOrEqual(40);
      expect(steps.length).toBeLessThanOrEqual(list.length);
      let before = given;
      for (const step of steps) {
        expect(step.before).toBe(before);
        before = step.after;
      }
      expect(number).toBe(before);
    }),
    { numRuns: 3000 },
  );
});
