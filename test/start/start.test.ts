/** Starting, stopping and starting again, with real processes and a real PostgreSQL. */
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectOnce } from '../../src/postgres/pool.ts';
import { isAlive } from '../../src/supervisor/process-identity.ts';
import { stopPostmaster } from '../../src/supervisor/postmaster.ts';
import { makeTemporaryFolder } from '../support/temporary-cluster.ts';
import {
  databaseUrlOf,
  killLeftovers,
  postmasterPid,
  runTollbook,
  startTollbook,
} from '../support/tollbook-process.ts';

let data = '';
beforeEach(() => {
  data = makeTemporaryFolder('start', { inMemory: true });
});
afterEach(async () => {
  killLeftovers();
  const cluster = join(data, 'postgres');
  if (existsSync(join(cluster, 'postmaster.pid'))) await stopPostmaster(postmasterPid(data), cluster);
  rmSync(data, { recursive: true, force: true });
});

test('the first start makes everything, Ctrl-C ends everything, the next start finds it all', async () => {
  const first = await startTollbook(data);
  expect((await fetch(`${first.url}/api/v1/health`)).status).toBe(200);
  expect(first.output()).toMatch(/First sign-in[^]*account {3}\d{6,20}\n {2}password {2}\S{16,}\n/);
  const postgres = postmasterPid(data);
  await remember('kept');
  expect(await first.end('SIGINT')).toBe(0);
  expect(first.output()).toMatch(/Stopping\.[^]*Stopped\./);
  expect(first.output()).not.toContain('WARN');
  expect(isAlive(postgres)).toBe(false);
  expect(existsSync(join(data, 'tollbook.pid'))).toBe(false);

  const second = await startTollbook(data);
  expect(await remembered()).toEqual(['kept']);
  expect(second.output()).not.toContain('First sign-in');
  expect(await second.end('SIGTERM')).toBe(0);
});

test('secrets are only for their owner, and every way into PostgreSQL asks for the password', async () => {
  const server = await startTollbook(data);
  for (const name of ['master.key', 'postgres.password']) {
    expect(statSync(join(data, 'secrets', name)).mode & 0o777).toBe(0o600);
  }
  expect(statSync(join(data, 'run')).mode & 0o777).toBe(0o700);
  const wrong = new URL(databaseUrlOf(data));
  wrong.password = 'guess';
  await expect(connectOnce(wrong.href, 'guess')).rejects.toMatchObject({ code: '28P01' });
  wrong.searchParams.set('host', join(data, 'run'));
  await expect(connectOnce(wrong.href, 'guess')).rejects.toMatchObject({ code: '28P01' });
  await server.end('SIGTERM');
});

test('after kill -9 the next start attaches to the PostgreSQL that was left running', async () => {
  const first = await startTollbook(data);
  await remember('before the kill');
  const postgres = postmasterPid(data);
  expect(await first.end('SIGKILL')).toBe('SIGKILL');
  expect(isAlive(postgres)).toBe(true);

  const second = await startTollbook(data);
  expect(second.output()).toContain('Attached to the PostgreSQL that was left running');
  expect(postmasterPid(data)).toBe(postgres);
  expect(await remembered()).toEqual(['before the kill']);
  expect(await second.end('SIGTERM')).toBe(0);
  expect(isAlive(postgres)).toBe(false);
});

test('after kill -9 of both, the next start recovers, whoever has their process ids now', async () => {
  const first = await startTollbook(data);
  await remember('committed');
  const postgres = postmasterPid(data);
  process.kill(postgres, 'SIGKILL');
  await first.end('SIGKILL');
  // A reboot gives old process ids to strangers: this test stands in for both.
  const file = join(data, 'postgres', 'postmaster.pid');
  if (existsSync(file)) writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
  const claim = JSON.parse(readFileSync(join(data, 'tollbook.pid'), 'utf8'));
  writeFileSync(join(data, 'tollbook.pid'), JSON.stringify({ ...claim, pid: process.pid }));

  const second = await startTollbook(data);
  expect(await remembered()).toEqual(['committed']);
  expect(await second.end('SIGTERM')).toBe(0);
});

test('a PostgreSQL that dies is started again, and the server goes on', async () => {
  const server = await startTollbook(data);
  await remember('before');
  const before = postmasterPid(data);
  process.kill(before, 'SIGKILL');
  await expect
    .poll(() => remembered().catch(() => []), { timeout: 60_000, interval: 50 })
    .toEqual(['before']);
  expect(postmasterPid(data)).not.toBe(before);
  expect((await fetch(`${server.url}/api/v1/health`)).status).toBe(200);
  expect(await server.end('SIGTERM')).toBe(0);
});

test('a second start on the same data says which process serves it, and where', async () => {
  const first = await startTollbook(data);
  const second = await runTollbook(['start', '--data', data, '--port', '0', '--switch-port', '0']);
  expect(second.code).toBe(1);
  expect(second.output).toContain(`Tollbook already runs on ${data}: process ${first.pid}, ${first.url}.`);
  expect((await fetch(`${first.url}/api/v1/health`)).status).toBe(200);
  await first.end('SIGTERM');
});

test('a taken port is named with its fix, and nothing is left running', async () => {
  const stranger = createServer();
  await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
  const { port } = stranger.address() as AddressInfo;
  for (const flag of ['port', 'switch-port']) {
    const args = { port: '0', 'switch-port': '0', data, [flag]: String(port) };
    const ended = await runTollbook([
      'start',
      ...Object.entries(args).flatMap(([name, value]) => [`--${name}`, value]),
    ]);
    expect(ended.code).toBe(1);
    expect(ended.output).toContain(`Port ${port} is taken by another program.`);
    expect(ended.output).toContain(`--${flag} N`);
    expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false);
    expect(existsSync(join(data, 'tollbook.pid'))).toBe(false);
  }
  stranger.close();
});

test('migrate works beside a running server and alone, and stops only what it started', async () => {
  const server = await startTollbook(data);
  expect(await runTollbook(['migrate', '--data', data])).toMatchObject({ code: 0 });
  expect((await fetch(`${server.url}/api/v1/health`)).status).toBe(200);
  await server.end('SIGTERM');
  expect(await runTollbook(['migrate', '--data', data])).toMatchObject({ code: 0 });
  expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false);
});

async function remember(word: string): Promise<void> {
  const client = await connectOnce(databaseUrlOf(data), 'test');
  await client.query('create table if not exists remembered (word text)');
  await client.query('insert into remembered values ($1)', [word]);
  await client.end();
}

async function remembered(): Promise<string[]> {
  const client = await connectOnce(databaseUrlOf(data), 'test');
  const { rows } = await client.query<{ word: string }>('select word from remembered');
  await client.end();
  return rows.map(({ word }) => word);
}
