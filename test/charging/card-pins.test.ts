/** Guesses at PINs: counted exactly, told apart by nobody, paused, and allowed again. */
import { afterEach, expect, test } from 'vitest';
import { pausedUntil } from '../../src/postgres/cards/pin-guesses.ts';
import type { CardDeps } from '../../src/operations/cards/card-deps.ts';
import { checkPin, type Guess } from '../../src/operations/cards/check-pin.ts';
import { trimPatience } from '../../src/operations/cards/trim-patience.ts';
import type { Json } from '../http/support.ts';
import { cardCaller, told } from './card-caller.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner, created } = world;
const { pool } = world.database;
const MINUTE_MS = 60_000;
const PIN = '481516';
const group = await world.rateGroup({ 49: { costPerMinute: '0.06' } });
await world.trunk({ 49: { costPerMinute: '0.01' } });
const from = { id: await internalId('switches', world.switchId), canPush: true };
const { engine, catalogue } = world.charging;
const deps: CardDeps = { pool, engine, catalogue, now: world.now, masterKey: Buffer.alloc(32, 7) };

async function internalId(table: string, publicId: string): Promise<bigint> {
  const { rows } = await pool.query<{ id: bigint }>(`select id from ${table} where public_id = $1`, [
    publicId,
  ]);
  return rows[0]!.id;
}
await created(owner, 'dids', { number: '+49307001001' });
await created(owner, 'access-numbers', { number: '+49307001001', language: 'en' });
const ACCESS = '49307001001';
const customer = async () => {
  const made = await world.account(
    world.customerOf({ billing: { rateGroupId: group }, panelAccess: { pin: PIN } }),
    { balance: '10' },
  );
  await catalogue.refresh();
  return made;
};
let callers = 0;
/** Nobody has called from it before. */
const newCaller = () => {
  callers += 1;
  return `+4420800${1000 + callers}`;
};
const caller = (callerNumber: string | null, over: object = {}) =>
  cardCaller(deps, from, { accessNumber: ACCESS, callerNumber, ...over });
async function guesses(card: string, pins: readonly string[], callerNumber: string | null, over = {}) {
  const call = caller(callerNumber, over);
  const heard = [told(await call.start())];
  for (const pin of pins) {
    if (heard.at(-1)?.endsWith('hang_up') === true) break;
    await call.keys(card);
    heard.push(told(await call.keys(pin)));
  }
  return heard;
}
const WRONG = 'wrong_card_or_pin, enter_card_number, > card_number';
const wrongPins = (length: number) => Array.from({ length }, () => '000000');
const failures = async (callerNumber: string): Promise<number> => {
  const { rows } = await pool.query<{ n: number }>(
    'select count(*)::int as n from pin_failures where caller_number = $1',
    [callerNumber.slice(1)],
  );
  return rows[0]!.n;
};
const timeline = async (accountId: string): Promise<Json[]> =>
  (await owner.get(`/api/v1/audit?accountId=${accountId}&limit=50`)).body.items;

afterEach(() => world.verify());

test('five wrong ones end a call; of ten in an hour the caller is paused for a quarter of an hour, whichever card it tries', async () => {
  const card = await customer();
  const number = newCaller();
  const first = await guesses(card.number, wrongPins(6), number);
  expect(first.slice(1)).toEqual([WRONG, WRONG, WRONG, WRONG, 'too_many_wrong, goodbye, > hang_up']);
  await guesses('99999999', wrongPins(5), number);
  expect(await guesses(card.number, [PIN], number)).toEqual(['welcome, pin_paused, goodbye, > hang_up']);
  expect((await guesses(card.number, [PIN], newCaller())).at(-1)).toContain('enter_destination');
  world.advance(15 * MINUTE_MS);
  expect((await guesses(card.number, [PIN], number)).at(-1)).toContain('enter_destination');
  // What was wrong before the pause still counts: one more pauses again.
  expect((await guesses(card.number, ['1'], number)).at(-1)).toBe(WRONG);
  expect(await guesses(card.number, [PIN], number)).toEqual(['welcome, pin_paused, goodbye, > hang_up']);
});

test('a hundred racers of one caller get ten guesses, and not one more', async () => {
  const card = await customer();
  const number = newCaller();
  const did = catalogue.current().dids.get(ACCESS)!;
  const guess = (entry: number): Guess => ({
    switchId: from.id,
    channel: `racer ${entry}`,
    entry: 1,
    callingCardNumber: card.number,
    pin: entry === 99 ? PIN : String(100_000 + entry),
    did,
    callerKey: number.slice(1),
    callerNumber: number.slice(1),
    source: '192.0.2.1',
  });
  const wrong = await Promise.all(
    Array.from({ length: 99 }, (_, entry) => checkPin(deps, catalogue.current(), guess(entry))),
  );
  expect(wrong.filter(({ result }) => result === 'wrong')).toHaveLength(10);
  expect(wrong.filter(({ result }) => result === 'paused')).toHaveLength(89);
  expect(await checkPin(deps, catalogue.current(), guess(99))).toEqual({ result: 'paused' });
  expect(await failures(number)).toBe(10);
  // The same entry again counts once.
  const again = await checkPin(
    deps,
    catalogue.current(),
    guess(wrong.findIndex(({ result }) => result === 'wrong')),
  );
  expect(again).toEqual({ result: 'wrong' });
  expect(await failures(number)).toBe(10);
});

test('twenty wrong PINs of one card from twenty callers pause the card, known or not, with the same words', async () => {
  const card = await customer();
  for (const callingCardNumber of [card.number, '88888888']) {
    const heard = [];
    for (let n = 0; n < 20; n++)
      heard.push((await guesses(callingCardNumber, ['000000'], newCaller())).at(-1));
    expect(new Set(heard)).toEqual(new Set([WRONG]));
    expect((await guesses(callingCardNumber, [PIN], newCaller())).at(-1)).toBe(
      'pin_paused, goodbye, > hang_up',
    );
  }
  const events = await timeline(card.accountId);
  expect(events.filter(({ action }) => action === 'pin.paused')).toHaveLength(1);
  // Another card is not concerned.
  const other = await customer();
  expect((await guesses(other.number, [PIN], newCaller())).at(-1)).toContain('enter_destination');
});

test('callers without a number count by access number and trunk, and phones of our own by their name', async () => {
  const card = await customer();
  for (let n = 0; n < 2; n++) await guesses(card.number, wrongPins(5), null);
  expect(await guesses(card.number, [PIN], null)).toEqual(['welcome, pin_paused, goodbye, > hang_up']);
  expect(await guesses(card.number, [PIN], 'anonymous')).toEqual(['welcome, pin_paused, goodbye, > hang_up']);
  const device = 'phone@sip.example.com';
  // Whatever number the phone writes.
  for (let n = 0; n < 2; n++) await guesses('77777777', wrongPins(5), newCaller(), { device });
  expect(await guesses(card.number, [PIN], newCaller(), { device })).toEqual([
    'welcome, pin_paused, goodbye, > hang_up',
  ]);
});

test('what counts no more is forgotten', async () => {
  const number = newCaller();
  await guesses('66666666', wrongPins(1), number);
  const { rows } = await pool.query('select from pin_patience');
  expect(rows.length).toBeGreaterThan(0);
  world.advance(60 * MINUTE_MS + 1);
  await trimPatience({ pool, now: world.now });
  expect((await pool.query('select from pin_patience')).rows).toEqual([]);
  expect(await pausedUntil(pool, { kind: 'caller', key: number.slice(1) })).toBeNull();
});
