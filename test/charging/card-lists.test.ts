/** Who sees card calls, wrong PINs and pauses, who ends a pause, and which access numbers a customer may call. */
import { expect, test } from 'vitest';
import type { CardDeps } from '../../src/operations/cards/card-deps.ts';
import { key, PASSWORD, type Client, type Json } from '../http/support.ts';
import { cardCaller, told } from './card-caller.ts';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner, created } = world;
const { pool } = world.database;
const PIN = '481516';
const listed = { 49: { costPerMinute: '0.06' } };
await world.trunk({ 49: { costPerMinute: '0.01' } });
const group = await world.rateGroup(listed);
const { rows } = await pool.query<{ id: bigint }>('select id from switches where public_id = $1', [
  world.switchId,
]);
const from = { id: rows[0]!.id, canPush: true };
const { engine, catalogue } = world.charging;
const deps: CardDeps = { pool, engine, catalogue, now: world.now, masterKey: Buffer.alloc(32, 7) };

const seller = await world.account(world.resellerOf({ billing: { rateGroupId: group } }), { balance: '50' });
const sellerClient = await world.signIn(seller.number, PASSWORD);
const sellersGroup = await world.rateGroup(listed, {}, sellerClient);
const accessNumber = async (number: string, client: Client, ownerId?: string, over: object = {}) => {
  await created(owner, 'dids', { number: `+${number}`, ...(ownerId === undefined ? {} : { ownerId }) });
  await created(client, 'access-numbers', { number: `+${number}`, language: 'ar', ...over });
  return number;
};
const price = { currency: 'EUR', connectionCost: '0.02', costPerMinute: '0.12' };
const ofOperator = await accessNumber('49307001001', owner, undefined, { price });
const ofSeller = await accessNumber('49307001002', sellerClient, seller.accountId);
await accessNumber('49307001003', owner, undefined, { isActive: false });
const card = await world.account(
  world.customerOf({ billing: { rateGroupId: sellersGroup }, panelAccess: { pin: PIN } }),
  { balance: '10' },
  sellerClient,
);
const operators = await world.account(
  world.customerOf({ billing: { rateGroupId: group }, panelAccess: { pin: PIN } }),
  { balance: '10' },
);
await catalogue.refresh();
const list = async (client: Client, path: string): Promise<Json[]> => {
  const { status, body } = await client.get(`/api/v1/${path}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items;
};
let callers = 0;
const guess = async (access: string, number: string, pin: string, callerNumber?: string) => {
  callers += 1;
  world.advance(1000);
  const given = callerNumber ?? `+4420800${1000 + callers}`;
  const call = cardCaller(deps, from, { accessNumber: access, callerNumber: given });
  await call.start();
  await call.keys(number);
  const answer = await call.keys(pin);
  return { call, heard: told(answer) };
};

test('access numbers take a price, show it, and lose it with their use', async () => {
  const [priced] = await list(owner, 'access-numbers?q=49307001001');
  expect(priced.price).toEqual({
    currency: 'EUR',
    connectionCost: '0.020000',
    costPerMinute: '0.120000000',
    initialIncrementSeconds: 60,
    incrementSeconds: 60,
  });
  const url = `/api/v1/access-numbers/${priced.id}`;
  expect((await owner.patch(url, { price: null })).body.price).toBeNull();
  expect((await owner.patch(url, { language: 'en' })).body).toMatchObject({ price: null, language: 'en' });
  expect((await owner.patch(url, { price })).body.price).toMatchObject({ connectionCost: '0.020000' });
  const bad = await owner.patch(url, { price: { ...price, costPerMinute: '-1' } });
  expect(bad.body.errors).toMatchObject([{ field: 'price.costPerMinute' }]);
  const free = await accessNumber('49307001009', owner, undefined, { price });
  const [made] = await list(owner, `access-numbers?q=${free}`);
  expect((await owner.delete(`/api/v1/access-numbers/${made.id}`)).status).toBe(200);
  await created(owner, 'access-numbers', { number: `+${free}`, language: 'de' });
  expect((await list(owner, `access-numbers?q=${free}`))[0].price).toBeNull();
});

test('a customer reads the active access numbers of everybody above it, and nobody else’s', async () => {
  await catalogue.refresh();
  const client = await world.signIn(card.number, PASSWORD);
  const own = await list(client, 'me/access-numbers');
  expect(own.map(({ number }) => number)).toEqual([ofOperator, ofSeller, '49307001009']);
  expect(own[0]).toMatchObject({ language: 'en', country: 'DE', price: { costPerMinute: '0.120000000' } });
  expect(own[1]).toMatchObject({ language: 'ar', price: null });
  const other = await world.signIn(operators.number, PASSWORD);
  expect((await list(other, 'me/access-numbers')).map(({ number }) => number)).toEqual([
    ofOperator,
    '49307001009',
  ]);
  expect((await client.get('/api/v1/card-calls')).status).toBe(403);
});

test('nobody locks a card from an access number where it cannot be used: it sounds as one that there is not', async () => {
  const heard = { foreign: new Set<string>(), unknown: new Set<string>() };
  for (let n = 0; n < 20; n++) {
    heard.foreign.add((await guess(ofSeller, operators.number, '000000')).heard);
    heard.unknown.add((await guess(ofSeller, '44444444', '000000')).heard);
  }
  expect(heard.foreign).toEqual(heard.unknown);
  // Neither there nor at any other number of that part of the tree can it be told from one that there is not.
  expect((await guess(ofSeller, operators.number, PIN)).heard).toBe('pin_paused, goodbye, > hang_up');
  expect((await guess(ofSeller, '44444444', PIN)).heard).toBe('pin_paused, goodbye, > hang_up');
  expect((await guess(ofOperator, operators.number, PIN)).heard).toContain('enter_destination');
  expect(await list(owner, `pin-pauses?accountId=${operators.accountId}`)).toEqual([]);
  await pool.query('delete from pin_failures');
  await pool.query('delete from pin_pauses');
  await pool.query('delete from pin_patience');
});

test('a card that was paused takes its full count again: one wrong PIN in a quarter of an hour keeps nobody out', async () => {
  for (let n = 0; n < 20; n++) await guess(ofSeller, card.number, '000000');
  expect((await guess(ofSeller, card.number, PIN)).heard).toBe('pin_paused, goodbye, > hang_up');
  const shown = await list(sellerClient, `pin-pauses?paused=true&accountId=${card.accountId}`);
  expect(shown).toMatchObject([{ kind: 'card', account: { number: card.number } }]);
  world.advance(15 * 60_000);
  for (let n = 0; n < 19; n++) await guess(ofSeller, card.number, '000000');
  expect((await guess(ofSeller, card.number, PIN)).heard).toContain('enter_destination');
  await pool.query('delete from pin_failures');
  await pool.query('delete from pin_pauses');
  await pool.query('delete from pin_patience');
});

test('a reseller sees its own cards and access numbers, the operator all, and a pause is ended by either', async () => {
  for (let n = 0; n < 20; n++) await guess(ofOperator, card.number, '000000');
  expect((await guess(ofOperator, card.number, PIN)).heard).toBe('pin_paused, goodbye, > hang_up');
  const stranger = '+442090000001';
  for (let n = 0; n < 10; n++) await guess(ofOperator, '55555555', '000000', stranger);
  await guess(ofSeller, operators.number, '000000');

  const all = await list(owner, 'pin-failures?limit=200');
  expect(all).toHaveLength(31);
  const sellers = await list(sellerClient, 'pin-failures?limit=200');
  expect(sellers).toHaveLength(21);
  // The operator's customer is none that may be used at the reseller's number: nothing says that it exists.
  expect(sellers[0]).toMatchObject({
    accessNumber: ofSeller,
    account: null,
    callingCardNumber: operators.number,
  });
  expect(sellers[1]).toMatchObject({ accessNumber: ofOperator, account: { number: card.number } });
  expect(await list(owner, `pin-failures?accountId=${card.accountId}&limit=5`)).toHaveLength(5);

  const pauses = await list(owner, 'pin-pauses?paused=true');
  expect(
    pauses.map(({ kind, callingCardNumber, callerNumber }) => [kind, callingCardNumber ?? callerNumber]),
  ).toEqual([
    ['caller', stranger.slice(1)],
    ['card', card.number],
  ]);
  const [own, ...others] = await list(sellerClient, 'pin-pauses?paused=true');
  expect(others).toEqual([]);
  expect(own).toMatchObject({ kind: 'card', account: { number: card.number }, isPaused: true });
  const release = (client: Client, id: string) =>
    client.post(`/api/v1/pin-pauses/${id}/release`, { reason: 'He asked by phone' }, key());
  expect((await release(sellerClient, pauses[0]!.id)).status).toBe(404);
  expect((await release(sellerClient, own!.id)).status).toBe(200);
  expect((await guess(ofOperator, card.number, PIN)).heard).toContain('enter_destination');
  // What was wrong before counts no more.
  expect((await guess(ofOperator, card.number, '000000')).heard).toContain('wrong_card_or_pin');
  expect((await guess(ofOperator, card.number, PIN)).heard).toContain('enter_destination');
  const [released] = await list(sellerClient, `pin-pauses?accountId=${card.accountId}`);
  expect(released).toMatchObject({
    isPaused: false,
    released: { by: seller.number, reason: 'He asked by phone' },
  });
  const actions = (await list(owner, `audit?accountId=${card.accountId}&limit=50`)).map(
    ({ action }) => action,
  );
  expect(actions).toEqual(expect.arrayContaining(['pin.paused', 'pin.released']));
  expect((await release(owner, own!.id)).status).toBe(200);
  expect((await release(owner, '99999999-9999-4999-8999-999999999999')).status).toBe(404);

  const calls = await list(sellerClient, 'card-calls?limit=200');
  expect(calls.find(({ account }) => account?.number === card.number)).toMatchObject({
    accessNumber: ofOperator,
    endedAt: null,
    calls: 0,
    accessSessionId: expect.any(String),
  });
  // One whose card did not become known is whose access number it was.
  expect(
    calls.filter(({ accessNumber, account }) => account === null && accessNumber === ofOperator),
  ).toEqual([]);
});
