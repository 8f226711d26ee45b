/** Roles in the panel: chosen section by section, saved after a look at what changes, and looked through. */
import { expect, test } from 'vitest';
import { admin, type Json } from '../http/support.ts';
import { fill } from './form-support.ts';
import { fillDialog, rowsOf } from './list-support.ts';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();

test('a role is made, changed with a look at the difference, given, and acts on who is signed in', async () => {
  const page = await panel.open('/roles', { as: owner });
  await expect.poll(async () => (await rowsOf(page)).length).toBe(6);
  await page.getByRole('searchbox').fill('carriers cost');
  await expect
    .poll(async () => (await rowsOf(page)).map(([name]) => name))
    .toEqual([expect.stringContaining('Finance, read only')]);
  await page.getByRole('button', { name: 'Create role' }).click();
  await fillDialog(page, { Name: 'Night desk' });
  await page.getByRole('heading', { name: 'Night desk' }).waitFor();

  // What is needed comes along, and goes with what it was needed for.
  await page.getByLabel('Record payments').check();
  expect(await page.getByLabel('See accounts').isChecked()).toBe(true);
  await page.getByLabel('See accounts').uncheck();
  expect(await page.getByLabel('Record payments').isChecked()).toBe(false);
  await page.getByLabel('See rates').check();
  await page.getByLabel('Suspend and activate').check();
  await page.getByRole('button', { name: 'Review and save' }).click();
  const dialog = page.getByRole('dialog');
  await expect
    .poll(() => dialog.getByRole('region', { name: 'They may then' }).getByRole('listitem').allInnerTexts())
    .toEqual(['See accounts', 'Suspend and activate', 'See rates']);
  await dialog.getByText('Nobody has this role yet.').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();

  await page.goto('/accounts/new?kind=sub_admin');
  await page.getByRole('combobox', { name: 'Role', exact: true }).click();
  await page.getByRole('option', { name: 'Night desk' }).click();
  await fill(page, { 'E-mail': 'night@example.com', Password: PASSWORD, 'First name': 'Ada' });
  await page.getByRole('button', { name: 'Create sub-admin' }).click();
  await page.getByText('night@example.com').first().waitFor();
  const { items } = await owner.get('/accounts?kind=sub_admin');
  const { panelAccess } = await owner.get(`/accounts/${items[0].id}`);
  expect(panelAccess.roleName).toBe('Night desk');

  const theirs = await panel.open('/', { as: await panel.signIn(items[0].number, PASSWORD) });
  await theirs.getByRole('heading', { name: 'Accounts' }).waitFor();
  const links = () => theirs.getByRole('navigation').getByRole('link').allInnerTexts();
  expect((await links()).map((text) => text.trim())).toEqual(['Accounts', 'Rates']);
  expect(await theirs.getByRole('button', { name: 'Create customer' }).count()).toBe(0);
  await theirs.goto('/carriers');
  await theirs.getByText('There is no such page').waitFor();
  await theirs.goto('/rates');
  await theirs.getByRole('heading', { name: 'Rates' }).waitFor();
  expect(await theirs.getByRole('button', { name: /rate group/i }).count()).toBe(0);

  await theirs.goto('/accounts');
  await theirs.getByRole('heading', { name: 'Accounts' }).waitFor();
  // Somebody takes a right away while they look: the next refused click tells the panel.
  const role = (await owner.get('/roles?q=Night')).items[0];
  await owner.put(`/roles/${role.id}`, {
    name: role.name,
    description: '',
    permissions: ['accounts:read'],
    version: role.version,
  });
  await theirs.getByRole('link', { name: 'Rates' }).click();
  await expect.poll(async () => (await links()).map((text) => text.trim())).toEqual(['Accounts']);
});

test('the panel as a role sees it: less, marked, without changes, and left again', async () => {
  const { items } = await owner.get('/roles?q=Support');
  const page = await panel.open(`/roles/${items[0].id}`, { as: owner });
  await page.getByRole('button', { name: 'See as this role' }).click();
  await page.getByText('You see the panel as the role', { exact: false }).waitFor();
  const navigation = page.getByRole('navigation');
  await navigation.getByRole('link', { name: 'Carriers' }).waitFor({ state: 'detached' });
  expect(await navigation.getByRole('link', { name: 'Create customer' }).count()).toBe(1);
  await navigation.getByRole('link', { name: 'Rates' }).click();
  await page.getByRole('heading', { name: 'Rates' }).waitFor();
  expect(await page.getByRole('button', { name: /Create rate group/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Leave this view' }).click();
  await navigation.getByRole('link', { name: 'Carriers' }).waitFor();
  await page
    .getByRole('button', { name: /Create rate group/ })
    .first()
    .waitFor();
});

test('one’s own role and one that may do more are shown and not changed; who has it is listed', async () => {
  const made = await owner.post('/roles', {
    audience: 'staff',
    name: 'Role keeper',
    permissions: ['roles:edit', 'accounts:read'],
  });
  const input: Json = admin('sub_admin');
  const { account } = await owner.post('/accounts', {
    ...input,
    panelAccess: { ...input.panelAccess, roleId: made.id },
  });
  const keeper = await panel.signIn(account.number, PASSWORD);
  const page = await panel.open(`/roles/${made.id}`, { as: keeper });
  await page.getByText('You see this role and cannot change it').waitFor();
  expect(await page.getByLabel('See accounts').isDisabled()).toBe(true);
  await page.getByText('1 account', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Delete role' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await fillDialog(page, { Name: 'Smaller' });
  await page.getByRole('heading', { name: 'Smaller' }).waitFor();
  expect(await page.getByLabel('Record payments').isDisabled()).toBe(true);
  await page.getByText('You do not have this yourself.').first().waitFor();
  await page.getByRole('button', { name: 'Delete role' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete role' }).click();
  await expect.poll(async () => (await rowsOf(page)).some(([name]) => name?.includes('Smaller'))).toBe(false);
});

test('what an update brought after a role was saved is told, and added or left out', async () => {
  const { id } = await owner.post('/roles', {
    audience: 'staff',
    name: 'Billing',
    permissions: ['settings:read'],
  });
  await panel.database.pool.query(
    `update roles set known_permissions = array_remove(known_permissions, 'taxes:edit') where public_id = $1`,
    [id],
  );
  const page = await panel.open('/roles', { as: owner });
  await page.getByRole('row', { name: /Billing.*1 new permission/ }).waitFor();
  await page.getByRole('row', { name: /Full access.*Built in/ }).waitFor();
  await page.goto(`/roles/${id}`);
  const told = page.getByRole('region', { name: 'New since this role was last saved' });
  await told.getByText('Taxes').waitFor();
  expect(await page.getByLabel('Taxes').isChecked()).toBe(false);
  await told.getByRole('button', { name: 'Add them' }).click();
  expect(await page.getByLabel('Taxes').isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await told.getByRole('button', { name: 'Leave it as it is' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('What they may do stays the same.').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await told.waitFor({ state: 'detached' });
  expect(await owner.get(`/roles/${id}`)).toMatchObject({
    permissions: ['settings:read'],
    newPermissions: [],
  });
});
