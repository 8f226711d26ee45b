/** Passkeys in a real browser, with a device that Chromium plays (WebAuthn, "virtual authenticator"). */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { admin, customer } from '../http/support.ts';
import { fillDialog, sectionOf } from './list-support.ts';
import { createPanel, NARROW, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
// A passkey belongs to a name; "localhost" is one, and 127.0.0.1 is none.
const atName = panel.url.replace('127.0.0.1', 'localhost');

/** A phone that knows its owner. What it has stays with the page. */
async function withDevice(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  return {
    refuse: () => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false }),
    know: () => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true }),
  };
}

async function signIn(page: Page, number: string) {
  await page.getByLabel('Account number or e-mail').fill(number);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.keyboard.press('Enter');
}

test('a customer on a phone adds a passkey, signs in with it, renames it, and removes it', async () => {
  const { account } = await owner.post('/accounts', customer());
  const page = await panel.open(`${atName}/sign-in`, { viewport: NARROW });
  const device = await withDevice(page);
  await signIn(page, account.number);
  await page.getByRole('link', { name: 'Security' }).click();
  const passkeys = sectionOf(page, 'Passkeys');
  await passkeys.getByRole('button', { name: 'Add a passkey' }).click();
  await fillDialog(page, { Name: 'Telephone', 'Current password': 'wrong' });
  await page.getByText('This is not the current password.').waitFor();
  await device.refuse();
  await fillDialog(page, { 'Current password': PASSWORD });
  await page.getByText('No passkey was given').waitFor();
  await device.know();
  await page.getByRole('dialog').getByRole('button', { name: 'Go on with the device' }).click();
  await expect.poll(() => page.locator('.tb-codes li').count()).toBe(10);
  await page.getByRole('button', { name: 'I have noted them' }).click();
  await passkeys.getByText('Telephone').waitFor();
  await passkeys.getByText('localhost').waitFor();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, account.number);
  await page.getByText('Your account asks for a second factor.').waitFor();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('link', { name: 'Security' }).click();

  await passkeys.getByRole('button', { name: 'Rename Telephone' }).click();
  await fillDialog(page, { Name: 'Old phone' });
  await passkeys.getByRole('button', { name: 'Remove Old phone' }).click();
  await page.getByText('It is your last one: the password alone signs in then').waitFor();
  await fillDialog(page, { 'Current password': PASSWORD });
  await page.getByText('Removed: Old phone').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('alert').getByText('This passkey does not sign in here.').waitFor();
  await signIn(page, account.number);
  await page.getByRole('link', { name: 'Security' }).waitFor();
});

test('where there is no name there are no passkeys, and the page says what they need', async () => {
  const { account } = await owner.post('/accounts', customer());
  const page = await panel.open('/security', { as: await panel.signIn(account.number, PASSWORD) });
  await page.getByText('Passkeys need a page with https and a host name').waitFor();
  expect(await page.getByRole('button', { name: 'Add a passkey' }).count()).toBe(0);
});

// Last, for the owner has no second factor itself.
test('staff who must have a second factor take a passkey, and go on', async () => {
  const { account } = await owner.post('/accounts', admin());
  await owner.patch('/settings', { settings: { 'sign_in.second_factor_required_for_staff': true } });
  const page = await panel.open(`${atName}/sign-in`);
  await withDevice(page);
  await signIn(page, account.number);
  await page.getByText('Your operator asks for a second factor.').waitFor();
  await page.getByRole('button', { name: 'Use a passkey instead' }).click();
  await fillDialog(page, { Name: 'Laptop', 'Current password': PASSWORD });
  await page.getByRole('button', { name: 'I have noted them' }).click();
  await page.getByRole('heading', { name: 'Accounts' }).waitFor();
});
