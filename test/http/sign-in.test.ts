/** Signing in: one uniform failure, slowed down; sessions end; the one-time password must be changed. */
import { expect, test } from 'vitest';
import { ensureOperator } from '../../src/operations/accounts/bootstrap-operator.ts';
import { keepFailures, restoreFailures } from '../../src/operations/accounts/keep-failures.ts';
import { createSignInLimiter } from '../../src/operations/accounts/sign-in-limiter.ts';
import { createServer, customer, key, PASSWORD, PUBLIC_URL } from './support.ts';

const server = await createServer();
const { owner, anonymous } = server;

test('the first operator is made once, and nothing works before its password is changed', async () => {
  expect(await ensureOperator({ pool: server.database.pool, now: server.now })).toBeNull();
  const { id } = (await owner.get('/api/v1/me')).body.actor;
  const made = (await owner.post('/api/v1/accounts', customer())).body.account;
  await owner.patch(`/api/v1/accounts/${made.id}`, { panelAccess: { password: 'set by the staff' } });
  const session = await server.signIn(made.number, 'set by the staff');
  expect((await session.get('/api/v1/me')).body.actor.mustChangePassword).toBe(true);
  expect((await session.get(`/api/v1/accounts/${made.id}`)).body.code).toBe('password_change_required');
  const change = (newPassword: string, currentPassword = 'set by the staff') =>
    session.post('/api/v1/me/password', { currentPassword, newPassword });
  expect((await change('short')).body.errors[0]).toMatchObject({
    field: 'newPassword',
    code: 'weak_password',
  });
  expect((await change('set by the staff')).body.errors[0].code).toBe('same');
  expect((await change('another long one', 'wrong')).body.errors[0]).toMatchObject({
    field: 'currentPassword',
    code: 'wrong',
  });
  expect((await change('another long one')).status).toBe(200);
  expect((await session.get(`/api/v1/accounts/${made.id}`)).status).toBe(200);
  expect(id).toBeTruthy();
});

test('people sign in by number or e-mail address in any case; every failure looks the same', async () => {
  const sent = customer();
  const { number } = (await owner.post('/api/v1/accounts', sent)).body.account;
  expect(
    (await (await server.signIn(sent.panelAccess.email.toUpperCase(), PASSWORD)).get('/api/v1/me')).body.actor
      .number,
  ).toBe(number);
  const failures = await Promise.all(
    [number, sent.panelAccess.email, 'nobody@example.com', '000000'].map((identifier) =>
      anonymous.post('/api/v1/sign-in', { identifier, password: 'wrong password' }),
    ),
  );
  for (const { status, body } of failures) {
    expect(status).toBe(401);
    expect(body).toMatchObject({ code: 'sign_in_failed', detail: failures[0]!.body.detail });
  }
});

test('guessing is slowed down for the one who guesses, not for the owner', async () => {
  const { number } = (await owner.post('/api/v1/accounts', customer())).body.account;
  const from = (remoteAddress: string, password: string) =>
    anonymous.send({
      method: 'POST',
      url: '/api/v1/sign-in',
      payload: { identifier: number, password },
      remoteAddress,
    });
  for (let n = 0; n < 10; n++) expect((await from('192.0.2.66', 'wrong')).status).toBe(401);
  const slowed = await from('192.0.2.66', PASSWORD);
  expect(slowed.body.code).toBe('too_many_attempts');
  expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0);
  expect((await from('192.0.2.7', PASSWORD)).status).toBe(200);
});

