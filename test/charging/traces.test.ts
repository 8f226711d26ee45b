/** What the checks of a call saw ends after its days; its reason, its price and what proves them stay. */
import { expect, test } from 'vitest';
import { applyRetention, applyRetentionDaily } from '../../src/operations/audit/apply-retention.ts';
import { PASSWORD, type Json } from '../http/support.ts';
import { createWorld } from './world.ts';

const DAY_MS = 86_400_000;
const world = await createWorld();
let { owner } = world;
const { pool } = world.database;
const context = { pool, now: world.now };
await world.trunk({ 49: { costPerMinute: '0.03' } });
const rateGroupId = await world.rateGroup({ 49: { costPerMinute: '0.06' } });
const settings = { cps: 'unlimited', concurrentCalls: 'unlimited' };
const line = await world.account(world.customerOf({ settings, billing: { rateGroupId } }), { balance: '1' });
const poor = await world.account(world.customerOf({ settings, billing: { rateGroupId } }));

const called = async () => {
  const granted = await world.ask(line);
  await world.send(world.answer(granted));
  await world.send(world.end(granted, 60_000));
  return granted;
};
const read = async ({ sessionId }: Json): Promise<Json> =>
  (await owner.get(`/api/v1/calls/${sessionId}`)).body;
const withTrace = async () =>
  (await pool.query('select count(*)::int as count from cdrs where has_trace')).rows[0].count;

test('after 30 days the trace says that it has ended, and everything else is as it was', async () => {
  const refused = await world.ask(poor);
  expect(refused).toMatchObject({ reason: 'insufficient_funds' });
  const calls = [refused];
  for (let n = 0; n < 12; n++) calls.push(await called());
  const before = await Promise.all(calls.map(read));
  for (const { trace, hasTraceEnded } of before)
    expect([trace.length > 5, hasTraceEnded]).toEqual([true, false]);

  world.advance(29 * DAY_MS);
  owner = await world.signIn(world.operator.number, PASSWORD);
  const young = await called();
  await applyRetention(context);
  expect(await withTrace()).toBe(14);
  world.advance(2 * DAY_MS);
  owner = await world.signIn(world.operator.number, PASSWORD);
  // Killed after the first batch, it goes on where it was.
  let looks = 0;
  await applyRetention(context, () => ++looks > 1);
  await applyRetentionDaily(context, () => false);
  expect(await withTrace()).toBe(1);
  for (const [place, call] of calls.entries())
    expect(await read(call)).toEqual({ ...before[place], trace: [], hasTraceEnded: true });
  expect(await read(young)).toMatchObject({
    hasTraceEnded: false,
    trace: expect.arrayContaining([expect.anything()]),
  });
  const { rows } = await pool.query(
    'select count(*)::int as count from cdrs where not has_trace and frozen::text ~ \'hour|callsMax|presented|"figures": \\["\'',
  );
  expect(rows).toEqual([{ count: 0 }]);
  await world.verify();

  // A correction that comes this late is still priced, by what stayed.
  const { body } = await world.send(world.end(calls[1]!, 180_000, { revision: 2 }));
  expect(body).toMatchObject({ ok: true });
  expect(await read(calls[1]!)).toMatchObject({ charge: '0.180000', hasTraceEnded: true, trace: [] });
  await world.verify();
  for (const change of [
    'has_trace = true',
    'has_trace = false, talk_ms = 1',
    'has_trace = false, is_masked = true',
  ])
    await expect(pool.query(`update cdrs set ${change}`), change).rejects.toThrow(/append-only/);
});
