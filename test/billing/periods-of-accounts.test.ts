/** Which charges and calls stand on which document, whatever becomes of the account and its calendar meanwhile. */
import { afterEach, expect, test } from 'vitest';
import { createBillingWorld, MINUTES } from './billing-world.ts';

const world = await createBillingWorld();
const { account, adjust, advanceTo, call, change, documents, pay, run } = world;
const rateGroupId = await world.rateGroup({
  49: { ...MINUTES, costPerMinute: '0.06', destination: 'Germany' },
  491: { costPerMinute: '0', destination: 'Germany mobile' },
  492: { ...MINUTES, costPerMinute: '0.004', destination: 'Germany cheap' },
});
const postpaid = { rateGroupId, accountType: 'postpaid', creditLimit: '1000' };
const daily = { ...postpaid, schedule: 'daily', billingDay: null };
const iso = (at: Date | null) => at?.toISOString().slice(0, 19);
const periods = async (line: Parameters<typeof documents>[0]) =>
  (await documents(line))
    .filter(({ kind }) => kind === 'invoice' || kind === 'usage_receipt')
    .map(({ kind, from, to, total }) => [kind, iso(from), iso(to), Number(total) / 1e6]);
const nextDay = async ({ accountId }: { accountId: string }) =>
  iso(
    (
      await world.database.pool.query(
        'select next_at from wallet_billing b join accounts a on a.id = b.account_id where a.public_id = $1',
        [accountId],
      )
    ).rows[0].next_at,
  );

const balance = async ({ accountId }: { accountId: string }) =>
  (await world.owner.get(`/api/v1/accounts/${accountId}`)).body.wallet.balance;

afterEach(() => world.verify());

test('a schedule or a zone that is changed moves the next end alone, also when that is over and not billed yet', async () => {
  const line = await account(postpaid);
  const other = await account(postpaid);
  await run();
  await call(line, 60_000);
  expect(await nextDay(line)).toBe('2026-11-30T23:00:00');
  await change(line, { billing: { schedule: 'weekly', billingDay: 3 } });
  await run();
  expect(await nextDay(line)).toBe('2026-11-24T23:00:00');
  advanceTo('2026-11-24T23:05:00Z');
  // Over, and not billed: it ends where it ended.
  await change(line, { profile: { timezone: 'Asia/Kolkata' } });
  await call(line, 60_000);
  await run();
  // Billed before its day with a change that nobody has looked at yet: the change counts.
  await change(other, { billing: { schedule: 'daily', billingDay: null } });
  await call(other, 60_000);
  world.advance(1000);
  await world.posted(world.owner, `accounts/${other.accountId}/bill`, {});
  await run();
  expect(await nextDay(other)).toBe('2026-11-25T23:00:00');
  advanceTo('2026-12-02T00:00:00Z');
  await run();
  expect((await periods(line)).slice(0, 2)).toEqual([
    ['invoice', '2026-11-24T12:00:00', '2026-11-24T23:00:00', 0.06],
    ['invoice', '2026-11-24T23:00:00', '2026-12-01T18:30:00', 0.06],
  ]);
});

test('each of the days that a server was away has a document of its own', async () => {
  advanceTo('2026-12-03T12:00:00Z');
  const line = await account(daily);
  await run();
  await call(line, 60_000);
  world.advance(24 * 3_600_000);
  await call(line, 120_000);
  world.advance(48 * 3_600_000);
  await call(line, 180_000);
  world.advance(24 * 3_600_000);
  expect(await run()).toBeGreaterThanOrEqual(3);
  expect(await run()).toBe(0);
  expect(await periods(line)).toEqual([
    ['invoice', '2026-12-03T12:00:00', '2026-12-03T23:00:00', 0.06],
    ['invoice', '2026-12-03T23:00:00', '2026-12-04T23:00:00', 0.12],
    ['invoice', '2026-12-05T23:00:00', '2026-12-06T23:00:00', 0.18],
  ]);
});

