/** Invitations: a link that works once, is kept as a hash, and is shown to nobody whom it does not concern. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { admin, createServer, customer, key, PASSWORD, reseller, type Client } from '../http/support.ts';
import { deliver, mailServer, mailsOf, startMailServer } from './support.ts';

const DAY_MS = 24 * 3600 * 1000;
const NEW_PASSWORD = 'chosen by the customer';

const logged: string[] = [];
const log = new Writable({
  write: (chunk: Buffer, _encoding, done) => {
    logged.push(chunk.toString());
    done();
  },
});
const server = await createServer({ logger: pino({ level: 'trace' }, log) });
const { owner, anonymous } = server;
const boss = await signedIn(await owner.post('/api/v1/accounts', admin()));
const first = await signedIn(await owner.post('/api/v1/accounts', reseller()));
const below = await signedIn(await first.client.post('/api/v1/accounts', reseller()));

async function signedIn({ body }: Awaited<ReturnType<Client['post']>>) {
  return { account: body.account, client: await server.signIn(body.account.number, PASSWORD) };
}

async function invited(client: Client, over: Parameters<typeof customer>[0] = {}) {
  const panelAccess = { ...over.panelAccess, password: undefined, inviteByEmail: true };
  const made = await client.post('/api/v1/accounts', customer({ ...over, panelAccess }));
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.account;
}

async function inviteMail(client: Client, accountId: string) {
  const { id } = (await mailsOf(client, accountId)).find(({ kind }: { kind: string }) => kind === 'invite');
  return (await client.get(`/api/v1/accounts/${accountId}/mails/${id}`)).body;
}

async function tokenFor(client: Client, accountId: string): Promise<string> {
  return tokenIn((await inviteMail(client, accountId)).text);
}

function tokenIn(text: string): string {
  const token = /http:\/\/localhost:8080\/invite#([\w-]{43})$/m.exec(text)?.[1];
  expect(token, text).toBeDefined();
  return token!;
}

const choose = (token: string, password = NEW_PASSWORD) =>
  anonymous.post(`/api/v1/invites/${token}`, { password });

/** The problem without what differs for each request. */
async function problemOf(answer: ReturnType<Client['get']>) {
  const { status, body } = await answer;
  const { instance: _instance, ...rest } = body;
  return { ...rest, status };
}

const NOT_VALID = {
  type: '/problems/invite_not_valid',
  title: 'The invitation is not valid',
  status: 404,
  code: 'invite_not_valid',
  detail: 'This link is no longer valid: it was used, it is too old, or a newer one was sent.',
};

test('an invited customer chooses a password by the link, once, and then signs in with it', async () => {
  const account = await invited(owner);
  expect(account.panelAccess.hasPassword).toBe(false);
  const token = await tokenFor(owner, account.id);
  expect((await anonymous.get(`/api/v1/invites/${token}`)).body).toEqual({
    number: account.number,
    email: account.panelAccess.email,
    expiresAt: new Date(server.now().getTime() + DAY_MS).toISOString(),
    passwordLengthMin: 10,
  });
  const weak = await choose(token, 'password123');
  expect(weak.body.errors[0]).toMatchObject({ field: 'password', code: 'weak_password' });
  const own = await choose(token, account.panelAccess.email);
  expect(own.body.errors[0]).toMatchObject({ field: 'password', code: 'weak_password' });
  const chosen = await choose(token);
  expect(chosen.body).toEqual({ ok: true });
  expect(chosen.headers['set-cookie']).toBeUndefined();
  const client = await server.signIn(account.number, NEW_PASSWORD);
  expect((await client.get('/api/v1/me')).body.actor.mustChangePassword).toBe(false);
  expect(await problemOf(choose(token, 'another long password'))).toEqual(NOT_VALID);
  expect(await problemOf(anonymous.get(`/api/v1/invites/${token}`))).toEqual(NOT_VALID);
  // The first password of an account is no change that anybody has to be warned of.
  expect((await mailsOf(owner, account.id)).map(({ kind }: { kind: string }) => kind)).toEqual([
    'invite',
    'welcome',
  ]);
});

