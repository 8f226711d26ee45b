/** Who signed in, who tried to, and who took lists away stands in the timeline. */
import { expect, test } from 'vitest';
import { keepFailures } from '../../src/operations/accounts/keep-failures.ts';
import { createSignInLimiter } from '../../src/operations/accounts/sign-in-limiter.ts';
import { signIn } from '../../src/operations/accounts/sign-in.ts';
import { createServer, customer, key, PASSWORD, PUBLIC_URL, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;
const made = async (): Promise<Json> =>
  (await owner.post('/api/v1/accounts', customer(), key())).body.account;
const access = async (id: string, action: string): Promise<Json[]> =>
  (await owner.get(`/api/v1/audit?accountId=${id}&action=${action}&limit=200`)).body.items;

test('a session stands with how and from where it began, and when its holder ended it', async () => {
  const account = await made();
  const first = await server.signIn(account.number, PASSWORD);
  await server.signIn(account.number, PASSWORD);
  expect(await access(account.id, 'session.began')).toMatchObject(
    Array(2).fill({
      by: account.number,
      address: '127.0.0.1',
      changes: [{ field: 'session.method', before: null, after: 'password' }],
    }),
  );
  await first.send({ method: 'DELETE', url: '/api/v1/me/sessions' });
  expect(await access(account.id, 'sessions.ended')).toMatchObject([{ by: account.number }]);
  expect((await first.post('/api/v1/sign-out')).status).toBe(200);
  await first.post('/api/v1/sign-out');
  expect(await access(account.id, 'session.ended')).toMatchObject([{ by: account.number }]);
  const own = (await owner.get(`/api/v1/accounts/${account.id}/timeline?about=access`)).body.items;
  expect(own.map(({ action }: Json) => action)).toContain('session.ended');
});

test('failed sign-ins are told once, with their number when the hour is over, and fill no disk', async () => {
  const context = {
    pool: server.database.pool,
    now: server.now,
    masterKey: Buffer.alloc(32, 7),
    sipDomain: 'sip.example.com',
    publicUrl: PUBLIC_URL,
  };
  const limiter = createSignInLimiter(context);
  const account = await made();
  const guess = async (address: string, identifier = account.number) => {
    const input = { identifier, password: 'guessed', address, device: null, userAgent: '', withinPath: null };
    await expect(signIn(context, limiter, input)).rejects.toThrow('Sign-in failed');
  };
  const told = async () => {
    await keepFailures(context, limiter);
    const events = await access(account.id, 'sign_in.failed');
    return events.map(({ address, by, changes }) => [address, by, changes.at(-1).after]).toReversed();
  };
  await guess('198.51.100.7');
  await guess('198.51.100.7', 'nobody@example.com');
  expect(await told()).toEqual([['198.51.100.7', null, 1]]);
  for (let n = 0; n < 4; n++) await guess('198.51.100.7');
  expect(await told()).toHaveLength(1);
  for (let n = 0; n < 40; n++) await guess(`203.0.113.${n}`);
  const [, ...later] = await told();
  expect(later).toHaveLength(20);
  expect(later.at(-1)).toEqual(['', null, 21]);
  server.advance(3_600_000);
  expect((await told()).at(-1)).toEqual(['198.51.100.7', null, 5]);
  expect(await told()).toHaveLength(22);
  const { rows } = await server.database.reads.query(
    `select count(*) as count from audit_events where action = 'sign_in.failed'`,
  );
  expect(rows[0]?.count).toBe(22n);
});

test('a list that is taken as a file stands with what it was and how many rows it had', async () => {
  const { id } = (await owner.get('/api/v1/me')).body.actor;
  const rows = (await owner.get('/api/v1/accounts/export?format=csv')).body.trim().split('\n').length - 1;
  await owner.get('/api/v1/audit/export?format=xlsx');
  await owner.get('/api/v1/dids/export?format=csv');
  const [dids, timeline, accounts] = await access(id, 'export.taken');
  const of = ({ changes }: Json) => Object.fromEntries(changes.map((each: Json) => [each.field, each.after]));
  expect(of(accounts)).toEqual({ 'export.view': 'accounts', 'export.format': 'csv', 'export.rows': rows });
  expect(of(timeline)).toMatchObject({ 'export.view': 'timeline', 'export.format': 'xlsx' });
  expect(of(dids)).toMatchObject({ 'export.view': 'dids', 'export.rows': 0 });
  expect(rows).toBeGreaterThan(2);
});
