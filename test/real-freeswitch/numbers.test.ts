/** A real FreeSWITCH (FREESWITCH_BIN): calls that come in, stay here, are forwarded, and come from addresses. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeCall, register } from '../../src/switches/sipp/sipp.ts';
import { PASSWORD, type Json } from '../http/support.ts';
import { startRealFreeswitch } from './real-freeswitch.ts';

const real = await startRealFreeswitch();
const { world, sipp, sipDomain, ended, from, ring, shown } = real;
const { owner, created } = world;
const { pool } = world.database;
const answering = await real.gateway();
/** Phones call from here; carriers are at 127.0.0.1, which is the address of their gateways. */
const at = { ...sipp, address: '127.0.0.9' };
const PER_SECOND = { initialIncrementSeconds: 1, incrementSeconds: 1 };
let retail = '';
beforeAll(async () => {
  await real.trunkTo('49', [answering]);
  retail = await world.rateGroup({ 49: { costPerMinute: '0.60' } });
  await real.command('reloadacl');
});
afterAll(() => world.verify());

const account = () => real.account(retail);
let dids = 0;
/** A number of an account, with a price of 0.60 a minute by the second. */
const didOf = async (id: string, forwarding: object | null = null): Promise<string> => {
  dids += 1;
  const did = await created(owner, 'dids', { number: `+4930700${1000 + dids}` });
  for (const answer of [
    await owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: id }),
    await owner.patch(`/api/v1/dids/${did.id}`, {
      price: { currency: 'EUR', costPerMinute: '0.60', ...PER_SECOND },
    }),
    await owner.put(`/api/v1/dids/${did.id}/forwarding`, { forwarding }),
  ])
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return did.number;
};
const byTheSecond = ({ charge, billedSeconds }: Json) =>
  expect(Number(charge)).toBeCloseTo(billedSeconds * 0.01, 6);
/** Past the API, which refuses addresses of this machine. */
const list = (id: string, network: string, techPrefix = '') =>
  pool.query(
    `insert into account_ip_addresses (account_id, network, tech_prefix, created_at)
     select id, $2::cidr, $3, now() from accounts where public_id = $1`,
    [id, network, techPrefix],
  );

test('a carrier’s call rings all phones of the number’s account, the first to answer has it, the account pays', async () => {
  const { id, phone } = await account();
  const { sipDevice, ...other } = await created(owner, `accounts/${id}/devices`, {});
  const second = sipDevice ?? other;
  const number = await didOf(id);
  expect((await from('127.0.0.1', number)).sipStatus).toBe(480);
  const slow = await ring(phone, { answerAfterMs: 20_000 });
  const quick = await ring({ ...second, domain: sipDomain });
  expect(await from('127.0.0.1', number)).toMatchObject({ sipStatus: 200, endedBy: 'phone' });
  const [call] = await ended(id, 2);
  expect(call).toMatchObject({ direction: 'inbound', outcome: 'answered', destinationNumber: number });
  byTheSecond(call);
  expect(quick.messages().some(({ line }) => line.startsWith('BYE '))).toBe(true);
  await expect.poll(() => slow.messages().some(({ line }) => line.startsWith('CANCEL '))).toBe(true);
  // From there a phone without a digest reaches our numbers, and nothing else.
  expect(await from('127.0.0.1', '493012345678')).toMatchObject({ sipStatus: 407 });
});

test('a customer that dials a number of another: two sessions, each with its own price, and one end', async () => {
  const [caller, callee] = [await account(), await account()];
  await owner.patch(`/api/v1/accounts/${caller.id}`, { settings: { localCallRate: '0.60' } });
  const number = await didOf(callee.id);
  const phone = await ring(callee.phone);
  const call = { ...caller.phone, destination: `+${number}`, fromUser: '+493011112222', talkMs: 1500 };
  expect(await placeCall(at, call)).toMatchObject({ sipStatus: 200 });
  expect(shown(phone, 'P-Asserted-Identity')).toBe(`"493011112222" <sip:493011112222@${sipDomain}>`);
  const [local] = await ended(caller.id, 1);
  const [inbound] = await ended(callee.id, 1);
  expect(local).toMatchObject({ direction: 'local', outcome: 'answered', charge: '0.600000' });
  expect(inbound).toMatchObject({ direction: 'inbound', outcome: 'answered', callerNumber: '493011112222' });
  byTheSecond(inbound);
});

