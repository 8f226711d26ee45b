/** The settings of the mail server: checked, sealed, and tried. */
import { createServer as createSocketServer, type AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { sendBySmtp } from '../../src/operations/mail/smtp.ts';
import { freeTcpPort } from '../../src/switches/free-port.ts';
import { createServer } from '../http/support.ts';
import { mailServer, startMailServer } from './support.ts';

const server = await createServer();
const { owner } = server;
const put = (body: object) => owner.put('/api/v1/settings/mail', body);
const tryIt = () => owner.post('/api/v1/settings/mail/test', { to: 'me@example.com' });

test('nothing is set up at first; what is set is read back, but for the password', async () => {
  expect((await owner.get('/api/v1/settings/mail')).body).toMatchObject({
    isSetUp: false,
    hasPassword: false,
  });
  const sent = { host: 'Mail.Example.com', security: 'tls', user: 'mailer', password: 'the secret' };
  const answer = await put({ ...sent, senderAddress: 'billing@example.com', senderName: 'Example' });
  const expected = {
    isSetUp: true,
    host: 'mail.example.com',
    port: 465,
    security: 'tls',
    user: 'mailer',
    hasPassword: true,
    senderAddress: 'billing@example.com',
    senderName: 'Example',
  };
  expect(answer.body).toEqual(expected);
  expect((await owner.get('/api/v1/settings/mail')).body).toEqual(expected);
  expect(JSON.stringify((await owner.get('/api/v1/settings')).body)).not.toContain('mailer');
  const { rows } = await server.database.reads.query<{ value: unknown }>(`select value from settings`);
  expect(JSON.stringify(rows)).toContain('sealedPassword');
  expect(JSON.stringify(rows)).not.toContain('the secret');
});

test('the kept password goes to no other server or user', async () => {
  const base = {
    host: 'mail.example.com',
    security: 'tls',
    user: 'mailer',
    senderAddress: 'billing@example.com',
  };
  expect((await put({ ...base, senderName: 'New' })).body).toMatchObject({
    hasPassword: true,
    senderName: 'New',
  });
  const others = [{ host: 'evil.example.com' }, { port: 2525 }, { security: 'starttls' }, { user: 'other' }];
  for (const change of others) {
    expect((await put({ ...base, ...change })).body.errors, JSON.stringify(change)).toMatchObject([
      { field: 'password', code: 'required' },
    ]);
  }
  expect((await put({ ...base, password: null })).body.hasPassword).toBe(false);
});

test('a password does not travel in the clear, and header fields cannot be made of a name', async () => {
  const base = { host: 'mail.example.com', security: 'none', senderAddress: 'billing@example.com' };
  expect((await put({ ...base, user: 'u', password: 'p' })).body.errors[0]).toMatchObject({
    field: 'security',
    code: 'password_in_the_clear',
  });
  expect((await put({ ...base, password: 'p' })).body.errors[0].field).toBe('user');
  expect((await put(base)).body).toMatchObject({ port: 25, hasPassword: false });
  const wrong = [
    { senderName: 'a\r\nBcc: x@example.com' },
    { senderAddress: 'a@example.com\r\nBcc: x@example.com' },
    { senderAddress: 'a@example.com, b@example.com' },
    { host: 'mail.example.com/path' },
    { host: '-' },
    { port: 0 },
    { port: 65_536 },
    { security: 'ssl' },
    { extra: 1 },
  ];
  for (const change of wrong)
    expect((await put({ ...base, ...change })).status, JSON.stringify(change)).toBe(422);
});

test('the test mail arrives, and the answer is what the server said', async () => {
  const smtp = await startMailServer();
  await put(mailServer(smtp.port));
  const { status, body } = await tryIt();
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.response).toMatch(/^250 /);
  expect(smtp.received).toMatchObject([
    { recipients: ['me@example.com'], mail: { subject: 'Test of the mail server' } },
  ]);
});

test('what goes wrong is named with its cause and what to do', async () => {
  await owner.delete('/api/v1/settings/mail');
  expect((await tryIt()).body.code).toBe('mail_not_set_up');
  const failure = async (settings: object) => {
    expect((await put(settings)).status).toBe(200);
    const { status, body } = await tryIt();
    expect(status).toBe(409);
    expect(body.code).toBe('mail_test_failed');
    return body.detail as string;
  };
  expect(await failure(mailServer(25, { host: 'no-such-host.invalid' }))).toMatch(
    /was not found. Check its name/,
  );
  const closed = await freeTcpPort('127.0.0.1');
  expect(await failure(mailServer(closed))).toBe(
    `localhost refused the connection on port ${closed}. Check the port, and that a mail server runs there.`,
  );
  const smtp = await startMailServer({ authOptional: false, allowInsecureAuth: true });
  expect(await failure(mailServer(smtp.port, { security: 'starttls' }))).toMatch(
    /certificate of localhost is not to be trusted: self-signed certificate/,
  );
  expect(await failure(mailServer(smtp.port, { security: 'tls' }))).toMatch(/does not speak TLS on port/);
  expect(await failure(mailServer(smtp.port, { user: 'mailer', password: 'wrong' }))).toBe(
    'localhost refused the sign-in. Check user and password. It said: 535 Authentication credentials invalid',
  );
  expect(await failure(mailServer(smtp.port))).toMatch(/refused the sign-in.*530/);
  const tls = await startMailServer({ secure: true });
  expect(await failure(mailServer(tls.port, { security: 'tls' }))).toMatch(/is not to be trusted/);
  const bare = await startMailServer({ disabledCommands: ['STARTTLS'] });
  expect(await failure(mailServer(bare.port, { security: 'starttls' }))).toMatch(
    /does not offer STARTTLS on port \d+, and nothing was sent in the clear/,
  );
  const picky = await startMailServer({
    onMailFrom: (_address, _session, done) =>
      done(Object.assign(new Error('Not your address'), { responseCode: 553 })),
  });
  expect(await failure(mailServer(picky.port))).toBe(
    'localhost refused the sender billing@operator.example. Give an address that it may send for. It said: 553 Not your address',
  );
});

test('a server that says nothing, or goes on for ever, is left after the time that is given', async () => {
  const silent = createSocketServer(() => {}).listen(0, '127.0.0.1');
  const endless = createSocketServer((socket) => {
    const more = setInterval(() => socket.write('220-still here\r\n'), 20);
    socket.on('close', () => clearInterval(more));
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  afterAll(() => {
    silent.close();
    endless.close();
  });
  for (const listener of [silent, endless]) {
    await new Promise((done) => (listener.listening ? done(null) : listener.once('listening', done)));
    const { port } = listener.address() as AddressInfo;
    const delivery = await sendBySmtp(
      { ...mailServer(port), host: '127.0.0.1', security: 'none', user: '', password: null },
      {
        messageId: '<a@example.com>',
        toAddresses: ['me@example.com'],
        subject: 's',
        text: 't',
        html: 'h',
        language: 'en',
        date: server.now(),
      },
      300,
    );
    expect(delivery).toMatchObject({
      outcome: 'later',
      error: expect.stringMatching(/did not answer on port \d+ within 0.3 s. Check host, port and firewall/),
    });
  }
});
