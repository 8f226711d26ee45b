/** Accounts over HTTP: created whole, read back whole, changed, found, and kept apart. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { admin, createServer, customer, key, PASSWORD, reseller, type Json } from './support.ts';

const server = await createServer({ connectionsMax: 25 });
const { owner } = server;

test('a customer that was created reads back with every field that was sent', async () => {
  const sent = customer({
    panelAccess: { number: '4711081500', pin: '123456', createSipDevice: true },
    settings: {
      concurrentCalls: 'unlimited',
      cps: 7,
      localizationId: null,
      allowLocalCalls: false,
      localCallRate: '0.012500001',
      notifications: false,
      paymentGatewayPermission: true,
      validDays: 90,
    },
    profile: {
      lastName: 'Ďábelská Ünïcode 中文',
      company: '<b>Å & Sons</b>',
      phone: '+493012345678',
      notificationEmails: ['a@example.com', 'b@example.com'],
      language: 'de',
      address1: 'Straße 1',
      address2: 'Hof',
      city: 'Köln',
      province: 'NRW',
      zip: '50667',
    },
    billing: {
      accountType: 'postpaid',
      creditLimit: '100.5',
      rateGroupId: null,
      cliPool: 'refuse_either',
      nonCliRateGroupId: null,
      schedule: 'weekly',
      billingDay: 7,
      taxIds: [],
      taxNumber: 'DE123456789',
      generateInvoice: true,
      invoiceNote: 'two\nlines',
      reference: 'crm-1',
    },
  });
  const { status, body } = await owner.post('/api/v1/accounts', sent);
  expect(status, JSON.stringify(body)).toBe(201);
  const { account, sipDevice } = body;
  expect(account.settings).toEqual((sent as Json).settings);
  expect(account.profile).toEqual(sent.profile);
  expect(account.billing).toEqual({
    ...(sent as Json).billing,
    creditLimit: '100.500000',
    rateGroupName: null,
  });
  expect(account.panelAccess).toMatchObject({
    number: '4711081500',
    hasPin: true,
    hasPassword: true,
    parentId: null,
  });
  expect(account.wallet).toMatchObject({
    currency: 'EUR',
    balance: '0.000000',
    available: '100.500000',
    concurrentCallsMax: 'unlimited',
    cpsMax: 7,
  });
  expect(JSON.stringify(body)).not.toContain(PASSWORD);
  expect(sipDevice.domain).toBe('sip.example.com');
  expect(sipDevice.username).not.toContain('4711');
  const { rows } = await server.database.reads.query(
    'select username, realm, ha1 from switch.sip_credentials where username = $1',
    [sipDevice.username],
  );
  const ha1 = createHash('md5')
    .update(`${sipDevice.username}:sip.example.com:${sipDevice.password}`)
    .digest('hex');
  expect(rows).toEqual([{ username: sipDevice.username, realm: 'sip.example.com', ha1 }]);
  const again = await owner.get(`/api/v1/accounts/${account.id}`);
  expect(again.body).toEqual(account);
});

test('twenty requests with one key make one account, and repetitions have no secrets', async () => {
  const sent = customer({ panelAccess: { createSipDevice: true } });
  const headers = key();
  const all = await Promise.all(
    Array.from({ length: 20 }, () => owner.post('/api/v1/accounts', sent, headers)),
  );
  expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([...Array(19).fill(200), 201]);
  expect(new Set(all.map(({ body }) => body.account.id)).size).toBe(1);
  const repeated = all.filter(({ status }) => status === 200);
  expect(
    repeated.every(({ body }) => body.secretsOmitted === true && body.sipDevice.password === undefined),
  ).toBe(true);
  const other = await owner.post('/api/v1/accounts', customer(), headers);
  expect(other).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
});

test('a reserved number belongs to the form that reserved it', async () => {
  const { body } = await owner.post('/api/v1/accounts/number-reservations');
  expect(body.number).toMatch(/^\d{10}$/);
  const boss = await owner.post('/api/v1/accounts', admin());
  const other = await server.signIn(boss.body.account.number, PASSWORD);
  const taken = await other.post('/api/v1/accounts', customer({ panelAccess: { number: body.number } }));
  expect(taken).toMatchObject({
    status: 409,
    body: { code: 'number_taken', errors: [{ field: 'panelAccess.number' }] },
  });
  const mine = await owner.post('/api/v1/accounts', customer({ panelAccess: { number: body.number } }));
  expect(mine.body.account.number).toBe(body.number);
  server.advance(31 * 60 * 1000);
});

test.each([
  [
    'a prepaid credit limit',
    { billing: { creditLimit: '5' } },
    'billing.creditLimit',
    'credit_limit_needs_postpaid',
  ],
  [
    'a billing day of another schedule',
    { billing: { schedule: 'weekly', billingDay: 9 } },
    'billing.billingDay',
    'does_not_fit_schedule',
  ],
  [
    'a CLI pool without its rate group',
    { billing: { cliPool: 'rate_did' } },
    'billing.nonCliRateGroupId',
    'required_by_cli_pool',
  ],
  [
    'an unknown rate group',
    { billing: { rateGroupId: '11111111-1111-4111-8111-111111111111' } },
    'billing.rateGroupId',
    'rate_group_not_usable',
  ],
  ['a PIN of another length', { panelAccess: { pin: '1234' } }, 'panelAccess.pin', 'wrong_length'],
  [
    'a common password',
    { panelAccess: { password: 'password123' } },
    'panelAccess.password',
    'weak_password',
  ],
  ['zero calls', { settings: { concurrentCalls: 0 } }, 'settings.concurrentCalls', 'too_small'],
  ['an unknown field', { settings: { colour: 'red' } }, 'settings.colour', 'unknown_field'],
  ['no first name', { profile: { firstName: ' ' } }, 'profile.firstName', 'too_small'],
  ['a country that is none', { profile: { country: 'XX' } }, 'profile.country', 'custom'],
  [
    'an amount that is a number',
    { billing: { accountType: 'postpaid', creditLimit: 5 } },
    'billing.creditLimit',
    'invalid_type',
  ],
])('%s is refused at its field', async (_name, over, field, code) => {
  const { status, body } = await owner.post('/api/v1/accounts', customer(over));
  expect(status, JSON.stringify(body)).toBe(422);
  expect(body.code).toBe('invalid_input');
  expect(body.errors).toContainEqual(expect.objectContaining({ field, code }));
});

test('an e-mail address is used once, whatever its case', async () => {
  const first = customer();
  await owner.post('/api/v1/accounts', first);
  const again = await owner.post(
    '/api/v1/accounts',
    customer({ panelAccess: { email: first.panelAccess.email.toUpperCase() } }),
  );
  expect(again).toMatchObject({
    status: 409,
    body: { code: 'email_taken', errors: [{ field: 'panelAccess.email' }] },
  });
});

test('a change keeps what was not sent, and a lowered credit limit is recorded', async () => {
  const billing = { accountType: 'postpaid', creditLimit: '50' };
  const { body } = await owner.post('/api/v1/accounts', customer({ billing, settings: { cps: 3 } }));
  const { id } = body.account;
  const changed = await owner.patch(`/api/v1/accounts/${id}`, {
    billing: { creditLimit: '20' },
    profile: { city: 'Bonn' },
  });
  expect(changed.status, JSON.stringify(changed.body)).toBe(200);
  expect(changed.body.billing).toMatchObject({ accountType: 'postpaid', creditLimit: '20.000000' });
  expect(changed.body.profile).toMatchObject({ city: 'Bonn', firstName: 'Ada' });
  expect(changed.body.settings.cps).toBe(3);
  const { rows } = await server.database.reads.query(
    'select old_micros, new_micros from wallet_credit_limit_changes',
  );
  expect(rows).toContainEqual({ old_micros: 50_000_000n, new_micros: 20_000_000n });
  const prepaid = await owner.patch(`/api/v1/accounts/${id}`, {
    billing: { accountType: 'prepaid', creditLimit: '20' },
  });
  expect(prepaid.body.errors).toContainEqual(
    expect.objectContaining({ code: 'credit_limit_needs_postpaid' }),
  );
});

test('a local call rate is free unless said, exact to the nano, within its bounds, and told in the timeline', async () => {
  const { body } = await owner.post('/api/v1/accounts', reseller());
  const url = `/api/v1/accounts/${body.account.id}`;
  expect(body.account.settings.localCallRate).toBe('0.000000000');
  const set = (localCallRate: string) => owner.patch(url, { settings: { localCallRate } });
  for (const wrong of ['-0.01', '1000000.000000001', '0.0000000001', '0,01', '']) {
    const { status, body: refused } = await set(wrong);
    expect([status, refused.errors?.[0].field], wrong).toEqual([422, 'settings.localCallRate']);
  }
  expect((await set('1000000')).body.settings.localCallRate).toBe('1000000.000000000');
  expect((await set('0.000000001')).body.settings.localCallRate).toBe('0.000000001');
  expect((await owner.patch(url, { settings: { cps: 3 } })).body.settings.localCallRate).toBe('0.000000001');
  const events = (await owner.get(`${url}/timeline`)).body.items;
  expect(JSON.stringify(events)).toContain('settings.localCallRate');
});

test('the currency changes until something was posted', async () => {
  const { body } = await owner.post('/api/v1/accounts', customer());
  const url = `/api/v1/accounts/${body.account.id}`;
  expect((await owner.patch(url, { profile: { currency: 'USD' } })).body.wallet.currency).toBe('USD');
  await owner.post(`${url}/payments`, { amount: '1', method: 'cash' }, key());
  const fixed = await owner.patch(url, { profile: { currency: 'EUR' } });
  expect(fixed).toMatchObject({ status: 409, body: { code: 'currency_is_fixed' } });
});

test('a closed account cannot sign in, and a closed reseller needs closed accounts', async () => {
  const parent = (await owner.post('/api/v1/accounts', reseller())).body.account;
  const child = (await owner.post('/api/v1/accounts', customer({ panelAccess: { parentId: parent.id } })))
    .body.account;
  expect(child.panelAccess.parentId).toBe(parent.id);
  expect(child.ownerPath.map(({ id }: { id: string }) => id)).toEqual([parent.id]);
  expect((await owner.patch(`/api/v1/accounts/${parent.id}`, { status: 'closed' })).body.code).toBe('in_use');
  expect((await owner.patch(`/api/v1/accounts/${child.id}`, { status: 'closed' })).body.status).toBe(
    'closed',
  );
  await expect(server.signIn(child.number, PASSWORD)).rejects.toThrow('sign_in_failed');
});

test('lists are searched, filtered, sorted and paged without gaps', async () => {
  const company = 'Pageworks 100%_';
  const ids = new Set<string>();
  for (let n = 0; n < 5; n++) {
    ids.add((await owner.post('/api/v1/accounts', customer({ profile: { company } }))).body.account.id);
  }
  for (const sort of ['createdAt', '-createdAt', 'number', '-number', 'name', '-name']) {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query = new URLSearchParams({
        q: '100%_',
        limit: '2',
        sort,
        ...(cursor === '' ? {} : { cursor }),
      });
      const { status, body } = await owner.get(`/api/v1/accounts?${query.toString()}`);
      expect(status, JSON.stringify(body)).toBe(200);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    }
    expect(seen.length).toBe(5);
    expect(new Set(seen)).toEqual(ids);
  }
  expect(
    (await owner.get('/api/v1/accounts?kind=admin')).body.items.every(({ kind }: Json) => kind === 'admin'),
  ).toBe(true);
});
