/** Calls and registrations that belonged to nobody, as staff find them. */
import { expect, test } from 'vitest';
import { createServer, customer, key, PASSWORD, type Json } from './support.ts';

const server = await createServer();
const { database, now, advance } = server;
let { owner } = server;
const { pool } = database;

const hex = (text: string) => Buffer.from(text).toString('hex');
const second = () => now().getTime() / 1000;
const refuse = (source: string, reason: string, username: string, realm: string) =>
  pool.query('select switch.note_refusal(1, $1, $2, $3, $4, $5, $6)', [
    second(),
    source,
    hex(username),
    hex(realm),
    hex('Desk 7'),
    reason,
  ]);
const listed = async (query = '') => (await owner.get(`/api/v1/unknown-calls${query}`)).body.items as Json[];

test('each source and kind is one line with its figures, a sample, whose device it is, and what to do', async () => {
  const { account, sipDevice: device } = (await owner.post('/api/v1/accounts', customer(), key())).body;
  const first = new Date(Math.floor(now().getTime() / 60_000) * 60_000).toISOString();
  for (let n = 0; n < 5; n++) await refuse('198.51.100.9', 'unknown_username', `scan${n}`, 'sip.example.com');
  await pool.query("select switch.count_refusals(1, '198.51.100.9', $1, 7, 'unknown_username')", [
    Math.floor(second() / 60),
  ]);
  await expect(
    pool.query("select switch.count_refusals(1, '198.51.100.9', $1, -5, 'unknown_username')", [
      Math.floor(second() / 60),
    ]),
  ).rejects.toMatchObject({ constraint: 'attempts_are_positive' });
  await refuse('198.51.100.9', 'wrong_password', device.username, device.domain);
  advance(60_000);
  const last = new Date(Math.floor(now().getTime() / 60_000) * 60_000).toISOString();
  await refuse('198.51.100.9', 'unknown_username', '100%', 'sip.example.com');
  // A name that is known is told with what it is.
  await refuse('2001:db8::7', 'unknown_username', device.username, 'other.example.com');
  await pool.query("select switch.note_foreign_address(1, $1, '203.0.113.5', $2, $3)", [
    second(),
    hex('4930'),
    hex('PBX\r\n'),
  ]);
  const all = await listed();
  expect(all.map(({ source, kind, attempts }) => [source, kind, attempts])).toEqual([
    ['203.0.113.5', 'foreign_address', 1],
    ['2001:db8::7', 'wrong_realm', 1],
    ['198.51.100.9', 'unknown_username', 13],
    ['198.51.100.9', 'wrong_password', 1],
  ]);
  expect(all[0]).toMatchObject({
    device: null,
    remedy: expect.stringContaining('add the address to its account'),
    sample: { username: null, realm: null, dialled: '4930', userAgent: 'PBX??' },
  });
  expect(all[2]).toMatchObject({ firstAt: first, lastAt: last, device: null, sample: { username: '100%' } });
  const whose = { id: account.id, number: account.number, displayName: account.displayName };
  expect(all[3]).toMatchObject({ firstAt: first, lastAt: first, device: { id: device.id, account: whose } });

  const found = async (query: string) => (await listed(query)).map(({ kind }) => kind);
  expect(await found('?source=2001:db8::/32')).toEqual(['wrong_realm']);
  expect(await found('?kind=wrong_password')).toEqual(['wrong_password']);
  expect(await found('?username=0%25')).toEqual(['unknown_username']);
  expect(await found(`?username=${device.username.slice(2, 8)}`)).toEqual(['wrong_realm', 'wrong_password']);
  expect(await found(`?to=${last}`)).toEqual(['wrong_password', 'unknown_username']);
  expect(await found(`?from=${last}`)).not.toContain('wrong_password');
  expect((await owner.get('/api/v1/unknown-calls?source=nowhere')).body.errors[0].field).toBe('source');
  // Page by page as in one go.
  const pages: Json[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await owner.get(`/api/v1/unknown-calls?limit=1${cursor && `&cursor=${cursor}`}`);
    pages.push(...body.items);
    if (body.nextCursor === null) break;
    cursor = body.nextCursor;
  }
  expect(pages).toEqual(all);
  // Older than a day it is not there unless it is asked for.
  advance(86_400_000 + 60_000);
  owner = await server.signIn(server.operator.number, PASSWORD);
  expect(await listed()).toEqual([]);
  expect(await listed(`?from=${first}`)).toHaveLength(4);
});