test('twenty requests race for one link, and one of them gets it', async () => {
  const account = await invited(owner);
  const token = await tokenFor(owner, account.id);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => choose(token, `password number ${n}`)),
  );
  const winners = answers.flatMap(({ status }, n) => (status === 200 ? [n] : []));
  expect(winners).toHaveLength(1);
  expect(answers.filter(({ body }) => body.code === 'invite_not_valid')).toHaveLength(19);
  expect(await server.signIn(account.number, `password number ${winners[0]}`)).toBeDefined();
});

test('used, too old, replaced, closed and never there are the same problem', async () => {
  const late = await invited(owner);
  const lateToken = await tokenFor(owner, late.id);
  server.advance(DAY_MS - 1);
  const client = await server.signIn(server.operator.number, PASSWORD);
  const replaced = await invited(client);
  const replacedToken = await tokenFor(client, replaced.id);
  const sent = await client.post(`/api/v1/accounts/${replaced.id}/invite`, undefined, key());
  expect(sent.status).toBe(201);
  const closed = await invited(client);
  const closedToken = await tokenFor(client, closed.id);
  await client.patch(`/api/v1/accounts/${closed.id}`, { status: 'closed' });
  expect((await anonymous.get(`/api/v1/invites/${lateToken}`)).status).toBe(200);
  server.advance(1);
  for (const token of [lateToken, replacedToken, closedToken, 'x', "'--", '%00', 'A'.repeat(43)]) {
    expect(await problemOf(anonymous.get(`/api/v1/invites/${token}`)), token).toEqual(NOT_VALID);
    expect(await problemOf(choose(token)), token).toEqual(NOT_VALID);
  }
  const newest = await tokenFor(client, replaced.id);
  expect((await choose(newest)).status).toBe(200);
});

test('a new password or address ends the link that went out before', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  const moved = await invited(client);
  const movedToken = await tokenFor(client, moved.id);
  await client.patch(`/api/v1/accounts/${moved.id}`, { panelAccess: { email: 'moved@example.com' } });
  expect(await problemOf(choose(movedToken))).toEqual(NOT_VALID);
  const given = await invited(client);
  const givenToken = await tokenFor(client, given.id);
  await client.patch(`/api/v1/accounts/${given.id}`, { panelAccess: { password: 'set by the staff' } });
  expect(await problemOf(choose(givenToken))).toEqual(NOT_VALID);
});

test('the link is shown to whoever made it and above, and not below, to a customer, or in a list', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  const staff = await server.signIn(boss.account.number, PASSWORD);
  const seller = await server.signIn(first.account.number, PASSWORD);
  const ofStaff = await invited(client, { panelAccess: { parentId: first.account.id } });
  const ofSeller = await invited(seller);
  tokenIn((await inviteMail(staff, ofStaff.id)).text);
  tokenIn((await inviteMail(staff, ofSeller.id)).text);
  const token = tokenIn((await inviteMail(seller, ofSeller.id)).text);
  const hidden = await inviteMail(seller, ofStaff.id);
  expect(hidden.link).toBe('for_others');
  expect(hidden.text).toContain('(the link is not shown here)');
  expect(hidden.html).toContain('(the link is not shown here)');
  expect(JSON.stringify(hidden)).not.toMatch(/invite#|\\u001a/);
  await choose(token);
  const holder = await server.signIn(ofSeller.number, NEW_PASSWORD);
  expect((await seller.post(`/api/v1/accounts/${ofSeller.id}/invite`)).status).toBe(201);
  tokenIn((await inviteMail(seller, ofSeller.id)).text);
  expect((await inviteMail(holder, ofSeller.id)).text).toContain('(the link is not shown here)');
  expect(JSON.stringify(await mailsOf(client, ofSeller.id))).not.toContain('invite#');
  server.advance(DAY_MS);
  const later = await server.signIn(first.account.number, PASSWORD);
  expect((await inviteMail(later, ofSeller.id)).link).toBe('gone');
});

