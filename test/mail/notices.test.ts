/** In whose name mails go out, and the one that tells an account that its money runs low. */
import { expect, test } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { watchMoney } from '../../src/operations/mail/watch-money.ts';
import { createServer, customer, key, PASSWORD, PUBLIC_URL, reseller } from '../http/support.ts';
import { deliver, handOut, mailServer, mailsOf, startMailServer } from './support.ts';

const server = await createServer();
const { owner } = server;
const smtp = await startMailServer();
await owner.put('/api/v1/settings/mail', mailServer(smtp.port));
const shop = (await owner.post('/api/v1/accounts', reseller({ profile: { company: 'Nord GmbH' } }))).body
  .account;
const seller = await server.signIn(shop.number, PASSWORD);
await deliver(server);

/** Eight bytes that make it one by its content. */
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** The last mail that arrived. */
async function arrived() {
  await deliver(server);
  return smtp.received.at(-1)!.mail;
}

test('mails below a reseller have its name, colour and logo, and lead to its host; others do not', async () => {
  await seller.post('/api/v1/accounts', customer());
  const plain = await arrived();
  expect(plain.from?.value[0]?.name).toBe('Example Telecom');
  expect(plain.text).toContain('Nord GmbH has made an account for you.');
  expect(plain.attachments).toEqual([]);

  const brand = { productName: 'Nord <b>tel', buttonColour: '#8a1538', barColour: null };
  await seller.put('/api/v1/settings/brand', brand);
  const headers = { 'content-type': 'image/png' };
  const logo = { method: 'PUT' as const, url: '/api/v1/settings/brand/logo', headers, payload: PNG };
  expect((await seller.send(logo)).status).toBe(200);
  const host = 'portal.nord.example';
  await owner.put(`/api/v1/accounts/${shop.id}/brand-host`, { host });

  const panelAccess = { password: undefined, inviteByEmail: true };
  const { account } = (await seller.post('/api/v1/accounts', customer({ panelAccess }))).body;
  await deliver(server);
  const mails = smtp.received.slice(-2).map(({ mail }) => mail);
  const invite = mails.find(({ subject }) => subject?.startsWith('Choose'))!;
  expect(invite.from?.value[0]).toEqual({ name: 'Nord <b>tel', address: 'billing@operator.example' });
  expect(invite.text).toContain(
    `Nord <b>tel invites you to choose a password for your account ${account.number}`,
  );
  expect(invite.text).toMatch(new RegExp(`^http://${host}:8080/invite#[\\w-]{43}$`, 'm'));
  expect(String(invite.html)).toContain('Nord &lt;b&gt;tel</strong>');
  expect(String(invite.html)).toContain('border-bottom: 3px solid #8a1538');
  expect(invite.attachments).toMatchObject([{ cid: 'logo', contentType: 'image/png', content: PNG }]);
  expect(mails.find(({ subject }) => subject?.startsWith('Your'))!.text).toContain(`http://${host}:8080`);

  // A reseller below it without a brand of its own; the reseller itself is the operator's customer.
  const { account: below } = (await seller.post('/api/v1/accounts', reseller())).body;
  const deeper = await server.signIn(below.number, PASSWORD);
  await deeper.post('/api/v1/accounts', customer());
  expect((await arrived()).from?.value[0]?.name).toBe('Nord <b>tel');
  await seller.post('/api/v1/me/password', { currentPassword: PASSWORD, newPassword: `${PASSWORD}!` });
  const ofOperator = await arrived();
  expect(ofOperator.from?.value[0]?.name).toBe('Example Telecom');
  expect(ofOperator.text).toContain(PUBLIC_URL);
});

test('a logo that was taken away is left out of what still waits', async () => {
  const again = await server.signIn(shop.number, `${PASSWORD}!`);
  const { account } = (await again.post('/api/v1/accounts', customer())).body;
  await again.delete('/api/v1/settings/brand/logo');
  const mail = await arrived();
  expect(mail.attachments).toEqual([]);
  expect(String(mail.html)).not.toContain('<img');
  expect((await mailsOf(owner, account.id))[0].status).toBe('sent');
});

/** Looks as the job does, until it has looked at every account. */
async function look() {
  const context = { ...server, ...server.database, masterKey: Buffer.alloc(32, 7), publicUrl: PUBLIC_URL };
  let place = 0n;
  do place = await watchMoney({ ...context, sipDomain: 'sip.example.com' }, place);
  while (place !== 0n);
  await handOut(server);
}

