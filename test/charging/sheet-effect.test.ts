/** Before a sheet is imported it is known what it would have meant for last month's calls; and that comes true. */
import { beforeAll, expect, test } from 'vitest';
import { admin, key, PASSWORD, reseller, type Client, type Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner } = world;
const UNLIMITED = { settings: { cps: 'unlimited', concurrentCalls: 'unlimited' } };
let carrier: Awaited<ReturnType<typeof world.trunk>>;
let carrierList = '';
let retail = '';
let callers: Line[] = [];

const sheet = (...rows: readonly string[]) =>
  `Code,Destination,Cost/Min,Connection Cost\n${rows.join('\n')}\n`;

async function send(id: string, payload: string, query: object = {}, client: Client = owner): Promise<Json> {
  const search = new URLSearchParams({ ...query }).toString();
  const { status, body } = await client.send({
    method: 'POST',
    url: `/api/v1/rate-groups/${id}/rates/import?${search}`,
    headers: { 'content-type': 'text/csv' },
    payload,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const effectOf = async (id: string, payload: string, query: object = {}, client?: Client): Promise<Json> =>
  (await send(id, payload, { ...query, dryRun: 'true' }, client)).effect;

/** What the same calls come to by the list as it is. */
const byListOf = async (id: string): Promise<Json> =>
  (await owner.get(`/api/v1/rate-groups/${id}/comparison?with=${id}`)).body.effect;

beforeAll(async () => {
  carrier = await world.trunk({ 4: { costPerMinute: '0.001' } });
  carrierList = (await owner.get(`/api/v1/trunks/${carrier.id}`)).body.terminationRateGroupId;
  retail = await world.rateGroup(
    {
      49: { costPerMinute: '0.02', destination: 'Germany' },
      43: { costPerMinute: '0.05', destination: 'Austria' },
    },
    { markUpPercent: '10' },
  );
  const seller = await world.account(
    reseller({ billing: { accountType: 'postpaid', creditLimit: '50', rateGroupId: retail } }),
  );
  const ofSeller = await world.signIn(seller.number, PASSWORD);
  const passedOn = await world.rateGroup({}, { basis: 'purchase', markUpPercent: '50' }, ofSeller);
  callers = [
    await world.account(world.customerOf({ billing: { rateGroupId: retail }, ...UNLIMITED }), {
      balance: '9',
    }),
    await world.account(
      world.customerOf({
        panelAccess: { parentId: seller.accountId },
        billing: { rateGroupId: passedOn },
        ...UNLIMITED,
      }),
      { balance: '9' },
    ),
  ];
  // A price of its own for the first: no sheet touches it.
  await world.created(owner, `rate-groups/${retail}/rates`, {
    prefix: '4930',
    costPerMinute: '0.01',
    accountId: callers[0]?.accountId,
    validFrom: '2026-01-01T00:00:00Z',
  });
  for (const caller of callers)
    for (const destination of ['+493012345678', '+491511234567', '+431234567'])
      await world.send(world.end(await world.ask(caller, { destination }), 60_000));
});

test('the effect of a sheet is what the list asks after it, and nothing is written before', async () => {
  // With the mark-up: 0.011 by the personal rate, else 0.022, and 0.055 to Austria.
  const before = '0.187000';
  const raised = sheet('49,Germany,0.03,0', '4915,Mobile,0.02,0.1', '33,France,1,0');
  const effect = await effectOf(retail, raised);
  expect(effect).toMatchObject({
    calls: 6,
    talkSeconds: 360,
    charged: before,
    // 0.011, then 0.033; twice 0.11 + 0.022 to mobiles; Austria as it was.
    replayed: '0.418000',
    difference: '0.231000',
    isPartial: false,
    unpriced: { calls: 0 },
  });
  expect(
    effect.destinations.map(({ prefix, calls, charged, replayed }: Json) => [
      prefix,
      calls,
      charged,
      replayed,
    ]),
  ).toEqual([
    ['4915', 2, '0.044000', '0.264000'],
    ['49', 1, '0.022000', '0.033000'],
  ]);
  expect((await byListOf(retail)).replayed).toBe(before);
  expect((await send(retail, raised)).effect).toBeNull();
  expect((await byListOf(retail)).replayed).toBe('0.418000');
  // Said again it changes nothing, although the calls were cheaper when they were made.
  expect(await effectOf(retail, raised)).toMatchObject({
    charged: '0.418000',
    difference: '0.000000',
    destinations: [],
  });
  expect((await byListOf(retail)).charged).toBe(before);
});

test('a complete sheet refuses what it does not name; one that starts later counts with all of its dates', async () => {
  const complete = { isComplete: 'true' };
  const left = sheet('49,Germany,0.03,0', '4915,Mobile,0.02,0.1');
  // Two calls to Austria would be refused, which are 0.055 each.
  expect(await effectOf(retail, left, complete)).toMatchObject({
    calls: 4,
    charged: '0.308000',
    replayed: '0.308000',
    unpriced: { calls: 2, charged: '0.110000' },
  });
  const dated = 'Code,Rate,Effective Date\n43,0.5,2030-01-01\n43,1,2030-02-01\n49,0.03,2031-01-01\n';
  expect(await effectOf(retail, dated)).toMatchObject({
    charged: '0.418000',
    destinations: [{ prefix: '43', calls: 2, charged: '0.110000', replayed: '2.200000' }],
  });
  await send(retail, dated);
  const later = `/api/v1/rate-groups/${retail}/comparison?with=${retail}&withAt=2031-01-02T00:00:00Z`;
  expect((await owner.get(later)).body.effect.replayed).toBe('2.508000');
});

test('of what a carrier asks: what it got, for who may see that', async () => {
  // Six calls of a minute over it at 0.001.
  const dearer = sheet('43,Austria,0.004,0');
  expect(await effectOf(carrierList, dearer)).toMatchObject({
    calls: 6,
    charged: '0.006000',
    replayed: '0.012000',
    destinations: [{ prefix: '43', calls: 2, charged: '0.002000', replayed: '0.008000' }],
  });
  await send(carrierList, dearer);
  expect((await byListOf(carrierList)).replayed).toBe('0.012000');
  const permissions = ['rates:read', 'rates:import'];
  const role = await owner.post('/api/v1/roles', { audience: 'staff', name: 'Importer', permissions });
  const input = admin('sub_admin');
  const panelAccess = { ...input.panelAccess, roleId: role.body.id };
  const { account } = (await owner.post('/api/v1/accounts', { ...input, panelAccess }, key())).body;
  const importer = await world.signIn(account.number, PASSWORD);
  // Who may not read calls is not told their sums.
  const austria = sheet('43,,0.04,0');
  expect(await effectOf(retail, austria, {}, importer)).toBeNull();
  expect(await effectOf(retail, austria)).toMatchObject({ calls: 6 });
  await world.verify();
});
