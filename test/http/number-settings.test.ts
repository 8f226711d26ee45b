/** How long PINs and account numbers are: what the operator set counts wherever an account is made or changed. */
import { expect, test } from 'vitest';
import { importSheet, mappingOf, runAll, upload } from './many-support.ts';
import { createServer, customer, key, PASSWORD, reseller, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;

const set = async (settings: object) => {
  const { status, body } = await owner.patch('/api/v1/settings', { settings });
  expect(status, JSON.stringify(body)).toBe(200);
};

await set({ 'pin.length': 4, 'account_number.length': 8, 'account_number.prefix': '77' });

/** The cells of each account in the file of credentials: number and PIN. */
async function numbersAndPins(jobId: string): Promise<[string, string][]> {
  const { body } = await owner.post(`/api/v1/jobs/${jobId}/credentials`);
  const [, ...rows] = String(body).trim().split(/\r?\n/);
  return rows.map((row) => {
    const cells = row.replaceAll('"', '').split(',');
    return [cells[1] ?? '', cells[4] ?? ''];
  });
}

test('a PIN of another length is refused on creation and on a change, and none is always fine', async () => {
  const create = (pin: string) => owner.post('/api/v1/accounts', customer({ panelAccess: { pin } }), key());
  for (const pin of ['123456', '123', '12345', '12 4', '１２３４'])
    expect((await create(pin)).body.errors?.[0], pin).toMatchObject({ field: 'panelAccess.pin' });
  const { status, body } = await create('0042');
  expect(status).toBe(201);
  expect((await create('')).status).toBe(201);
  const change = (pin: string) =>
    owner.patch(`/api/v1/accounts/${body.account.id}`, { panelAccess: { pin } });
  expect((await change('123456')).body.errors).toEqual([
    { field: 'panelAccess.pin', code: 'wrong_length', message: 'A PIN has 4 digits here.' },
  ]);
  expect((await change('4321')).status).toBe(200);
  expect((await change('')).body.panelAccess.hasPin).toBe(false);
});

test('resellers propose and check by the same length, and so does the browser', async () => {
  const made = (await owner.post('/api/v1/accounts', reseller(), key())).body.account;
  const seller = await server.signIn(made.number, PASSWORD);
  expect((await seller.get('/api/v1/accounts/defaults?kind=customer')).body.rules).toMatchObject({
    pinLength: 4,
  });
  const refused = await seller.post('/api/v1/accounts', customer({ panelAccess: { pin: '123456' } }), key());
  expect(refused.body.errors[0]).toMatchObject({ field: 'panelAccess.pin', code: 'wrong_length' });
});

test('numbers that are proposed, drawn and reserved have the length and the leading digits', async () => {
  const reserved = await owner.post('/api/v1/accounts/number-reservations');
  expect(reserved.body.number).toMatch(/^77\d{6}$/);
  const drawn = await owner.post('/api/v1/accounts', customer(), key());
  expect(drawn.body.account.number).toMatch(/^77\d{6}$/);
});

test('cards that are made by hundreds have PINs and numbers of these lengths', async () => {
  const template = { profile: { firstName: 'Card' } };
  const many = { count: 30, template, pins: 'generate' };
  const { jobId } = (await owner.post('/api/v1/accounts/create-many', many, key())).body;
  await runAll(server);
  const made = await numbersAndPins(jobId);
  expect(made).toHaveLength(30);
  for (const [number, pin] of made) expect(`${number} ${pin}`).toMatch(/^77\d{6} \d{4}$/);
});

test('an import refuses the row whose PIN is too long, and keeps leading zeros of the others', async () => {
  const sheet = 'first name,e-mail,PIN\nAda,ada@a.example,0042\nBob,bob@a.example,123456\nCy,cy@a.example,\n';
  const sent = await upload(owner, sheet);
  expect(mappingOf(sent)).toEqual(['profile.firstName', 'panelAccess.email', 'panelAccess.pin']);
  const check = await owner.post(`/api/v1/account-imports/${sent.body.uploadId}/check`, {
    mapping: mappingOf(sent),
  });
  expect(check.body.mistakes.map(({ row, errors }: Json) => [row, errors[0].field, errors[0].code])).toEqual([
    [3, 'panelAccess.pin', 'wrong_length'],
  ]);
  const job = await importSheet(server, owner, sheet);
  expect(job.result).toMatchObject({ created: 2, invalid: 1 });
  const pins = (await numbersAndPins(job.id)).map(([, pin]) => pin);
  expect(pins).toEqual(['0042', '']);
});

test('a number is typed only where that is allowed, and a reserved one always', async () => {
  await set({ 'account_number.may_be_typed': false });
  const create = (number: string) =>
    owner.post('/api/v1/accounts', customer({ panelAccess: { number } }), key());
  expect((await create('81234567')).body.errors[0]).toMatchObject({
    field: 'panelAccess.number',
    code: 'not_typed',
  });
  const { number } = (await owner.post('/api/v1/accounts/number-reservations')).body;
  expect((await create(number)).status).toBe(201);
  await set({ 'account_number.may_be_typed': true });
  expect((await create('81234567')).status).toBe(201);
});

test('a length of PINs outside 4 to 12 is no setting', async () => {
  for (const value of [3, 13, 4.5, '6', null]) {
    const { body } = await owner.patch('/api/v1/settings', { settings: { 'pin.length': value } });
    expect(body.errors?.[0], String(value)).toMatchObject({ field: 'settings.pin.length' });
  }
});
