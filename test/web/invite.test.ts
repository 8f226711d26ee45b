/** Inviting by e-mail instead of handing over a password; the mails of an account; and whether its phone is there. */
import { expect, test } from 'vitest';
import { customer } from '../http/support.ts';
import { accountsNamed, fill, openForm } from './form-support.ts';
import { fillDialog, rowsOf, wholeLabel } from './list-support.ts';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

test('an invited customer gets a link instead of a password, chooses one, and the link is used up', async () => {
  const page = await panel.open('/accounts/new?kind=customer', { as: owner });
  await openForm(page);
  await fill(page, { 'First name': 'Invited', 'E-mail': 'invited@example.com' });
  await page.getByRole('checkbox', { name: 'Invite by e-mail' }).check();
  await page.getByRole('textbox', { name: 'Password' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Create customer' }).click();
  await page.getByText('A link to choose a password goes to invited@example.com.').waitFor();
  const [{ id, number }] = await accountsNamed(owner, 'invited@example.com');

  await page.goto(`/accounts/${id}?tab=mails`);
  await page.getByRole('row', { name: 'Invitation' }).getByRole('button').click();
  const text = await page.getByRole('dialog').locator('pre').innerText();
  const [link = ''] = /http:\S+\/invite#\S+/.exec(text) ?? [];
  expect(link).toContain(`${panel.url}/invite#`);

  const invited = await panel.open(link.replace(panel.url, ''));
  await invited.getByText(`You were invited to the account ${number}.`).waitFor();
  await invited.getByLabel('New password').fill('short');
  await invited.keyboard.press('Enter');
  await invited.getByText('Use at least 10 characters').waitFor();
  await invited.getByLabel('New password').fill(PASSWORD);
  await invited.keyboard.press('Enter');
  await invited.getByText(`Sign in with it and the number ${number}`).waitFor();
  await panel.signIn('invited@example.com', PASSWORD);
  await invited.getByRole('link', { name: 'Sign in' }).click();
  await invited.getByRole('heading', { name: 'Sign in' }).waitFor();
  await invited.goto(link);
  await invited.getByRole('alert').getByText('This link is no longer valid').waitFor();
});

test('a new invitation says what it does; without a mail server the mail is kept to be read', async () => {
  const { account } = await owner.post(
    '/accounts',
    customer({ panelAccess: { email: 'again@example.com' } }),
  );
  const page = await panel.open(`/accounts/${account.id}?tab=mails`, { as: owner });
  await page.getByRole('button', { name: 'Send invitation' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('again@example.com gets a link to choose a password.').waitFor();
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await page.getByRole('row', { name: 'Invitation' }).getByText('No mail server is set up').waitFor();
  // Whoever it is for reads that it was sent, and not its link.
  const holder = await panel.signIn(account.number, PASSWORD);
  const own = await panel.open(`/accounts/${account.id}?tab=mails`, { as: holder });
  await own.getByRole('row', { name: 'Invitation' }).getByRole('button').click();
  expect(await own.getByRole('dialog').locator('pre').innerText()).not.toMatch(/invite#\w/);
  expect(await own.getByRole('button', { name: 'Send invitation' }).count()).toBe(0);
});

test('a mail server is set up, tried and forgotten; what it answers is told', async () => {
  const page = await panel.open('/settings', { as: owner });
  const section = page.locator('.tb-panel', { has: page.getByRole('heading', { name: 'Mail server' }) });
  const form = page.getByRole('form', { name: 'Mail server' });
  const fillIn = async (label: string, value: string) => form.getByLabel(wholeLabel(label)).fill(value);
  await section.getByText('Not set up').waitFor();
  await fillIn('Host', 'http://127.0.0.1');
  await fillIn('Sender', 'billing@');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await form.getByText('Send a host name such as "mail.example.com", or an IP address.').waitFor();
  await form.getByText('Send an e-mail address').waitFor();
  await fillIn('Host', '127.0.0.1');
  await fillIn('Port', '9');
  await fillIn('Sender', 'billing@example.com');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await section.getByText('Set up', { exact: true }).waitFor();
  await form.getByRole('button', { name: 'Send a test mail' }).click();
  await fillDialog(page, { To: 'me@example.com' });
  await page.getByRole('dialog').getByRole('alert').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').getByRole('button', { name: 'Discard it' }).click();
  await form.getByRole('button', { name: 'Forget the server' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget the server' }).click();
  await section.getByText('Not set up').waitFor();
});

test('the lamp of a phone waits, says why it was refused, and from where it is registered, without a reload', async () => {
  const { account, sipDevice } = await owner.post('/accounts', customer());
  await owner.post('/switches', { name: 'SIP', kind: 'other' });
  const { rows } = await panel.database.pool.query<{ id: string }>(
    'select id from sip_devices where public_id = $1',
    [sipDevice.id],
  );
  const deviceId = rows[0]!.id;
  const page = await panel.open(`/accounts/${account.id}?tab=devices`, { as: owner });
  await page.getByText('Waiting for first registration').waitFor();
  await panel.database.pool.query(
    `insert into device_registrations (device_id, switch_id, failed_at, failure_reason, failure_source)
     values ($1, 1, now() - interval '1 minute', 'wrong_password', '192.0.2.9')`,
    [deviceId],
  );
  await page.getByText('The password in the phone is wrong (from 192.0.2.9 at').waitFor();
  await panel.database.pool.query(
    `update device_registrations set registered_at = now(), source = '192.0.2.9', port = 5060, transport = 'udp',
       contact = 'sip:x', user_agent = 'Phone <b>9</b>', expires_at = now() + interval '1 hour' where device_id = $1`,
    [deviceId],
  );
  await page.getByText('Registered from 192.0.2.9 at').waitFor();
  await page.getByText('Phone <b>9</b>').waitFor();
  expect(await rowsOf(page)).toHaveLength(1);
});
