/** Suspending, closing or letting expire ends the calls that run, and charges what was talked. */
import { expect, test } from 'vitest';
import { PASSWORD, type Json } from '../http/support.ts';
import { OK, startFakeSwitch } from './fake-switch.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, answer, end, wallet } = world;
const fake = await startFakeSwitch();
const sip = await world.created(owner, 'switches', {
  name: 'Fake',
  kind: 'kamailio',
  controlUrl: fake.url,
  controlKey: 'the control key',
});
fake.answerWith(() => OK);
await world.trunk({ 49: { costPerMinute: '0.001' } });
const wholesale = await world.rateGroup({ 49: { costPerMinute: '0.03' } });
const seller = await world.account(
  world.resellerOf({ billing: { accountType: 'postpaid', creditLimit: '50', rateGroupId: wholesale } }),
);
const retail = await world.rateGroup(
  { 49: { costPerMinute: '0.06' } },
  {},
  await world.signIn(seller.number, PASSWORD),
);
const customer = () =>
  world.account(
    world.customerOf({ panelAccess: { parentId: seller.accountId }, billing: { rateGroupId: retail } }),
    {
      balance: '5',
    },
  );
const send = async (body: object): Promise<Json> => (await world.send(body, `Bearer ${sip.key}`)).body;
const start = async (line: Line): Promise<Json> => {
  const granted = await send(world.question(line));
  await send(answer(granted));
  return granted;
};
const isHungUp = async (granted: Json) => fake.about(granted.sessionId, '/hangup').length > 0;
const set = (id: string, body: object) => owner.patch(`/api/v1/accounts/${id}`, body);

test.each([
  [
    'suspended',
    (line: Line) => set(line.accountId, { status: 'suspended' }),
    (line: Line) => set(line.accountId, { status: 'active' }),
  ],
  [
    'below a reseller that is suspended',
    () => set(seller.accountId, { status: 'suspended' }),
    () => set(seller.accountId, { status: 'active' }),
  ],
  [
    'expired',
    (line: Line) => set(line.accountId, { controls: { validUntil: world.now().toISOString() } }),
    () => Promise.resolve(),
  ],
  ['closed', (line: Line) => set(line.accountId, { status: 'closed' }), () => Promise.resolve()],
])(
  'a running call of an account that is %s is hung up, the calls of others go on',
  async (_how, bar, undo) => {
    const [line, other] = [
      await customer(),
      await world.account(world.customerOf({ billing: { rateGroupId: wholesale } }), { balance: '5' }),
    ];
    const [call, bystander] = [await start(line), await start(other)];
    expect((await bar(line)).status ?? 200).toBe(200);
    await world.until(() => isHungUp(call));
    expect(await isHungUp(bystander)).toBe(false);
    await send(end(call, 60_000, { endedBy: 'operator' }));
    await send(end(bystander, 1000));
    expect(await wallet(line.accountId)).toMatchObject({ balance: '4.940000', held: '0.000000' });
    await undo(line);
    await world.verify();
  },
);

test('a device that is switched off calls no more at once, and again when it is on', async () => {
  const line = await customer();
  const { items } = (await owner.get(`/api/v1/accounts/${line.accountId}/devices`)).body;
  const asked = async (status: string) => {
    await owner.patch(`/api/v1/devices/${items[0].id}`, { status });
    return send(world.question(line));
  };
  expect(await asked('inactive')).toMatchObject({ ok: false, reason: 'not_authenticated' });
  expect(await asked('active')).toMatchObject({ ok: true });
  await owner.delete(`/api/v1/devices/${items[0].id}`);
  expect(await send(world.question(line))).toMatchObject({ ok: false, reason: 'not_authenticated' });
});

test('a call for help goes on when its account is suspended', async () => {
  const { id } = await world.trunk({ 49: { costPerMinute: '0.001' } });
  await owner.patch(`/api/v1/trunks/${id}`, { emergencyCountries: ['DE'] });
  const line = await customer();
  const usual = await start(line);
  const help = await send(world.question(line, { destination: '112' }));
  await send(answer(help));
  await set(line.accountId, { status: 'suspended' });
  await world.until(() => isHungUp(usual));
  expect(await isHungUp(help)).toBe(false);
  await send(end(usual, 1000));
  await send(end(help, 2000));
  await world.verify();
});
