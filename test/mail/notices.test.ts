/** In whose name mails go out. */
import { expect, test } from 'vitest';
import { createServer, customer, PASSWORD, PUBLIC_URL, reseller } from '../http/support.ts';
import { deliver, mailServer, mailsOf, startMailServer } from './support.ts';

const server = await createServer();
const { owner } = server;
const smtp = await startMailServer();
await owner.put('/api/v1/settings/mail', mailServer(smtp.port));
const shop = (await owner.post('/api/v1/accounts', reseller({ profile: { company: 'Nord GmbH' } }))).body
  .account;
const seller = await server.signIn(shop.number, PASSWORD);

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
