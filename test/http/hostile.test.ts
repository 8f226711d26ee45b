/** Hostile input: whatever comes in, the answer is a problem with a reason, and never a 5xx. */
import { expect, test } from 'vitest';
import { PROBLEMS } from '../../src/domain/problem.ts';
import { createServer, customer, key, type Json } from './support.ts';

const server = await createServer();
const { owner, anonymous } = server;
const account = (await owner.post('/api/v1/accounts', customer())).body.account;
const group = (await owner.post('/api/v1/rate-groups', { name: 'G', currency: 'EUR' })).body;

const NUL = 'a\u0000b';
const HUGE = '9'.repeat(400);
const VALUES: unknown[] = [
  NUL,
  HUGE,
  Number(HUGE),
  -1,
  0,
  1.5,
  2 ** 53,
  null,
  true,
  [],
  {},
  [[]],
  '',
  ' ',
  '\ud800',
  'a\udfffb',
  '\u202eevil',
  "'; drop table accounts; --",
  '=cmd|calc',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '{{7*7}}',
  'x'.repeat(100_000),
  '٣',
  '1e309',
  '0x10',
  'NaN',
  '-0',
  '2026-02-30T00:00:00Z',
  '9999999-01-01T00:00:00Z',
  '__proto__',
];

async function expectClear(
  answer: { status: number; body: Json; headers: Record<string, unknown> },
  what: string,
) {
  expect(answer.status, `${what}: ${JSON.stringify(answer.body).slice(0, 300)}`).toBeLessThan(500);
  if (answer.status < 400) return;
  expect(answer.headers['content-type'], what).toContain('application/problem+json');
  expect(Object.keys(PROBLEMS), what).toContain(answer.body.code);
}

/** Every leaf of a body, one after another, replaced by every hostile value. */
function* mutations(body: object): Generator<[string, object]> {
  const paths: string[][] = [];
  const walk = (value: unknown, path: string[]) => {
    if (path.length > 0) paths.push(path);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const [name, inner] of Object.entries(value)) walk(inner, [...path, name]);
    }
  };
  walk(body, []);
  for (const path of paths) {
    for (const [index, value] of VALUES.entries()) {
      const copy = structuredClone(body) as Record<string, Json>;
      const parent = path.slice(0, -1).reduce((inner, name) => inner[name], copy);
      parent[path.at(-1)!] = value;
      yield [`${path.join('.')} = value ${index}`, copy];
    }
  }
}

