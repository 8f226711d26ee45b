/** A drill: somebody has the password of a phone, and a weekend. What it costs, and what the guards that watch do. */
import { expect, test } from 'vitest';
import { PASSWORD, type Json } from '../http/support.ts';
import { OK, startFakeSwitch } from './fake-switch.ts';
import { createWorld, type Line } from './world.ts';

const HOUR_MS = 3_600_000;
const SATURDAY = Date.UTC(2026, 11, 5);
/** Each of another prefix of the list; the last is closed to everybody here. */
const RISKY = ['+252612345678', '+9607654321', '+5351234567', '+22222123456', '+881612345678'];
const HOME = '+493012345678';

const world = await createWorld({ hasCaps: true });
const { answer, end } = world;
/** By keys, because sessions end while days go by. */
const byKey = async (client: typeof world.owner) => {
  const { key } = await world.created(client, 'api-keys', { name: 'drill' });
  return world.clientOf({ authorization: `Bearer ${key}` });
};
const owner = await byKey(world.owner);
const fake = await startFakeSwitch();
const sip = await world.created(owner, 'switches', {
  name: 'Fake',
  kind: 'kamailio',
  controlUrl: fake.url,
  controlKey: 'the control key',
});
fake.answerWith(() => OK);
/** A euro a minute, paid by the second. */
const DEAR = { costPerMinute: '1', initialIncrementSeconds: 1, incrementSeconds: 1 };
const PREFIXES = ['252', '960', '53', '222', '8816', '49'];
const priced = (rate: object) => Object.fromEntries(PREFIXES.map((prefix) => [prefix, rate]));
const { id: trunkId } = await world.trunk(priced({ costPerMinute: '0' }));
const wholesale = await world.rateGroup(priced(DEAR));
const seller = await world.account(
  world.resellerOf({ billing: { accountType: 'postpaid', creditLimit: '5000', rateGroupId: wholesale } }),
);
const reseller = await byKey(await world.signIn(seller.number, PASSWORD));
const retail = await world.rateGroup(priced(DEAR), {}, reseller);

const send = async (body: object): Promise<Json> => (await world.send(body, `Bearer ${sip.key}`)).body;
const ask = (line: Line, destination: string) => send(world.question(line, { destination }));
/** With a phone that may call where thieves like to, as its reseller wished; the lines of a PBX. */
const stolen = async (balance = '1000') => {
  const line = await world.account(
    world.customerOf({
      panelAccess: { parentId: seller.accountId },
      settings: { cps: 'unlimited', concurrentCalls: 60 },
      billing: { rateGroupId: retail },
    }),
    { balance },
    owner,
  );
  expect((await reseller.patch(`/api/v1/accounts/${line.accountId}/guards`, { highRisk: true })).status).toBe(
    200,
  );
  return line;
};
/** Thirty calls at once, each to the next destination; the granted ones are answered. */
const attack = async (line: Line, destinations: readonly string[]) => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) => ask(line, destinations[n % destinations.length] ?? HOME)),
  );
  const granted = answers.filter(({ ok }) => ok);
  for (const call of granted) await send(answer(call));
  return { answers, granted };
};
const eventsOf = async ({ accountId }: Line, client = owner): Promise<Json[]> =>
  (await client.get(`/api/v1/guard-events?accountId=${accountId}`)).body.items;
const guardsOf = async ({ accountId }: Line): Promise<Json> =>
  (await owner.get(`/api/v1/accounts/${accountId}/guards`)).body;
const isBlocked = async (line: Line) => (await guardsOf(line)).block !== null;
const spentOf = async (line: Line, balance: number) =>
  balance - Number((await owner.get(`/api/v1/accounts/${line.accountId}`)).body.wallet.balance);
const judged = () =>
  world.until(async () => {
    const { rows } = await world.database.pool.query('select from guard_sightings where not is_judged');
    return rows.length === 0;
  });
const setSteps = (settings: object) => reseller.patch('/api/v1/settings', { settings });

world.advance(SATURDAY - world.now().getTime());

test('with guards that only look, a weekend costs what its caps allow and no more', async () => {
  await setSteps({ 'guards.risky_prefixes_step': 'observe', 'guards.spend_cap_step': 'observe' });
  const line = await stolen();
  for (let hour = 0; hour < 48; hour++) {
    const { granted } = await attack(line, [...RISKY, HOME]);
    // As long as each may last, to the second.
    for (const call of granted) await send(end(call, call.grantedSeconds * 1000, { endedBy: 'limit' }));
    // The guards look each second: an hour of the test may be over before they do.
    if (hour % 12 === 0) await world.charging.jobs.guards();
    world.advance(HOUR_MS);
    expect(await spentOf(line, 1000)).toBeLessThanOrEqual(25 * (hour + 1));
  }
  expect(await spentOf(line, 1000)).toBeGreaterThan(199.99);
  await world.until(async () => (await eventsOf(line)).some(({ guard }) => guard === 'spend_cap'));
  const events = await eventsOf(line);
  expect(new Set(events.map(({ step }) => step))).toEqual(new Set(['observe']));
  expect(events.filter(({ isBlocking }) => isBlocking)).toEqual([]);
  await world.verify();
}, 120_000);

