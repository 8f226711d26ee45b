/** Invoices that nobody pays: reminders, suspension, and calls again as soon as they are paid. */
import { afterEach, expect, test } from 'vitest';
import type { Json } from '../http/support.ts';
import { createDunningWorld } from './dunning-support.ts';

const world = await createDunningWorld();
const { owner, told, dun, isSuspended } = world;
const list = await world.rateGroup({ 49: { costPerMinute: '0.06' } });
const postpaid = { accountType: 'postpaid', creditLimit: '100000', rateGroupId: list };
const { pool } = world.database;
const DAY_MS = 86_400_000;
const days = (n: number) => world.advance(n * DAY_MS);

const got = async (path: string, client = owner): Promise<Json> => {
  const answer = await client.get(`/api/v1${path}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const put = async (path: string, body: object, client = owner): Promise<Json> => {
  const answer = await client.put(`/api/v1${path}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const stepsOf = (suspendAfter: number | null) => [
  { action: 'remind', days: -3, isActive: true },
  { action: 'remind', days: 1, isActive: true },
  { action: 'remind', days: 7, isActive: true },
  { action: 'suspend', days: suspendAfter ?? 14, isActive: suspendAfter !== null },
];
const policy = (suspendAfter: number | null, over: object = {}, client = owner) =>
  put(
    '/dunning/policy',
    { isActive: true, steps: stepsOf(suspendAfter), hour: 9, minimums: [], ...over },
    client,
  );
const usual = {
  isExempt: false,
  exemptUntil: null,
  extraDays: 0,
  neverSuspend: false,
  note: '',
  reason: 'A test',
};
const agree = ({ accountId }: { accountId: string }, over: object) =>
  put(`/accounts/${accountId}/dunning`, { ...usual, ...over });
/** An invoice that is overdue for so many days. */
const debtor = async (overdueDays: number, amount = '10') => {
  const line = await world.account(postpaid);
  await world.invoice(line, amount);
  days(14 + overdueDays);
  await dun();
  return line;
};
const timeline = async ({ accountId }: { accountId: string }) =>
  (await got(`/accounts/${accountId}/timeline`)).items.map(({ action }: Json) => action);

afterEach(() => world.verify());

test('reminders come at their hour, each once, and an invoice that is paid is told to be', async () => {
  const line = await world.account(postpaid);
  await world.invoice(line, '10');
  await world.live(30, 3);
  expect(await told(line)).toEqual(['reminded -3', 'overdue', 'reminded 1', 'reminded 7']);
  await dun();
  expect(await told(line)).toHaveLength(4);
  await world.pay(line, '4');
  await dun();
  expect(await told(line)).toHaveLength(4);
  await world.pay(line, '6');
  await dun();
  expect((await told(line)).slice(4)).toEqual(['paid']);
  const { items } = await got(`/documents?accountId=${line.accountId}&kind=invoice`);
  const reminders = await got(`/documents/${items[0].id}/reminders`);
  expect(reminders.items.map((each: Json) => [each.days, each.isPassedOver, each.open])).toEqual([
    [-3, false, '10.000000'],
    [1, false, '10.000000'],
    [7, false, '10.000000'],
  ]);
});

test('after weeks without the job one reminder goes out, and the suspension comes all the same', async () => {
  await policy(14);
  const line = await world.account(postpaid);
  await world.invoice(line, '10');
  days(60);
  await dun();
  expect(await told(line)).toEqual(['overdue', 'reminded 46', 'dunning.suspended']);
  expect(await isSuspended(line)).toBe(true);
  await world.pay(line, '10');
});

test('whoever does not pay does not call, pays in the portal, and calls', async () => {
  await policy(14);
  const line = await debtor(0);
  const granted = await world.call(line, 60_000);
  expect(granted.ok).toBe(true);
  days(13);
  await dun();
  expect(await isSuspended(line)).toBe(false);
  days(1);
  await dun();
  expect(await isSuspended(line)).toBe(true);
  const refused = await world.ask(line);
  expect(refused).toMatchObject({ ok: false, reason: 'suspended_for_debt', sipStatus: 403 });
  expect((await got(`/accounts/${line.accountId}/calling`)).reason).toBe('suspended_for_debt');
  // It signs in, and reads what it is about.
  const { rows } = await pool.query('select number from accounts where public_id = $1', [line.accountId]);
  await owner.patch(`/api/v1/accounts/${line.accountId}`, {
    panelAccess: { password: 'a password of hers' },
  });
  const signed = await world.signIn(rows[0].number, 'a password of hers');
  await signed.post('/api/v1/me/password', {
    currentPassword: 'a password of hers',
    newPassword: 'another password of hers',
  });
  const again = await world.signIn(rows[0].number, 'another password of hers');
  const own = await got('/me/dunning', again);
  expect(own).toMatchObject({ overdue: '10.000000', currency: 'EUR', next: null, suspendsAt: null });
  expect(own.suspendedSince).not.toBeNull();
  expect(own.invoices).toMatchObject([{ open: '10.000000', isOverdue: true, daysOverdue: 14 }]);
  // A part is not enough, the rest is.
  await world.pay(line, '9.99');
  await dun();
  expect(await world.ask(line)).toMatchObject({ ok: false });
  await world.pay(line, '0.01');
  await dun();
  expect(await isSuspended(line)).toBe(false);
  // It ends, so that no call is left when days go by.
  await world.call(line, 0);
  expect((await told(line)).slice(-2)).toEqual(['paid', 'dunning.lifted']);
  const actions = await timeline(line);
  expect(actions).toContain('dunning.suspended');
  expect(actions).toContain('dunning.lifted');
});

test('a credit note lifts it like money, and money that is taken back suspends again', async () => {
  await policy(14);
  const line = await debtor(14);
  expect(await isSuspended(line)).toBe(true);
  const { items } = await got(`/documents?accountId=${line.accountId}&kind=invoice`);
  await world.posted(owner, `documents/${items[0].id}/credit-notes`, {
    reason: 'A mistake',
    lines: [{ line: 0, amount: '10' }],
  });
  await dun();
  expect(await isSuspended(line)).toBe(false);
  const other = await debtor(14);
  await world.pay(other, '10');
  await dun();
  expect(await isSuspended(other)).toBe(false);
  await world.pay(other, '10', 'refund');
  await dun();
  expect(await isSuspended(other)).toBe(true);
  expect((await told(other)).slice(-4)).toEqual([
    'dunning.suspended',
    'paid',
    'dunning.lifted',
    'dunning.suspended',
  ]);
  await world.pay(other, '10');
});

test('the oldest invoice is paid first, and the next one has its own days', async () => {
  await policy(14);
  const line = await world.account(postpaid);
  await world.invoice(line, '10');
  days(10);
  await world.invoice(line, '20');
  days(18);
  await dun();
  expect(await isSuspended(line)).toBe(true);
  await world.pay(line, '10');
  await dun();
  expect(await isSuspended(line)).toBe(false);
  days(10);
  await dun();
  expect(await isSuspended(line)).toBe(true);
  await world.pay(line, '20');
  await dun();
  expect(await isSuspended(line)).toBe(false);
});

test('a suspension by staff is never lifted by a payment, nor that for debt by staff who set the status', async () => {
  await policy(14);
  const line = await debtor(14);
  await world.change(line, { status: 'suspended' });
  expect(await world.ask(line)).toMatchObject({ reason: 'account_suspended' });
  await world.change(line, { status: 'active' });
  expect(await world.ask(line)).toMatchObject({ reason: 'suspended_for_debt' });
  await world.change(line, { status: 'suspended' });
  await world.pay(line, '10');
  await dun();
  expect(await isSuspended(line)).toBe(false);
  expect(await world.ask(line)).toMatchObject({ reason: 'account_suspended' });
});

test('lifted by hand it stays so for what was overdue, and not for what becomes overdue later', async () => {
  await policy(14);
  const line = await debtor(14);
  const url = `/accounts/${line.accountId}/dunning`;
  const lifted = await owner.post(`/api/v1${url}/lift`, { reason: 'She called' });
  expect(lifted.status).toBe(200);
  expect(lifted.body).toMatchObject({
    suspendedSince: null,
    suspensions: [{ isByHand: false, isLiftedByHand: true, liftReason: 'She called' }],
  });
  await dun();
  days(40);
  await dun();
  expect(await isSuspended(line)).toBe(false);
  await world.invoice(line, '5');
  days(14 + 14);
  await dun();
  expect(await isSuspended(line)).toBe(true);
  await world.pay(line, '15');
});

test('suspended by hand it stays so until nothing is overdue; where nothing is it cannot be', async () => {
  await policy(null);
  const line = await world.account(postpaid);
  const suspend = () =>
    owner.post(`/api/v1/accounts/${line.accountId}/dunning/suspend`, { reason: 'Bad cheques' });
  expect((await suspend()).body.code).toBe('nothing_overdue');
  await world.invoice(line, '10');
  expect((await suspend()).body.code).toBe('nothing_overdue');
  days(15);
  expect((await suspend()).status).toBe(200);
  expect((await suspend()).status).toBe(200);
  await dun();
  expect(await isSuspended(line)).toBe(true);
  expect((await told(line)).filter((each) => each === 'dunning.suspended')).toHaveLength(1);
  await world.pay(line, '10');
  await dun();
  expect(await isSuspended(line)).toBe(false);
});

test('what was agreed with an account counts, and ends a suspension', async () => {
  await policy(14);
  const line = await debtor(14);
  for (const over of [
    { extraDays: 10 },
    { isExempt: true },
    { exemptUntil: new Date(world.now().getTime() + 5 * DAY_MS).toISOString() },
    { neverSuspend: true },
  ]) {
    await dun();
    expect(await isSuspended(line)).toBe(true);
    await agree(line, over);
    await dun();
    expect(await isSuspended(line), JSON.stringify(over)).toBe(false);
    await agree(line, {});
  }
  const until = new Date(world.now().getTime() + DAY_MS).toISOString();
  const many = await owner.post('/api/v1/dunning/exemptions', {
    accountIds: [line.accountId],
    until,
    reason: 'Holidays',
  });
  expect(many.body).toEqual({ accounts: 1 });
  await dun();
  expect(await isSuspended(line)).toBe(false);
  expect((await got('/dunning/overdue?state=exempt')).items).toMatchObject([
    {
      accountNumber: (await got(`/accounts/${line.accountId}`)).number,
      exemptUntil: until,
      overdue: '10.000000',
    },
  ]);
  days(2);
  await dun();
  expect(await isSuspended(line)).toBe(true);
  expect((await got('/dunning/overdue?state=suspended')).items).toMatchObject([
    { accountId: line.accountId },
  ]);
  expect((await got('/dunning/overdue?state=calling&q=zzz')).items).toEqual([]);
  expect(await timeline(line)).toContain('dunning.changed');
  const past = await owner.put(`/api/v1/accounts/${line.accountId}/dunning`, {
    ...usual,
    exemptUntil: new Date(world.now().getTime() - 1000).toISOString(),
  });
  expect(past.body.errors).toMatchObject([{ field: 'exemptUntil', code: 'in_the_past' }]);
  await world.pay(line, '10');
  await dun();
});

test('a policy that changes midway suspends and lifts, reminds of nothing old, and says so beforehand', async () => {
  await policy(null);
  const line = await debtor(20);
  expect(await isSuspended(line)).toBe(false);
  const before = await told(line);
  const tried = await owner.post('/api/v1/dunning/policy/preview', {
    policy: { isActive: true, steps: stepsOf(14), hour: 9, minimums: [] },
    dueAt: '2027-03-27T12:00:00Z',
  });
  expect(tried.body).toMatchObject({ suspends: 1, lifts: 0, reminds: 0 });
  expect(tried.body.steps.map(({ at }: Json) => at)).toHaveLength(4);
  await policy(14);
  await dun();
  expect(await isSuspended(line)).toBe(true);
  expect(await told(line)).toEqual([...before, 'dunning.suspended']);
  // Later than it is overdue for.
  await policy(21);
  await dun();
  expect(await isSuspended(line)).toBe(false);
  await policy(14, { minimums: [{ currency: 'EUR', amount: '10.01' }] });
  await dun();
  expect(await isSuspended(line)).toBe(false);
  await policy(14, { isActive: false });
  await dun();
  expect(await isSuspended(line)).toBe(false);
  await policy(14);
  await dun();
  expect(await isSuspended(line)).toBe(true);
  const refused = await owner.put('/api/v1/dunning/policy', {
    isActive: true,
    steps: [...stepsOf(14), { action: 'suspend', days: 20, isActive: true }],
    hour: 9,
    minimums: [],
  });
  expect(refused.body.errors).toMatchObject([{ field: 'steps.4.days' }]);
  await world.pay(line, '10');
  await dun();
});

test('an account that is closed is let go without a word, and one that is prepaid now still pays', async () => {
  await policy(14);
  const closed = await debtor(14);
  await world.change(closed, { status: 'closed' });
  days(1);
  await dun();
  expect(await isSuspended(closed)).toBe(false);
  expect(await told(closed)).not.toContain('dunning.lifted');
  await world.pay(closed, '10');
  const line = await world.account(postpaid);
  await world.invoice(line, '10');
  await world.pay(line, '4');
  days(28);
  await dun();
  expect(await isSuspended(line)).toBe(true);
  const refused = await owner.patch(`/api/v1/accounts/${line.accountId}`, {
    billing: { accountType: 'prepaid' },
  });
  expect(refused.status).toBeGreaterThan(399);
  await world.pay(line, '6');
  await world.change(line, { billing: { accountType: 'prepaid', creditLimit: '0' } });
  await world.pay(line, '5');
  await dun();
  expect(await isSuspended(line)).toBe(false);
  // It ends, so that no call is left when days go by.
  await world.call(line, 0);
});
