/** Rules of accounts that need no database. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { permissionsOf } from './actor.ts';
import { billingConflicts, billingDayOfStored, storedBillingDay } from './billing-rules.ts';
import { drawAccountNumber, drawSecret, drawSipUsername } from './generated.ts';
import { limitOfStored, storedLimit } from './limits.ts';
import { ppmOfPercent } from './new-account.ts';
import { weaknessOfPassword } from './passwords.ts';
import { isTimezone } from './places.ts';
import { SETTINGS, settingsFrom } from './settings.ts';
import { childPath, idsOfPath, isWithin } from './tree.ts';

const random = (count: number) => Uint8Array.from({ length: count }, () => Math.floor(Math.random() * 256));

test('an account number has its length and its leading digits', () => {
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 20 }), fc.stringMatching(/^\d{0,5}$/), (length, prefix) => {
      const number = drawAccountNumber(random, { length, prefix });
      expect(number).toMatch(/^\d+$/);
      expect(number).toHaveLength(length);
      expect(number.startsWith(prefix)).toBe(true);
      if (prefix === '') expect(number).toMatch(/^[1-9]/);
    }),
  );
});

test('every digit is drawn as often as any other', () => {
  const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const text = drawAccountNumber(() => everyByte, { length: 251, prefix: '1' }).slice(1);
  for (const digit of '0123456789') expect(text.split(digit)).toHaveLength(26);
  const firsts = Array.from({ length: 9 }, (_, byte) =>
    drawAccountNumber(() => Uint8Array.of(byte), { length: 6, prefix: '' }),
  );
  expect(firsts.map(([first]) => first).join('')).toBe('123456789');
});

test('generated names and secrets have no look-alikes', () => {
  for (let n = 0; n < 50; n++) {
    expect(drawSipUsername(random)).toMatch(/^[a-hj-km-np-z2-9]{14}$/);
    expect(drawSecret(random)).toMatch(/^[A-HJ-NP-Za-km-z2-9]{24}$/);
  }
});

test.each([
  ['too short', 'ninechars', true],
  ['common', 'Password123', true],
  ['of three characters only', 'abcabcabcabcabc', true],
  ['the account number', '4711081500', true],
  ['long and one’s own', 'seven green lanterns', false],
  ['of ten emoji', '😀😁😂😃😄😅😆😇😈😉', false],
])('a password that is %s', (_name, password, isWeak) => {
  expect(weaknessOfPassword(password, { personal: ['4711081500'] }) !== null).toBe(isWeak);
});

test('the shortest password is what the settings say, and the longest stays', () => {
  expect(weaknessOfPassword('seven green lanterns', { lengthMin: 20 })).toBeNull();
  expect(weaknessOfPassword('seven green lanterns', { lengthMin: 21 })).toBe('Use at least 21 characters.');
  expect(weaknessOfPassword('long '.repeat(26), { lengthMin: 21 })).toBe('Use at most 128 characters.');
});

test('billing days are stored and read back', () => {
  for (const [schedule, day] of [
    ['daily', null],
    ['weekly', 7],
    ['monthly', 28],
    ['monthly', 'last'],
  ] as const) {
    expect(billingDayOfStored(schedule, storedBillingDay(schedule, day))).toBe(day);
    const terms = {
      accountType: 'prepaid',
      creditLimitMicros: 0n,
      cliPool: 'off',
      nonCliRateGroupId: null,
      schedule,
      billingDay: day,
    } as const;
    expect(billingConflicts(terms)).toEqual([]);
  }
});

test('a path names its ancestors and only them', () => {
  expect(childPath('/1/7/', 42n)).toBe('/1/7/42/');
  expect(idsOfPath('/1/7/42/')).toEqual([1n, 7n, 42n]);
  expect(isWithin('/1/7/42/', '/1/7/')).toBe(true);
  expect(isWithin('/1/70/', '/1/7/')).toBe(false);
});

test('settings that were never set, or hold nonsense, have their initial value', () => {
  const settings = settingsFrom(
    new Map<string, unknown>([
      ['account_number.length', 12],
      ['pin.length', 'six'],
    ]),
  );
  expect(settings['account_number.length']).toBe(12);
  expect(settings['pin.length']).toBe(6);
  for (const { initial, isValid } of Object.values(SETTINGS)) expect(isValid(initial)).toBe(true);
});

test('limits keep "unlimited" apart from "the default"', () => {
  for (const limit of [1, 'unlimited', null] as const) expect(limitOfStored(storedLimit(limit))).toBe(limit);
});

test('percentages are exact in parts per million', () => {
  expect([ppmOfPercent('12.5'), ppmOfPercent('0.0001'), ppmOfPercent('100')]).toEqual([
    125_000, 1, 1_000_000,
  ]);
});

test('time zones are names of places, not offsets', () => {
  expect([isTimezone('Europe/Berlin'), isTimezone('UTC'), isTimezone('Asia/Calcutta')]).toEqual([
    true,
    true,
    true,
  ]);
  expect([isTimezone('+01:00'), isTimezone('Mars/Base'), isTimezone('')]).toEqual([false, false, false]);
});

test('nobody may do what nobody gave: providers nothing, sub-admins their own sign-in only', () => {
  expect([...permissionsOf('provider', null)]).toEqual([]);
  expect([...permissionsOf('sub_admin', null)]).toEqual(['self']);
  expect(permissionsOf('reseller', null).has('carriers:read')).toBe(false);
});