test('three risky prefixes block the next call, whoever asks; help is always called; its seller lets it call again', async () => {
  await setSteps({ 'guards.risky_prefixes_step': 'block', 'guards.spend_cap_step': 'alert' });
  const line = await stolen();
  for (const destination of RISKY.slice(0, 2)) await send(end(await ask(line, destination), 1000));
  expect((await eventsOf(line)).length).toBe(0);
  // A closed one is refused, and counts as tried.
  expect((await ask(line, RISKY[4]!)).reason).toBe('destination_class_closed');
  await world.until(() => isBlocked(line));
  const refused = await ask(line, HOME);
  expect(refused).toMatchObject({ ok: false, reason: 'blocked_by_guard', sipStatus: 403, q850Cause: 21 });
  const { body: call } = await owner.get(`/api/v1/calls/${refused.sessionId}`);
  expect(call.trace.at(-1).sentence).toMatch(
    /^Too many different risky destinations were tried within an hour: calls are blocked since 2026-12-0/,
  );
  expect((await owner.get(`/api/v1/accounts/${line.accountId}/calling`)).body.reason).toBe(
    'blocked_by_guard',
  );
  // On another server with a memory of its own, too.
  const other = await world.startAnother();
  const elsewhere = await world.send(world.question(line, { destination: HOME }), `Bearer ${sip.key}`, other);
  expect(elsewhere.body.reason).toBe('blocked_by_guard');
  await owner.patch(`/api/v1/trunks/${trunkId}`, { emergencyCountries: ['DE'] });
  const help = await ask(line, '112');
  expect(help.ok).toBe(true);
  await send(end(help, 1000));

  const [event] = await eventsOf(line, reseller);
  expect(event).toMatchObject({
    guard: 'risky_prefixes',
    step: 'block',
    isBlocking: true,
    riskyPrefixes: {
      tried: 3,
      max: 3,
      prefixes: [
        { prefix: '252', class: 'high_risk' },
        { prefix: '960', class: 'high_risk' },
        { prefix: '8816', class: 'satellite' },
      ],
    },
    calls: [{ isGranted: true }, { isGranted: true }, { isGranted: false, prefix: '8816' }],
    released: null,
  });
  const mails = async (id: string) => (await owner.get(`/api/v1/accounts/${id}/mails`)).body.items as Json[];
  expect((await mails(seller.accountId)).map(({ kind }) => kind)).toContain('guard_blocked');
  expect((await mails(line.accountId)).map(({ kind }) => kind)).toContain('calls_blocked');

  const release = (client: typeof owner, reason: string) =>
    client.post(`/api/v1/accounts/${line.accountId}/guards/release`, { reason });
  const holder = await world.signIn(line.number, PASSWORD);
  expect((await release(holder, 'It was me')).status).toBe(403);
  expect((await release(reseller, '')).status).toBe(422);
  expect((await release(reseller, 'They called relatives')).body.block).toBe(null);
  // What was tried before counts no more: two further ones are two.
  for (const destination of [HOME, RISKY[2]!, RISKY[3]!]) {
    const granted = await ask(line, destination);
    expect(granted.ok).toBe(true);
    await send(end(granted, 1000));
  }
  await judged();
  expect(await isBlocked(line)).toBe(false);
  expect((await eventsOf(line))[0]).toMatchObject({
    isBlocking: false,
    released: { by: seller.number, reason: 'They called relatives' },
  });
  const { items } = (await owner.get(`/api/v1/accounts/${line.accountId}/timeline`)).body;
  expect(items.map(({ action }: Json) => action)).toEqual(
    expect.arrayContaining(['guard.blocked', 'guard.released']),
  );
});

test('a guard that hangs up ends what runs, within seconds, and the loss is what was talked until then', async () => {
  await setSteps({ 'guards.risky_prefixes_step': 'hang_up' });
  const line = await stolen();
  const bystander = await stolen();
  const innocent = await ask(bystander, HOME);
  await send(answer(innocent));
  const { granted } = await attack(line, [...RISKY, HOME]);
  expect(granted.length).toBeGreaterThan(3);
  const isHungUp = (call: Json) => fake.about(call.sessionId, '/hangup').length > 0;
  await world.until(() => Promise.resolve(granted.every(isHungUp)));
  expect(isHungUp(innocent)).toBe(false);
  for (const call of granted) await send(end(call, 10_000, { endedBy: 'operator' }));
  await send(end(innocent, 10_000));
  const { answers } = await attack(line, RISKY);
  expect(answers.map(({ reason }) => reason)).toEqual(Array(30).fill('blocked_by_guard'));
  world.advance(48 * HOUR_MS);
  expect((await ask(line, HOME)).reason).toBe('blocked_by_guard');
  expect(await spentOf(line, 1000)).toBeLessThanOrEqual(25);
  await world.verify();
});

test('an account has a number of its own, and without one nothing is counted', async () => {
  await setSteps({ 'guards.risky_prefixes_step': 'block' });
  const line = await stolen();
  const set = (riskyPrefixes: unknown) =>
    owner.patch(`/api/v1/accounts/${line.accountId}/guards`, { riskyPrefixes });
  expect((await set(0)).status).toBe(422);
  expect((await set('unlimited')).body.riskyPrefixes).toEqual({
    own: 'unlimited',
    inForce: null,
    bySettings: 3,
    from: 'account',
  });
  const { granted } = await attack(line, RISKY);
  for (const call of granted) await send(end(call, 1000));
  await judged();
  expect((await set(1)).body.riskyPrefixes).toMatchObject({ own: 1, inForce: 1 });
  world.advance(2 * HOUR_MS);
  expect(await isBlocked(line)).toBe(false);
  await send(end(await ask(line, RISKY[0]!), 1000));
  await world.until(() => isBlocked(line));
  await world.verify();
});