test('a call belongs to the period of its posting: exactly on the boundary to the next, and late it is marked', async () => {
  const line = await account(daily);
  await run();
  const answeredAt = '2026-12-07T22:58:59.000Z';
  advanceTo(answeredAt);
  const running = await world.ask(line);
  await world.send(world.answer(running));
  advanceTo('2026-12-07T22:59:59.999Z');
  await call(line, 60_000, { destination: '+493011111111' });
  world.advance(1);
  await call(line, 120_000, { destination: '+493011111111' });
  advanceTo('2026-12-08T06:00:00Z');
  await run();
  // Three days later its end is told, as of before the boundary.
  advanceTo('2026-12-10T22:00:00Z');
  const endedAt = '2026-12-07T22:59:59.500Z';
  await world.send(world.end(running, 60_000, { answeredAt, endedAt }));
  advanceTo('2026-12-11T06:00:00Z');
  await run();
  expect(await periods(line)).toEqual([
    ['invoice', '2026-12-07T12:00:00', '2026-12-07T23:00:00', 0.06],
    ['invoice', '2026-12-07T23:00:00', '2026-12-08T23:00:00', 0.12],
    ['invoice', '2026-12-09T23:00:00', '2026-12-10T23:00:00', 0.06],
  ]);
  const late = (await documents(line)).map(({ content }) => content.lines[0].calls.isLate);
  expect(late).toEqual([false, false, true]);
});

test('a correction after the invoice stands on the next one; below zero that waits for somebody, with what comes after it', async () => {
  const line = await account(daily);
  await run();
  const granted = await call(line, 600_000);
  const free = await call(line, 60_000, { destination: '+491511111111' });
  const estimated = await world.ask(line);
  await world.send(world.end(estimated, 0));
  advanceTo('2026-12-12T06:00:00Z');
  await run();
  // What was free stays so, and what was not answered was.
  await world.send(world.end(free, 120_000, { revision: 2 }));
  await world.send(world.end(estimated, 60_000, { revision: 2 }));
  await world.send(world.end(granted, 60_000, { revision: 2 }));
  advanceTo('2026-12-13T06:00:00Z');
  await run();
  await call(line, 120_000);
  advanceTo('2026-12-14T06:00:00Z');
  await run();
  expect(await periods(line)).toEqual([['invoice', '2026-12-11T06:00:00', '2026-12-11T23:00:00', 0.6]]);
  const waiting = (await world.parked()).find(({ account: of }) => of.id === line.accountId);
  expect(waiting).toMatchObject({ reason: 'negative', total: '-0.480000', usual: null });
  const release = await world.owner.post(`/api/v1/billing/parked/${line.accountId}/release`);
  expect(release.status, JSON.stringify(release.body)).toBeLessThan(300);
  await run();
  expect(await periods(line)).toEqual([
    ['invoice', '2026-12-11T06:00:00', '2026-12-11T23:00:00', 0.6],
    ['invoice', '2026-12-11T23:00:00', '2026-12-12T23:00:00', -0.48],
    ['invoice', '2026-12-12T23:00:00', '2026-12-13T23:00:00', 0.12],
  ]);
  expect((await documents(line))[1].content.lines).toMatchObject([
    { kind: 'call_corrections', amountMicros: '-480000' },
  ]);
  expect((await documents(line))[0].items).toBe(2);
  expect(await world.parked()).toEqual([]);
});

test('far above what is usual waits; billed by hand it waits no longer, and the days after it are billed again', async () => {
  const line = await account(daily);
  const days = async (count: number, calls: number) => {
    for (let day = 0; day < count; day++) {
      for (let n = 0; n < calls; n++) await call(line, 60_000);
      world.advance(24 * 3_600_000);
      await run();
    }
  };
  await days(3, 1);
  await days(1, 11);
  await days(1, 1);
  expect(await periods(line)).toHaveLength(3);
  const waiting = (await world.parked()).find(({ account: of }) => of.id === line.accountId);
  expect(waiting).toMatchObject({ reason: 'far_above', total: '0.660000', usual: '0.060000' });
  const billed = await world.posted(world.owner, `accounts/${line.accountId}/bill`, {});
  expect(billed.items).toHaveLength(1);
  expect(await world.parked()).toEqual([]);
  await days(2, 1);
  expect((await periods(line)).map((each) => each[3])).toEqual([0.06, 0.06, 0.06, 0.72, 0.06, 0.06]);
});

