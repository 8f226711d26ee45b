import { expect, test } from 'vitest';
import {
  LOCALIZATION_LISTS,
  type LocalizationRule,
  type LocalizationSet,
} from '../numbering/localization.ts';
import { NO_CHANGE, type NumberChange } from '../rating/number-change.ts';
import { carrierNumbers } from './carrier-numbers.ts';
import { gatewayUri, numberInUri } from './gateway-uri.ts';

type Rules = Partial<Record<keyof LocalizationSet, Partial<LocalizationRule>>>;

/** One rule at most in each list. */
function setOf(rules: Rules): LocalizationSet {
  const rule = { match: '*', lengthMin: null, lengthMax: null, cut: 'match', add: '', then: 'stop' } as const;
  const lists = LOCALIZATION_LISTS.map((list) => [
    list,
    rules[list] === undefined ? [] : [{ ...rule, ...rules[list] }],
  ]);
  return Object.fromEntries(lists) as LocalizationSet;
}

const CALL = { destination: '4930123456', caller: '4989555' };
const NONE = { stripPrefix: '', addPrefix: '' };
/** Germany as it dials itself. */
const NATIONAL = setOf({
  terminationDestination: { match: '49', add: '0' },
  terminationOutboundCallerId: { match: '49', add: '0' },
});
const routingNumber = setOf({ terminationDestination: { match: '0', cut: 0, add: '*77' } });

test('the rules of each set work on what the one before left, the prefixes of the trunk after them', () => {
  expect(carrierNumbers([], NONE, NO_CHANGE, CALL)).toEqual(CALL);
  expect(carrierNumbers([NATIONAL, routingNumber], NONE, NO_CHANGE, CALL)).toEqual({
    destination: '*77030123456',
    caller: '089555',
  });
  // The other way round the number does not begin with 0 yet.
  expect(carrierNumbers([routingNumber, NATIONAL], NONE, NO_CHANGE, CALL)?.destination).toBe('030123456');
  expect(carrierNumbers([NATIONAL], { stripPrefix: '0', addPrefix: '+49' }, NO_CHANGE, CALL)).toEqual({
    destination: '+4930123456',
    caller: '089555',
  });
});

test('what comes from customers has no say in what goes to carriers', () => {
  const ofCustomers = setOf({
    originationDestination: { add: '1' },
    originationOutboundCallerId: { add: '1' },
  });
  expect(carrierNumbers([ofCustomers], NONE, NO_CHANGE, CALL)).toEqual(CALL);
});

test('a call without a caller ID gets none', () => {
  const adding = setOf({ terminationOutboundCallerId: { add: '49' } });
  expect(carrierNumbers([adding], NONE, NO_CHANGE, { ...CALL, caller: null })?.caller).toBeNull();
});

test.each<[Partial<LocalizationRule>]>([
  [{ cut: 40 }],
  [{ cut: 40, add: '7' }],
  [{ add: '++' }],
  [{ add: '*31*' }],
  [{ add: '#' }],
])('a caller ID that is none after %j does not go out', (rule) => {
  const set = setOf({ terminationOutboundCallerId: rule });
  expect(carrierNumbers([set], NONE, NO_CHANGE, CALL)).toEqual({ ...CALL, caller: null });
});

test.each<[Partial<LocalizationRule>, typeof NONE]>([
  [{ cut: 40 }, NONE],
  [{ cut: 40, add: '+' }, NONE],
  [{ add: '+' }, { ...NONE, addPrefix: '+' }],
  [{ cut: 'match' }, { ...NONE, stripPrefix: '4930123456' }],
])('a number that cannot be dialled after %j and %j is not sent', (rule, prefixes) => {
  expect(carrierNumbers([setOf({ terminationDestination: rule })], prefixes, NO_CHANGE, CALL)).toBeNull();
});

test.each([
  ['192.0.2.1', '', '', 'sip:4930123456@192.0.2.1:5060'],
  ['2001:db8::1', '', '', 'sip:4930123456@[2001:db8::1]:5060'],
  ['gw.example', '49', '0', 'sip:030123456@gw.example:5060'],
  ['gw.example', '44', '+', 'sip:+4930123456@gw.example:5060'],
  ['gw.example', '', '9#', 'sip:9%234930123456@gw.example:5060'],
])('a number goes to %s, less "%s", more "%s"', (host, stripPrefix, addPrefix, uri) => {
  const number = carrierNumbers([], { stripPrefix, addPrefix }, NO_CHANGE, CALL)?.destination ?? '';
  expect(gatewayUri({ host, port: 5060 }, number)).toBe(uri);
  expect(numberInUri(uri)).toBe(number);
});

test.each<[string, typeof NONE, NumberChange, string | null]>([
  ['digits are taken off', NONE, { stripDigits: 2, addPrefix: '' }, '30123456'],
  ['digits are put in front', NONE, { stripDigits: 0, addPrefix: '0049' }, '00494930123456'],
  ['both, in this order', NONE, { stripDigits: 2, addPrefix: '+7' }, '+730123456'],
  [
    'after the prefixes of the trunk',
    { stripPrefix: '49', addPrefix: '88' },
    { stripDigits: 1, addPrefix: '5' },
    '5830123456',
  ],
  [
    '"+" goes with the first digit',
    { stripPrefix: '', addPrefix: '+' },
    { stripDigits: 2, addPrefix: '0' },
    '030123456',
  ],
  ['"+" stays where no digit goes', { stripPrefix: '', addPrefix: '+' }, NO_CHANGE, '+4930123456'],
  [
    '"+" in the midst is no number',
    { stripPrefix: '', addPrefix: '+' },
    { stripDigits: 0, addPrefix: '77' },
    null,
  ],
  ['nothing is left', NONE, { stripDigits: 10, addPrefix: '' }, null],
  ['a prefix alone is no number', NONE, { stripDigits: 15, addPrefix: '77' }, null],
])('the rate has the last word: %s', (_what, trunk, rate, sent) => {
  expect(carrierNumbers([], trunk, rate, CALL)?.destination ?? null).toBe(sent);
});

test('the rate sees what the rules of trunk and provider left, and no caller ID', () => {
  const rate = { stripDigits: 1, addPrefix: '99' };
  expect(carrierNumbers([NATIONAL], NONE, rate, CALL)).toEqual({
    destination: '9930123456',
    caller: '089555',
  });
});

test('a masked address has no number', () => {
  expect(numberInUri('xxxx')).toBeNull();
});
