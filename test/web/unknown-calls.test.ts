/** Staff find calls that were nobody's, whose phone it is, and make an address an account's. */
import { expect, test } from 'vitest';
import { customer } from '../http/support.ts';
import { lookAtAll } from './look-support.ts';
import { createPanel } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { pool } = panel.database;

const hex = (text: string) => Buffer.from(text).toString('hex');
const note = (statement: string, ...values: readonly string[]) =>
  pool.query(statement, [String(Math.floor(Date.now() / 1000)), ...values]);
const refuse = (source: string, reason: string, username: string) =>
  note(
    'select switch.note_refusal(1, $1, $2, $3, $4, $5, $6)',
    source,
    hex(username),
    hex('sip.example.com'),
    hex('<b>friendly-scanner</b>'),
    reason,
  );

test('the list is empty, then says what was wrong and whose it is, is narrowed, and gives an address to an account', async () => {
  const page = await panel.open('/carriers?tab=unknown', { as: owner });
  await page.getByText('No unknown call in this time').waitFor();
  const { account, sipDevice } = await owner.post(
    '/accounts',
    customer({ profile: { company: 'Lampen & Söhne' } }),
  );
  await refuse('2001:db8:1234:5678:9abc:def0:1234:5678', 'unknown_username', 'x'.repeat(64));
  await refuse('198.51.100.9', 'wrong_password', sipDevice.username);
  await note("select switch.note_foreign_address(1, $1, $2, $3, '')", '203.0.113.5', hex('+4930123456'));
  await page.reload();
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await row('203.0.113.5').getByText('Foreign address').waitFor();
  await row('Wrong password').getByRole('link', { name: 'Device of Lampen & Söhne' }).waitFor();
  expect(await lookAtAll(page, [['unknown calls', '/carriers?tab=unknown', 'td strong']])).toEqual([]);
  await page.goto(`${panel.url}/carriers?tab=unknown`);

  await page.getByRole('searchbox', { name: 'Search unknown calls' }).fill('198.51.100.0/24');
  await row('203.0.113.5').waitFor({ state: 'detached' });
  await page.getByRole('searchbox', { name: 'Search unknown calls' }).fill('xxxx');
  await row('Unknown user name').waitFor();
  await page.getByRole('searchbox', { name: 'Search unknown calls' }).fill('nobody');
  await page.getByRole('button', { name: 'Clear' }).click();

  await row('203.0.113.5').getByRole('button', { name: 'Add to an account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add 203.0.113.5 to an account' });
  await dialog.getByRole('button', { name: 'Add to an account' }).click();
  await dialog.getByText('Required: choose one.').first().waitFor();
  await dialog.getByRole('combobox', { name: 'Account' }).fill('Lampen');
  await page.getByRole('option', { name: /Lampen/ }).click();
  await dialog.getByRole('button', { name: 'Add to an account' }).click();
  await page.getByText('The address calls for this account now').waitFor();
  const { items } = await owner.get(`/accounts/${account.id}/ip-addresses`);
  expect(items).toMatchObject([{ network: '203.0.113.5/32' }]);
});

test('an event that could not be booked stands under the switches until somebody says what became of it', async () => {
  const { id } = await owner.post('/switches', { name: 'Sankt Augustin', kind: 'other' });
  const body = { type: 'ended', sessionId: '01a20fb8-2c90-7149-939f-75f97a6c3711', talkMs: 83_000 };
  await pool.query(
    `insert into rejected_events (switch_id, body, reason, rejected_at)
     select id, $2, 'session_not_found', now() from switches where public_id = $1`,
    [id, JSON.stringify(body)],
  );
  const page = await panel.open('/carriers?tab=switches', { as: owner });
  await page.getByText('session_not_found').waitFor();
  await page.getByText('What the switch wrote').click();
  await page.getByText('"talkMs": 83000').waitFor();
  expect(await lookAtAll(page, [['rejected events', '/carriers?tab=switches', '.tb-panel']])).toEqual([]);
  await page.goto(`${panel.url}/carriers?tab=switches`);
  await page.getByRole('button', { name: 'Done with it…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'What became of it' }).fill('A test call of the carrier');
  await dialog.getByRole('button', { name: 'Done with it…' }).click();
  await page.getByText('The event is done with').waitFor();
  await page.getByText('session_not_found').waitFor({ state: 'detached' });
});
