/** One change of many accounts: previewed by the same rules, done as a job, noted in the timelines, and taken back. */
import { expect, test } from 'vitest';
import { runAll } from './many-support.ts';
import { admin, createServer, customer, key, PASSWORD, reseller, type Client, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;
const PREVIEW = '/api/v1/accounts/change-many/preview';
const RUN = '/api/v1/accounts/change-many';
const UNKNOWN = '99999999-9999-4999-8999-999999999999';

async function create(by: Client, body: object): Promise<Json> {
  const { status, body: made } = await by.post('/api/v1/accounts', body);
  expect(status, JSON.stringify(made)).toBe(201);
  return made.account;
}

const read = async (id: string): Promise<Json> => (await owner.get(`/api/v1/accounts/${id}`)).body;

async function preview(by: Client, body: object): Promise<Json> {
  const answer = await by.post(PREVIEW, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

async function start(by: Client, body: object): Promise<string> {
  const answer = await by.post(RUN, body, key());
  expect(answer.status, JSON.stringify(answer.body)).toBe(202);
  return answer.body.jobId;
}

async function run(by: Client, body: object): Promise<Json> {
  const id = await start(by, body);
  await runAll(server);
  return (await by.get(`/api/v1/jobs/${id}`)).body;
}

async function undo(by: Client, id: string): Promise<Json> {
  const answer = await by.post(`/api/v1/jobs/${id}/undo`, undefined, key());
  expect(answer.status, JSON.stringify(answer.body)).toBe(202);
  await runAll(server);
  return (await by.get(`/api/v1/jobs/${answer.body.jobId}`)).body;
}

test('a preview says what changes, what is the same already, and what cannot be changed and why', async () => {
  const group = (await owner.post('/api/v1/rate-groups', { name: 'Retail', currency: 'EUR' })).body;
  const one = await create(owner, customer({ settings: { cps: 3 } }));
  const same = await create(owner, customer({ settings: { cps: 7 }, billing: { rateGroupId: group.id } }));
  const closed = await create(owner, customer());
  await owner.patch(`/api/v1/accounts/${closed.id}`, { status: 'closed' });
  const staff = await create(owner, admin());
  const seller = await create(owner, reseller());
  const below = await create(await server.signIn(seller.number, PASSWORD), customer());
  const change = { settings: { cps: 7 }, billing: { rateGroupId: group.id } };
  const accountIds = [one.id, same.id, closed.id, staff.id, below.id, UNKNOWN, one.id];
  const { items, isLimited } = await preview(owner, { accountIds, change });
  expect(isLimited).toBe(false);
  expect(items).toHaveLength(6);
  expect(items[0]).toMatchObject({
    accountId: one.id,
    number: one.number,
    outcome: 'changes',
    changes: [
      { field: 'settings.cps', before: 3, after: 7 },
      { field: 'billing.rateGroup', before: null, after: 'Retail' },
    ],
    reasons: [],
  });
  expect(items[1]).toMatchObject({ outcome: 'same', changes: [] });
  expect(items[2]).toMatchObject({ outcome: 'refused', reasons: [{ code: 'account_is_closed' }] });
  expect(items[3]).toMatchObject({
    outcome: 'refused',
    reasons: [{ field: 'settings', code: 'not_applicable' }],
  });
  // Its seller is the reseller, whose price lists are others.
  expect(items[4]).toMatchObject({
    outcome: 'refused',
    reasons: [{ field: 'billing.rateGroupId', code: 'rate_group_not_usable' }],
  });
  expect(items[5]).toMatchObject({ number: null, displayName: null, reasons: [{ code: 'not_found' }] });
  expect((await read(one.id)).settings.cps).toBe(3);

  const job = await run(owner, { accountIds, change, reason: 'New plan' });
  expect(job).toMatchObject({
    kind: 'change_accounts',
    status: 'done',
    done: 6,
    total: 6,
    result: { changed: 1, same: 1, refused: 4 },
  });
  expect(job.result.refusedAccounts.map(({ accountId }: Json) => accountId)).toEqual([
    closed.id,
    staff.id,
    below.id,
    UNKNOWN,
  ]);
  expect(await read(one.id)).toMatchObject({
    settings: { cps: 7 },
    billing: { rateGroupId: group.id },
  });
  const timeline = (await owner.get(`/api/v1/accounts/${one.id}/timeline`)).body.items;
  expect(timeline[0]).toMatchObject({ action: 'account.changed', reason: 'New plan' });
});

test('a filter takes what the list shows, within the reader’s tree and without its own account', async () => {
  const seller = await create(owner, reseller({ profile: { company: 'Filter Telecom' } }));
  const client = await server.signIn(seller.number, PASSWORD);
  const mine = [];
  for (let n = 0; n < 3; n++)
    mine.push(await create(client, customer({ profile: { company: `Filtered ${n}` } })));
  await create(owner, customer({ profile: { company: 'Filtered elsewhere' } }));
  const change = { status: 'suspended' };
  const all = await preview(client, { filter: {}, change });
  expect(new Set(all.items.map(({ accountId }: Json) => accountId))).toEqual(
    new Set(mine.map(({ id }) => id)),
  );
  expect((await preview(client, { filter: { q: 'filtered 1' }, change })).items).toHaveLength(1);
  expect((await preview(client, { filter: { kind: 'reseller' }, change })).items).toEqual([]);
  expect((await client.post(PREVIEW, { filter: { parentId: UNKNOWN }, change })).status).toBe(404);
});

test('foreign accounts are neither shown nor changed, and one’s own cannot be suspended', async () => {
  const seller = await create(owner, reseller());
  const client = await server.signIn(seller.number, PASSWORD);
  const foreign = await create(owner, customer());
  const body = { accountIds: [foreign.id, seller.id], change: { status: 'suspended' } };
  const { items } = await preview(client, body);
  expect(items[0]).toEqual({
    accountId: foreign.id,
    number: null,
    displayName: null,
    outcome: 'refused',
    changes: [],
    reasons: [{ field: 'account', code: 'not_found', message: expect.any(String) }],
  });
  expect(items[1].reasons[0].code).toBe('not_permitted');
  expect((await run(client, body)).result).toMatchObject({ changed: 0, refused: 2 });
  expect((await read(foreign.id)).status).toBe('active');
});

test('what changed since the preview is checked again', async () => {
  const [one, two] = [await create(owner, customer()), await create(owner, customer())];
  const body = { accountIds: [one.id, two.id], change: { status: 'suspended' } };
  const { items } = await preview(owner, body);
  expect(items.map(({ outcome }: Json) => outcome)).toEqual(['changes', 'changes']);
  const id = await start(owner, body);
  await owner.patch(`/api/v1/accounts/${one.id}`, { status: 'closed' });
  await runAll(server);
  expect((await owner.get(`/api/v1/jobs/${id}`)).body.result).toMatchObject({
    changed: 1,
    refused: 1,
    refusedAccounts: [{ accountId: one.id, number: one.number, reasons: [{ code: 'account_is_closed' }] }],
  });
  expect((await read(one.id)).status).toBe('closed');
});

test('a job is taken back: each account gets what it had, unless somebody changed it since', async () => {
  const limits = ['unlimited', 4, null] as const;
  const accounts = [];
  for (const concurrentCalls of limits)
    accounts.push(await create(owner, customer({ settings: { concurrentCalls, notifications: true } })));
  const [unlimited, four, changed] = accounts;
  const accountIds = accounts.map(({ id }) => id);
  const change = { settings: { concurrentCalls: 9, notifications: false } };
  const job = await run(owner, { accountIds, change });
  expect(job.result).toMatchObject({ changed: 3 });
  await owner.patch(`/api/v1/accounts/${changed.id}`, { settings: { concurrentCalls: 30 } });

  const plan = (await owner.get(`/api/v1/jobs/${job.id}/undo`)).body;
  expect(plan).toMatchObject({
    restorable: 2,
    removable: 0,
    toClose: 0,
    keptAccounts: [{ accountId: changed.id, reasons: [{ code: 'changed_since' }] }],
  });
  const undone = await undo(owner, job.id);
  expect(undone).toMatchObject({
    kind: 'undo_changes',
    undoes: job.id,
    status: 'done',
    result: { restored: 2, kept: 1, keptAccounts: [{ number: changed.number }] },
  });
  expect((await read(unlimited.id)).settings).toMatchObject({
    concurrentCalls: 'unlimited',
    notifications: true,
  });
  expect((await read(four.id)).settings).toMatchObject({ concurrentCalls: 4, notifications: true });
  expect((await read(changed.id)).settings).toMatchObject({ concurrentCalls: 30, notifications: false });
  // Nothing is left to take back, and an undoing is none itself.
  expect((await undo(owner, job.id)).result).toMatchObject({ restored: 2, kept: 1 });
  expect((await owner.post(`/api/v1/jobs/${undone.id}/undo`, undefined, key())).body.code).toBe(
    'job_cannot_be_undone',
  );
});

test('a cancelled job stops between two accounts, and goes back', async () => {
  const account = await create(owner, customer());
  const id = await start(owner, { accountIds: [account.id], change: { settings: { cps: 2 } } });
  expect((await owner.post(`/api/v1/jobs/${id}/cancel`)).body.status).toBe('cancelled');
  await runAll(server);
  expect((await read(account.id)).settings.cps).toBeNull();
});

test('a job that was interrupted goes on without doing anything twice', async () => {
  const accounts = [await create(owner, customer()), await create(owner, customer())];
  const id = await start(owner, {
    accountIds: accounts.map(({ id: each }) => each),
    change: { settings: { cps: 4 } },
  });
  // As a server leaves it that died after the first account.
  await owner.patch(`/api/v1/accounts/${accounts[0].id}`, { settings: { cps: 4 } });
  await server.database.pool.query(
    `insert into job_changes (job_id, position, account_id, outcome, before, after)
     select j.id, 0, a.id, 'changed', '{"settings":{"cps":null}}', '{"settings":{"cps":4}}' from jobs j, accounts a
     where j.public_id = $1 and a.public_id = $2`,
    [id, accounts[0].id],
  );
  await server.database.pool.query(
    "update jobs set status = 'running', started_at = created_at where public_id = $1",
    [id],
  );
  await runAll(server);
  expect((await owner.get(`/api/v1/jobs/${id}`)).body.result).toMatchObject({ changed: 2, same: 0 });
  const actions = (await owner.get(`/api/v1/accounts/${accounts[0].id}/timeline`)).body.items;
  expect(actions.filter(({ action }: Json) => action === 'account.changed')).toHaveLength(1);
});

test('the same key starts one job', async () => {
  const account = await create(owner, customer());
  const body = { accountIds: [account.id], change: { status: 'suspended' } };
  const headers = key();
  const [one, two] = [await owner.post(RUN, body, headers), await owner.post(RUN, body, headers)];
  expect(two.body).toEqual(one.body);
  await runAll(server);
});

test.each([
  [{ accountIds: [], change: { status: 'active' } }, 'accountIds'],
  [{ accountIds: ['x'], change: { status: 'active' } }, 'accountIds.0'],
  [{ accountIds: Array(1001).fill(UNKNOWN), change: { status: 'active' } }, 'accountIds'],
  [{ accountIds: [UNKNOWN], change: {} }, 'change'],
  [{ accountIds: [UNKNOWN], change: { settings: {} } }, 'change'],
  [{ accountIds: [UNKNOWN], change: { status: 'closed' } }, 'change.status'],
  [{ accountIds: [UNKNOWN], change: { settings: { cps: -1 } } }, 'change.settings.cps'],
  [{ accountIds: [UNKNOWN], change: { billing: { creditLimit: '5' } } }, 'change.billing.creditLimit'],
])('%j is refused at %s', async (body, field) => {
  for (const path of [PREVIEW, RUN]) {
    const { status, body: problem } = await owner.post(path, body);
    expect(status, JSON.stringify(problem)).toBe(422);
    expect(problem.errors[0].field).toBe(field);
  }
});
