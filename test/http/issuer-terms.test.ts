/** What an issuer says about its documents: settings of its own, days, and the letterhead of the nearest that has one. */
import { expect, test } from 'vitest';
import { issuerTerms } from '../../src/operations/billing/issuer-terms.ts';
import { withTransaction } from '../../src/postgres/pool.ts';
import { createServer, key, PASSWORD, reseller, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;
const SETTINGS = '/api/v1/settings';
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);

const distributor = async (resellerTerms: object = {}, billing: object = {}): Promise<Json> =>
  (
    await owner.post(
      '/api/v1/accounts',
      reseller({
        profile: {
          company: 'Shop Ltd',
          address1: '1 High St',
          city: 'Bath',
          country: 'GB',
          timezone: 'Europe/London',
        },
        billing: { taxNumber: 'GB123456789', ...billing },
        resellerTerms,
      }),
      key(),
    )
  ).body.account;

async function termsOf(number: string) {
  const { rows } = await server.database.pool.query<{ id: bigint }>(
    'select id from accounts where number = $1',
    [number],
  );
  return withTransaction(server.database.pool, (tx) => issuerTerms(tx, rows[0]!.id));
}

test('an issuer inherits nothing: a distributor has formats, prepaid tax and days of its own', async () => {
  const shop = await distributor({ invoiceDueDays: 30 });
  const seller = await server.signIn(shop.number, PASSWORD);
  const changed = await owner.patch(SETTINGS, {
    settings: {
      'billing.prepaid_tax': 'on_usage',
      'billing.invoice_due_days': 7,
      'billing.number_format_invoice': 'OP/{year}/{number}',
    },
  });
  expect(changed.status, JSON.stringify(changed.body)).toBe(200);
  expect(await termsOf(server.operator.number)).toMatchObject({
    prepaidTax: 'on_usage',
    dueDays: 7,
    timezone: 'Europe/Berlin',
    formats: { invoice: 'OP/{year}/{number}', receipt: 'REC-{year}-{number:5}' },
  });
  const ofShop = { prepaidTax: 'on_top_up', dueDays: 30, timezone: 'Europe/London' };
  expect(await termsOf(shop.number)).toMatchObject({
    ...ofShop,
    formats: { invoice: 'INV-{year}-{number:5}' },
  });
  expect((await seller.get(SETTINGS)).body.settings['billing.prepaid_tax']).toMatchObject({
    value: 'on_top_up',
    inherited: { value: 'on_top_up', from: 'built_in' },
  });
  const own = { settings: { 'billing.number_format_invoice': 'S{year}-{number:4}' } };
  expect((await seller.patch(SETTINGS, own)).status).toBe(200);
  expect((await termsOf(shop.number)).formats.invoice).toBe('S{year}-{number:4}');
  expect((await termsOf(server.operator.number)).formats.invoice).toBe('OP/{year}/{number}');
  // The operator's own days, which a reseller neither sees nor sets.
  expect((await seller.get(SETTINGS)).body.settings).not.toHaveProperty(['billing.invoice_due_days']);
  const refused = await seller.patch(SETTINGS, { settings: { 'billing.invoice_due_days': 1 } });
  expect(refused.body.errors[0].message).toBe('There is no such setting.');
});

test('a commission reseller issues nothing, so it has no settings of documents', async () => {
  const agent = await distributor({ type: 'commission', commissionPercent: '10' });
  const client = await server.signIn(agent.number, PASSWORD);
  const keys = Object.keys((await client.get(SETTINGS)).body.settings);
  expect(keys.filter((name) => name.startsWith('billing.'))).toEqual([]);
  const settings = { 'billing.prepaid_tax': 'on_usage' };
  expect((await client.patch(SETTINGS, { settings })).status).toBe(422);
});

test.each([
  ['billing.number_format_receipt', 'REC-{year}', /^Write \{year\} and \{number\} once each/],
  ['billing.number_format_receipt', 'inv-{year}-{number}', /^Another kind of document could get the same/],
  ['billing.number_format_receipt', 7, /^Send a text with/],
  ['billing.prepaid_tax', 'never', /^Send "on_top_up" or "on_usage"\.$/],
  ['billing.invoice_due_days', 366, /^Send a whole number from 0 to 365\.$/],
])('%s: %j is refused at its field', async (name, value, message) => {
  await owner.patch(SETTINGS, { reset: ['billing.number_format_invoice'] });
  const { status, body } = await owner.patch(SETTINGS, { settings: { [name]: value } });
  expect(status).toBe(422);
  expect(body.errors).toEqual([expect.objectContaining({ field: `settings.${name}` })]);
  expect(body.errors[0].message).toMatch(message);
});

test('without a letterhead of its own a document has that of the operator, made of its profile, with its logo', async () => {
  const put = await owner.send({
    method: 'PUT',
    url: '/api/v1/settings/brand/logo',
    payload: PNG,
    headers: { 'content-type': 'image/png' },
  });
  expect(put.status).toBe(200);
  const ofOperator = (await termsOf(server.operator.number)).letterhead;
  expect(ofOperator.logoHash).toMatch(/^[0-9a-f]{64}$/);
  expect((await termsOf((await distributor()).number)).letterhead).toEqual(ofOperator);
  const own = await distributor({ useOwnLetterhead: true });
  expect((await termsOf(own.number)).letterhead).toEqual({
    name: 'Shop Ltd',
    address: ['1 High St', 'Bath', 'United Kingdom'],
    taxNumber: 'GB123456789',
    footer: [],
    logoHash: ofOperator.logoHash,
  });
  const { rows } = await server.database.pool.query('select hash, type, content from document_logos');
  expect(rows).toEqual([{ hash: ofOperator.logoHash, type: 'image/png', content: PNG }]);
});