test('the link is shown to nobody who may not set the password of that account', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  const { items: roles } = (await client.get('/api/v1/roles?q=Support')).body;
  const support = roles.find(({ name }: { name: string }) => name === 'Support').id;
  const readers = await Promise.all(
    [support, await roleOf(client, ['mails:read'])].map(async (roleId) => {
      const input = admin('sub_admin');
      const made = await client.post('/api/v1/accounts', {
        ...input,
        panelAccess: { ...input.panelAccess, roleId },
      });
      return server.signIn(made.body.account.number, PASSWORD);
    }),
  );
  const peer = admin('sub_admin');
  const panelAccess = { email: peer.panelAccess.email, inviteByEmail: true, roleId: support };
  const colleague = (await client.post('/api/v1/accounts', { ...peer, panelAccess })).body.account;
  const ofCustomer = await invited(client);
  const [helper, reader] = readers as [Client, Client];
  const seen = async (who: Client, id: string) => {
    const { link, text } = await inviteMail(who, id);
    return [link, /invite#/.test(text)];
  };
  expect(await seen(helper, colleague.id)).toEqual(['not_permitted', false]);
  expect(await seen(helper, ofCustomer.id)).toEqual(['shown', true]);
  expect(await seen(reader, ofCustomer.id)).toEqual(['not_permitted', false]);
  expect(await seen(client, colleague.id)).toEqual(['shown', true]);
});

async function roleOf(client: Client, permissions: readonly string[]): Promise<string> {
  return (await client.post('/api/v1/roles', { audience: 'staff', name: 'Reads mails', permissions })).body
    .id;
}

test('nobody invites itself, the operator, an account elsewhere or a closed one', async () => {
  const seller = await server.signIn(first.account.number, PASSWORD);
  const staff = await server.signIn(boss.account.number, PASSWORD);
  const invite = (client: Client, id: string) =>
    client.post(`/api/v1/accounts/${id}/invite`, undefined, key());
  const operatorId = (await (await server.signIn(server.operator.number, PASSWORD)).get('/api/v1/me')).body
    .actor.id;
  expect((await invite(seller, first.account.id)).body.code).toBe('not_permitted');
  expect((await invite(staff, boss.account.id)).body.code).toBe('not_permitted');
  expect((await invite(staff, operatorId)).body.code).toBe('not_permitted');
  expect((await invite(seller, boss.account.id)).status).toBe(404);
  expect((await invite(seller, below.account.id)).status).toBe(201);
  const provider = (await staff.post('/api/v1/providers', { name: 'Carrier' })).body;
  expect((await invite(staff, provider.id)).status).toBe(404);
  const closed = await invited(seller);
  await seller.patch(`/api/v1/accounts/${closed.id}`, { status: 'closed' });
  expect((await invite(seller, closed.id)).body.code).toBe('account_is_closed');
});

test('the same request sends one invitation, and a mailbox cannot be filled with them', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  const account = await invited(client);
  const headers = key();
  const url = `/api/v1/accounts/${account.id}/invite`;
  const sent = await client.post(url, undefined, headers);
  const token = await tokenFor(client, account.id);
  expect((await client.post(url, undefined, headers)).body).toEqual(sent.body);
  expect((await anonymous.get(`/api/v1/invites/${token}`)).status).toBe(200);
  const statuses: number[] = [];
  for (let n = 0; n < 10; n++) statuses.push((await client.post(url, undefined, key())).status);
  expect(statuses).toEqual([...Array(8).fill(201), 429, 429]);
});

