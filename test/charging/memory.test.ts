/** What charging remembers of wallets and calls is a guess: whoever changed them meanwhile, the row in the database counts. */
import { afterEach, expect, test } from 'vitest';
import type { Json } from '../http/support.ts';
import { connectOnce } from '../../src/postgres/pool.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const another = await world.startAnother();
const { answer, end, wallet } = world;
const [here, there] = [world.charging, another];
const { gateways } = await world.trunk({ 49: { costPerMinute: '0.006' } }, { gateways: 2 });
const retail = await world.rateGroup({ 49: { costPerMinute: '0.06', initialIncrementSeconds: 60 } });
const customer = (balance: string | null, settings: object = {}) =>
  world.account(
    world.customerOf({ settings, billing: { rateGroupId: retail } }),
    balance === null ? {} : { balance },
  );
const tell = async (at: typeof here, body: object): Promise<Json> =>
  (await world.send(body, `Bearer ${world.switchKey}`, at)).body;
const ask = (at: typeof here, line: Line) => tell(at, world.question(line));

afterEach(() => world.verify());

test('a call that both remember as running is settled once, by whoever is told of its end first', async () => {
  const line = await customer('5');
  const granted = await ask(here, line);
  expect(await tell(there, answer(granted))).toMatchObject({ ok: true });
  const ended = end(granted, 60_000);
  const told = await Promise.all([here, there, here, there].map((at) => tell(at, ended)));
  expect(told.map(({ ok }) => ok)).toEqual([true, true, true, true]);
  expect(await wallet(line.accountId)).toMatchObject({ balance: '4.940000', held: '0.000000' });
  expect(await tell(here, { ...ended, talkMs: 30_000 })).toMatchObject({ code: 'id_reused' });
});

test('a call that one has ended does not live on in the memory of the other', async () => {
  const line = await customer('5');
  const granted = await ask(here, line);
  await tell(there, end(granted, 30_000));
  for (const late of [answer(granted), end(granted, 30_000)])
    expect(await tell(here, late)).toMatchObject({ ok: true });
  const { rows } = await world.database.reads.query('select from live_sessions where session_id = $1', [
    granted.sessionId,
  ]);
  expect(rows).toEqual([]);
});

test('a call that was settled elsewhere is corrected also by whoever remembers it as running, and not its wallets', async () => {
  const line = await customer('5', { cps: 'unlimited' });
  const granted = await ask(here, line);
  await tell(here, answer(granted));
  await tell(there, end(granted, 60_000));
  // The wallet is read anew for another call.
  await tell(here, end(await ask(here, line), 0));
  expect(await tell(here, end(granted, 30_000, { revision: 2 }))).toMatchObject({ ok: true });
  expect(await wallet(line.accountId)).toMatchObject({ balance: '4.940000', held: '0.000000' });
  await tell(there, end(granted, 120_000, { revision: 3 }));
  await world.database.pool.query(
    'insert into switch.event_outbox (switch_id, body) select id, $1::jsonb from switches',
    [JSON.stringify(end(granted, 240_000, { revision: 4 }))],
  );
  await here.jobs.drain();
  expect(await wallet(line.accountId)).toMatchObject({ balance: '4.760000', held: '0.000000' });
});

test('a question that is sent again is not granted by whoever remembers the call as running when it is over', async () => {
  const line = await customer('5', { cps: 'unlimited' });
  const question = world.question(line);
  const granted = await tell(here, question);
  expect(await tell(here, question)).toEqual(granted);
  await tell(there, end(granted, 60_000));
  // The first use of the account is known, so that nothing else makes this one read again.
  await there.jobs.firstUses();
  await here.catalogue.refresh();
  expect(await tell(here, question)).toMatchObject({ code: 'call_is_over' });
});

