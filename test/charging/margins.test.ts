/** What somebody pays for a call, and adds to it, is its own business: nobody below reads it, and nobody above but the operator. */
import { afterAll, expect, test } from 'vitest';
import { costSoFarMicros } from '../../src/domain/charging/live-call.ts';
import { formatMoney } from '../../src/domain/money.ts';
import { PASSWORD, type Client, type Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, ask, answer, send, end } = world;
afterAll(world.verify);

await world.trunk({ 49: { costPerMinute: '0.001' } });
const RATE = { connectionCost: '0.0137', costPerMinute: '0.0731' };
const postpaid = (rateGroupId: string) => ({ accountType: 'postpaid', creditLimit: '500', rateGroupId });
const settings = { cps: 'unlimited', concurrentCalls: 'unlimited' };
const sells = async (client: Client, rateGroupId: string) => {
  const made = await world.account(
    world.resellerOf({ billing: postpaid(rateGroupId), settings }),
    {},
    client,
  );
  return { ...made, client: await world.signIn(made.number, PASSWORD) };
};
const buys = async (client: Client, rateGroupId: string) => {
  const made = await world.account(
    world.customerOf({ billing: postpaid(rateGroupId), settings }),
    {},
    client,
  );
  return { ...made, client: await world.signIn(made.number, PASSWORD) };
};
const wholesale = await world.rateGroup({ 49: RATE }, { markUpPercent: '13' });
const upper = await sells(owner, wholesale);
const passedOn = await world.rateGroup({}, { basis: 'purchase', markUpPercent: '17' }, upper.client);
const lower = await sells(upper.client, passedOn);
const retail = await world.rateGroup({}, { basis: 'purchase', markUpPercent: '37' }, lower.client);
const line = await buys(lower.client, retail);
const own = await world.rateGroup({ 49: { costPerMinute: '0.0531' } }, { markUpPercent: '37' }, lower.client);
const other = await buys(lower.client, own);

