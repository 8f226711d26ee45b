/** The calls of the demonstration, each real: SIPp's phones through Kamailio to SIPp's gateways. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallResult } from '../../switches/sipp/results.ts';
import { placeCall, register, type Sipp } from '../../switches/sipp/sipp.ts';
import type { Json } from './api.ts';
import type { CustomerName, DemoWorld } from './world.ts';

export const CALL_NAMES = [
  'answered',
  'money_ends',
  'no_money',
  'concurrency',
  'failover',
  'extended',
] as const;
export type CallName = (typeof CALL_NAMES)[number];

export type DemoCall = Readonly<{
  name: CallName;
  customer: CustomerName;
  dialled: string;
  sip: CallResult;
  /** As the API tells it to the operator. */
  record: Json;
  balanceBefore: string;
  balanceAfter: string;
}>;

const BERLIN = '03012345678';
const MUNICH = '08912345678';
/** An end travels from the switch to the list of calls within a moment; a busy machine takes longer. */
const RECORD_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 50;

type Wanted = Readonly<{ name: CallName; customer: CustomerName; dialled: string; talkMs?: number }>;

/** Registers every phone, then places the calls: those of one customer in turn, the others side by side. */
export async function placeCalls(
  world: DemoWorld,
  sipp: Sipp,
  say: (line: string) => void,
): Promise<readonly DemoCall[]> {
  const { customers } = world;
  for (const [name, { phone }] of Object.entries(customers)) {
    const status = await register(sipp, phone);
    if (status !== 200) throw new Error(`the phone of ${name} could not register: SIP ${status}`);
  }
  say(`Registered ${Object.keys(customers).length} phones. Placing the calls: this takes half a minute.`);
  const call = (wanted: Wanted) => placeOne(world, sipp, wanted);
  const [answered, ofBen, concurrency, extended, failover] = await Promise.all([
    call({ name: 'answered', customer: 'ada', dialled: BERLIN, talkMs: 8000 }),
    inTurn(
      () => call({ name: 'money_ends', customer: 'ben', dialled: BERLIN }),
      () => call({ name: 'no_money', customer: 'ben', dialled: BERLIN }),
    ),
    secondOfTwo(world, sipp),
    prolonged(world, sipp),
    call({ name: 'failover', customer: 'emil', dialled: MUNICH, talkMs: 3000 }),
  ]);
  return [answered, ...ofBen, concurrency, failover, extended];
}

async function inTurn(...calls: readonly (() => Promise<DemoCall>)[]): Promise<readonly DemoCall[]> {
  const done: DemoCall[] = [];
  for (const call of calls) done.push(await call());
  return done;
}

/** Cleo may hold one call at once; while it is up she tries another. */
async function secondOfTwo(world: DemoWorld, sipp: Sipp): Promise<DemoCall> {
  const { phone, id } = world.customers.cleo;
  const first = placeCall(sipp, { ...phone, destination: BERLIN, talkMs: 6000 });
  await until(async () => (await walletOf(world, 'cleo')).liveCalls === 1, 'the first call of Cleo is up');
  const second = await placeOne(world, sipp, { name: 'concurrency', customer: 'cleo', dialled: MUNICH });
  await first;
  await until(async () => (await callsOf(world, id)).length === 2, 'the first call of Cleo is recorded');
  return second;
}

/** Dora has money for 12 s and talks for 20: the top-up comes while she talks. */
async function prolonged(world: DemoWorld, sipp: Sipp): Promise<DemoCall> {
  const { id } = world.customers.dora;
  const call = placeOne(world, sipp, { name: 'extended', customer: 'dora', dialled: BERLIN, talkMs: 20_000 });
  const topUp = async () => {
    // 0.25 pays two slices of 6 s; the second is held for when the wallet has less than a third left.
    await until(async () => Number((await walletOf(world, 'dora')).held) >= 0.24, 'the second slice is held');
    await world.reseller.api.post(`/accounts/${id}/payments`, {
      amount: '1.00',
      method: 'cash',
      note: 'Top-up during the call',
    });
  };
  const [done] = await Promise.all([call, topUp()]);
  return done;
}

async function placeOne(world: DemoWorld, sipp: Sipp, wanted: Wanted): Promise<DemoCall> {
  const { name, customer, dialled, talkMs } = wanted;
  const { phone, id } = world.customers[customer];
  const before = await callsOf(world, id);
  const { balance: balanceBefore } = await walletOf(world, customer);
  const sip = await placeCall(sipp, {
    ...phone,
    destination: dialled,
    ...(talkMs !== undefined && { talkMs }),
  });
  const digits = dialled.slice(1);
  const known = new Set(before.map(({ sessionId }) => sessionId));
  let sessionId = '';
  await until(async () => {
    const calls = await callsOf(world, id);
    const found = calls.find(
      (each) => !known.has(each.sessionId) && String(each.dialledNumber).endsWith(digits),
    );
    sessionId = found?.sessionId ?? '';
    return found !== undefined;
  }, `the call "${name}" is recorded`);
  const record = await world.operator.get(`/calls/${sessionId}`);
  const { balance: balanceAfter } = await walletOf(world, customer);
  return { name, customer, dialled, sip, record, balanceBefore, balanceAfter };
}

async function callsOf({ operator }: DemoWorld, id: string): Promise<Json[]> {
  return (await operator.get(`/accounts/${id}/calls`)).items;
}

export async function walletOf({ operator, customers }: DemoWorld, name: CustomerName): Promise<Json> {
  return (await operator.get(`/accounts/${customers[name].id}`)).wallet;
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + RECORD_WITHIN_MS;
  while (!(await holds())) {
    if (Date.now() > deadline)
      throw new Error(`this did not come about in ${RECORD_WITHIN_MS / 1000} s: ${what}`);
    await sleep(LOOK_EVERY_MS);
  }
}
