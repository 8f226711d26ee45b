/** A big sheet of rates for one price list does not hold up the calls that another one prices. */
import { expect, test } from 'vitest';
import { createWorld } from './world.ts';

const world = await createWorld();
const { owner, ask, send, end } = world;
await world.trunk({ 49: { costPerMinute: '0.001' } });
const group = await world.rateGroup({ 49: { costPerMinute: '0.06' } });
const other = await world.rateGroup({});
const settings = { cps: 'unlimited', concurrentCalls: 'unlimited' };
const line = await world.account(world.customerOf({ settings, billing: { rateGroupId: group } }), {
  balance: '900',
});
const late = await world.account(world.customerOf({ settings, billing: { rateGroupId: other } }), {
  balance: '900',
});

test('calls are decided on what they use; a changed list counts at once for those it prices', async () => {
  const before = world.charging.catalogue.current();
  const rows = Array.from({ length: 20_000 }, (_, n) => `49${String(n).padStart(6, '0')},0.0${1 + (n % 9)}`);
  const imported = owner.send({
    method: 'POST',
    url: `/api/v1/rate-groups/${other}/rates/import`,
    headers: { 'content-type': 'text/csv' },
    payload: `Code,Cost/Min\n${rows.join('\n')}\n49,0.05\n`,
  });
  let isDone = false;
  void imported.then(() => (isDone = true));
  do {
    const granted = await ask(line);
    expect(granted.ok).toBe(true);
    await send(end(granted, 0));
  } while (!isDone);
  expect((await imported).status).toBe(200);
  // The list that was just imported prices its own account's very next call, before it has been read again.
  const priced = await ask(late, { destination: '+49012345678' });
  expect(priced.ok).toBe(true);
  await send(end(priced, 60_000));
  expect((await world.calls(late.accountId))[0].charge).toBe('0.070000');
  expect(world.charging.catalogue.current().version).toBeGreaterThan(before.version);
  await world.charging.catalogue.whole();
  await world.verify();
});

test('while a long sheet is read, each call is priced by what was committed before it, in memory or not', async () => {
  const catalogue = world.charging.catalogue;
  const isRead = () =>
    [...catalogue.current().rateGroups.values()].every(({ rates }) => rates.readFor === null);
  const chargeOf = async () => {
    const granted = await ask(late, { destination: '+49012345678' });
    expect(granted.ok).toBe(true);
    await send(end(granted, 60_000));
    const made = await world.calls(late.accountId);
    return made.find(({ sessionId }) => sessionId === granted.sessionId)?.charge;
  };
  const sheets = ['0.2', '0.3'].map((price) =>
    Array.from({ length: 20_000 }, (_, n) => `49${String(n).padStart(6, '0')},${price}`).join('\n'),
  );
  const seen: { charge: string; wasRead: boolean; isAfter: boolean }[] = [];
  for (const [index, sheet] of sheets.entries()) {
    let isAfter = false;
    const imported = owner.send({
      method: 'POST',
      url: `/api/v1/rate-groups/${other}/rates/import`,
      headers: { 'content-type': 'text/csv' },
      payload: `Code,Cost/Min\n${sheet}\n`,
    });
    void imported.then(() => (isAfter = true));
    do {
      const wasAfter = isAfter;
      const charge = await chargeOf();
      seen.push({ charge, wasRead: isRead(), isAfter: wasAfter });
      if (wasAfter) expect(charge).toBe(`0.${index + 2}00000`);
    } while (!isAfter || !isRead());
    expect((await imported).status).toBe(200);
    expect(await chargeOf()).toBe(`0.${index + 2}00000`);
  }
  // Some were asked while the list was read, and nobody heard of it.
  expect(seen.filter(({ wasRead }) => !wasRead).length).toBeGreaterThan(0);
  await world.verify();
});

test('of a long list, only what changed is read again, and counts for the very next call', async () => {
  const { rows } = await world.database.pool.query<{ id: bigint }>(
    'select id from rate_groups where public_id = $1',
    [other],
  );
  const id = rows[0]?.id ?? 0n;
  const pagesOf = () => world.charging.catalogue.current().rateGroups.get(id)?.rates.pages ?? [];
  await world.charging.catalogue.whole();
  const before = pagesOf();
  expect(before.length).toBeGreaterThan(1);
  const price = async (talkMs: number) => {
    const granted = await ask(late, { destination: '+49012345678' });
    await send(end(granted, talkMs));
    const made = await world.calls(late.accountId);
    return made.find(({ sessionId }) => sessionId === granted.sessionId)?.charge;
  };
  const rates = `/api/v1/rate-groups/${other}/rates`;
  const [{ id: rateId }] = (await owner.get(`${rates}?q=49012345`)).body.items;
  const url = `${rates}/${rateId}`;
  expect((await owner.send({ method: 'PUT', url, payload: { costPerMinute: '0.5' } })).status).toBe(200);
  expect(await price(60_000)).toBe('0.500000');
  expect(pagesOf().filter((page) => !before.includes(page))).toHaveLength(1);
  // Without it the next shorter one counts.
  expect((await owner.send({ method: 'DELETE', url })).status).toBe(200);
  expect(await price(60_000)).toBe('0.050000');
  const kept = pagesOf();
  await owner.send({
    method: 'PATCH',
    url: `/api/v1/rate-groups/${other}`,
    payload: { markUpPercent: '10' },
  });
  expect(await price(60_000)).toBe('0.055000');
  expect(pagesOf()).toBe(kept);
  await world.verify();
});
