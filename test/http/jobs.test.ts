/** Jobs: killed and cancelled in the middle, undone, seen by whom they concern. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { runJobs } from '../../src/operations/jobs/run-jobs.ts';
import { tidyJobs } from '../../src/operations/jobs/tidy-jobs.ts';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { jobContextOf } from './many-context.ts';
import { importSheet, mappingOf, runAll, upload } from './many-support.ts';
import { admin, createServer, key, PASSWORD, reseller, type Json } from './support.ts';

const server = await createServer();
const { owner, database } = server;

let sheets = 0;
/** A sheet with numbers and addresses of its own. */
function sheetOf(count: number): string {
  sheets += 1;
  const rows = Array.from(
    { length: count },
    (_, n) => `${80 + sheets}${String(n).padStart(6, '0')},N${n},n${n}@s${sheets}.example`,
  );
  return ['number,first name,e-mail', ...rows, ''].join('\n');
}

async function start(sheet: string, options: object = {}): Promise<string> {
  const sent = await upload(owner, sheet);
  const body = { mapping: mappingOf(sent), ...options };
  return (await owner.post(`/api/v1/account-imports/${sent.body.uploadId}/run`, body, key())).body.jobId;
}
const read = async (id: string): Promise<Json> => (await owner.get(`/api/v1/jobs/${id}`)).body;

async function count(sql: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: bigint }>(`select count(*) from ${sql}`);
  return Number(rows[0]!.count);
}

test('a runner that is killed in the middle of an import goes on with the next, and makes each row once', async () => {
  const jobId = await start(sheetOf(3000));
  const runner = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/http/job-runner.ts', database.url, server.now().toISOString()],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const exited = once(runner, 'exit');
  let before = 0;
  while (before < 400) {
    before = (await read(jobId)).done;
    expect(runner.exitCode).toBeNull();
    await new Promise((resume) => setTimeout(resume, 5));
  }
  runner.kill('SIGKILL');
  await exited;
  const killed = await read(jobId);
  expect(killed.status).toBe('running');
  expect(killed.done).toBeLessThan(3000);
  // PostgreSQL notices the death of a connection when it next writes to it.
  while ((await read(jobId)).status === 'running') await runJobs(jobContextOf(server));
  const job = await read(jobId);
  expect(job).toMatchObject({
    status: 'done',
    done: 3000,
    result: { read: 3000, created: 3000, invalid: 0 },
  });
  expect(await count("accounts where number ~ '^81.{6}$'")).toBe(3000);
  expect(
    await count(
      "account_sign_ins s join accounts a on a.id = s.account_id where a.number ~ '^81.{6}$' and s.email is not null",
    ),
  ).toBe(3000);
  expect(await count("wallets w join accounts a on a.id = w.account_id where a.number ~ '^81.{6}$'")).toBe(
    3000,
  );
  expect(
    await count("sip_devices d join accounts a on a.id = d.account_id where a.number ~ '^81.{6}$'"),
  ).toBe(3000);
  expect((await verifyBooks(database.reads, server.now())).violations).toEqual([]);
}, 120_000);

test('a job that waits is cancelled at once; one that runs keeps what it made, whole', async () => {
  const waiting = await start(sheetOf(10));
  expect((await owner.post(`/api/v1/jobs/${waiting}/cancel`)).body.status).toBe('cancelled');
  await runAll(server);
  expect(await count("accounts where number ~ '^82.{6}$'")).toBe(0);
  expect((await owner.post(`/api/v1/jobs/${waiting}/cancel`)).body.code).toBe('job_is_over');

  const running = await start(sheetOf(2000));
  const context = jobContextOf(server);
  const asked: Promise<unknown>[] = [];
  await runJobs({
    ...context,
    readRow: (value) => {
      // The check of the first row: the job runs.
      if (asked.length === 0) asked.push(owner.post(`/api/v1/jobs/${running}/cancel`));
      return context.readRow(value);
    },
  });
  await Promise.all(asked);
  const job = await read(running);
  expect(job).toMatchObject({ status: 'cancelled', isCancelRequested: true });
  const made = await count("accounts where number ~ '^83.{6}$'");
  expect(made).toBe(job.result.created);
  expect(made).toBeLessThan(2000);

  const whole = await start(sheetOf(1000), { mode: 'all_or_nothing' });
  let rows = 0;
  await runJobs({
    ...context,
    now: () => {
      // Once a row batch: the second one is cancelled while the first is not committed.
      rows += 1;
      if (rows === 4) void owner.post(`/api/v1/jobs/${whole}/cancel`);
      return server.now();
    },
  });
  const end = await read(whole);
  expect(await count("accounts where number ~ '^84.{6}$'")).toBe(end.status === 'done' ? 1000 : 0);
});

