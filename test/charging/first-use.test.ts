/** An account that is valid for so many days after its first answered call: when that is noted, and what ends by it. */
import { expect, test } from 'vitest';
import type { Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { ask, send, answer, end } = world;
// A session would end in the weeks that pass here.
const { key } = (await world.owner.post('/api/v1/api-keys', { name: 'weeks' })).body;
const owner = world.clientOf({ authorization: `Bearer ${key}` });
const retail = await world.rateGroup({ 49: { costPerMinute: '0.06' } });
await world.trunk({ 49: { costPerMinute: '0' } });
const DAY_MS = 86_400_000;

const card = (validDays: number | null) =>
  world.account(
    world.customerOf({
      settings: { validDays, cps: 'unlimited', concurrentCalls: 2 },
      billing: { rateGroupId: retail },
    }),
    { balance: '5' },
    owner,
  );
const read = async ({ accountId }: Line): Promise<Json> =>
  (await owner.get(`/api/v1/accounts/${accountId}`)).body;
const firstUseOf = async (line: Line) => (await read(line)).firstUsedAt;
/** A call that is answered now and over after a minute. */
const call = async (line: Line) => {
  const granted = await ask(line);
  expect(granted).toMatchObject({ ok: true });
  await send(answer(granted));
  const answeredAt = world.now().toISOString();
  world.advance(60_000);
  await send(end(granted, 60_000, { answeredAt, endedAt: world.now().toISOString() }));
  return answeredAt;
};

test('the first answered call is the first use, once, and the account ends so many days after it', async () => {
  const line = await card(30);
  expect(await read(line)).toMatchObject({ firstUsedAt: null, expiresAt: null, settings: { validDays: 30 } });
  // Nobody answers: that is no use.
  const unanswered = await ask(line);
  await send(end(unanswered, 0));
  world.advance(DAY_MS);
  const answeredAt = await call(line);
  await expect.poll(() => firstUseOf(line)).toBe(answeredAt);
  const ends = new Date(Date.parse(answeredAt) + 30 * DAY_MS).toISOString();
  expect((await read(line)).expiresAt).toBe(ends);
  world.advance(DAY_MS);
  await call(line);
  // What is noted later is written later: the second call changed nothing.
  const other = await card(null);
  const otherAt = await call(other);
  await expect.poll(() => firstUseOf(other)).toBe(otherAt);
  expect(await read(other)).toMatchObject({ expiresAt: null });
  expect(await firstUseOf(line)).toBe(answeredAt);

  world.advance(Date.parse(ends) - world.now().getTime() - 1);
  const last = await ask(line);
  expect(last).toMatchObject({ ok: true });
  await send(end(last, 0));
  world.advance(1);
  const refused = await ask(line);
  expect(refused).toMatchObject({ ok: false, reason: 'account_expired' });
  const { trace } = (await owner.get(`/api/v1/calls/${refused.sessionId}`)).body;
  expect(JSON.stringify(trace)).toContain(ends);
  expect((await owner.get(`/api/v1/accounts/${line.accountId}/calling`)).body.reason).toBe('account_expired');
  await world.verify();
});

test('the earlier of the last instant and the days counts, and either can be changed', async () => {
  const line = await card(10);
  const answeredAt = await call(line);
  await expect.poll(() => firstUseOf(line)).toBe(answeredAt);
  const change = async (body: object) =>
    (await owner.patch(`/api/v1/accounts/${line.accountId}`, body)).body.expiresAt;
  const after = (days: number) => new Date(Date.parse(answeredAt) + days * DAY_MS).toISOString();
  expect(await change({ controls: { validUntil: after(3) } })).toBe(after(3));
  expect(await change({ controls: { validUntil: after(20) } })).toBe(after(10));
  expect(await change({ settings: { validDays: 25 } })).toBe(after(20));
  expect(await change({ controls: { validUntil: null } })).toBe(after(25));
  expect(await change({ settings: { validDays: null } })).toBe(null);
  const { items } = (await owner.get(`/api/v1/accounts/${line.accountId}/timeline`)).body;
  expect(items[0].changes).toEqual([{ field: 'settings.validDays', before: 25, after: null }]);
  await world.verify();
});

test('an answer that comes with the end counts, and so does one that a killed program did not come to note', async () => {
  const [late, forgotten] = [await card(1), await card(1)];
  const granted = await ask(late);
  const at = world.now();
  world.advance(90_000);
  const endedAt = new Date(at.getTime() + 60_000).toISOString();
  await send(end(granted, 60_000, { answeredAt: at.toISOString(), endedAt }));
  await expect.poll(() => firstUseOf(late)).toBe(at.toISOString());
  const answeredAt = await call(forgotten);
  await expect.poll(() => firstUseOf(forgotten)).toBe(answeredAt);
  await world.database.pool.query('update accounts set first_used_at = null where public_id = $1', [
    forgotten.accountId,
  ]);
  await world.startAnother();
  await expect.poll(() => firstUseOf(forgotten)).toBe(answeredAt);
  await world.verify();
});

test('an earlier answer that is told later moves the first use, and the end with it', async () => {
  const line = await card(10);
  // Each of two calls at once holds for the longest call.
  await world.topUp(line.accountId, '45', owner);
  const [early, late] = [await ask(line), await ask(line)];
  expect([early, late]).toMatchObject([{ ok: true }, { ok: true }]);
  const earlyAt = world.now();
  world.advance(20_000);
  const lateAt = world.now().toISOString();
  await send(answer(late, { answeredAt: lateAt }));
  await expect.poll(() => firstUseOf(line)).toBe(lateAt);
  await send(answer(early, { answeredAt: earlyAt.toISOString() }));
  await expect.poll(() => firstUseOf(line)).toBe(earlyAt.toISOString());
  const ends = new Date(earlyAt.getTime() + 10 * DAY_MS).toISOString();
  expect((await read(line)).expiresAt).toBe(ends);
  for (const [granted, answeredAt] of [
    [early, earlyAt.toISOString()],
    [late, lateAt],
  ] as const)
    await send(end(granted, 1_000, { answeredAt, endedAt: world.now().toISOString() }));
  expect(await firstUseOf(line)).toBe(earlyAt.toISOString());
  await world.verify();
});

test('days are whole ones of customers, from one to a century', async () => {
  const line = await card(null);
  for (const validDays of [0, 1.5, 36_501, '30']) {
    const { status, body } = await owner.patch(`/api/v1/accounts/${line.accountId}`, {
      settings: { validDays },
    });
    expect([status, body.errors[0].field]).toEqual([422, 'settings.validDays']);
  }
  const seller = await world.account(world.resellerOf({ billing: { rateGroupId: retail } }), {}, owner);
  const { body } = await owner.patch(`/api/v1/accounts/${seller.accountId}`, { settings: { validDays: 30 } });
  expect(body.errors[0]).toMatchObject({ field: 'settings.validDays', code: 'not_applicable' });
});
