/** What FreeSWITCH hears when Tollbook cannot answer in time, and what becomes of what was granted meanwhile. */
import { randomUUID } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { request as httpRequest } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { rememberCredentials } from '../../../src/operations/switches/remember-credentials.ts';
import { createPool } from '../../../src/postgres/pool.ts';
import { createWorld } from '../../charging/world.ts';
import { basic, connectFreeswitch } from './fake-freeswitch.ts';
import { readCaptured, readForm, writeForm } from './fixtures.ts';

const world = await createWorld();
const freeswitch = await connectFreeswitch(world);
const { listener } = world.charging;
listener.log.level = 'silent';
await listener.listen({ host: '127.0.0.1', port: 0 });
const { port } = listener.server.address() as AddressInfo;
const group = await world.rateGroup({ 44: { costPerMinute: '0.60' } });
await world.trunk({ 44: { costPerMinute: '0.10' } });
const line = await world.account(world.customerOf({ billing: { rateGroupId: group } }), { balance: '9' });
const device = `${line.username}@${line.realm}`;

const questionOf = (uuid: string) =>
  writeForm({
    ...readForm(readCaptured('dialplan-01.txt').body),
    'Unique-ID': uuid,
    'Caller-Channel-Created-Time': String(world.now().getTime() * 1000),
    'Caller-Destination-Number': '+442071234567',
    variable_tollbook_device: device,
  });
const ask = (uuid: string) => {
  const question = httpRequest({
    port,
    host: '127.0.0.1',
    path: '/switch/freeswitch/v1/dialplan',
    method: 'POST',
    headers: { authorization: basic(freeswitch.key) },
  });
  const answer = new Promise<string>((resolve, reject) => {
    question.on('error', reject);
    question.on('response', (response) => {
      response.setEncoding('utf8');
      response.toArray().then((parts) => resolve(parts.join('')), reject);
    });
  });
  question.end(questionOf(uuid));
  return { question, answer };
};
const count = async (table: 'live_sessions' | 'cdrs'): Promise<number> => {
  const { rows } = await world.database.reads.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return rows[0]!.n;
};
/** Somebody holds the wallet that the question needs. */
async function whileWalletIsHeld(work: () => Promise<unknown>): Promise<void> {
  const client = await world.database.pool.connect();
  try {
    await client.query('begin');
    await client.query('select from wallets for update');
    await work();
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const waitsForWallet = async () => {
  const { rows } = await world.database.reads.query(
    "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
  );
  return rows.length > 0;
};

afterAll(() => world.verify());

test('an answer that comes too late is one that refuses, and what it granted is given back', async () => {
  await whileWalletIsHeld(async () => {
    const { answer } = ask(randomUUID());
    expect(await answer).toContain('503 Billing Not Available');
    expect(await count('cdrs')).toBe(0);
  });
  await world.until(async () => (await count('cdrs')) === 1);
  expect(await count('live_sessions')).toBe(0);
});

test('FreeSWITCH has gone before the answer: what was granted is given back', async () => {
  const before = await count('cdrs');
  await whileWalletIsHeld(async () => {
    const { question, answer } = ask(randomUUID());
    const gone = answer.then(
      () => 'answered',
      (error: Error) => error.message,
    );
    await world.until(waitsForWallet);
    question.destroy();
    expect(await gone).toMatch(/hang up|aborted/);
  });
  await world.until(async () => (await count('cdrs')) === before + 1);
  expect(await count('live_sessions')).toBe(0);
});

test('without a database phones that registered of late still do, and no others', async () => {
  const link = await startLink(new URL(world.database.url));
  const reads = createPool({
    url: link.url,
    connectionsMax: 2,
    applicationName: 'cut off',
    onError: () => {},
  });
  afterAll(() => reads.end());
  let atMs = world.now().getTime();
  const memory = rememberCredentials({ reads, sipDomain: 'sip.example.com', now: () => new Date(atMs) });
  const { username, realm } = line;
  const known = await memory.find({ username, realm });
  expect(known).toMatchObject({ ha1: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect(await memory.find({ username: 'another', realm })).toBeNull();
  link.cut();
  expect(await memory.find({ username, realm })).toEqual(known);
  await expect(memory.find({ username: 'another', realm })).rejects.toThrow();
  expect(await memory.domainOf([realm, null])).toBe('sip.example.com');
  atMs += 25 * 3_600_000;
  await expect(memory.find({ username, realm })).rejects.toThrow();
});

/** A way to the database that can be cut. */
async function startLink(target: URL) {
  const sockets = new Set<Socket>();
  let isCut = false;
  const folder = target.searchParams.get('host');
  const server = createServer((socket) => {
    if (isCut) return void socket.destroy();
    const far =
      folder === null
        ? connect(Number(target.port), target.hostname)
        : connect(`${folder}/.s.PGSQL.${target.port || '5432'}`);
    for (const each of [socket, far]) {
      sockets.add(each);
      each.on('error', () => {});
      each.on('close', () => [socket, far].forEach((end) => end.destroy()));
    }
    socket.pipe(far).pipe(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  afterAll(() => server.close());
  const url = new URL(target);
  url.searchParams.delete('host');
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}
