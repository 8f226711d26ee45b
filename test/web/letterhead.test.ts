/** The letterhead: filled in beside its preview, copied from the profile, with a logo of its own; and that of somebody above. */
import { expect, test } from 'vitest';
import { createPanel, PASSWORD } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
/** Eight by eight pixels. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mP4z8CAFTEMLQkAFeY/waGrnvMAAAAASUVORK5CYII=',
  'base64',
);

const distributor = (number: string, useOwnLetterhead: boolean) =>
  owner.post('/accounts', {
    kind: 'reseller',
    panelAccess: { number, email: `${number}@example.com`, password: PASSWORD },
    profile: {
      firstName: 'Ada',
      company: 'Shop Ltd',
      address1: '1 High St',
      city: 'Bath',
      country: 'GB',
      timezone: 'Europe/London',
      currency: 'GBP',
    },
    billing: { taxNumber: 'GB123456789' },
    resellerTerms: { type: 'distributor', useOwnLetterhead },
  });

test('it is made of the profile until it is filled in, and the paper beside it shows what is typed', async () => {
  await distributor('4711081501', true);
  const seller = await panel.signIn('4711081501', PASSWORD);
  const page = await panel.open('/settings', { as: seller });
  const form = page.getByRole('form', { name: 'Letterhead' });
  const paper = page.getByRole('figure', { name: 'How it looks on a document' });
  await page.getByText('Nobody has filled this in yet').waitFor();
  await paper.getByText('Shop Ltd').waitFor();
  await paper.getByText('United Kingdom').waitFor();
  await form.getByLabel('Name').fill('');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await form.getByText('Required: type something here.').waitFor();
  await form.getByLabel('Name').fill('Shop & Söhne');
  await form.getByLabel('Address').fill('Somewhere else');
  await form.getByLabel('Foot').fill('mail@shop.example\n\n IBAN GB00 ');
  await paper.getByText('IBAN GB00').waitFor();
  await form.getByRole('button', { name: 'Copy from my profile' }).click();
  await expect.poll(() => form.getByLabel('Name').inputValue()).toBe('Shop Ltd');
  expect(await form.getByLabel('Address').inputValue()).toBe('1 High St\nBath\nUnited Kingdom');
  await form.getByLabel('Name').fill('Shop & Söhne');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Nobody has filled this in yet').waitFor({ state: 'detached' });
  expect(await seller.get('/letterhead')).toMatchObject({
    name: 'Shop & Söhne',
    address: ['1 High St', 'Bath', 'United Kingdom'],
    footer: ['mail@shop.example', 'IBAN GB00'],
    logo: 'brand',
  });

  const panelOfIt = page.locator('.tb-letterhead');
  await panelOfIt
    .locator('input[type=file]')
    .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: PNG });
  await expect
    .poll(() => paper.locator('img').evaluate((img: { naturalWidth: number }) => img.naturalWidth))
    .toBe(8);
  await panelOfIt.getByRole('button', { name: 'Remove the logo' }).click();
  await paper.locator('img').waitFor({ state: 'detached' });
  const timeline = page.getByRole('table', { name: 'Timeline' });
  await timeline.getByText('Name Shop Ltd → Shop & Söhne').waitFor();
});

test('a reseller without one of its own reads the one above', async () => {
  await distributor('4711081502', false);
  const page = await panel.open('/settings', {
    as: await panel.signIn('4711081502', PASSWORD),
    language: 'de',
  });
  await page.getByText('Ob Sie einen eigenen haben, entscheidet, wer über Ihnen steht.').waitFor();
  await page.getByRole('figure').getByText('Operator').waitFor();
  expect(await page.getByRole('form', { name: 'Briefkopf' }).count()).toBe(0);
});