test('what one notes of a call is not written over by the other', async () => {
  const granted = await ask(here, await customer('5'));
  const [first, second] = (gateways as Json[]).map(({ id }) => id as string);
  const attempt = { type: 'attempt', sessionId: granted.sessionId, at: world.now().toISOString() };
  await tell(there, { ...attempt, number: 1, gatewayId: first });
  await tell(here, { ...attempt, number: 2, gatewayId: second });
  await tell(there, end(granted, 60_000, { gatewayId: second }));
  const { rows } = await world.database.reads.query(
    'select array(select public_id from unnest(tried_gateway_ids) with ordinality t (id, n) join gateways using (id) order by n) as tried from cdrs where session_id = $1',
    [granted.sessionId],
  );
  expect(rows).toEqual([{ tried: [first, second] }]);
});

test('the last line and the last money are given once, whichever wallet is remembered', async () => {
  const line = await customer('100', { concurrentCalls: 1, cps: 'unlimited' });
  for (const [first, second] of [
    [here, there],
    [there, here],
  ] as const) {
    const granted = await ask(first, line);
    expect(await ask(second, line)).toMatchObject({ ok: false, reason: 'concurrent_calls_reached' });
    await tell(second, end(granted, 0));
    const again = await ask(first, line);
    expect(again).toMatchObject({ ok: true });
    await tell(first, end(again, 0));
  }
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) => ask(n % 2 === 0 ? here : there, line)),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test('money that comes or goes while a wallet is remembered counts for the next call', async () => {
  const line = await customer('0.05', { cps: 'unlimited' });
  expect(await ask(here, line)).toMatchObject({ reason: 'insufficient_funds' });
  await world.topUp(line.accountId, '1');
  const granted = await ask(here, line);
  expect(granted).toMatchObject({ ok: true });
  await tell(here, end(granted, 0));
  await world.created(world.owner, `accounts/${line.accountId}/payments`, {
    amount: '1',
    method: 'cash',
    direction: 'refund',
  });
  expect(await ask(here, line)).toMatchObject({ reason: 'insufficient_funds' });
});

test('refusals that are decided again because money came are each written once, up to ten a second', async () => {
  const line = await customer(null, { cps: 'unlimited' });
  for (let n = 0; n < 10; n++) {
    expect(await ask(here, line)).toMatchObject({ reason: 'insufficient_funds' });
    await world.topUp(line.accountId, '0.000001');
  }
  expect(await world.calls(line.accountId)).toHaveLength(10);
  // The eleventh is counted; sent again it has the same answer, whatever came meanwhile.
  const question = world.question(line);
  const refused = await tell(here, question);
  expect(refused).toMatchObject({ ok: false, reason: 'insufficient_funds' });
  await world.topUp(line.accountId, '5');
  expect(await tell(here, question)).toEqual(refused);
  expect(await tell(here, { ...question, destination: '+4989' })).toMatchObject({ code: 'id_reused' });
  expect(await world.calls(line.accountId)).toHaveLength(10);
});

test('a suspension under the lock of a remembered wallet counts for the call that waits for it', async () => {
  const line = await customer('5', { cps: 'unlimited' });
  await tell(here, end(await ask(here, line), 0));
  const admin = await connectOnce(world.database.url, 'test');
  await admin.query('begin');
  const { rows } = await admin.query<{ id: bigint }>(
    'select w.id from wallets w join accounts a on a.id = w.account_id where a.public_id = $1 for update of w',
    [line.accountId],
  );
  expect(rows).toHaveLength(1);
  const asked = ask(here, line);
  await world.until(async () => {
    const waiting = await world.database.reads.query(
      "select from pg_stat_activity where datname = current_database() and application_name = 'tollbook charging' and wait_event_type = 'Lock'",
    );
    return waiting.rowCount === 1;
  });
  await admin.query("update accounts set status = 'suspended' where public_id = $1", [line.accountId]);
  await admin.query('commit');
  await admin.end();
  expect(await asked).toMatchObject({ ok: false, reason: 'account_suspended' });
});