test('an account with a password gets a new one by a link: its sessions end, and it is told', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  const { account } = (await client.post('/api/v1/accounts', customer())).body;
  const session = await server.signIn(account.number, PASSWORD);
  await client.post(`/api/v1/accounts/${account.id}/invite`, undefined, key());
  expect((await choose(await tokenFor(client, account.id))).status).toBe(200);
  expect((await session.get('/api/v1/me')).status).toBe(401);
  expect((await mailsOf(client, account.id))[0]).toMatchObject({
    kind: 'password_changed',
    to: [account.panelAccess.email],
  });
  const timeline = (await client.get(`/api/v1/accounts/${account.id}/timeline`)).body.items;
  expect(timeline.slice(0, 2)).toMatchObject([
    { action: 'invite.used', by: null, address: '127.0.0.1' },
    { action: 'invite.sent', by: server.operator.number },
  ]);
  const found = async (by: typeof client) =>
    (await by.get(`/api/v1/audit?action=invite.used&accountId=${account.id}&address=127.0.0`)).body.items;
  expect(await found(client)).toMatchObject([{ action: 'invite.used', address: '127.0.0.1' }]);
  const list = await client.get(`/api/v1/audit/export?action=invite.used&accountId=${account.id}`);
  expect(JSON.stringify(list.body)).toContain('127.0.0.1');
  // Whom the link was sent to does not learn where it was opened: it may have been opened above.
  const holder = await server.signIn(account.number, NEW_PASSWORD);
  const own = (await holder.get(`/api/v1/accounts/${account.id}/timeline`)).body.items;
  expect(own[0]).toMatchObject({ action: 'invite.used', address: '' });
});

test('notifications off: no greeting, and the mails about security all the same', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  const over = {
    settings: { notifications: false },
    profile: { notificationEmails: ['office@example.com'] },
  };
  const account = await invited(client, over);
  const formerEmail = account.panelAccess.email;
  await choose(await tokenFor(client, account.id));
  const holder = await server.signIn(account.number, NEW_PASSWORD);
  await holder.post('/api/v1/me/password', { currentPassword: NEW_PASSWORD, newPassword: PASSWORD });
  await client.patch(`/api/v1/accounts/${account.id}`, { panelAccess: { email: 'elsewhere@example.com' } });
  await client.patch(`/api/v1/accounts/${account.id}`, { panelAccess: { email: 'ELSEWHERE@example.com' } });
  await client.patch(`/api/v1/accounts/${account.id}`, { panelAccess: { password: 'set by the staff' } });
  const mails = await mailsOf(client, account.id);
  expect(mails.map(({ kind, to }: { kind: string; to: string[] }) => [kind, to])).toEqual([
    ['password_changed', ['ELSEWHERE@example.com']],
    ['email_changed', [formerEmail]],
    ['password_changed', [formerEmail]],
    ['invite', [formerEmail]],
  ]);
  const { account: greeted } = (
    await client.post(
      '/api/v1/accounts',
      customer({ profile: { notificationEmails: ['office@example.com'] } }),
    )
  ).body;
  expect(await mailsOf(client, greeted.id)).toMatchObject([{ kind: 'welcome', to: ['office@example.com'] }]);
});

test.each([
  ['de', 'Wählen Sie das Passwort Ihres Kontos', '<html lang="de">'],
  ['ar', 'اختر كلمة مرور حسابك', '<html lang="ar" dir="rtl">'],
])('an account is written to in its own language (%s) and time zone', async (own, title, head) => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  const account = await invited(client, { profile: { language: own, timezone: 'Asia/Tokyo' } });
  expect(account.profile.language).toBe(own);
  const { subject, text, html, language } = await inviteMail(client, account.id);
  expect(language).toBe(own);
  expect(subject).toBe(`${title} ${account.number}`);
  expect(text).toContain('(Asia/Tokyo)');
  expect(html).toContain(head);
  const { body } = await client.patch(`/api/v1/accounts/${account.id}`, { profile: { language: null } });
  expect(body.profile.language).toBeNull();
  const unknown = await client.patch(`/api/v1/accounts/${account.id}`, { profile: { language: 'xx' } });
  expect(unknown.body.errors[0].field).toBe('profile.language');
});