test('without an amount a document comes only to whoever wants it, and fractions of a cent wait for more of them', async () => {
  const frugal = await account({ ...daily, generateInvoice: false });
  const tidy = await account({ ...daily, generateInvoice: true });
  const empty = await account({ ...daily, generateInvoice: true });
  await run();
  const start = Date.parse(iso(world.now())!.slice(0, 10) + 'T23:00:00Z');
  const step = async () => {
    for (const line of [frugal, tidy]) await call(line, 60_000, { destination: '+492011111111' });
    world.advance(24 * 3_600_000);
    await run();
  };
  await step();
  await step();
  const day = (n: number) => iso(new Date(start + n * 86_400_000));
  const totals = async (line: typeof frugal) => (await periods(line)).map((each) => each[3]);
  // 0.004 is nothing, 0.008 is a cent; whoever wants documents of nothing has each rounded by itself.
  expect(await totals(frugal)).toEqual([0.01]);
  expect((await documents(frugal))[0]).toMatchObject({ items: 3, wallet: -10_000n });
  expect((await periods(frugal))[0]!.slice(2, 3)).toEqual([day(1)]);
  expect(await totals(tidy)).toEqual([0, 0]);
  expect(await totals(empty)).toEqual([0, 0]);
  expect(await balance(tidy)).toBe('0.000000');
  await change(empty, { status: 'closed' });
  world.advance(24 * 3_600_000);
  await run();
  expect(await totals(empty)).toEqual([0, 0]);
});

test('opened and closed within a period, it is billed from the one to the other, and once more for what comes after', async () => {
  const line = await account(daily);
  await call(line, 60_000);
  const opened = iso(world.now());
  world.advance(3_600_000);
  await change(line, { status: 'closed' });
  await adjust(line, '1.5', 'debit');
  world.advance(24 * 3_600_000);
  await run();
  await pay(line, '1.56');
  world.advance(72 * 3_600_000);
  expect(await run()).toBeGreaterThanOrEqual(0);
  const [invoice, receipt, ...more] = await documents(line);
  expect(more).toEqual([]);
  expect(invoice).toMatchObject({ kind: 'invoice', total: 1_560_000n, items: 2 });
  expect(iso(invoice.from)).toBe(opened);
  expect(receipt).toMatchObject({ kind: 'receipt', wallet: 1_560_000n });
});

test('what is open when the type changes is billed as what it was: taxed once, by the invoice or by the top-up', async () => {
  const { id: vat } = await world.created(world.owner, 'taxes', { name: 'VAT', percent: '20' });
  const line = await account({ ...postpaid, taxIds: [vat] });
  await call(line, 600_000);
  await pay(line, '0.6');
  world.advance(1000);
  const change = (billing: object) => world.owner.patch(`/api/v1/accounts/${line.accountId}`, { billing });
  // 0.60 and 0.12 of tax.
  expect((await change({ accountType: 'prepaid' })).body).toMatchObject({ code: 'change_is_blocked' });
  await pay(line, '0.12');
  expect((await change({ accountType: 'prepaid' })).status).toBe(200);
  await pay(line, '12');
  await call(line, 1_200_000);
  world.advance(1000);
  expect((await change({ accountType: 'postpaid', creditLimit: '10' })).status).toBe(200);
  await call(line, 600_000);
  world.advance(40 * 24 * 3_600_000);
  await run();
  const kinds = (await documents(line)).map(({ kind, net, tax }) => [
    kind,
    Number(net) / 1e6,
    Number(tax) / 1e6,
  ]);
  expect(kinds).toEqual([
    ['receipt', 0.6, 0],
    ['receipt', 0.12, 0],
    ['invoice', 0.6, 0.12],
    ['receipt', 10, 2],
    ['usage_receipt', 1.2, 0],
    ['invoice', 0.6, 0.12],
  ]);
});