test('an extension rings its phone', async () => {
  const [caller, callee] = [await account(), await account()];
  const { id } = (await owner.get(`/api/v1/accounts/${callee.id}/devices`)).body.items[0];
  expect((await owner.patch(`/api/v1/devices/${id}`, { extension: '201' })).status).toBe(200);
  const phone = await ring(callee.phone);
  const call = { ...caller.phone, destination: '201', talkMs: 300 };
  expect(await placeCall(at, call)).toMatchObject({ sipStatus: 200 });
  expect(await placeCall(at, { ...call, destination: '+201' })).toMatchObject({ sipStatus: 484 });
  expect(phone.messages().filter(({ line }) => line.startsWith('INVITE '))).toHaveLength(1);
  const calls = await ended(caller.id, 2);
  expect(calls.filter(({ outcome }) => outcome === 'answered')).toMatchObject([
    { direction: 'local', dialledNumber: '201' },
  ]);
});

test('given up while it rings, a call of two sessions is over in both', async () => {
  const [caller, callee] = [await account(), await account()];
  const number = await didOf(callee.id);
  await ring(callee.phone, { answerAfterMs: 30_000 });
  const call = { ...caller.phone, destination: number, cancelAfterMs: 800 };
  expect(await placeCall(at, call)).toMatchObject({ sipStatus: 487 });
  for (const id of [caller.id, callee.id]) {
    expect(await ended(id, 1)).toMatchObject([{ outcome: 'unanswered', endedBy: 'caller' }]);
    expect((await world.wallet(id)).held).toBe('0.000000');
  }
});

test('a phone’s REFER is refused, and the call goes on', async () => {
  const [caller, callee] = [await account(), await account()];
  const number = await didOf(callee.id);
  await ring(callee.phone);
  const call = { ...caller.phone, destination: number, talkMs: 300, referTo: 'sip:00881@127.0.0.1' };
  expect(await placeCall(at, call)).toMatchObject({ sipStatus: 200, referStatus: 405 });
  await ended(callee.id, 1);
});

test('money that ends at either end ends the call at both', async () => {
  const [caller, callee] = [await account(), await account()];
  const number = await didOf(callee.id);
  await ring(callee.phone);
  const { balance } = await world.wallet(callee.id);
  const down = { amount: String(Number(balance) - 0.02), direction: 'debit', note: 'Almost nothing left' };
  await created(owner, `accounts/${callee.id}/adjustments`, down);
  const call = { ...caller.phone, destination: number };
  const cut = await placeCall(at, call);
  expect(cut).toMatchObject({ sipStatus: 200, endedBy: 'network' });
  expect(cut.talkMs).toBeLessThan(6000);
  expect(await ended(callee.id, 1)).toMatchObject([{ endedBy: 'limit', charge: '0.020000' }]);
  expect(await ended(caller.id, 1)).toMatchObject([{ outcome: 'answered' }]);
  // Now there is none: the caller hears that the number is not there, and keeps its money.
  const refused = await placeCall(at, call);
  expect(refused).toMatchObject({ sipStatus: 480, sipReason: 'Not In Service' });
  expect((await ended(caller.id, 2))[0]).toMatchObject({ outcome: 'unanswered', charge: '0.000000' });
  expect((await ended(callee.id, 2))[0]).toMatchObject({ outcome: 'refused', reason: 'insufficient_funds' });
  expect((await world.wallet(caller.id)).held).toBe('0.000000');
});

test('a number is forwarded when nobody is registered, and when nobody answers, with Diversion', async () => {
  const { id, phone } = await account();
  const number = await didOf(id, { when: 'no_answer', to: '+493012345678', afterSeconds: 5 });
  const call = () => from('127.0.0.1', number, { username: '+442071234567' });
  expect(await call()).toMatchObject({ sipStatus: 200 });
  await ring(phone, { answerAfterMs: 60_000 });
  expect(await call()).toMatchObject({ sipStatus: 200 });
  expect(shown(answering, 'Diversion')).toBe(`<sip:+${number}@${sipDomain}>;counter=1`);
  expect(shown(answering, 'P-Asserted-Identity')).toBe(`"442071234567" <sip:442071234567@${sipDomain}>`);
  const calls = await ended(id, 4);
  expect(calls.map(({ direction, outcome }) => `${direction} ${outcome}`).toSorted()).toEqual([
    'forwarded answered',
    'forwarded answered',
    'inbound answered',
    'inbound answered',
  ]);
  for (const each of calls) byTheSecond(each);
});

