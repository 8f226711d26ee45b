/** Live calls move by themselves, for staff and for a customer: they begin, are counted on, are ended with a reason, and go. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ALIVE, OK, startFakeSwitch } from '../charging/fake-switch.ts';
import { customer, type Json } from '../http/support.ts';
import { createCalls } from './calls-support.ts';
import { lookAt } from './look-support.ts';
import { createPanel, NARROW, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { retail, switchAt, begin } = await createCalls(panel, owner);
const fake = await startFakeSwitch();
const kamailio = await switchAt(fake.url);
const line = async (company: string): Promise<Json> => {
  const made = await owner.post(
    '/accounts',
    customer({
      billing: { rateGroupId: retail },
      settings: { cps: 100, concurrentCalls: 10 },
      profile: { company, timezone: 'UTC' },
    }),
  );
  await owner.post(`/accounts/${made.account.id}/payments`, { amount: '50', method: 'cash' });
  return made;
};
const [anna, berta] = [await line('Anna'), await line('Berta')];
const rowsOf = (page: Page) => page.getByRole('table', { name: 'Live calls' }).locator('tbody tr');
const cell = (page: Page, row: number, label: string) =>
  rowsOf(page).nth(row).locator(`td[data-label="${label}"]`).innerText();

test('calls come, are counted on, and several are ended at once with a preview', async () => {
  const page = await panel.open('/live', { as: owner });
  await page.getByText('No call goes on').waitFor();
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
  // 90 s at 0.09 a minute, 60/6: 90 are billed, 0.135; the carrier gets 0.015.
  const first = await kamailio.begin(anna.sipDevice, '+493012345678', 85);
  await rowsOf(page).getByText('+493012345678').waitFor();
  await expect.poll(() => cell(page, 0, 'Cost so far'), { timeout: 10_000 }).toBe('€0.135\nmargin €0.12');
  const elapsed = await cell(page, 0, 'Talk time');
  await expect.poll(() => cell(page, 0, 'Talk time'), { timeout: 5000 }).not.toBe(elapsed);
  const second = await kamailio.begin(berta.sipDevice, '+493087654321', 10);
  await expect.poll(() => rowsOf(page).count(), { timeout: 5000 }).toBe(2);
  // The latest first; by cost the dear one.
  expect(await cell(page, 0, 'To')).toContain('+493087654321');
  await page.getByRole('button', { name: 'Cost so far' }).click();
  await page.getByRole('button', { name: 'Cost so far' }).click();
  await expect.poll(() => cell(page, 0, 'To')).toContain('+493012345678');
  expect(new URL(page.url()).searchParams.get('sort')).toBe('-cost');
  await rowsOf(page).first().getByRole('link', { name: '+493012345678' }).click();
  const story = page.getByRole('dialog');
  await story.getByText('This call goes on. What it costs is known when it is over.').waitFor();
  await story.getByText('Talks', { exact: true }).waitFor();
  await story.getByText('Trunks in order').waitFor();
  expect(await lookAt(page, 'live-story')).toEqual([]);
  await page.goBack();
  await expect.poll(() => rowsOf(page).count(), { timeout: 5000 }).toBe(2);
  await begin(anna.sipDevice, '+493055555555');
  await expect.poll(() => rowsOf(page).count(), { timeout: 5000 }).toBe(3);
  expect(await lookAt(page, 'live-full')).toEqual([]);

  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('status').getByText('Paused').waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor();

  await page.getByLabel('Choose all calls that are shown').check();
  await page.getByRole('button', { name: 'Hang up…' }).click();
  // The third is of a switch that takes no commands: it cannot be chosen.
  const dialog = page.getByRole('dialog', { name: 'Hang up 2 calls' });
  await dialog.getByText('2 calls end within seconds.').waitFor();
  expect(await page.getByLabel('The call to 493055555555').isDisabled()).toBe(true);
  expect(await lookAt(page, 'live-hang-up')).toEqual([]);
  // Nobody says why but who ends it.
  await dialog.getByRole('button', { name: 'Hang up' }).click();
  await dialog.getByText('Required: choose one.').waitFor();
  await dialog.getByLabel('Reason').fill('Another');
  await page.getByRole('option', { name: 'Another reason, in the note' }).click();
  await dialog.getByRole('button', { name: 'Hang up' }).click();
  await dialog.getByText('Say why: the reason “other” needs a note.').waitFor();
  await dialog.getByLabel('Note').fill('A test');
  await dialog.getByRole('button', { name: 'Hang up' }).click();
  await page.getByText('The switch ends 2 calls').waitFor();
  for (const id of [first, second]) expect(fake.about(id, '/hangup')).toHaveLength(1);
  await expect.poll(async () => page.getByText('Ending').count(), { timeout: 5000 }).toBe(2);
  await kamailio.end(first, 100);
  await kamailio.end(second, 30);
  await expect.poll(() => rowsOf(page).count(), { timeout: 5000 }).toBe(1);

  // Its story says who ended it, and why.
  await page.goto(`${panel.url}/accounts/${anna.account.id}?tab=calls&call=${first}`);
  await page.getByText('The call was ended by whoever runs the service.').waitFor();
  await page.getByText('A test').waitFor();
  // The account's own page has only its own.
  await page.goto(`${panel.url}/accounts/${berta.account.id}?tab=live`);
  await page.getByText('No call goes on').waitFor();
});

test('a customer sees its own on a phone, and cannot end them', async () => {
  const as = await panel.signIn(anna.account.number, PASSWORD);
  const page = await panel.open('/', { as, viewport: NARROW });
  await page.getByRole('link', { name: 'Live calls' }).click();
  await rowsOf(page).getByText('+493055555555').waitFor();
  await kamailio.begin(anna.sipDevice, '+493066666666', 5);
  await rowsOf(page).getByText('+493066666666').waitFor();
  expect(await page.getByRole('button', { name: 'Hang up' }).count()).toBe(0);
  expect(await page.getByText('margin').count()).toBe(0);
  expect(await lookAt(page, 'live-portal')).toEqual([]);
});

test('a call whose switch cannot be asked says so, and goes on when the switch is back', async () => {
  const call = await kamailio.begin(berta.sipDevice, '+493077777777');
  // The reaper, which runs beside this, asks for a call that is past its deadline.
  const ask = () =>
    panel.database.pool.query('update live_sessions set deadline_at = now() where session_id = $1', [call]);
  fake.answerWith(() => 'break');
  await ask();
  const page = await panel.open('/live', { as: owner });
  const row = rowsOf(page).filter({ hasText: '+493077777777' });
  await row.getByText('State unknown').waitFor();
  fake.answerWith(({ path }) => (path === '/alive' ? ALIVE : OK));
  await ask();
  await row.getByText('Answered', { exact: true }).waitFor();
  expect(fake.about(call, '/hangup')).toEqual([]);
  await kamailio.end(call, 30);
  await row.waitFor({ state: 'detached' });
});

test('a call that its switch does not end is said in the dialog, which stays for another try', async () => {
  const call = await kamailio.begin(berta.sipDevice, '+493088888888');
  const page = await panel.open('/live', { as: owner });
  const row = rowsOf(page).filter({ hasText: '+493088888888' });
  fake.answerWith(() => 'break');
  await row.getByRole('button', { name: 'Hang up' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hang up the call' });
  await dialog.getByLabel('Reason').fill('Nobody');
  await page.getByRole('option', { name: 'Nobody talks' }).click();
  await dialog.getByRole('button', { name: 'Hang up' }).click();
  const failed = dialog
    .getByRole('alert')
    .getByText('The call goes on: its switch did not answer. Try again.');
  await failed.waitFor();
  expect(await page.getByText('The switch ends').count()).toBe(0);
  expect(await lookAt(page, 'live-not-ended')).toEqual([]);
  fake.answerWith(({ path }) => (path === '/alive' ? ALIVE : OK));
  await dialog.getByRole('button', { name: 'Hang up' }).click();
  await page.getByText('The switch ends the call').waitFor();
  await dialog.waitFor({ state: 'detached' });
  await kamailio.end(call, 30);
  await row.waitFor({ state: 'detached' });
});

test('live calls are found by number, name, account and SIP user', async () => {
  const calls = [
    await kamailio.begin(anna.sipDevice, '+493011111111', 5),
    await kamailio.begin(berta.sipDevice, '+493022222222', 5),
  ];
  const page = await panel.open('/live', { as: owner });
  const berta2 = rowsOf(page).filter({ hasText: '+493022222222' });
  const anna2 = rowsOf(page).filter({ hasText: '+493011111111' });
  await anna2.waitFor();
  const box = page.getByRole('searchbox', { name: 'Find live calls by number, name or SIP user' });
  await box.fill('bert');
  await anna2.waitFor({ state: 'detached' });
  expect(await berta2.count()).toBe(1);
  await page.getByText('1 of these has “bert” in its name').waitFor();
  await box.fill(anna.sipDevice.username.toUpperCase());
  await anna2.waitFor();
  expect(await berta2.count()).toBe(0);
  await box.fill('4930222');
  await berta2.waitFor();
  await anna2.waitFor({ state: 'detached' });
  await box.fill('nobody of this name');
  await page.getByText('No such call goes on').waitFor();
  for (const call of calls) await kamailio.end(call, 30);
});