const BODIES: [string, 'POST' | 'PATCH' | 'PUT', string, object][] = [
  ['sign-in', 'POST', '/api/v1/sign-in', { identifier: '1234567890', password: 'some password' }],
  [
    'create account',
    'POST',
    '/api/v1/accounts',
    {
      kind: 'customer',
      panelAccess: {
        parentId: null,
        number: '4711081500',
        password: 'some good password',
        email: 'hostile@example.com',
        pin: '123456',
        createSipDevice: true,
      },
      settings: { concurrentCalls: 1, cps: 1, localizationId: null },
      profile: {
        firstName: 'A',
        lastName: 'B',
        company: 'C',
        phone: '+493012345678',
        notificationEmails: [],
        address1: 'D',
        city: 'E',
        zip: '1',
        country: 'DE',
        timezone: 'UTC',
        currency: 'EUR',
      },
      billing: {
        accountType: 'postpaid',
        creditLimit: '1',
        rateGroupId: null,
        schedule: 'monthly',
        billingDay: 1,
        taxIds: [],
        taxNumber: 'F',
        invoiceNote: 'G',
        reference: 'H',
      },
    },
  ],
  [
    'change account',
    'PATCH',
    `/api/v1/accounts/${account.id}`,
    {
      profile: { city: 'B', timezone: 'UTC' },
      billing: { accountType: 'postpaid', creditLimit: '1', billingDay: 1 },
      settings: { cps: 1 },
    },
  ],
  ['payment', 'POST', `/api/v1/accounts/${account.id}/payments`, { amount: '1', method: 'cash', note: '' }],
  [
    'transfer',
    'POST',
    '/api/v1/transfers',
    { fromAccountId: account.id, toAccountId: account.id, amount: '1' },
  ],
  [
    'rate group',
    'POST',
    '/api/v1/rate-groups',
    { name: 'n', currency: 'EUR', markUpPercent: '1', incrementSeconds: 1, trunkIds: [] },
  ],
  [
    'rate',
    'POST',
    `/api/v1/rate-groups/${group.id}/rates`,
    {
      prefix: '1',
      costPerMinute: '1',
      connectionCost: '1',
      graceSeconds: 1,
      validFrom: '2026-01-01T00:00:00Z',
      validTo: null,
    },
  ],
  ['provider', 'POST', '/api/v1/providers', { name: 'p', email: null, country: 'DE', timezone: 'UTC' }],
  ['exchange rate', 'POST', '/api/v1/exchange-rates', { fromCurrency: 'USD', toCurrency: 'EUR', rate: '1' }],
  [
    'create many',
    'POST',
    '/api/v1/accounts/create-many',
    {
      count: 0,
      firstNumber: '12',
      passwords: 'none',
      mode: 'none',
      template: {
        panelAccess: { parentId: null },
        profile: { firstName: 'A' },
        billing: { creditLimit: '1' },
      },
    },
  ],
  [
    'DID',
    'POST',
    '/api/v1/dids',
    { number: '+493012345678', label: 'l', country: 'DE', city: 'c', providerId: null },
  ],
  ['DIDs', 'POST', '/api/v1/dids/create-many', { first: '+493012345600', count: 2, label: 'l', city: 'c' }],
  [
    'access number',
    'POST',
    '/api/v1/access-numbers',
    { number: '+493012345678', language: 'de', label: 'l' },
  ],
  [
    'template',
    'POST',
    '/api/v1/account-templates',
    {
      kind: 'customer',
      name: 'n',
      isDefault: false,
      values: {
        panelAccess: { inviteByEmail: false },
        profile: { city: 'c', country: 'DE' },
        billing: { creditLimit: '0', rateGroupId: null },
      },
    },
  ],
  [
    'draft',
    'PUT',
    '/api/v1/account-drafts/99999999-9999-4999-8999-999999999999',
    { kind: 'customer', form: { panelAccess: { email: 'e' }, profile: { firstName: 'f' } } },
  ],
  [
    'settings',
    'PATCH',
    '/api/v1/settings',
    { settings: { 'account_number.length': 10, 'defaults.rate_group_id': null } },
  ],
  [
    'switch',
    'POST',
    '/api/v1/switches',
    { name: 's', kind: 'kamailio', controlUrl: 'http://127.0.0.1/', controlKey: 'k' },
  ],
];

let accesses = 0;

/** An account that was made takes its number and address: the next one needs others to reach the database too. */
function withOwnAccess(body: object): object {
  const { panelAccess } = body as Json;
  if (panelAccess?.number === undefined) return body;
  accesses += 1;
  const number = String(5_000_000_000 + accesses);
  return { ...body, panelAccess: { ...panelAccess, number, email: `hostile${accesses}@example.com` } };
}

test('the account whose fields are mutated is accepted as it is', async () => {
  const [, , url, body] = BODIES.find(([name]) => name === 'create account')!;
  const made = await owner.post(url, withOwnAccess(body), key());
  expect(made.status, JSON.stringify(made.body)).toBe(201);
});

test.each(BODIES)(
  '%s: each field with each hostile value',
  async (_name, method, url, body) => {
    for (const [what, mutated] of mutations(body)) {
      const payload = what.startsWith('panelAccess.') ? mutated : withOwnAccess(mutated);
      await expectClear(await owner.send({ method, url, payload, headers: key() }), what);
    }
  },
  120_000,
);

const QUERIES = [
  'accounts?',
  `accounts/${account.id}/statement?`,
  `accounts/${account.id}/calls?`,
  'rate-groups?',
  `rate-groups/${group.id}/rates?`,
  'providers?',
  'exchange-rates?',
  'accounts/defaults?',
  'accounts/export?',
  'dids?',
  'dids/export?',
  'access-numbers?',
  'jobs?',
];