test('numbers that are forwarded to each other end after three times', async () => {
  const [one, two] = [await account(), await account()];
  const first = await didOf(one.id);
  const second = await didOf(two.id, { when: 'always', to: `+${first}` });
  const { items } = (await owner.get(`/api/v1/dids?q=${first}`)).body;
  const back = { forwarding: { when: 'always', to: `+${second}` } };
  expect((await owner.put(`/api/v1/dids/${items[0].id}/forwarding`, back)).status).toBe(200);
  expect((await from('127.0.0.1', first)).sipStatus).toBe(483);
  const calls = [...(await ended(one.id, 4)), ...(await ended(two.id, 4))];
  expect(calls.filter(({ reason }) => reason === 'forwarded_too_often')).toHaveLength(1);
  expect(calls.every(({ charge }) => charge === '0.000000')).toBe(true);
});

test('a call by address is charged to the account that is listed, by tech prefix too; a phone there is asked and pays itself', async () => {
  const [plain, prefixed, own] = [await account(), await account(), await account()];
  await list(plain.id, '127.0.21.0/24');
  await list(prefixed.id, '127.0.21.0/24', '77');
  await list(prefixed.id, '127.0.22.0/24', '99');
  const expectCharged = async (id: string) => {
    const [call] = await ended(id, 1);
    expect(call).toMatchObject({ outcome: 'answered', destinationNumber: '493012345678' });
    byTheSecond(call);
  };
  await expect
    .poll(async () => (await from('127.0.21.5', '493012345678')).sipStatus, { timeout: 20_000 })
    .toBe(200);
  await expectCharged(plain.id);
  expect(await from('127.0.21.5', '77493012345678')).toMatchObject({ sipStatus: 200 });
  await expectCharged(prefixed.id);
  const call = { ...own.phone, destination: '493012345678', talkMs: 300 };
  expect(await placeCall({ ...sipp, address: '127.0.22.5' }, call)).toMatchObject({ sipStatus: 200 });
  await expectCharged(own.id);
});

/** A reseller with a SIP domain of its own, and one customer with two phones, whose names are set to these. */
const inDomainOfItsOwn = async (domain: string): Promise<Json> => {
  const terms = { accountType: 'postpaid', creditLimit: '50', rateGroupId: retail };
  const settings = { cps: 100, concurrentCalls: 20 };
  const body = world.resellerOf({ billing: terms, settings });
  const { account: seller } = await created(owner, 'accounts', body);
  expect((await owner.put(`/api/v1/accounts/${seller.id}/sip-domain`, { domain })).status).toBe(200);
  const client = await world.signIn(seller.number, PASSWORD);
  const group = await world.rateGroup({ 49: { costPerMinute: '0.60' } }, {}, client);
  const made = await created(
    client,
    'accounts',
    world.customerOf({ settings, billing: { rateGroupId: group } }),
  );
  await world.topUp(made.account.id, '10', client);
  const second = await created(client, `accounts/${made.account.id}/devices`, {});
  const phones = [made.sipDevice, second.sipDevice ?? second];
  for (const [index, username] of ['desk', 'colleague'].entries())
    await pool.query(
      `update switch.sip_credentials set username = $1::text, ha1 = md5($1 || ':' || realm || ':' || $2)
       where username = $3 and realm = $4`,
      [username, phones[index].password, phones[index].username, domain],
    );
  const [desk, colleague] = phones.map(({ password }, index) => ({
    username: ['desk', 'colleague'][index]!,
    domain,
    password,
  }));
  return { id: made.account.id, desk, colleague };
};

test('one device name in two domains is two phones: each registers, calls and is called as its own account', async () => {
  const [north, south] = [
    await inDomainOfItsOwn('sip.north.example'),
    await inDomainOfItsOwn('sip.south.example'),
  ];
  for (const { desk } of [north, south])
    await expect.poll(() => register(sipp, desk), { timeout: 20_000 }).toBe(200);
  // The other's password.
  expect(await register(sipp, { ...north.desk, password: south.desk.password })).toBe(403);
  for (const { id, desk } of [north, south]) {
    expect((await placeCall(at, { ...desk, destination: '493012345678', talkMs: 300 })).sipStatus).toBe(200);
    byTheSecond((await ended(id, 1))[0]);
  }
  const [there, elsewhere] = [await ring(north.colleague), await ring(south.colleague)];
  const inside = { ...north.desk, destination: 'colleague', fromUser: '+493011112222', talkMs: 300 };
  expect(await placeCall(at, inside)).toMatchObject({ sipStatus: 200 });
  expect(shown(there, 'From')).toMatch(/^"493011112222" <sip:493011112222@sip\.north\.example>/);
  expect(elsewhere.messages()).toEqual([]);
  expect(await ended(north.id, 2)).toContainEqual(expect.objectContaining({ direction: 'local' }));
});