test('undoing removes what nothing happened on, closes the rest, and says so before', async () => {
  const job = await importSheet(server, owner, sheetOf(500));
  const accounts = (await owner.get('/api/v1/accounts?q=85000000&limit=200')).body.items;
  const [paid] = accounts;
  expect(
    (await owner.post(`/api/v1/accounts/${paid.id}/payments`, { amount: '5', method: 'cash' }, key())).status,
  ).toBe(201);
  const [listed] = (await owner.get('/api/v1/accounts?q=85000400')).body.items;
  const callerId = await owner.post(`/api/v1/accounts/${listed.id}/caller-ids`, { number: '+493055555555' });
  expect(callerId.status, JSON.stringify(callerId.body)).toBe(201);
  const preview = (await owner.get(`/api/v1/jobs/${job.id}/undo`)).body;
  expect(preview).toMatchObject({
    removable: 499,
    toClose: 1,
    toCloseAccounts: [{ number: paid.number, reason: 'posted' }],
  });
  const started = await owner.post(`/api/v1/jobs/${job.id}/undo`, undefined, key());
  expect(started.status).toBe(202);
  expect((await owner.post(`/api/v1/jobs/${job.id}/undo`, undefined, key())).body.code).toBe(
    'job_cannot_be_undone',
  );
  await runAll(server);
  const undone = await read(started.body.jobId);
  expect(undone).toMatchObject({
    kind: 'undo_accounts',
    undoes: job.id,
    status: 'done',
    result: { removed: 498, closed: 2 },
  });
  expect(undone.result.closedAccounts).toEqual([
    { number: paid.number, reason: 'posted' },
    { number: '85000400', reason: 'in_use' },
  ]);
  const left = await database.pool.query(
    "select number, status from accounts where number ~ '^85.{6}$' order by number",
  );
  expect(left.rows).toEqual([
    { number: '85000000', status: 'closed' },
    { number: '85000400', status: 'closed' },
  ]);
  expect((await owner.post(`/api/v1/jobs/${job.id}/credentials`)).body.code).toBe('credentials_are_gone');
  expect((await owner.post(`/api/v1/jobs/${started.body.jobId}/undo`)).body.code).toBe(
    'job_cannot_be_undone',
  );
  expect((await verifyBooks(database.reads, server.now())).violations).toEqual([]);
  // The numbers are free again.
  const again = await importSheet(server, owner, 'number,first name,e-mail\n85000001,A,a@again.example\n');
  expect(again.result.created).toBe(1);
});

test('undoing closes accounts, so it takes what closing takes', async () => {
  const permissions = ['accounts:import', 'jobs:read'];
  const role = await owner.post('/api/v1/roles', { audience: 'staff', name: 'Imports', permissions });
  const input = admin('sub_admin');
  const panelAccess = { ...input.panelAccess, roleId: role.body.id };
  const { account } = (await owner.post('/api/v1/accounts', { ...input, panelAccess }, key())).body;
  const clerk = await server.signIn(account.number, PASSWORD);
  const job = await importSheet(server, clerk, sheetOf(1));
  const url = `/api/v1/jobs/${job.id}/undo`;
  for (const refused of [await clerk.get(url), await clerk.post(url, undefined, key())])
    expect([refused.status, refused.body.detail]).toEqual([403, 'This needs the permission accounts:close.']);
  expect((await owner.get(url)).body).toMatchObject({ removable: 1 });
});

test('undoing leaves alone what was moved to somebody else since', async () => {
  const made = async () => (await owner.post('/api/v1/accounts', reseller(), key())).body.account;
  const [left, right] = [await made(), await made()];
  const client = await server.signIn(left.number, PASSWORD);
  const job = await importSheet(server, client, sheetOf(3));
  const numbers = async () =>
    (await client.get(`/api/v1/accounts?kind=customer`)).body.items.map(({ number }: Json) => number);
  const [gone] = (await client.get('/api/v1/accounts?kind=customer')).body.items;
  const moved = await owner.post(`/api/v1/accounts/${gone.id}/move`, { parentId: right.id }, key());
  expect(moved.status, JSON.stringify(moved.body)).toBe(200);
  expect((await client.get(`/api/v1/jobs/${job.id}/undo`)).body).toMatchObject({ removable: 2, toClose: 0 });
  await client.post(`/api/v1/jobs/${job.id}/undo`, undefined, key());
  await runAll(server);
  expect(await numbers()).toEqual([]);
  expect((await owner.get(`/api/v1/accounts/${gone.id}`)).body.status).toBe('active');
});

test('after a day nothing is left to download or to undo', async () => {
  const job = await importSheet(server, owner, sheetOf(3));
  const sent = await upload(owner, sheetOf(1));
  server.advance(24 * 3600 * 1000);
  const client = await server.signIn(server.operator.number, 'correct horse battery staple');
  await tidyJobs({ pool: database.pool, now: server.now });
  expect(await count('job_accounts where sealed_credentials is not null')).toBe(0);
  expect(await count('sheet_uploads')).toBe(0);
  expect((await client.get(`/api/v1/jobs/${job.id}/undo`)).body.code).toBe('job_cannot_be_undone');
  const url = `/api/v1/account-imports/${sent.body.uploadId}/run`;
  expect((await client.post(url, { mapping: mappingOf(sent) })).status).toBe(404);
});