test.each(QUERIES)(
  '%s each parameter with each hostile value',
  async (path) => {
    const texts = VALUES.filter(
      (value) => typeof value === 'string' && value.length < 1000 && !/\p{Cs}/u.test(value),
    ) as string[];
    const cursors = [
      'e30',
      'W10',
      'WyJhIl0',
      Buffer.from('["-createdAt","s","n1"]').toString('base64url'),
      Buffer.from('["calls","sx"]').toString('base64url'),
    ];
    const numbers = ['0', '-1', '201', '1.5', '1e9', '99999999999999999999'];
    for (const name of [
      'cursor',
      'limit',
      'q',
      'sort',
      'kind',
      'parentId',
      'from',
      'to',
      'at',
      'outcome',
      'unknown',
    ]) {
      for (const value of [...texts, ...cursors, ...numbers]) {
        const url = `/api/v1/${path}${name}=${encodeURIComponent(value)}`;
        await expectClear(await owner.get(url), url);
      }
    }
    expect(
      (await owner.get(`/api/v1/${/^accounts\/[de]/.test(path) ? 'accounts?' : path}cursor=e30`)).body
        .errors[0].field,
    ).toBe('cursor');
  },
  60_000,
);

const raw = (payload: string | Buffer, contentType: string | null, url = '/api/v1/accounts') =>
  owner.send({
    method: 'POST',
    url,
    payload,
    headers: contentType === null ? {} : { 'content-type': contentType },
  });

test.each([
  ['malformed JSON', '{"kind":', 'application/json', 400, 'malformed_request'],
  ['an empty body', '', 'application/json', 400, 'malformed_request'],
  ['a polluted prototype', '{"__proto__":{"x":1}}', 'application/json', 400, 'malformed_request'],
  ['no object', '[]', 'application/json', 422, 'invalid_input'],
  ['deep nesting', '['.repeat(100_000) + ']'.repeat(100_000), 'application/json', 422, 'invalid_input'],
  ['a form', 'kind=customer', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
  ['plain text', '{}', 'text/plain', 415, 'unsupported_media_type'],
  ['XML', '<a/>', 'application/xml', 415, 'unsupported_media_type'],
  ['CSV where there is none', 'a,b', 'text/csv', 415, 'unsupported_media_type'],
  ['too much', `"${'x'.repeat(1024 * 1024 + 10)}"`, 'application/json', 413, 'body_too_large'],
] as const)('%s is refused with its own problem', async (_name, payload, contentType, status, code) => {
  const answer = await raw(payload, contentType);
  expect(answer).toMatchObject({ status, body: { code, status } });
  expect(answer.headers['content-type']).toContain('application/problem+json');
});

test('a name that is not accepted is said to be one, not to be bad JSON', async () => {
  const { body } = await raw('{"__proto__":{"x":1}}', 'application/json');
  expect(body.detail).toContain('"__proto__"');
});

test('addresses that are none, and methods that are none', async () => {
  for (const url of [
    '/api/v1/nothing',
    '/api/v1/accounts/%',
    '/api/v1/accounts/%00',
    '/api/v1/accounts/..%2f..',
    `/api/v1/accounts/${'x'.repeat(5000)}`,
    '/api/',
    '//evil.example',
  ]) {
    const answer = await owner.get(url);
    expect(answer.status, url).toBeGreaterThanOrEqual(400);
    await expectClear(answer, url);
  }
  await expectClear(await owner.delete('/api/v1/accounts'), 'DELETE /accounts');
  expect(
    (await owner.post('/api/v1/accounts', customer(), { 'idempotency-key': 'not a uuid' })).body.errors[0]
      .field,
  ).toBe('idempotency-key');
});

test('answers carry the headers that keep other sites out', async () => {
  const { headers } = await anonymous.get('/api/v1/health');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['strict-transport-security']).toBeUndefined();
});

test('names in any script and hostile texts come back exactly as they were sent', async () => {
  for (const text of ['Ďábel 中文 العربية 😀', "O'Neil; --", '<script>alert(1)</script>', '=1+1', '%_\\']) {
    const made = await owner.post(
      '/api/v1/accounts',
      customer({ profile: { firstName: text }, billing: { reference: text } }),
    );
    expect(made.body.account).toMatchObject({ profile: { firstName: text }, billing: { reference: text } });
  }
});