test('a mail and what caused it stand or fall together', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  const sent = customer();
  const { account } = (await client.post('/api/v1/accounts', sent)).body;
  const count = async () =>
    (await server.database.reads.query('select count(*) from mails')).rows[0]!.count as bigint;
  const before = await count();
  const taken = customer({ panelAccess: { email: account.panelAccess.email, inviteByEmail: true } });
  expect((await client.post('/api/v1/accounts', taken)).body.code).toBe('email_taken');
  expect(await count()).toBe(before);
});

test('history comes page by page, newest first', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  const account = await invited(client);
  server.advance(1);
  for (let n = 0; n < 3; n++) {
    await client.post(`/api/v1/accounts/${account.id}/invite`, undefined, key());
  }
  const url = `/api/v1/accounts/${account.id}/mails?limit=2`;
  const pages = [(await client.get(url)).body];
  while (pages.at(-1).nextCursor !== null)
    pages.push((await client.get(`${url}&cursor=${pages.at(-1).nextCursor}`)).body);
  const ids = pages.flatMap(({ items }) => items.map(({ id }: { id: string }) => id));
  expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 1]);
  expect(pages[0].items[0].createdAt > pages[2].items[0].createdAt).toBe(true);
  expect(new Set(ids).size).toBe(5);
  expect((await client.get(`${url}&cursor=junk`)).body.errors[0].field).toBe('cursor');
});

test('by SMTP the link arrives whole, and then it is gone from the database', async () => {
  const smtp = await startMailServer();
  const client = await server.signIn(server.operator.number, PASSWORD);
  await client.put('/api/v1/settings/mail', mailServer(smtp.port));
  const ended = await invited(client);
  await choose(await tokenFor(client, ended.id));
  const account = await invited(client);
  await deliver(server);
  expect((await inviteMail(client, ended.id)).status).toBe('failed');
  const { mail } = smtp.received.find(
    ({ recipients, mail: { text } }) => recipients[0] === account.panelAccess.email && text?.includes('#'),
  )!;
  const token = tokenIn(mail.text ?? '');
  expect(String(mail.html)).toContain(`<a href="http://localhost:8080/invite#${token}">`);
  const stored = await inviteMail(client, account.id);
  expect(stored).toMatchObject({ status: 'sent' });
  expect(stored.text).toContain('(the link is not shown here)');
  expect((await choose(token)).status).toBe(200);
});

test('no token stands in the database, in a log, or in an answer that is kept', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  await client.delete('/api/v1/settings/mail');
  const account = await invited(client);
  const token = await tokenFor(client, account.id);
  await anonymous.get(`/api/v1/invites/${token}`);
  await anonymous.get(`/api/v1/invites/${token}/more`);
  await anonymous.get(`/api/v1/invites/${token}?x=1`);
  await choose(token, 'short');
  const { rows } = await server.database.reads.query<{ text: string }>(
    `select (select json_agg(m)::text from mails m) || (select json_agg(i)::text from account_invites i)
       || coalesce((select json_agg(k)::text from idempotency_keys k), '') as text`,
  );
  expect(rows[0]!.text.length).toBeGreaterThan(1000);
  expect(rows[0]!.text).not.toContain(token);
  expect(rows[0]!.text).not.toContain(Buffer.from(token).toString('hex'));
  const lines = logged.join('');
  expect(lines).toContain('/api/v1/invites/…');
  expect(lines).not.toMatch(/invites\/[\w-]{43}/);
  expect(lines).not.toContain(token);
});

test('who tries many links is slowed down', async () => {
  const from = (token: string) =>
    anonymous.send({ method: 'GET', url: `/api/v1/invites/${token}`, remoteAddress: '192.0.2.77' });
  for (let n = 0; n < 50; n++) expect((await from(`guess${n}`)).body.code).toBe('invite_not_valid');
  const slowed = await from('guess');
  expect(slowed.body.code).toBe('too_many_attempts');
  expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0);
  expect((await anonymous.get('/api/v1/invites/other')).body.code).toBe('invite_not_valid');
});
