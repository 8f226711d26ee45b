/** A very large import is undone by a job: calls go on, and whatever happens to the job, no half of a list is ever in force. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { runJobs } from '../../src/operations/jobs/run-jobs.ts';
import { jobContextOf } from '../http/many-context.ts';
import { key, type Json } from '../http/support.ts';
import { createWorld, type Line } from './world.ts';

const world = await createWorld();
const { owner, database } = world;
await world.trunk({ 4: { costPerMinute: '0.001' } });
const DAY_MS = 86_400_000;
let id = '';
let line: Line;
let version: Json;
let before: readonly Json[] = [];

async function imported(sheet: string, validFromMs: number): Promise<void> {
  const { status, body } = await owner.send({
    method: 'POST',
    url: `/api/v1/rate-groups/${id}/rates/import?validFrom=${new Date(validFromMs).toISOString()}`,
    headers: { 'content-type': 'text/csv' },
    payload: `Code,Cost/Min\n${sheet}`,
  });
  expect(status, JSON.stringify(body)).toBe(200);
}

async function rates(): Promise<Json[]> {
  const { items } = (await owner.get(`/api/v1/rate-groups/${id}/rates?limit=200`)).body;
  return items.map(({ prefix, costPerMinute, validFrom, validTo }: Json) => [
    prefix,
    Number(costPerMinute),
    validFrom,
    validTo,
  ]);
}

const versionNow = async (): Promise<Json> =>
  (await owner.get(`/api/v1/rate-groups/${id}/imports`)).body.items[0];
const undo = () =>
  owner.post(`/api/v1/rate-groups/${id}/imports/${version.id}/undo?inBackground=true`, {}, key());
const job = async (jobId: string): Promise<Json> => (await owner.get(`/api/v1/jobs/${jobId}`)).body;

/** What a call of a minute costs now. */
async function chargeOf(): Promise<string> {
  const granted = await world.ask(line);
  expect(granted.ok, JSON.stringify(granted)).toBe(true);
  await world.send(world.end(granted, 60_000));
  const calls = await world.calls(line.accountId);
  return calls.find(({ sessionId }) => sessionId === granted.sessionId)?.charge;
}

/** The rate that undoing changes last is held by somebody: the job waits for it with half of its work done. */
async function holdingTheLastRate<Result>(work: (isWaiting: () => Promise<boolean>) => Promise<Result>) {
  const holder = await database.pool.connect();
  try {
    await holder.query('begin');
    await holder.query(
      `insert into rates (rate_group_id, prefix, cost_per_minute_nanos, initial_increment_seconds, increment_seconds, valid_from)
       select id, '44', 1, 1, 1, $2 from rate_groups where public_id = $1`,
      [id, world.now()],
    );
    return await work(async () => {
      const { rows } = await database.pool.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into rates%'`,
      );
      return rows.length > 0;
    });
  } finally {
    await holder.query('rollback');
    holder.release();
  }
}

beforeEach(async () => {
  id = await world.rateGroup({});
  const settings = { cps: 'unlimited', concurrentCalls: 'unlimited' };
  line = await world.account(world.customerOf({ settings, billing: { rateGroupId: id } }), {
    balance: '900',
  });
  const now = world.now().getTime();
  await imported('49,0.1\n44,0.2\n', now - 9 * DAY_MS);
  await imported('49,0.3\n44,0.4\n43,0.5\n', now - DAY_MS);
  version = await versionNow();
  before = await rates();
});

test('a job undoes an import; who started it twice has it undone once, and it cannot be undone itself', async () => {
  const running = await world.ask(line);
  const started = await undo();
  expect(started.status, JSON.stringify(started.body)).toBe(202);
  const again = await undo();
  expect(await rates()).toEqual(before);
  await runJobs(jobContextOf(world));
  for (const { jobId } of [started.body, again.body])
    expect(await job(jobId)).toMatchObject({
      kind: 'undo_rates',
      status: 'done',
      total: 3,
      result: { version: 2, keptPrefixes: 0 },
    });
  expect((await job(started.body.jobId)).done).toBe(3);
  expect(await versionNow()).toMatchObject({ status: 'undone', canUndo: false });
  expect((await rates()).filter(([, , , validTo]) => validTo === null)).toEqual([
    ['44', 0.2, world.now().toISOString(), null],
    ['49', 0.1, world.now().toISOString(), null],
  ]);
  expect(await chargeOf()).toBe('0.100000');
  // A call that runs keeps its price.
  await world.send(world.end(running, 60_000));
  expect((await world.calls(line.accountId)).map(({ charge }) => charge)).toContain('0.300000');
  const { body } = await owner.post(`/api/v1/jobs/${started.body.jobId}/undo`, {}, key());
  expect(body).toMatchObject({ code: 'job_cannot_be_undone', detail: 'An undoing cannot be undone.' });
  // What cannot be undone is told at once.
  await imported('49,0.6\n', world.now().getTime());
  const [, , first] = (await owner.get(`/api/v1/rate-groups/${id}/imports`)).body.items;
  version = first;
  expect((await undo()).body.code).toBe('newer_version');
  await world.verify();
});

test('cancelled in the middle it leaves the list as it was, and calls meanwhile have the prices of the import', async () => {
  const { jobId } = (await undo()).body;
  let running: Promise<void> = Promise.resolve();
  await holdingTheLastRate(async (isWaiting) => {
    running = runJobs(jobContextOf(world));
    await world.until(isWaiting);
    expect(await rates()).toEqual(before);
    expect(await chargeOf()).toBe('0.300000');
    expect((await job(jobId)).done).toBeGreaterThan(0);
    expect((await owner.post(`/api/v1/jobs/${jobId}/cancel`, {})).body.isCancelRequested).toBe(true);
  });
  await running;
  expect(await job(jobId)).toMatchObject({ status: 'cancelled', result: null });
  expect(await rates()).toEqual(before);
  expect(await versionNow()).toMatchObject({ status: 'applied', canUndo: true });
  expect(await chargeOf()).toBe('0.300000');
});

test('killed in the middle it changed nothing, and the next runner does all of it', async () => {
  const { jobId } = (await undo()).body;
  await holdingTheLastRate(async (isWaiting) => {
    const runner = spawn(
      process.execPath,
      ['--import', 'tsx', 'test/http/job-runner.ts', database.url, world.now().toISOString()],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    const exited = once(runner, 'exit');
    await world.until(isWaiting);
    runner.kill('SIGKILL');
    await exited;
    expect((await job(jobId)).status).toBe('running');
    expect(await rates()).toEqual(before);
    expect(await chargeOf()).toBe('0.300000');
  });
  await world.until(async () => {
    await runJobs(jobContextOf(world));
    return (await job(jobId)).status === 'done';
  });
  expect(await versionNow()).toMatchObject({ status: 'undone', keptPrefixes: 0 });
  expect(await chargeOf()).toBe('0.100000');
  await world.verify();
});
