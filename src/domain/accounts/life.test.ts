/** What stands in the way of closing, of another type and of a move: one obstacle at a time, and several at once. */
import { expect, test } from 'vitest';
import { closingNotes, closingObstacles } from './closing.ts';
import { findingText, type Finding } from './findings.ts';
import { MOVED_AT_ONCE_MAX, moveNotes, moveObstacles, type Move } from './moving.ts';
import { settingsFrom } from './settings.ts';
import { typeChangeNotes, typeChangeObstacles, type TypeChange } from './type-change.ts';

const codes = (findings: readonly Finding[]) => findings.map(({ code }) => code);

const CLOSING = { kind: 'reseller', status: 'active', isOwn: false, openAccounts: 0 } as const;
test.each([
  ['nothing', {}, []],
  ['one open account', { openAccounts: 1 }, ['has_open_accounts']],
  ['one’s own account', { isOwn: true, openAccounts: 1 }, ['own_account']],
  ['the operator', { kind: 'operator' as const }, ['operator_stays_open']],
  ['closed before', { status: 'closed' as const }, ['closed_already']],
])('closing: %s', (_name, over, expected) => {
  expect(codes(closingObstacles({ ...CLOSING, ...over }))).toEqual(expected);
});

test('closing says in numbers what ends and what is left', () => {
  const none = {
    balanceMicros: 0n,
    notBilledMicros: 0n,
    endAtOnce: 0,
    goOn: 0,
    goOnUntil: null,
    devices: 0,
    addresses: 0,
    numbers: 0,
    ownedNumbers: 0,
    subscriptions: 0,
    sessions: 0,
    apiKeys: 0,
  };
  expect(closingNotes({ ...none, currency: null })).toEqual([]);
  const notes = closingNotes({
    ...none,
    currency: 'EUR',
    balanceMicros: 12_500_000n,
    notBilledMicros: -1n,
    endAtOnce: 2,
    goOn: 1,
    goOnUntil: new Date('2026-11-30T12:00:00.000Z'),
    devices: 1,
  });
  expect(notes.map(({ message }) => message)).toEqual([
    "12.500000 EUR of the holder's money stay on the account.",
    'Something is on no document yet: the last one follows on the billing day.',
    '2 running calls end within seconds; what was talked is charged.',
    '1 running call goes on until 2026-11-30T12:00:00.000Z at most: for help, or at a switch that takes no commands.',
    '1 SIP device can no longer call.',
  ]);
  expect(notes[0]?.figures).toEqual({ amount: '12.500000', currency: 'EUR' });
});

const TYPE: TypeChange = {
  kind: 'customer',
  from: 'postpaid',
  to: 'prepaid',
  currency: 'EUR',
  balanceMicros: 0n,
  heldMicros: 0n,
  notBilledMicros: 0n,
  creditLimitMicros: 0n,
  newCreditLimitMicros: 0n,
  liveCalls: 0,
  hasDefaultConcurrentCalls: false,
  hasDefaultCps: false,
  ownCapMicros: { spendPerHour: 0n, spendPerDay: 0n, callCost: 0n },
};
test.each([
  ['nothing owed, nothing held', {}, []],
  ['owes a millionth', { balanceMicros: -1n }, ['owes_money']],
  ['held as far as the balance reaches', { balanceMicros: 5n, heldMicros: 5n }, []],
  ['held a millionth beyond', { balanceMicros: 5n, heldMicros: 6n, liveCalls: 1 }, ['held_on_credit']],
  ['to postpaid while owing', { from: 'prepaid', to: 'postpaid', balanceMicros: -5n }, []],
  ['stays what it is while owing', { from: 'prepaid', balanceMicros: -5n }, []],
] as const)('another type: %s', (_name, over, expected) => {
  expect(codes(typeChangeObstacles({ ...TYPE, ...over }))).toEqual(expected);
});

const SETTINGS_AT_FIRST = settingsFrom(new Map());

test('another type: limits that were never set follow it, a reseller has none', () => {
  const defaults = { ...TYPE, hasDefaultConcurrentCalls: true, hasDefaultCps: true, creditLimitMicros: 1n };
  expect(typeChangeNotes(defaults, SETTINGS_AT_FIRST).map(({ figures }) => figures)).toEqual([
    { amount: '0.000001', currency: 'EUR' },
    { before: '10', after: '2' },
    { before: '5', after: '1' },
  ]);
  expect(codes(typeChangeNotes({ ...defaults, kind: 'reseller', liveCalls: 1 }, SETTINGS_AT_FIRST))).toEqual([
    'credit_limit_ends',
    'calls_go_on',
  ]);
  expect(typeChangeNotes({ ...defaults, to: 'postpaid' }, SETTINGS_AT_FIRST)).toEqual([]);
  expect(codes(typeChangeNotes({ ...TYPE, notBilledMicros: -5n }, SETTINGS_AT_FIRST))).toContain(
    'open_is_billed_postpaid',
  );
});