async function lowMailsOf(id: string) {
  return (await mailsOf(owner, id)).filter(({ kind }: { kind: string }) => kind === 'money_low');
}

/** A customer with this threshold and much money, and how it gains and loses some. */
async function watched(alertThreshold: string, over: Parameters<typeof customer>[0] = {}) {
  const { account } = (await owner.post('/api/v1/accounts', customer(over))).body;
  const url = `/api/v1/accounts/${account.id}`;
  expect((await owner.patch(url, { controls: { alertThreshold } })).status).toBe(200);
  const done = async (path: string, body: object) =>
    expect((await owner.post(`${url}/${path}`, body, key())).status).toBe(201);
  return {
    id: account.id as string,
    email: account.panelAccess.email as string,
    url,
    pay: (amount: string) => done('payments', { amount, method: 'cash' }),
    lose: (amount: string) => done('adjustments', { amount, direction: 'debit', note: 'calls' }),
    /** As running calls do. */
    hold: (micros: number) =>
      server.database.pool.query(
        'update wallets set held_micros = $2 from accounts a where a.id = account_id and a.public_id = $1',
        [account.id, micros],
      ),
    told: async () => {
      await look();
      return (await lowMailsOf(account.id)).length;
    },
  };
}

test('one mail a crossing, to the account and its notification addresses, however often somebody looks', async () => {
  const profile = { language: 'de', notificationEmails: ['books@example.com'] };
  const one = await watched('10', { profile });
  await one.pay('10');
  expect(await one.told()).toBe(0);
  await one.lose('2.34');
  await Promise.all([look(), look(), look()]);
  expect(await one.told()).toBe(1);
  await deliver(server);
  const { mail, recipients } = smtp.received.find((each) => each.mail.subject?.includes('geht zur Neige'))!;
  expect(recipients).toEqual([one.email, 'books@example.com']);
  expect(mail.subject).toMatch(/^Ihr Konto \d+ geht zur Neige: noch 7,66\u00a0€$/);
  expect(mail.text).toContain('wenn es weniger als 10,00\u00a0€ sind');
  expect(mail.text).toContain('Laden Sie rechtzeitig bei Example Telecom auf');
  await one.pay('1');
  expect(await one.told()).toBe(1);
  await one.pay('1.34');
  expect(await one.told()).toBe(1);
  await one.lose('0.01');
  expect(await one.told()).toBe(2);
});

test('calls that hold money tell it while they run, and once more when it is spent; not with each call', async () => {
  const one = await watched('10');
  await one.pay('12');
  const states: number[] = [];
  for (const held of [3_000_000, 0, 3_000_000, 0, 3_000_000, 0]) {
    await one.hold(held);
    states.push(await one.told());
  }
  expect(states).toEqual([1, 1, 1, 1, 1, 1]);
  await one.lose('3');
  expect(await one.told()).toBe(2);
  // The same long call that held the money spends it: told once.
  await one.pay('20');
  await one.hold(20_000_000);
  expect(await one.told()).toBe(2);
  await one.hold(0);
  expect(await one.told()).toBe(2);
  await one.hold(20_000_000);
  expect(await one.told()).toBe(3);
  await one.lose('9');
  await one.hold(11_000_000);
  await one.lose('11');
  await one.hold(0);
  expect(await one.told()).toBe(3);
});

test('no notifications, no threshold, closed: no mail; who asks for alerts again is told again', async () => {
  const quiet = await watched('10', { settings: { notifications: false } });
  const closed = await watched('10');
  await owner.patch(closed.url, { status: 'closed' });
  const none = await watched('10');
  await owner.patch(none.url, { controls: { alertThreshold: null } });
  expect([await quiet.told(), await closed.told(), await none.told()]).toEqual([0, 0, 0]);
  await owner.patch(none.url, { controls: { alertThreshold: '1' } });
  expect(await none.told()).toBe(1);
  await owner.patch(none.url, { controls: { alertThreshold: null } });
  await owner.patch(none.url, { controls: { alertThreshold: '2' } });
  expect(await none.told()).toBe(2);
});

test('the books are right after all of it', async () => {
  expect((await verifyBooks(server.database.reads, server.now())).violations).toEqual([]);
});
