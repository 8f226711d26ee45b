/** Taxes: made, chosen at an account, changed, made inactive, and deleted when no account has them; each owner its own. */
import { expect, test } from 'vitest';
import { taxTermsOf } from '../../src/postgres/billing/tax-terms.ts';
import { createServer, customer, key, PASSWORD, reseller, type Client, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;
const TAXES = '/api/v1/taxes';
const { account: shop } = (await owner.post('/api/v1/accounts', reseller(), key())).body;
const seller = await server.signIn(shop.number, PASSWORD);

const make = async (client: Client, name: string, percent: string): Promise<Json> => {
  const { status, body } = await client.post(TAXES, { name, percent }, key());
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
};
const offer = (id: string, name: string, percent: string): Json => ({
  id,
  name,
  kind: 'percentage',
  percent,
  amount: null,
  currency: null,
  isCompound: false,
  isInclusive: false,
  status: 'active',
});
const listed = async (client: Client): Promise<Json[]> => (await client.get(TAXES)).body.items;
const offered = async (client: Client): Promise<Json[]> =>
  (await client.get('/api/v1/accounts/defaults?kind=customer')).body.taxes;
const customerWith = (client: Client, ...taxIds: string[]) =>
  client.post('/api/v1/accounts', customer({ billing: { taxIds } }), key());
const change = (account: Json, taxIds: string[]) =>
  owner.patch(`/api/v1/accounts/${account.id}`, { billing: { taxIds } });
const told = async (client: Client) =>
  (await client.get('/api/v1/settings/timeline?about=settings')).body.items.map(
    ({ action, changes }: Json) => [
      action,
      Object.fromEntries(changes.map(({ field, before, after }: Json) => [field, [before, after]])),
    ],
  );

test('a tax is made once, chosen at an account, changed, and deleted when no account has it any more', async () => {
  const once = key();
  const input = { name: 'VAT', percent: '19' };
  const { status, body: vat } = await owner.post(TAXES, input, once);
  expect(status).toBe(201);
  expect(vat).toEqual({ ...offer(vat.id, 'VAT', '19.0000'), jurisdiction: '', accounts: 0 });
  expect((await owner.post(TAXES, input, once)).body).toEqual(vat);
  const city = await make(owner, 'City', '2.5');
  expect((await listed(owner)).map(({ name, percent }) => [name, percent])).toEqual([
    ['City', '2.5000'],
    ['VAT', '19.0000'],
  ]);
  const ada = (await customerWith(owner, vat.id, city.id)).body.account;
  const bob = (await customerWith(owner, vat.id)).body.account;

  const changed = await owner.patch(`${TAXES}/${vat.id}`, { percent: '20.1234' });
  expect(changed.body).toEqual({ ...vat, percent: '20.1234', accounts: 2 });
  expect(await offered(owner)).toContainEqual(offer(vat.id, 'VAT', '20.1234'));

  const refused = await owner.delete(`${TAXES}/${vat.id}`);
  expect([refused.status, refused.body.code]).toEqual([409, 'in_use']);
  expect(refused.body.detail).toBe('2 accounts have this tax. Take it off there first, or make it inactive.');
  expect((await owner.delete(`${TAXES}/${city.id}`)).body.detail).toMatch(/^1 account has this tax\./);
  await change(ada, []);
  await change(bob, []);
  expect((await owner.delete(`${TAXES}/${vat.id}`)).status).toBe(200);
  expect((await owner.delete(`${TAXES}/${vat.id}`)).body.code).toBe('not_found');
  expect(await told(owner)).toEqual([
    ['tax.removed', expect.objectContaining({ 'tax.name': ['VAT', null], 'tax.percent': ['20.1234', null] })],
    ['tax.changed', { 'tax.name': ['VAT', 'VAT'], 'tax.percent': ['19.0000', '20.1234'] }],
    ['tax.added', expect.objectContaining({ 'tax.name': [null, 'City'], 'tax.percent': [null, '2.5000'] })],
    [
      'tax.added',
      {
        'tax.name': [null, 'VAT'],
        'tax.kind': [null, 'percentage'],
        'tax.percent': [null, '19.0000'],
        'tax.isCompound': [null, false],
        'tax.isInclusive': [null, false],
        'tax.jurisdiction': [null, ''],
        'tax.status': [null, 'active'],
      },
    ],
  ]);
});

test('an inactive tax is given to nobody any more, and stays where it is until it is taken off', async () => {
  const old = await make(owner, 'Old', '7');
  const now = await make(owner, 'New', '8');
  const { account } = (await customerWith(owner, old.id)).body;
  expect((await owner.patch(`${TAXES}/${old.id}`, { status: 'inactive' })).body.status).toBe('inactive');
  expect((await offered(owner)).find(({ id }) => id === old.id).status).toBe('inactive');
  const refused = await customerWith(owner, old.id);
  expect(refused.status).toBe(422);
  expect(refused.body.errors).toEqual([
    {
      field: 'billing.taxIds',
      code: 'not_found',
      message: 'Choose active taxes of whoever sells to this account, each at most once.',
    },
  ]);
  expect((await change(account, [now.id, old.id])).body.billing.taxIds).toEqual([now.id, old.id]);
  expect((await change(account, [now.id])).body.billing.taxIds).toEqual([now.id]);
  expect((await change(account, [now.id, old.id])).status).toBe(422);
});

test('a reseller sees, changes and uses its own taxes only, and may name one as somebody else does', async () => {
  const ofOperator = await make(owner, 'Sales tax', '5');
  const ofSeller = await make(seller, 'Sales tax', '6');
  expect(await listed(seller)).toEqual([ofSeller]);
  expect(await offered(seller)).toEqual([offer(ofSeller.id, 'Sales tax', '6.0000')]);
  expect((await listed(owner)).map(({ id }) => id)).not.toContain(ofSeller.id);
  for (const [client, foreign] of [
    [seller, ofOperator],
    [owner, ofSeller],
  ] as const) {
    expect((await client.patch(`${TAXES}/${foreign.id}`, { percent: '1' })).status).toBe(404);
    expect((await client.delete(`${TAXES}/${foreign.id}`)).status).toBe(404);
    expect((await customerWith(client, foreign.id)).body.errors[0].field).toBe('billing.taxIds');
  }
  expect((await customerWith(seller, ofSeller.id)).status).toBe(201);
  expect((await listed(seller))[0].accounts).toBe(1);
  expect((await told(seller)).map(([action]: Json) => action)).toEqual(['tax.added']);
});

test('a fixed tax has an amount of a currency, becomes a percentage and back, and says each time what it lacks', async () => {
  const stamp = { name: 'Stamp', kind: 'fixed', amount: '2', currency: 'EUR', isInclusive: true };
  const { status, body: made } = await owner.post(TAXES, { ...stamp, jurisdiction: 'IT' }, key());
  expect(status, JSON.stringify(made)).toBe(201);
  const fixed = { kind: 'fixed', percent: null, amount: '2.000000', currency: 'EUR', isCompound: false };
  expect(made).toMatchObject({ ...fixed, isInclusive: true, jurisdiction: 'IT' });
  const patch = (body: object) => owner.patch(`${TAXES}/${made.id}`, body);
  const fields = async (body: object) => (await patch(body)).body.errors.map(({ field }: Json) => field);
  expect(await fields({ percent: '5' })).toEqual(['percent']);
  expect(await fields({ isCompound: true })).toEqual(['isCompound']);
  expect(await fields({ amount: '2.005' })).toEqual(['amount']);
  expect(await fields({ currency: 'JPY', amount: '2.50' })).toEqual(['amount']);
  expect(await fields({ kind: 'percentage' })).toEqual(['percent']);
  const share = await patch({ kind: 'percentage', percent: '5', isCompound: true });
  expect(share.body).toMatchObject({ kind: 'percentage', percent: '5.0000', amount: null, currency: null });
  expect(await fields({ amount: '1', currency: 'EUR' })).toEqual(['amount', 'currency']);
  expect(await fields({ kind: 'fixed' })).toEqual(['amount', 'currency']);
  expect((await patch({ kind: 'fixed', amount: '2', currency: 'EUR' })).body).toMatchObject(fixed);
  expect((await told(owner))[0]).toEqual([
    'tax.changed',
    {
      'tax.name': ['Stamp', 'Stamp'],
      'tax.kind': ['percentage', 'fixed'],
      'tax.percent': ['5.0000', null],
      'tax.amount': [null, '2 EUR'],
      'tax.isCompound': [true, false],
    },
  ]);
  expect((await owner.post(TAXES, { name: 'None' }, key())).body.errors[0].field).toBe('percent');
});

test('documents get the taxes of an account in its order, inactive ones too, and fixed ones of its currency only', async () => {
  const vat = await make(owner, 'In order', '19');
  const inactive = await make(owner, 'Was once', '3');
  const fixedIn = async (currency: string) =>
    (await owner.post(TAXES, { name: `In ${currency}`, kind: 'fixed', amount: '1', currency }, key())).body;
  const [euro, yen] = [await fixedIn('EUR'), await fixedIn('JPY')];
  const { account } = (await customerWith(owner, yen.id, inactive.id, euro.id, vat.id)).body;
  const { account: other } = (await customerWith(owner)).body;
  await owner.patch(`${TAXES}/${inactive.id}`, { status: 'inactive' });
  const { rows } = await server.database.pool.query<{ id: bigint }>(
    'select id from accounts where public_id = any($1) order by id',
    [[account.id, other.id]],
  );
  const [first, second] = rows.map(({ id }) => id) as [bigint, bigint];
  const terms = await taxTermsOf(server.database.pool, [first, second]);
  expect(terms.get(first)?.map(({ name }) => name)).toEqual(['Was once', 'In EUR', 'In order']);
  expect(terms.get(first)?.[1]).toEqual({
    taxId: euro.id,
    name: 'In EUR',
    jurisdiction: '',
    kind: 'fixed',
    ratePpm: 0,
    fixedMicros: 1_000_000n,
    isCompound: false,
    isInclusive: false,
  });
  expect(terms.get(second)).toEqual([]);
});

test.each([
  [{ name: '', percent: '19' }, 'name', 'Required: type something here.'],
  [{ name: 'sales TAX', percent: '19' }, 'name', 'You have a tax of this name. Choose another name.'],
  [
    { name: 'A', percent: '19,5' },
    'percent',
    'Send a percentage such as "12.5", at most four digits after the point.',
  ],
  [
    { name: 'A', percent: '1.23456' },
    'percent',
    'Send a percentage such as "12.5", at most four digits after the point.',
  ],
  [{ name: 'A', percent: '100.1' }, 'percent', 'Send at most 100.'],
])('%j is refused at %s', async (body, field, message) => {
  const before = await listed(owner);
  const refused = await owner.post(TAXES, body, key());
  expect(refused.body.errors).toEqual([expect.objectContaining({ field, message })]);
  expect(await listed(owner)).toEqual(before);
});
