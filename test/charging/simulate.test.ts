/** A simulated call says what a real one would become, by level and by reader, and leaves nothing behind. */
import { afterAll, expect, test } from 'vitest';
import { PASSWORD, reseller, type Client, type Json } from '../http/support.ts';
import { runTollbook } from '../support/tollbook-process.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, end } = world;
const PER_6 = { initialIncrementSeconds: 60, incrementSeconds: 6 };
await world.trunk({ 49: { costPerMinute: '0.01', initialIncrementSeconds: 1, incrementSeconds: 1 } });
await world.trunk({ 33: { costPerMinute: '0.01' } });
const wholesale = await world.rateGroup({ 49: { costPerMinute: '0.03', ...PER_6 } });
const seller = await world.account(
  reseller({ billing: { accountType: 'postpaid', creditLimit: '50', rateGroupId: wholesale } }),
);
const ofSeller = await world.signIn(seller.number, PASSWORD);
const retail = await world.rateGroup({ 49: { costPerMinute: '0.06', ...PER_6 } }, {}, ofSeller);
const line = await world.account(
  world.customerOf({
    panelAccess: { parentId: seller.accountId },
    billing: { rateGroupId: retail },
    settings: { cps: 'unlimited' },
  }),
  { balance: '5' },
);
const holder = await world.signIn(line.number, PASSWORD);
const simulate = async (of: Line, query: Record<string, string>, client: Client = owner): Promise<Json> => {
  const { status, body } = await client.get(
    `/api/v1/accounts/${of.accountId}/simulated-call?${new URLSearchParams(query).toString()}`,
  );
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const whoOf = (code: string, { number }: { number: string }) => ({
  code,
  figures: { number: { type: 'text', text: number } },
});
afterAll(world.verify);

test('61 s are billed as 66 s at each level, with the margins between them and the route', async () => {
  const call = await simulate(line, { to: '030 12345678', seconds: '61' });
  expect(call).toMatchObject({
    isAllowed: true,
    reason: null,
    destinationNumber: '493012345678',
    talkSeconds: 61,
    // 0.06 for the first minute, then 0.006 for each 6 s: 5 = 0.06 + 823 × 0.006 + 0.002.
    longestSeconds: 60 + 823 * 6,
    limitSeconds: 14_400,
    ending: `Then money ends it: Account ${line.number} has 5.00 EUR available.`,
  });
  expect(call.levels).toEqual([
    {
      name: `Account ${line.number}`,
      who: whoOf('level.account', line),
      charge: '0.066000',
      currency: 'EUR',
      margin: '0.033000',
    },
    // The carrier's 61 s by the second: 0.01 × 61 / 60 = 0.010167.
    {
      name: `Reseller ${seller.number}`,
      who: whoOf('level.reseller', seller),
      charge: '0.033000',
      currency: 'EUR',
      margin: '0.022833',
    },
  ]);
  expect(call.routes).toMatchObject([{ prefix: '49', cost: '0.010167', currency: 'EUR' }]);
  expect(call.routes[0].gateways[0]).toMatch(/^sip:493012345678@192\.0\.2\.1/);
  expect(call.skipped).toEqual([
    {
      trunk: expect.any(String),
      gateway: null,
      why: 'no rate for the number',
      reason: { code: 'skip.no_rate', figures: {} },
    },
  ]);
  expect(call.arithmetic.join('\n')).toContain(
    '61 s are billed as 66 s: 0.06 EUR a minute × 66 s ÷ 60 = 0.066 EUR',
  );
  expect(call.trace.map(({ check }: Json) => check)).toEqual([
    'cps',
    'status',
    'number',
    'blocked',
    'destination_class',
    'caller',
    'rate',
    'concurrent_calls',
    'spend_caps',
    'money',
    'route',
  ]);
  expect(call.trace.at(-1).sentence).toMatch(/^Trunks in order: Trunk \d+\. Left out: Trunk \d+ \(no rate/);

  // The same question made real costs the same, and only that left something behind.
  expect(await world.calls(line.accountId)).toEqual([]);
  expect(await world.wallet(line.accountId)).toMatchObject({ held: '0.000000', liveCalls: 0 });
  const granted = await world.ask(line, { destination: '030 12345678' });
  await world.send(end(granted, 61_000));
  expect((await world.calls(line.accountId))[0]).toMatchObject({ charge: '0.066000' });
});

test('until money ends: the price of the longest call is what there is, but for less than an interval', async () => {
  const { talkSeconds, longestSeconds, levels } = await simulate(line, { to: '+493012345678' });
  // 4.934 are left: 0.06 + 812 × 0.006 + 0.002.
  expect([talkSeconds, longestSeconds, levels[0].charge]).toEqual([4932, 4932, '4.932000']);
  const capped = await owner.patch(`/api/v1/accounts/${line.accountId}/guards`, { callCost: '0.1' });
  expect(capped.status).toBe(200);
  // 0.06 + 6 × 0.006 = 0.096.
  expect(await simulate(line, { to: '+493012345678', seconds: '600' })).toMatchObject({
    talkSeconds: 96,
    longestSeconds: 96,
    ending: 'Then the cap of 0.10 EUR for one call ends it.',
  });
  await owner.patch(`/api/v1/accounts/${line.accountId}/guards`, { callCost: null });
});

test('a reseller sees its own margin and nothing above; a customer its price alone', async () => {
  const ofReseller = await simulate(line, { to: '+493012345678', seconds: '60' }, ofSeller);
  expect(ofReseller.levels).toMatchObject([
    { charge: '0.060000', margin: '0.030000' },
    { charge: '0.030000', margin: null },
  ]);
  const ofHolder = await simulate(line, { to: '+493012345678', seconds: '60' }, holder);
  expect(ofHolder.levels).toMatchObject([{ charge: '0.060000', margin: null }]);
  for (const seen of [ofReseller, ofHolder]) {
    expect(seen).toMatchObject({ routes: null, skipped: null });
    expect(JSON.stringify(seen)).not.toMatch(/Trunk|192\.0\.2|0\.010/);
  }
  expect(JSON.stringify(ofHolder)).not.toMatch(/0\.03|[Rr]eseller|keeps|price\.margin/);
  const url = `/api/v1/accounts/${seller.accountId}/simulated-call?to=1`;
  expect((await holder.get(url)).status).toBe(404);
  expect((await owner.get(url)).body.code).toBe('account_makes_no_calls');
});

test.each([
  ['+33123456789', {}, 'no_rate_for_destination'],
  ['nonsense', {}, 'number_invalid'],
  ['+4930555', { at: '2027-06-01T00:00:00Z' }, 'account_expired'],
])('%s %j is refused as a real call would be, with the same sentence', async (to, over, reason) => {
  const person = await world.account(
    world.customerOf({ panelAccess: { parentId: seller.accountId }, billing: { rateGroupId: retail } }),
    { balance: '1' },
  );
  await owner.patch(`/api/v1/accounts/${person.accountId}`, {
    controls: { validUntil: '2027-01-01T00:00:00Z' },
  });
  const simulated = await simulate(person, { to, ...over });
  expect(simulated).toMatchObject({
    isAllowed: false,
    reason,
    talkSeconds: 0,
    longestSeconds: 0,
    levels: [],
  });
  if ('at' in over) return;
  const refused = await world.ask(person, { destination: to });
  expect(refused.reason).toBe(reason);
  const real = (await owner.get(`/api/v1/calls/${refused.sessionId}`)).body;
  expect(simulated.trace.at(-1)).toEqual(real.trace.at(-1));
});

test('what its reseller lacks is told to staff, and to a customer as calls that are not possible', async () => {
  const poor = await world.account(reseller({ billing: { accountType: 'prepaid', rateGroupId: wholesale } }));
  const resale = await world.rateGroup(
    { 49: { costPerMinute: '0.06' } },
    {},
    await world.signIn(poor.number, PASSWORD),
  );
  const person = await world.account(
    world.customerOf({ panelAccess: { parentId: poor.accountId }, billing: { rateGroupId: resale } }),
    { balance: '1' },
  );
  expect((await simulate(person, { to: '+493012345678' })).reason).toBe('insufficient_funds');
  const told = await simulate(person, { to: '+493012345678' }, await world.signIn(person.number, PASSWORD));
  expect(told.reason).toBe('reseller_suspended');
  expect(JSON.stringify(told)).not.toContain('insufficient');

  // There is money now, and less than the first minute of the only rate costs.
  const holderOf = await world.signIn(person.number, PASSWORD);
  const callingUrl = `/api/v1/accounts/${person.accountId}/calling`;
  await world.topUp(poor.accountId, '0.02');
  const short = { number: poor.number, currency: 'EUR', available: '0.020000', firstInterval: '0.030000' };
  expect((await owner.get(callingUrl)).body).toEqual({ mayCall: false, reason: 'insufficient_funds', short });
  const safe = { mayCall: false, reason: 'reseller_suspended', short: null };
  expect((await holderOf.get(callingUrl)).body).toEqual(safe);
  await world.topUp(poor.accountId, '0.013');
  expect((await owner.get(callingUrl)).body).toEqual({ mayCall: true, reason: null, short: null });
  // 0.03 for the first minute, 0.003 for the next 6 s; nothing is left for more.
  const asked = { to: '+493012345678', seconds: '600' };
  expect(await simulate(person, asked)).toMatchObject({
    longestSeconds: 66,
    ending: `Then money ends it: Reseller ${poor.number} has 0.033 EUR available.`,
  });
  expect((await simulate(person, asked, holderOf)).ending).toBe(
    'A longer call is not possible at the moment.',
  );
});

test('what its reseller lacks before there is a price is told of a real call as of a simulated one', async () => {
  const bare = await world.account(reseller({ billing: { accountType: 'prepaid' } }));
  const ofBare = await world.signIn(bare.number, PASSWORD);
  const resale = await world.rateGroup({ 49: { costPerMinute: '0.06' } }, {}, ofBare);
  const person = await world.account(
    world.customerOf({
      panelAccess: { parentId: bare.accountId },
      billing: { rateGroupId: resale },
      settings: { cps: 'unlimited' },
    }),
    { balance: '1' },
  );
  const { sessionId } = await world.ask(person, { destination: '+493012345678' });
  const stepFor = async (client: Client) => {
    const { body } = await client.get(`/api/v1/calls/${sessionId}`);
    const simulated = await simulate(person, { to: '+493012345678' }, client);
    expect(body.reason).toBe(simulated.reason);
    expect(body.trace.at(-1)).toEqual(simulated.trace.at(-1));
    return body.trace.at(-1).sentence;
  };
  const told = `Reseller ${bare.number}: No rate group is chosen. Choose an active rate group for the account (or for the reseller named).`;
  expect(await stepFor(owner)).toBe(told);
  expect(await stepFor(ofBare)).toBe(told);
  expect(await stepFor(await world.signIn(person.number, PASSWORD))).toBe(
    'Calls are not possible at the moment. Please ask your provider.',
  );
});

test('a reseller is not told which commission reseller above it is not active; staff are', async () => {
  const above = await world.account(
    reseller({ resellerTerms: { type: 'commission', commissionPercent: '10' }, panelAccess: {} }),
  );
  const below = await world.account(
    reseller({
      panelAccess: { parentId: above.accountId },
      billing: { accountType: 'prepaid', rateGroupId: wholesale },
    }),
  );
  const ofBelow = await world.signIn(below.number, PASSWORD);
  const person = await world.account(world.customerOf({ panelAccess: { parentId: below.accountId } }));
  await owner.patch(`/api/v1/accounts/${above.accountId}`, {
    controls: { validUntil: '2027-01-01T00:00:00Z' },
  });
  const query = { to: '+493012345678', at: '2027-06-01T00:00:00Z' };
  expect((await simulate(person, query)).trace.at(-1).sentence).toBe(
    `The account ${above.number} above is not active. Set the status of the reseller to active, or record the payment of its overdue invoices.`,
  );
  const told = await simulate(person, query, ofBelow);
  expect(told.reason).toBe('reseller_suspended');
  expect(JSON.stringify(told)).not.toContain(above.number);
});

test('by a body the same answer comes, and only whose calls one sees', async () => {
  const question = { to: '030 12345678', seconds: 61 };
  const ask = (client: Client, accountId: string) =>
    client.post('/api/v1/calls/simulate', { ...question, accountId });
  const at = { at: new Date(Date.now() + 60_000).toISOString() };
  const byQuery = await simulate(line, { to: question.to, seconds: '61', ...at });
  expect(
    (await owner.post('/api/v1/calls/simulate', { ...question, ...at, accountId: line.accountId })).body,
  ).toEqual(byQuery);
  expect((await ask(holder, line.accountId)).status).toBe(200);
  expect((await ask(holder, seller.accountId)).status).toBe(404);
});

test('the last calls of an account, priced again by another list, are settled as they were', async () => {
  const caller = await world.account(
    world.customerOf({
      billing: { rateGroupId: wholesale },
      settings: { cps: 'unlimited', concurrentCalls: 'unlimited' },
    }),
    { balance: '9' },
  );
  const talk = async (destination: string, talkMs: number, over: object = {}) => {
    const granted = await world.ask(caller, { destination });
    await world.send(world.answer(granted));
    await world.send(end(granted, talkMs, over));
  };
  // 60/6 at 0.03: 61 s are 66, 30 s are 60. One that nobody answers is none.
  await talk('+493012345678', 61_000);
  await talk('+491511234567', 30_000);
  await talk('+493012345678', 0);
  const other = await world.rateGroup(
    { 49: { costPerMinute: '0.06' }, 4915: { costPerMinute: '0.01', connectionCost: '0.5' } },
    { markUpPercent: '10' },
  );
  const replay = async (client: Client, rateGroupId: string, over = '') =>
    client.get(`/api/v1/accounts/${caller.accountId}/calls/replay?rateGroupId=${rateGroupId}${over}`);
  const { body } = await replay(owner, other);
  // 61 s × 0.06 × 1.1 and (0.5 + 30 s × 0.01) × 1.1, by the second.
  expect(body).toMatchObject({
    currency: 'EUR',
    calls: 2,
    talkSeconds: 91,
    charged: '0.063000',
    replayed: '0.622600',
    difference: '0.559600',
    unpriced: { calls: 0, charged: '0.000000' },
    destinations: [
      { prefix: '4915', calls: 1, talkSeconds: 30, charged: '0.030000', replayed: '0.555500' },
      { prefix: '49', calls: 1, talkSeconds: 61, charged: '0.033000', replayed: '0.067100' },
    ],
  });
  // By its own list it comes to what it was; only the last one; a list without a price.
  expect((await replay(owner, wholesale)).body).toMatchObject({ charged: '0.063000', replayed: '0.063000' });
  expect((await replay(owner, other, '&calls=1')).body).toMatchObject({ calls: 1 });
  const empty = await world.rateGroup({ 33: { costPerMinute: '1' } });
  expect((await replay(owner, empty)).body).toMatchObject({
    calls: 0,
    replayed: '0.000000',
    unpriced: { calls: 2, charged: '0.063000' },
  });
  const him = await world.signIn(caller.number, PASSWORD);
  expect((await replay(him, other)).status).toBe(403);
  expect((await replay(ofSeller, retail)).status).toBe(404);
  const usd = await world.rateGroup({ 49: { costPerMinute: '1' } }, { currency: 'USD' });
  expect((await replay(owner, usd)).body.errors).toMatchObject([
    { field: 'rateGroupId', code: 'no_exchange_rate' },
  ]);
});

test('two rate groups are compared prefix by prefix, and by what everybody of the first paid last month', async () => {
  const base = await world.rateGroup(
    {
      44: { costPerMinute: '0.01', destination: '=UK' },
      49: { costPerMinute: '0.02' },
      4930: { costPerMinute: '0.05' },
      39: { costPerMinute: '0.03', connectionCost: '0.1' },
    },
    { markUpPercent: '10' },
  );
  const other = await world.rateGroup({
    44: { costPerMinute: '0.011' },
    49: { costPerMinute: '0.033' },
    39: { costPerMinute: '0.033', connectionCost: '0.2' },
    33: { costPerMinute: '0.04' },
  });
  const shop = await world.account(
    reseller({ billing: { accountType: 'postpaid', creditLimit: '50', rateGroupId: base } }),
  );
  const ofShop = await world.signIn(shop.number, PASSWORD);
  const resale = await world.rateGroup(
    { 4930: { costPerMinute: '0.5' } },
    { basis: 'purchase', markUpPercent: '10' },
    ofShop,
  );
  const callers = await Promise.all([
    world.account(world.customerOf({ billing: { rateGroupId: base } }), { balance: '9' }),
    world.account(
      world.customerOf({ panelAccess: { parentId: shop.accountId }, billing: { rateGroupId: resale } }),
      { balance: '9' },
    ),
  ]);
  for (const caller of callers) {
    const granted = await world.ask(caller, { destination: '+4930123456' });
    await world.send(end(granted, 60_000));
  }
  const url = (id: string, query: string) => `/api/v1/rate-groups/${id}/comparison${query}`;
  const { body } = await owner.get(url(base, `?with=${other}`));
  expect(body.counts).toEqual({ raised: 1, lowered: 0, changed: 1, new: 1, missing: 1, unchanged: 1 });
  expect(
    body.first.map(({ change, prefix, before, after }: Json) => [
      change,
      prefix,
      before.costPerMinute,
      after.costPerMinute,
    ]),
  ).toEqual([
    ['changed', '39', '0.033000000', '0.033000000'],
    ['missing', '4930', '0.055000000', null],
    ['new', '33', null, '0.040000000'],
    ['raised', '49', '0.022000000', '0.033000000'],
  ]);
  // Both the customer and the reseller paid 0.055, and would pay 0.033 by the shorter prefix.
  expect(body.effect).toMatchObject({
    calls: 2,
    charged: '0.110000',
    replayed: '0.066000',
    isPartial: false,
    destinations: [{ prefix: '49', calls: 2 }],
  });
  // The reseller's own list passes 49 on, and asks its own price where it has one: 0.02 × 1.21.
  const seen = (await ofShop.get(url(resale, `?with=${resale}`))).body;
  expect([seen.counts.unchanged, seen.effect.charged, seen.effect.replayed]).toEqual([
    4,
    '0.500000',
    '0.500000',
  ]);
  expect((await ofShop.get(url(resale, `?with=${base}`))).status).toBe(404);
  const usd = await world.rateGroup({ 49: { costPerMinute: '1' } }, { currency: 'USD' });
  expect((await owner.get(url(base, `?with=${usd}`))).body.errors).toMatchObject([
    { field: 'with', code: 'other_currency' },
  ]);
  // What is scheduled: the list against itself, later.
  const later = '2030-01-01T00:00:00Z';
  await owner.post(`/api/v1/rate-groups/${base}/rates`, {
    prefix: '49',
    costPerMinute: '0.01',
    validFrom: later,
  });
  const scheduled = (await owner.get(url(base, `?with=${base}&withAt=${later}`))).body;
  expect(scheduled.counts).toMatchObject({ lowered: 1, raised: 0, unchanged: 3 });

  const textOf = async (client: Client, path: string) => {
    const { status, body: text } = await client.get(path);
    expect(status).toBe(200);
    return text.replace('\ufeff', '').trim().split('\r\n');
  };
  expect(await textOf(owner, url(base, `/export?with=${other}`))).toEqual([
    expect.stringMatching(/^Change,Code,Destination/),
    'new,33,,,0.040000000,,0.000000,,1/1',
    'changed,39,,0.033000000,0.033000000,0.110000,0.200000,1/1,1/1',
    'raised,49,,0.022000000,0.033000000,0.000000,0.000000,1/1,1/1',
    'missing,4930,,0.055000000,,0.000000,,1/1,',
  ]);
  expect(await textOf(ofShop, `/api/v1/rate-groups/${resale}/rates/export`)).toEqual([
    'Code,Destination,Connection Cost,Grace Time,Cost/Min,Initial Increment,Increment,Currency',
    '39,,0.121000,0,0.036300000,1,1,EUR',
    "44,'=UK,0.000000,0,0.012100000,1,1,EUR",
    '49,,0.000000,0,0.024200000,1,1,EUR',
    '4930,,0.000000,0,0.500000000,1,1,EUR',
  ]);
  const withMarkUp = await textOf(owner, `/api/v1/rate-groups/${base}/rates/export?prices=with_mark_up`);
  expect(withMarkUp[3]).toBe('49,,0.000000,0,0.022000000,1,1,EUR');
});

test('the command says the same on the machine, and its exit code whether the call is possible', async () => {
  const env = {
    DATABASE_URL: world.database.url,
    TOLLBOOK_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  };
  const run = async (...args: readonly string[]) => {
    const { code, output } = await runTollbook(['calls', ...args], env);
    return { code, output, body: JSON.parse(/^\{.*\}$/m.exec(output)?.[0] ?? '{}') as Json };
  };
  const flags = ['--account', line.number, '--seconds', '61'];
  const possible = await run('simulate', ...flags, '--to', '030 12345678', '--json');
  expect([possible.code, possible.body.levels?.[0]?.charge], possible.output).toEqual([0, '0.066000']);
  const refused = await run('simulate', ...flags, '--to=+33123456789');
  expect(refused.code).toBe(1);
  expect(refused.output).toContain('no_rate_for_destination');
  expect((await run('simulate', ...flags, '--to', '030', '--at', 'soon')).output).toContain('--at: ');
  const granted = await world.ask(line, { destination: '+493012345678' });
  await world.send(end(granted, 61_000));
  const explained = await run('explain', granted.sessionId, '--json');
  const call = (await owner.get(`/api/v1/calls/${granted.sessionId}`)).body;
  expect(explained.code, explained.output).toBe(0);
  expect(explained.body).toEqual(call);
  const replayed = await run('replay', '--account', line.number, '--rate-group', wholesale, '--calls', '1');
  expect([replayed.code, replayed.output], replayed.output).toEqual([
    0,
    expect.stringContaining('0.033000 EUR, charged were 0.066000 EUR, difference -0.033000 EUR.'),
  ]);
});