test('another type: caps of the settings follow it, an account’s own stay', () => {
  const change = { ...TYPE, from: 'prepaid', to: 'postpaid', newCreditLimitMicros: 1_000_000_000n } as const;
  const none = { spendPerHour: null, spendPerDay: null, callCost: null };
  const notes = (ownCapMicros: TypeChange['ownCapMicros']) =>
    typeChangeNotes({ ...change, ownCapMicros }, SETTINGS_AT_FIRST).map(({ code, figures }) => [
      code,
      figures.after,
    ]);
  expect(notes(none)).toEqual([
    ['hour_cap_follows', '100.000000'],
    ['day_cap_follows', '300.000000'],
  ]);
  expect(notes({ ...none, spendPerHour: 5n })).toEqual([['day_cap_follows', '300.000000']]);
});

const MOVE: Move = {
  account: { path: '/1/5/', depth: 1, kind: 'reseller', status: 'active' },
  target: { path: '/1/7/', depth: 1, status: 'active', number: '700700' },
  seller: { number: '700700', currency: 'EUR' },
  isNewIssuer: true,
  wallet: { currency: 'EUR', balanceMicros: 0n, heldMicros: 0n },
  notBilledMicros: 0n,
  accounts: 1,
  liveCalls: 0,
  lastCallAt: null,
  deepestReseller: 1,
  othersWithNewIssuer: 0,
  foreignNumbers: 0,
  subscriptions: 0,
  foreignRole: null,
  takenExtension: null,
  needsRateGroup: false,
};
test.each([
  ['nothing', {}, []],
  ['closed', { account: { ...MOVE.account, status: 'closed' } }, ['account_closed']],
  ['below a closed one', { target: { ...MOVE.target, status: 'closed' } }, ['target_closed']],
  ['below itself', { target: { ...MOVE.target, path: '/1/5/' } }, ['below_itself']],
  ['below what is below it', { target: { ...MOVE.target, path: '/1/5/9/' } }, ['below_itself']],
  ['below one whose path only begins alike', { target: { ...MOVE.target, path: '/1/55/' } }, []],
  ['eight deep', { target: { ...MOVE.target, depth: 7 } }, []],
  ['nine deep', { target: { ...MOVE.target, depth: 8 } }, ['too_deep']],
  ['its resellers nine deep', { target: { ...MOVE.target, depth: 6 }, deepestReseller: 3 }, ['too_deep']],
  ['a customer below the eighth', { target: { ...MOVE.target, depth: 8 }, deepestReseller: null }, []],
  ['as many as move at once', { accounts: MOVED_AT_ONCE_MAX }, []],
  ['one more', { accounts: MOVED_AT_ONCE_MAX + 1 }, ['too_many_accounts']],
  ['a call', { liveCalls: 1, wallet: { ...MOVE.wallet, heldMicros: 1n } }, ['live_calls']],
  ['held without a call', { wallet: { ...MOVE.wallet, heldMicros: 1n } }, ['money_held']],
  ['numbers of the one it leaves', { foreignNumbers: 2 }, ['foreign_numbers']],
  ['an extension of theirs', { takenExtension: '201' }, ['extension_taken']],
  ['a role of the one it leaves', { foreignRole: 'Shops' }, ['foreign_role']],
  ['money left', { wallet: { ...MOVE.wallet, balanceMicros: 1n } }, ['balance_left']],
  ['money owed', { wallet: { ...MOVE.wallet, balanceMicros: -1n } }, ['balance_owed']],
  ['charged and not billed', { notBilledMicros: -1n }, ['not_billed']],
  ['another currency', { wallet: { ...MOVE.wallet, currency: 'USD' } }, ['other_currency']],
  [
    'the operator has every currency',
    { seller: { number: '1', currency: null }, wallet: { ...MOVE.wallet, currency: 'USD' } },
    [],
  ],
  ['a call of late', { lastCallAt: new Date(0) }, ['calls_may_be_corrected']],
  ['accounts that would change their seller', { othersWithNewIssuer: 1 }, ['others_change_seller']],
  ['products of the former seller', { subscriptions: 1 }, ['has_subscriptions']],
  ['no rate group chosen', { needsRateGroup: true }, ['rate_group_needed']],
  [
    'all of it, but the seller stays',
    {
      isNewIssuer: false,
      wallet: { currency: 'USD', balanceMicros: 5n, heldMicros: 0n },
      notBilledMicros: 5n,
      lastCallAt: new Date(0),
      othersWithNewIssuer: 1,
    },
    [],
  ],
] as const)('a move: %s', (_name, over, expected) => {
  expect(codes(moveObstacles({ ...MOVE, ...over }))).toEqual(expected);
});

test('a move says when the last call can no longer be corrected', () => {
  const [late] = moveObstacles({ ...MOVE, lastCallAt: new Date('2026-11-20T10:00:00Z') });
  expect(late?.figures).toEqual({ until: '2026-11-23T10:00:00.000Z' });
  expect(findingText(late!)).toContain('Wait until 2026-11-23T10:00:00.000Z; or');
});

test('a move says what the former seller keeps', () => {
  const nothing = {
    isNewIssuer: false,
    accountsBelow: 0,
    losesTaxes: true,
    losesLocalization: true,
    losesCliPool: true,
    losesPackages: true,
    hasRateGroup: false,
  };
  expect(codes(moveNotes(nothing))).toEqual(['history_stays']);
  expect(codes(moveNotes({ ...nothing, isNewIssuer: true, accountsBelow: 1 }))).toEqual([
    'accounts_come_along',
    'history_stays',
    'new_book',
    'no_rate_group',
    'taxes_end',
    'packages_end',
    'localization_ends',
    'cli_pool_ends',
  ]);
});
