/** The pages of billing at both widths, in both colours, and in other languages. */
import { expect, test } from 'vitest';
import { customer, type Json } from '../http/support.ts';
import { createCalls } from './calls-support.ts';
import { lookAtAll, type LookedAt } from './look-support.ts';
import { createPanel } from './support.ts';

const panel = await createPanel();
const owner = await panel.createOwner();
const { retail, call } = await createCalls(panel, owner);
const vat = await owner.post('/taxes', { name: 'V'.repeat(100), percent: '19.1234' });
const { account, sipDevice }: Json = await owner.post(
  '/accounts',
  customer({
    profile: { company: 'W'.repeat(60) },
    billing: { accountType: 'postpaid', creditLimit: '500000', rateGroupId: retail, taxIds: [vat.id] },
  }),
);
await call(sipDevice, '+493012345678', 60);
const debit = { amount: '123456.78', direction: 'debit', note: 'N'.repeat(200) };
await owner.post(`/accounts/${account.id}/adjustments`, debit);
const { items }: Json = await owner.post(`/accounts/${account.id}/bill`);
await owner.post(`/accounts/${account.id}/adjustments`, { ...debit, note: '+49 30 1' });
const draft: Json = await owner.post(`/accounts/${account.id}/invoice-drafts`, {
  lines: [{ text: 'T'.repeat(200), quantity: '1234.5', unitPrice: '-0.123456' }],
});
await panel.database.pool.query(
  `insert into parked_documents (wallet_id, account_id, issuer_id, parked_at, period_from, period_to, currency, total_micros, reason)
   select w.id, w.account_id, w.issuer_id, $1, $1, $1, 'EUR', -912450000, 'negative' from wallets w limit 1`,
  [new Date('2026-11-24T12:00:00Z')],
);

const opened = `/documents?doc=${items[0].id}`;
const PAGES: readonly LookedAt[] = [
  ['documents', '/documents', 'tbody button'],
  ['none that match', '/documents?q=nothing', '.tb-empty'],
  [
    'a document with its calls',
    opened,
    '.tb-doc-lines',
    async (page) => {
      await page.locator('.tb-doc-lines button').first().click();
      await page.locator('[data-behind] li').first().waitFor();
      await page.locator('.tb-doc-behind button').first().click();
    },
  ],
  [
    'a credit note without a reason',
    opened,
    '.tb-doc-lines',
    async (page) => {
      await page.locator('.tb-story > .tb-row-actions button').nth(1).click();
      const dialog = page.getByRole('dialog').last();
      await dialog.locator('label').nth(1).click();
      await dialog.locator('button[type=submit]').click();
      await dialog.locator('[aria-invalid=true]').first().waitFor();
    },
  ],
  ['documents of an account', `/accounts/${account.id}?tab=documents`, 'tbody button'],
  ['an invoice that is written', `/invoice-drafts/${draft.id}`, '.tb-draft-lines li'],
  ['owed by age', '/ageing', 'tbody a'],
  ['runs', '/billing-runs', '.tb-parked li'],
];

test('nothing serious for axe, nothing sideways, nothing turned the wrong way', async () => {
  const page = await panel.open('/accounts', { as: owner, locale: 'ar-EG' });
  expect(await lookAtAll(page, PAGES)).toEqual([]);
});