/** Everything that a reader is told of a call while it goes on and afterwards, and of one like it before. */
async function toldTo(client: Client, of: Line, sessionId: string): Promise<Json> {
  const read = async (url: string) => {
    const { status, body } = await client.get(`/api/v1/${url}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };
  const live = await read(`calls/live?accountId=${of.accountId}`);
  if (live.items.length > 0) {
    const ofAccount = await read(`accounts/${of.accountId}/live-calls`);
    return { live, ofAccount, stream: await read('calls/live/stream?seconds=0') };
  }
  const simulated = await read(`accounts/${of.accountId}/simulated-call?to=%2B493012345678&seconds=61`);
  return { call: await read(`calls/${sessionId}`), simulated };
}

/** Times have digits, too. */
const textOf = (told: Json) => JSON.stringify(told).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '');
const expectUnsaid = (told: Json, secrets: readonly string[]) => {
  const text = textOf(told);
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
};
const rateCheckOf = ({ trace }: Json) => trace.find(({ check }: Json) => check === 'rate').sentence;

async function talk(of: Line, clients: readonly Client[]) {
  const granted = await ask(of);
  await send(answer(granted));
  const during = await Promise.all(clients.map((client) => toldTo(client, of, granted.sessionId)));
  await send(end(granted, 61_000));
  const after = await Promise.all(clients.map((client) => toldTo(client, of, granted.sessionId)));
  return clients.map((_, index) => ({ ...during[index], ...after[index] }));
}

test('each reads its own price and its own mark-up, whose figures come to what was charged', async () => {
  const clients = [line.client, lower.client, upper.client, owner];
  const [forLine, forLower, forUpper, forOwner] = await talk(line, clients);
  const operators = ['0.0731', '0.0137', '73100000', '1.13"', '× 1.13', '"130000"'];
  const uppers = ['1.17', '"170000"', '1.3221', '"322100"'];
  const lowers = ['1.37', '"370000"', '1.811277', '"811277"'];
  // What each pays a minute: 0.0731 × 1.13, × 1.17 and × 1.37.
  const [ofUpper, ofLower] = [
    ['0.082603', '82603000'],
    ['0.09664551', '96645510'],
  ];
  expectUnsaid(forLine, [...operators, ...uppers, ...lowers, ...ofUpper, ...ofLower]);
  expectUnsaid(forLower, [...operators, ...uppers, '1.811277', '"811277"', ...ofUpper]);
  expectUnsaid(forUpper, [...operators, ...lowers, '1.3221', '"322100"']);

  // (0.0137 + 0.0731 × 61 ÷ 60) × 1.13 × 1.17 × 1.37 = 0.15942558.
  const [lines, price] = [`Account ${line.number}: 1/1`, '0.0248144949 EUR to connect'];
  const folded = `${lines}, ${price} + 0.1324043487 EUR a minute × 61 s ÷ 60 = 0.159426 EUR`;
  const bought = '0.01811277 EUR to connect + 0.09664551 EUR a minute × 61 s ÷ 60';
  const first = ({ call }: Json) => call.arithmetic[0];
  expect(forLine!.call.arithmetic).toEqual([folded]);
  expect(first(forLower)).toBe(`${lines}, (${bought}) × 1.37 = 0.159426 EUR`);
  expect(forLower!.call.arithmetic[1]).toBe(`Reseller ${lower.number}: 1/1, ${bought} = 0.116369 EUR`);
  expect(first(forUpper)).toBe(folded);
  expect(forUpper!.call.arithmetic[1]).toBe(
    `Reseller ${lower.number}: 1/1, (0.015481 EUR to connect + 0.082603 EUR a minute × 61 s ÷ 60) × 1.17 = 0.116369 EUR`,
  );
  expect(first(forOwner)).toBe(
    `${lines}, (0.0137 EUR to connect + 0.0731 EUR a minute × 61 s ÷ 60) × 1.811277 = 0.159426 EUR`,
  );
  for (const { call, simulated, live, ofAccount, stream } of [
    forLine,
    forLower,
    forUpper,
    forOwner,
  ] as Json[]) {
    // Everybody reads the price that is paid.
    for (const each of [call, simulated])
      expect(rateCheckOf(each)).toContain(`${price} and 0.1324043487 EUR a minute, 1/1`);
    expect(simulated.arithmetic.slice(0, 1)).toEqual(call.arithmetic.slice(0, 1));
    const told = JSON.parse(/^data: (.*)$/m.exec(stream)![1]!);
    for (const { items } of [live, ofAccount, told]) {
      const talked = { answeredAt: new Date(0), offeredSeconds: 61 };
      const charges = items[0].levels.map(({ terms }: Json) =>
        formatMoney(costSoFarMicros(terms, talked, new Date(61_000))),
      );
      expect(charges).toEqual(call.levels.map(({ charge }: Json) => charge));
    }
  }
  expect(forLower!.live.items[0].levels[0].terms).toMatchObject({
    costPerMinuteNanos: '96645510',
    markUpPpm: '370000',
  });
  expect(forLine!.live.items[0].levels[0].terms).toMatchObject({
    costPerMinuteNanos: '132404348.7',
    markUpPpm: '0',
  });
});

test('the same of a list with rates of its own', async () => {
  const [forOther, forLower] = await talk(other, [other.client, lower.client]);
  expectUnsaid(forOther, ['0.0531', '53100000', '1.37', '"370000"']);
  // 0.0531 × 1.37
  const folded = `Account ${other.number}: 1/1, 0.072747 EUR a minute × 61 s ÷ 60 = 0.073959 EUR`;
  expect(forOther!.call.arithmetic).toEqual([folded]);
  expect(forLower!.call.arithmetic[0]).toContain('0.0531 EUR a minute × 61 s ÷ 60 × 1.37 = 0.073959 EUR');
  expect(rateCheckOf(forLower!.call)).toContain('0.072747 EUR a minute');
});