test('a browser that signed in before is let in while somebody else guesses beside it', async () => {
  const { number } = (await owner.post('/api/v1/accounts', customer())).body.account;
  const from = (password: string, cookie = '') =>
    anonymous.send({
      method: 'POST',
      url: '/api/v1/sign-in',
      payload: { identifier: number, password },
      headers: { cookie, origin: PUBLIC_URL },
      remoteAddress: '192.0.2.69',
    });
  const cookies = (await from(PASSWORD)).headers['set-cookie'] as string[];
  expect(cookies[1]).toMatch(
    /^tollbook_device=[\w.-]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  const device = cookies[1]!.split(';')[0]!;
  for (let n = 0; n < 10; n++) expect((await from('wrong')).status).toBe(401);
  expect((await from(PASSWORD)).status).toBe(429);
  expect((await from(PASSWORD, device)).status).toBe(200);
  // The session's cookie alone is no sign of that, and neither is one of another account.
  expect((await from(PASSWORD, cookies[0]!.split(';')[0])).status).toBe(429);
});

test('guesses at the same moment do not pass on the same count', async () => {
  const { number } = (await owner.post('/api/v1/accounts', customer())).body.account;
  const session = await server.signIn(number, PASSWORD);
  const remoteAddress = '192.0.2.67';
  const countOf = async (requests: number, send: (n: number) => ReturnType<typeof anonymous.send>) => {
    const answers = await Promise.all(Array.from({ length: requests }, (_, n) => send(n)));
    return answers.filter(({ body }) => body.code !== 'too_many_attempts').length;
  };
  const guess = (n: number) =>
    anonymous.send({
      method: 'POST',
      url: '/api/v1/sign-in',
      payload: { identifier: number, password: `wrong ${n}` },
      remoteAddress,
    });
  expect(await countOf(40, guess)).toBe(10);
  const change = (n: number) =>
    session.post('/api/v1/me/password', { currentPassword: `wrong ${n}`, newPassword: 'another long one' });
  expect(await countOf(40, change)).toBe(10);
  const link = (n: number) =>
    anonymous.send({ method: 'GET', url: `/api/v1/invites/${'x'.repeat(40)}${n}`, remoteAddress });
  expect(await countOf(120, link)).toBe(50);
});

test('attempts with the right password use nothing up', async () => {
  const { number } = (await owner.post('/api/v1/accounts', customer())).body.account;
  const from = (password: string) =>
    anonymous.send({
      method: 'POST',
      url: '/api/v1/sign-in',
      payload: { identifier: number, password },
      remoteAddress: '192.0.2.68',
    });
  for (let n = 0; n < 60; n++) expect((await from(PASSWORD)).status).toBe(200);
  for (let n = 0; n < 9; n++) expect((await from('wrong')).status).toBe(401);
  expect((await from(PASSWORD)).status).toBe(200);
});

test('a session ends by sign-out, by twelve idle hours, and after two weeks', async () => {
  const { number, id } = (await owner.post('/api/v1/accounts', customer())).body.account;
  const me = async (client: typeof owner) => (await client.get('/api/v1/me')).status;
  const endOf = async (client: typeof owner) => {
    const { status, body } = await client.get('/api/v1/me');
    expect(status).toBe(401);
    return body.code;
  };
  const left = await server.signIn(number, PASSWORD);
  expect((await left.post('/api/v1/sign-out')).status).toBe(200);
  expect(await me(left)).toBe(401);
  const used = await server.signIn(number, PASSWORD);
  const idle = await server.signIn(number, PASSWORD);
  for (let n = 0; n < 40; n++) {
    server.advance(8 * 3600 * 1000);
    expect(await me(used)).toBe(200);
  }
  expect(await endOf(idle)).toBe('session_was_idle');
  for (let n = 0; n < 3; n++) {
    server.advance(8 * 3600 * 1000);
    await me(used);
  }
  expect(await endOf(used)).toBe('session_too_old');
  expect(id).toBeTruthy();
});

test('shorter times end sessions that are there already; longer ones count from the next sign-in', async () => {
  // The owner's session of the test before is too old by now.
  const staff = await server.signIn(server.operator.number, PASSWORD);
  const { number } = (await staff.post('/api/v1/accounts', customer())).body.account;
  const codeOf = async (client: typeof owner) => (await client.get('/api/v1/me')).body.code ?? 'lives';
  const session = await server.signIn(number, PASSWORD);
  const times = (idle: number, absolute: number) =>
    staff.patch('/api/v1/settings', {
      settings: { 'sessions.idle_minutes': idle, 'sessions.absolute_hours': absolute },
    });
  server.advance(20 * 60_000);
  expect(await codeOf(staff)).toBe('lives');
  await times(15, 1);
  expect(await codeOf(session)).toBe('session_was_idle');
  for (let n = 0; n < 5; n++) {
    server.advance(8 * 60_000);
    await codeOf(staff);
  }
  expect(await codeOf(staff)).toBe('session_too_old');
  const next = await server.signIn(server.operator.number, PASSWORD);
  await next.patch('/api/v1/settings', {
    settings: {},
    reset: ['sessions.idle_minutes', 'sessions.absolute_hours'],
  });
  server.advance(59 * 60_000);
  expect(await codeOf(next)).toBe('lives');
  server.advance(60_000);
  expect(await codeOf(next)).toBe('session_too_old');
});

test('the shortest password is the same on every way to a password', async () => {
  const staff = await server.signIn(server.operator.number, PASSWORD);
  await staff.patch('/api/v1/settings', { settings: { 'passwords.length_min': 30 } });
  const errorOf = ({ body }: Awaited<ReturnType<typeof staff.get>>) => body.errors?.[0];
  const tooShort = (field: string) => ({
    field,
    code: 'weak_password',
    message: 'Use at least 30 characters.',
  });
  expect(errorOf(await staff.post('/api/v1/accounts', customer()))).toMatchObject(
    tooShort('panelAccess.password'),
  );
  const long = customer({ panelAccess: { password: `${PASSWORD} and a word` } });
  const { id } = (await staff.post('/api/v1/accounts', long)).body.account;
  const change = { panelAccess: { password: PASSWORD } };
  expect(errorOf(await staff.patch(`/api/v1/accounts/${id}`, change))).toMatchObject(
    tooShort('panelAccess.password'),
  );
  const own = { currentPassword: PASSWORD, newPassword: 'seven green lanterns' };
  expect(errorOf(await staff.post('/api/v1/me/password', own))).toMatchObject(tooShort('newPassword'));
  expect((await staff.get('/api/v1/me')).body.actor.passwordLengthMin).toBe(30);
  const defaults = await staff.get('/api/v1/accounts/defaults?kind=customer');
  expect(defaults.body.rules.passwordLengthMin).toBe(30);
  const { mailId } = (await staff.post(`/api/v1/accounts/${id}/invite`, {}, key())).body;
  const mail = (await staff.get(`/api/v1/accounts/${id}/mails/${mailId}`)).body;
  const token = /#([\w-]{43})/.exec(mail.text)![1]!;
  expect((await anonymous.get(`/api/v1/invites/${token}`)).body.passwordLengthMin).toBe(30);
  const accepted = await anonymous.post(`/api/v1/invites/${token}`, { password: PASSWORD });
  expect(errorOf(accepted)).toMatchObject(tooShort('password'));
  const sheet = `first name;password\nAda;${PASSWORD}\n`;
  const uploaded = await staff.send({
    method: 'POST',
    url: '/api/v1/account-imports',
    headers: { ...key(), 'content-type': 'text/csv' },
    payload: sheet,
  });
  const checked = await staff.post(`/api/v1/account-imports/${uploaded.body.uploadId}/check`, {
    mapping: uploaded.body.columns.map(({ field }: { field: string | null }) => field),
  });
  expect(JSON.stringify(checked.body)).toContain('Use at least 30 characters.');
});

test('sessions and keys are kept as hashes only', async () => {
  const { rows } = await server.database.reads.query('select token_hash from sign_in_sessions');
  expect(rows.every(({ token_hash: hash }) => hash.length === 32)).toBe(true);
  const { rows: signIns } = await server.database.reads.query('select password_hash from account_sign_ins');
  expect(signIns.every(({ password_hash: hash }) => String(hash).startsWith('$argon2id$'))).toBe(true);
  expect(key()['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
});

test('whoever guesses waits as long after a restart; who signs in at once is written nowhere', async () => {
  const context = { pool: server.database.pool, now: server.now, masterKey: Buffer.alloc(32, 7) };
  const rows = async () =>
    (await server.database.pool.query('select counter, key_hash, failures from sign_in_failures order by 1'))
      .rows;
  const restarted = async () => {
    const limiter = createSignInLimiter(context);
    await restoreFailures(context, limiter);
    return limiter;
  };
  const guess = { identifier: 'guessed@example.com', address: '192.0.2.77', device: null };
  const first = await restarted();
  first.take({ ...guess, identifier: 'right@example.com', address: '192.0.2.78' }).succeeded();
  await keepFailures(context, first);
  expect(await rows()).toEqual([]);
  for (let n = 0; n < 10; n++) first.take(guess);
  await keepFailures(context, first);
  expect((await rows()).map(({ counter, failures }) => [counter, failures])).toEqual([
    ['line', 10],
    ['name', 10],
    ['pair', 10],
  ]);
  expect(JSON.stringify(await rows())).not.toMatch(/guessed|192\.0\.2/);
  const second = await restarted();
  expect(() => second.take(guess)).toThrow('Too many attempts');
  server.advance(30_000);
  const attempt = second.take(guess);
  expect(() => second.take(guess)).toThrow('Too many attempts');
  // The right password begins the pair anew, after the next restart too.
  attempt.succeeded();
  await keepFailures(context, second);
  const third = await restarted();
  for (let n = 0; n < 10; n++) third.take(guess);
  server.advance(3_600_001);
  await keepFailures(context, third);
  third.take({ ...guess, identifier: 'other@example.com' });
  await keepFailures(context, third);
  expect((await rows()).map(({ failures }) => failures)).toEqual([1, 1, 1]);
});
