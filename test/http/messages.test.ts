/** Every refused field says what is accepted, and a parameter that does not exist is no silent one. */
import { expect, test } from 'vitest';
import { createServer, customer, key } from './support.ts';

const { owner } = await createServer();

test.each([
  [{ billing: { billingDay: 29, schedule: 'monthly' } }, 'billing.billingDay', /^Send at most 28\.$/],
  [{ billing: { generateInvoice: 'yes' } }, 'billing.generateInvoice', /^Send true or false\.$/],
  [{ billing: { taxIds: 'x' } }, 'billing.taxIds', /^Send a list\.$/],
  [{ billing: { accountType: 'x' } }, 'billing.accountType', /^Send one of: prepaid, postpaid\.$/],
  [{ profile: { firstName: 5 } }, 'profile.firstName', /^Send a text\.$/],
  [{ billing: 5 }, 'billing', /^Send an object\.$/],
])('%j is answered with what is accepted', async (over, field, message) => {
  const body = { ...customer(over as object), ...('billing' in over ? { billing: over.billing } : {}) };
  const { status, body: answer } = await owner.post('/api/v1/accounts', body, key());
  expect(status).toBe(422);
  expect(answer.errors).toContainEqual(
    expect.objectContaining({ field, message: expect.stringMatching(message) }),
  );
});

test('an unknown kind of account lists the kinds there are', async () => {
  const { body } = await owner.post('/api/v1/accounts', { ...customer(), kind: 'x' }, key());
  expect(body.errors[0]).toMatchObject({
    field: 'kind',
    message: 'Send one of: customer, reseller, admin, sub_admin.',
  });
});

test('numbers out of bounds and no numbers say which are accepted', async () => {
  const limit = async (text: string) =>
    (await owner.get(`/api/v1/accounts?limit=${text}`)).body.errors[0].message;
  expect(await limit('x')).toBe('Send a whole number.');
  const group = { name: 'G', currency: 'EUR', incrementSeconds: 10_000_000 };
  const { body } = await owner.post('/api/v1/rate-groups', group, key());
  expect(body.errors[0].message).toBe('Send 1 to 3600 seconds.');
});

test.each(['accounts', 'rate-groups', 'providers', 'jobs'])(
  '%s refuses a parameter it does not have',
  async (list) => {
    const { status, body } = await owner.get(`/api/v1/${list}?stauts=closed`);
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      {
        field: 'stauts',
        code: 'unknown_field',
        message: 'There is no such field here. Check its name.',
      },
    ]);
  },
);

test.each(['', ' ', undefined])(
  'a provider whose contact is %j is called by its own name',
  async (contactName) => {
    const made = await owner.post('/api/v1/providers', { name: 'p', contactName });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(made.body.contactName).toBe('p');
    const url = `/api/v1/providers/${made.body.id}`;
    await owner.patch(url, { contactName: 'Ann' });
    expect((await owner.patch(url, { reference: 'r' })).body.contactName).toBe('Ann');
    expect((await owner.patch(url, { contactName: ' ' })).body.contactName).toBe('p');
  },
);

test('numbers of an account may be typed as they are printed', async () => {
  const { account } = (await owner.post('/api/v1/accounts', customer())).body;
  const url = `/api/v1/accounts/${account.id}`;
  const made = async (items: string, body: object) => (await owner.post(`${url}/${items}`, body)).body;
  const printed = '+49 (30) 123-456.78';
  expect(await made('caller-ids', { number: printed })).toMatchObject({ number: '493012345678' });
  const speedDial = { digits: '1', destination: '+49 30/123 456' };
  expect(await made('speed-dials', speedDial)).toMatchObject({ destination: '+4930123456' });
  expect(await made('blocked-prefixes', { prefix: '+49 90' })).toMatchObject({ prefix: '4990' });
  const { body } = await owner.patch(url, { controls: { forcedCallerId: printed } });
  expect(body.controls.forcedCallerId).toBe('493012345678');
  // The 0 is dialled within the country only: with it, this would be another number.
  expect((await made('caller-ids', { number: '+49 (0)30 123456' })).errors[0].field).toBe('number');
});

test('a label is nothing, or something that can be seen', async () => {
  const { account } = (await owner.post('/api/v1/accounts', customer())).body;
  const url = `/api/v1/accounts/${account.id}/caller-ids`;
  const refused = await owner.post(url, { number: '+493012345678', label: '\u200b\u2060' });
  expect(refused.body.errors[0]).toMatchObject({
    field: 'label',
    message: expect.stringContaining('invisible'),
  });
  expect((await owner.post(url, { number: '+493012345678', label: '' })).status).toBe(201);
});
