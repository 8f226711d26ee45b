/** Mails leave by a real SMTP server: whole, at least once, never in the clear when they must not. */
import { expect, test } from 'vitest';
import { freeTcpPort } from '../../src/switches/free-port.ts';
import { createServer, customer, reseller } from '../http/support.ts';
import { deliver, mailServer, mailsOf, startMailServer } from './support.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3600 * 1000;

const server = await createServer();
// A key, because days pass here, and a session would end.
const { key } = (await server.owner.post('/api/v1/api-keys', { name: 'test' })).body;
const owner = server.clientOf({ authorization: `Bearer ${key}` });
const smtp = await startMailServer();

async function useServer(port: number, over: object = {}) {
  const answer = await owner.put('/api/v1/settings/mail', mailServer(port, over));
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

async function newAccount(over: Parameters<typeof customer>[0] = {}) {
  const { status, body } = await owner.post('/api/v1/accounts', customer(over));
  expect(status, JSON.stringify(body)).toBe(201);
  return body.account;
}

const onlyMail = async (accountId: string) => (await mailsOf(owner, accountId))[0];

test('without a mail server mails are kept; one that is set up within a day sends them, and no older ones', async () => {
  const old = await newAccount();
  await deliver(server);
  expect(await onlyMail(old.id)).toMatchObject({ kind: 'welcome', status: 'kept', attempts: 0 });
  server.advance(DAY_MS / 2);
  const recent = await newAccount();
  server.advance(DAY_MS / 2);
  await useServer(smtp.port);
  await deliver(server);
  expect(await onlyMail(recent.id)).toMatchObject({ status: 'sent', attempts: 1, nextAttemptAt: null });
  expect(await onlyMail(old.id)).toMatchObject({ status: 'kept', attempts: 0 });
  expect(smtp.received.map(({ recipients }) => recipients)).toEqual([[recent.panelAccess.email]]);
});

test('what arrives is what was written: any script, right to left, long lines, hostile names', async () => {
  const names = [
    { firstName: 'Ünïcödé', lastName: '李小龍 🙂' },
    { firstName: 'محمد', lastName: 'עברית' },
    { firstName: '<script>alert(1)</script>', lastName: '"><img src=x onerror=alert(1)>' },
    { firstName: '{{portal}}', lastName: '{{link}} $& $1' },
    { firstName: 'long'.repeat(25), lastName: '.'.repeat(100) },
    // The API refuses what turns the direction; a joiner inside a word is part of it.
    { firstName: 'می\u200Cخواهم', lastName: 'O’Brien' },
  ];
  for (const profile of names) {
    const { number, panelAccess } = await newAccount({ profile });
    await deliver(server);
    const { mail, raw } = smtp.received.at(-1)!;
    const shown = `${profile.firstName} ${profile.lastName}`;
    expect(mail.text).toContain(`Hello ${shown},`);
    expect(mail.text).toContain('http://localhost:8080');
    expect(mail.subject).toBe(`Your account ${number} is ready`);
    expect(mail.from?.value).toEqual([{ address: 'billing@operator.example', name: 'Example Telecom' }]);
    expect(mail.to).toMatchObject({ value: [{ address: panelAccess.email, name: '' }] });
    const html = String(mail.html);
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('<a href="http://localhost:8080">http://localhost:8080</a>');
    const plain = html
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    expect(plain).toContain(`Hello ${shown},`);
    // RFC 5322 §2.1.1
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  }
});

test('no name gets a header of its own into a mail', async () => {
  // The API refuses line breaks, so this is what a row from elsewhere could hold.
  const hostile = 'Evil\r\nBcc: victim@example.com\r\n\r\nbody';
  const above = (await owner.post('/api/v1/accounts', reseller())).body.account;
  await server.database.pool.query(
    'update account_profiles set company = $1 from accounts a where a.id = account_id and a.public_id = $2',
    [hostile, above.id],
  );
  await deliver(server);
  await newAccount({ panelAccess: { parentId: above.id } });
  await deliver(server);
  const { mail, recipients } = smtp.received.at(-1)!;
  expect(recipients).toHaveLength(1);
  expect(mail.headers.has('bcc')).toBe(false);
  expect(mail.text).toContain('Evil Bcc: victim@example.com body has made an account for you.');
});

test('a mail that is put off is tried again, first after a minute, then after two', async () => {
  smtp.wishes.onRecipient = () => ({ code: 451, words: 'Greylisted, come back later' });
  const account = await newAccount();
  await deliver(server);
  const before = smtp.received.length;
  expect(await onlyMail(account.id)).toMatchObject({
    status: 'queued',
    attempts: 1,
    nextAttemptAt: new Date(server.now().getTime() + MINUTE_MS).toISOString(),
    error: 'localhost said: 451 Greylisted, come back later',
  });
  await deliver(server);
  expect((await onlyMail(account.id)).attempts).toBe(1);
  server.advance(MINUTE_MS);
  await deliver(server);
  expect(await onlyMail(account.id)).toMatchObject({
    attempts: 2,
    nextAttemptAt: new Date(server.now().getTime() + 2 * MINUTE_MS).toISOString(),
  });
  delete smtp.wishes.onRecipient;
  server.advance(2 * MINUTE_MS);
  await deliver(server);
  expect(await onlyMail(account.id)).toMatchObject({ status: 'sent', attempts: 3, error: null });
  expect(smtp.received.length).toBe(before + 1);
});

test('a server that is away is tried again; what could not be sent within three days has failed', async () => {
  const port = await freeTcpPort('127.0.0.1');
  await useServer(port);
  const account = await newAccount();
  const lost = await newAccount();
  await deliver(server);
  const refused = { status: 'queued', attempts: 1, error: expect.stringContaining('refused the connection') };
  expect(await onlyMail(account.id)).toMatchObject(refused);
  expect(await onlyMail(lost.id)).toMatchObject(refused);
  const back = await startMailServer({ port });
  back.wishes.onRecipient = (address) =>
    address === lost.panelAccess.email ? { code: 421, words: 'Not now' } : null;
  for (let hour = 0; hour < 71; hour++) {
    server.advance(DAY_MS / 24);
    await deliver(server);
  }
  expect(await onlyMail(account.id)).toMatchObject({ status: 'sent', attempts: 2 });
  expect(back.received).toHaveLength(1);
  server.advance(DAY_MS);
  await deliver(server);
  expect(await onlyMail(lost.id)).toMatchObject({
    status: 'failed',
    nextAttemptAt: null,
    error: 'localhost said: 421 Not now',
  });
  await useServer(smtp.port);
});

test('a mail that is refused for good has failed, with the words of the server', async () => {
  smtp.wishes.onRecipient = () => ({ code: 550, words: 'No such mailbox here' });
  const account = await newAccount();
  await deliver(server);
  delete smtp.wishes.onRecipient;
  smtp.wishes.onMail = () => ({ code: 554, words: 'This looks like \u001b[2J spam' });
  const other = await newAccount();
  await deliver(server);
  delete smtp.wishes.onMail;
  server.advance(DAY_MS);
  await deliver(server);
  const failed = { status: 'failed', attempts: 1, nextAttemptAt: null, sentAt: null };
  expect(await onlyMail(account.id)).toMatchObject({
    ...failed,
    error: 'localhost said: 550 No such mailbox here',
  });
  expect((await onlyMail(other.id)).status).toBe('failed');
  expect((await onlyMail(other.id)).error).toMatch(/^localhost said: 554 This looks like \S* ?\[2J spam$/);
});

test('of several recipients those that are refused are named, and the others get it', async () => {
  smtp.wishes.onRecipient = (address) => (address.startsWith('gone') ? { code: 550, words: 'Gone' } : null);
  const notificationEmails = ['here@example.com', 'gone@example.com'];
  const account = await newAccount({ profile: { notificationEmails } });
  await deliver(server);
  delete smtp.wishes.onRecipient;
  expect(smtp.received.at(-1)!.recipients).toEqual(['here@example.com']);
  expect(await onlyMail(account.id)).toMatchObject({
    to: notificationEmails,
    status: 'sent',
    error: 'Refused for gone@example.com: 550 Gone',
  });
});

test('a mail that was sent and could not be marked is sent again, with the same Message-ID', async () => {
  const { pool } = server.database;
  // The moment between sending and marking, in which the program could be killed.
  await pool.query(
    `create function die() returns trigger language plpgsql as $$ begin raise 'killed here'; end $$`,
  );
  await pool.query(
    `create trigger die before update on mails for each row when (new.status = 'sent') execute function die()`,
  );
  const account = await newAccount();
  const before = smtp.received.length;
  await expect(deliver(server)).rejects.toThrow('killed here');
  expect(await onlyMail(account.id)).toMatchObject({ status: 'queued', attempts: 1 });
  await pool.query('drop trigger die on mails');
  await deliver(server);
  expect(smtp.received.length).toBe(before + 1);
  server.advance(MINUTE_MS);
  await deliver(server);
  const mails = smtp.received.slice(before);
  expect(mails).toHaveLength(2);
  expect(mails[0]!.mail.messageId).toMatch(/^<[0-9a-f-]{36}@operator\.example>$/);
  expect(mails[1]!.mail.messageId).toBe(mails[0]!.mail.messageId);
  expect(mails[1]!.mail.date).toEqual(mails[0]!.mail.date);
  expect(mails[1]!.mail.text).toBe(mails[0]!.mail.text);
  const { id } = await onlyMail(account.id);
  const detail = (await owner.get(`/api/v1/accounts/${account.id}/mails/${id}`)).body;
  expect(detail).toMatchObject({ status: 'sent', messageId: mails[0]!.mail.messageId });
});

test('a mail is sent once by two that send at the same moment, each with five connections at most', async () => {
  const busy = await startMailServer();
  await useServer(busy.port);
  for (let n = 0; n < 23; n++) await newAccount();
  await Promise.all([deliver(server), deliver(server)]);
  await deliver(server);
  expect(busy.received).toHaveLength(23);
  expect(new Set(busy.received.map(({ mail }) => mail.messageId)).size).toBe(23);
  expect(busy.connectionsMax()).toBeLessThanOrEqual(10);
  await useServer(smtp.port);
});

test('STARTTLS that is required and not offered: nothing is sent in the clear, no password either', async () => {
  const bare = await startMailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
  await useServer(bare.port, { security: 'starttls', user: 'mailer', password: 'right' });
  const account = await newAccount();
  await deliver(server);
  expect(await onlyMail(account.id)).toMatchObject({
    status: 'queued',
    error: expect.stringContaining('does not offer STARTTLS'),
  });
  expect(bare.received).toEqual([]);
  expect(bare.commands).toEqual([]);
});

test('STARTTLS and TLS carry mails, signed in, when the certificate is good', async () => {
  const encrypted = await startMailServer({ authOptional: false });
  await useServer(encrypted.port, { security: 'starttls', user: 'mailer', password: 'right' });
  server.advance(10 * MINUTE_MS);
  await deliver(server);
  expect(encrypted.received.map(({ isSecure }) => isSecure)).toEqual([true]);
  const tls = await startMailServer({ secure: true, authOptional: false });
  await useServer(tls.port, { security: 'tls', user: 'mailer', password: 'right' });
  const account = await newAccount();
  await deliver(server);
  expect(await onlyMail(account.id)).toMatchObject({ status: 'sent' });
  expect(tls.received.map(({ isSecure }) => isSecure)).toEqual([true]);
  await useServer(smtp.port);
});

test('a wrong password of ours fails no mail: it is tried again when the operator has put it right', async () => {
  const strict = await startMailServer({ authOptional: false, allowInsecureAuth: true });
  await useServer(strict.port, { user: 'mailer', password: 'wrong' });
  const account = await newAccount();
  await deliver(server);
  expect(await onlyMail(account.id)).toMatchObject({
    status: 'queued',
    error:
      'localhost refused the sign-in. Check user and password. It said: 535 Authentication credentials invalid',
  });
  await useServer(strict.port, { user: 'mailer', password: 'right' });
  server.advance(MINUTE_MS);
  await deliver(server);
  expect(await onlyMail(account.id)).toMatchObject({ status: 'sent', attempts: 2 });
});

test('when the mail server is taken away, what waits is kept', async () => {
  const account = await newAccount();
  expect((await onlyMail(account.id)).status).toBe('queued');
  expect((await owner.delete('/api/v1/settings/mail')).body.isSetUp).toBe(false);
  await deliver(server);
  expect(await onlyMail(account.id)).toMatchObject({ status: 'kept', nextAttemptAt: null });
});
