/** What an issuer says about its documents: settings of its own, days, and the letterhead of the nearest that has one. */
import { expect, test } from 'vitest';
import { issuerTerms } from '../../src/operations/billing/issuer-terms.ts';
import { withTransaction } from '../../src/postgres/pool.ts';
import { createServer, key, PASSWORD, reseller, type Client, type Json } from './support.ts';

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
  const shop = await distributor({ invoiceDueDays: 30, useOwnLetterhead: true });
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
  // Under somebody else's letterhead numbers and their years are that one's.
  const plain = await distributor({ invoiceDueDays: 30, useOwnLetterhead: false });
  expect(await termsOf(plain.number)).toMatchObject({
    ...ofShop,
    timezone: 'Europe/Berlin',
    formats: { invoice: 'OP/{year}/{number}' },
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

const LETTERHEAD = '/api/v1/letterhead';
const upload = (client: Client, payload: Buffer) =>
  client.send({
    method: 'PUT',
    url: `${LETTERHEAD}/logo`,
    payload,
    headers: { 'content-type': 'image/png' },
  });

test('a letterhead is filled in, has a logo of its own, and goes back to that of the brand', async () => {
  const shop = await distributor({ useOwnLetterhead: true });
  const seller = await server.signIn(shop.number, PASSWORD);
  const before = (await seller.get(LETTERHEAD)).body;
  expect(before).toMatchObject({
    name: 'Shop Ltd',
    logo: 'brand',
    isFilledIn: false,
    isOwn: true,
    hasOwnLogo: false,
  });
  const input = {
    name: 'Shop & Söhne',
    address: ['1 High St', 'Bath'],
    taxNumber: 'GB123456789',
    footer: ['mail@shop.example', 'IBAN GB00'],
    logo: 'own',
  };
  const early = await seller.put(LETTERHEAD, input);
  expect(early.body.errors).toEqual([expect.objectContaining({ field: 'logo' })]);
  const picture = Buffer.concat([PNG, Buffer.from([7])]);
  const uploaded = (await upload(seller, picture)).body;
  expect(uploaded).toMatchObject({ logo: 'own', hasOwnLogo: true, isFilledIn: true, name: 'Shop Ltd' });
  expect((await seller.get(uploaded.logoUrl)).status).toBe(200);
  expect((await seller.put(LETTERHEAD, { ...input, logo: 'none' })).body).toMatchObject({
    ...input,
    logo: 'none',
    logoUrl: null,
    hasOwnLogo: true,
    ofProfile: { name: 'Shop Ltd', address: ['1 High St', 'Bath', 'United Kingdom'] },
  });
  const saved = (await seller.put(LETTERHEAD, input)).body;
  expect(saved).toMatchObject({ ...input, logoUrl: uploaded.logoUrl });
  const { letterhead } = await termsOf(shop.number);
  expect(letterhead).toMatchObject({ name: 'Shop & Söhne', footer: input.footer });
  const { rows } = await server.database.pool.query('select content from document_logos where hash = $1', [
    letterhead.logoHash,
  ]);
  expect(rows).toEqual([{ content: picture }]);
  expect((await seller.delete(`${LETTERHEAD}/logo`)).body).toMatchObject({
    logo: 'brand',
    hasOwnLogo: false,
  });
  // Who did what, field by field.
  const { items } = (await seller.get('/api/v1/settings/timeline?about=settings')).body;
  expect(items.map(({ action }: Json) => action)).toEqual(Array(4).fill('letterhead.changed'));
  expect(items[2].changes.map(({ field }: Json) => field)).toEqual([
    'letterhead.name',
    'letterhead.address',
    'letterhead.footer',
    'letterhead.logoFrom',
  ]);
});

test('a reseller without a letterhead of its own sees the one above and changes nothing of it', async () => {
  const shop = await distributor();
  const seller = await server.signIn(shop.number, PASSWORD);
  const input = { name: 'Mine', address: [], taxNumber: '', footer: [], logo: 'brand' };
  expect((await seller.get(LETTERHEAD)).body).toMatchObject({ isOwn: false });
  expect((await seller.put(LETTERHEAD, input)).body.errors[0].code).toBe('letterhead_of_above');
  expect((await upload(seller, PNG)).body.errors[0].code).toBe('letterhead_of_above');
  expect((await upload(owner, Buffer.from('<svg/>'))).status).toBe(415);
  expect((await owner.get(LETTERHEAD)).body).toMatchObject({ isOwn: true, isFilledIn: false });
  const { rows } = await server.database.pool.query(
    'select * from letterheads join accounts on id = owner_id where number = $1',
    [shop.number],
  );
  expect(rows).toEqual([]);
});

test.each([
  [{ name: '' }, 'name'],
  [{ address: ['x'.repeat(101)] }, 'address.0'],
  [{ footer: Array(9).fill('line') }, 'footer'],
  [{ logo: 'mine' }, 'logo'],
])('a letterhead with %j is refused at %s', async (part, field) => {
  const input = { name: 'Acme', address: [], taxNumber: '', footer: [], logo: 'brand', ...part };
  expect((await owner.put(LETTERHEAD, input)).body.errors[0].field).toBe(field);
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
  const { rows } = await server.database.pool.query(
    'select type, content from document_logos where hash = $1',
    [ofOperator.logoHash],
  );
  expect(rows).toEqual([{ type: 'image/png', content: PNG }]);
});
