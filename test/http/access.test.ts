/** Who may do what: deny by default, one list of public routes, one's own tree only. */
import { expect, test } from 'vitest';
import { PUBLIC_ROUTES } from '../../src/http/public-routes.ts';
import { ITEMS, OPERATIONS, PUBLIC } from './access-operations.ts';
import { runAll, upload as uploadSheet } from './many-support.ts';
import { admin, createServer, customer, key, PASSWORD, PUBLIC_URL, reseller, type Json } from './support.ts';

const server = await createServer();
const { app, owner, anonymous } = server;

/** What is for whoever began it alone, and not for those above. */
const PERSONAL = /\/(account-imports|credentials)/;
/** Those that a customer edits itself. */
const OF_HOLDERS = /\/(speed-dials|blocked-prefixes|caller-ids|me\/account)/;
/** Those that only say what a change would do, so that who may not change anything may not ask. */
const OF_WRITERS = /\/(brand-host|sign-in|defaults|sample-price|closing|type-change|move|erasure)$/;
let networks = 0;
let dids = 0;

const document = (await anonymous.get('/api/v1/openapi.json')).body;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
);

/** An account with a device, a rate group with a rate, below a given client. */
async function belongings(client: typeof owner) {
  const made = (await client.post('/api/v1/accounts', customer({ panelAccess: { createSipDevice: true } })))
    .body;
  const rateGroup = (
    await client.post('/api/v1/rate-groups', { name: `G${made.account.number}`, currency: 'EUR' })
  ).body;
  const rate = (
    await client.post(`/api/v1/rate-groups/${rateGroup.id}/rates`, { prefix: '49', costPerMinute: '1' })
  ).body;
  const call = { sessionId: await insertCall(made.account.id) };
  const items: Record<string, string> = {};
  const bodies = { ...ITEMS, 'speed-dials': { digits: '8', destination: '+493044444444' } };
  for (const [path, body] of Object.entries(bodies)) {
    const first = { ...body, ...(path === 'ip-addresses' && { network: nextNetwork() }) };
    const added = await client.post(`/api/v1/accounts/${made.account.id}/${path}`, first);
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    items[path] = added.body.id;
  }
  await server.database.pool.query(
    `insert into second_factors (account_id, sealed_secret, created_at, confirmed_at)
     select id, 'x', $2, $2 from accounts where public_id = $1`,
    [made.account.id, server.now()],
  );
  items.mail = (await client.get(`/api/v1/accounts/${made.account.id}/mails`)).body.items[0].id;
  const localization = (await client.post('/api/v1/localizations', { name: `L${made.account.number}` })).body;
  const template = (
    await client.post('/api/v1/account-templates', {
      kind: 'customer',
      name: `T${made.account.number}`,
      values: {},
    })
  ).body;
  const tax = (await client.post('/api/v1/taxes', { name: `V${made.account.number}`, percent: '19' })).body;
  const role = (
    await client.post('/api/v1/roles', {
      audience: 'reseller',
      name: `R${made.account.number}`,
      permissions: [],
    })
  ).body;
  const did = await addDid(client);
  const accessDid = await addDid(client);
  const access = { number: accessDid.number, language: 'de' };
  const accessNumber = (await client.post('/api/v1/access-numbers', access)).body;
  const upload = (await uploadSheet(client, 'first name\nAda\n')).body.uploadId;
  const job = { done: await startJob(client), queued: '' };
  await runAll(server);
  return {
    job,
    upload,
    localization,
    template,
    tax,
    role,
    did,
    accessNumber,
    items,
    account: made.account,
    device: made.sipDevice,
    rateGroup,
    rate,
    call,
  };
}

/** A number of the client's own, out of the operator's hands. */
async function addDid(client: typeof owner) {
  dids += 1;
  const { actor } = (await client.get('/api/v1/me')).body;
  const ownerId = actor.kind === 'reseller' ? { ownerId: actor.id } : {};
  const added = await owner.post('/api/v1/dids', { number: `+49301${1_000_000 + dids}`, ...ownerId });
  expect(added.status, JSON.stringify(added.body)).toBe(201);
  return added.body;
}

/** A job that makes one account. */
async function startJob(client: typeof owner): Promise<string> {
  const template = { profile: { firstName: 'Card' } };
  return (await client.post('/api/v1/accounts/create-many', { count: 1, template }, key())).body.jobId;
}

function nextNetwork(): string {
  networks += 1;
  return `198.${51 + Math.floor(networks / 256)}.${networks % 256}.0/24`;
}

/** A refused call as charging writes it. */
async function insertCall(accountId: string): Promise<string> {
  const frozen = {
    version: 1,
    levels: [],
    routes: [],
    seen: { calls: [], available: [], skipped: [] },
    failed: { reason: 'no_rate_group', level: 0, figures: [] },
  };
  const { rows } = await server.database.pool.query<{ id: string }>(
    `insert into cdrs (session_id, branch_id, account_id, switch_id, attempt_id, content_digest, recorded_at, started_at,
       ended_at, outcome, reason, dialled_number, frozen)
     select gen_random_uuid(), branch_id, id, 1, 'a', 0, $2, $2, $2, 'refused', 'no_rate_group', '1', $3
     from accounts where public_id = $1 returning session_id as id`,
    [accountId, server.now(), JSON.stringify(frozen)],
  );
  return rows[0]!.id;
}

async function as(created: { body: Json }) {
  return {
    account: created.body.account,
    client: await server.signIn(created.body.account.number, PASSWORD),
  };
}

const first = await as(await owner.post('/api/v1/accounts', reseller()));
const second = await as(await owner.post('/api/v1/accounts', reseller()));
const below = await as(await first.client.post('/api/v1/accounts', reseller()));
const own = await belongings(first.client);
const foreign = await belongings(second.client);
const ofOperator = await belongings(owner);
own.job.queued = await startJob(first.client);
foreign.job.queued = await startJob(second.client);
ofOperator.job.queued = await startJob(owner);
const person = await as(await first.client.post('/api/v1/accounts', customer()));
const clerk = await as(await owner.post('/api/v1/accounts', admin('sub_admin')));
const boss = await as(await owner.post('/api/v1/accounts', admin()));

function call(
  client: typeof owner,
  operation: string,
  ids: {
    account: Json;
    device: Json;
    rateGroup: Json;
    rate: Json;
    call: Json;
    localization: Json;
    template: Json;
    tax: Json;
    role: Json;
    did: Json;
    accessNumber: Json;
    job: { done: string; queued: string };
    upload: string;
    items: Record<string, string>;
  },
) {
  const [method = '', path = ''] = operation.split(' ');
  const { body: given, to } = OPERATIONS[operation]!;
  const item = Object.keys(ITEMS).find((name) => path.includes(`/${name}`));
  const isNewItem = method === 'POST' && item !== undefined;
  // A second one of the same account must differ from its first.
  const changes = {
    'ip-addresses': { network: nextNetwork() },
    'caller-ids': { number: `+4930${700_000_000 + networks}` },
    'speed-dials': { digits: String(100 + networks) },
    'blocked-prefixes': { prefix: String(33_000 + networks) },
  };
  const isAssignment = method === 'PUT' && path.endsWith('/assignment');
  const body = isAssignment
    ? { accountId: ids.account.id }
    : isNewItem
      ? { ...given, ...changes[item as keyof typeof changes] }
      : given;
  const id =
    to === 'localization' ||
    to === 'template' ||
    to === 'tax' ||
    to === 'role' ||
    to === 'did' ||
    to === 'accessNumber'
      ? ids[to].id
      : to === 'job'
        ? ids.job[path.endsWith('/cancel') ? 'queued' : 'done']
        : to === 'upload'
          ? ids.upload
          : to === 'device'
            ? ids.device.id
            : to === 'rateGroup' || to === 'rate'
              ? ids.rateGroup.id
              : ids.account.id;
  const url = path
    .replace('{id}', id)
    .replace('{rateId}', ids.rate.id)
    .replace('{sessionId}', ids.call.sessionId)
    .replace('{itemId}', ids.items[item ?? ''] ?? '')
    .replace('{mailId}', ids.items.mail ?? '');
  const isSheet = /\/(import|account-imports)$/.test(path);
  const headers = { ...key(), ...(isSheet ? { 'content-type': 'text/csv' } : {}) };
  const payload = isSheet ? 'Code,Cost/Min\n1,1\n' : body;
  return client.send({
    method: method as 'GET',
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
}

test('every operation has a row here, and every row is an operation', () => {
  expect(operations.sort()).toEqual([...Object.keys(OPERATIONS), ...PUBLIC].sort());
});

test('the list of public routes is exactly what answers without a sign-in', async () => {
  const routes = app.printRoutes({ commonPrefix: false });
  expect(routes).not.toBe('');
  for (const operation of Object.keys(OPERATIONS)) {
    expect(PUBLIC_ROUTES.has(operation.replaceAll('{', ':').replaceAll('}', '')), operation).toBe(false);
    const { status, body, headers } = await call(anonymous, operation, own);
    expect(status, operation).toBe(401);
    expect(body.code).toBe('not_signed_in');
    expect(headers['content-type']).toContain('application/problem+json');
  }
  for (const route of ['/api/v1/health', '/api/v1/openapi.json', '/api/v1/docs/']) {
    expect((await anonymous.get(route)).status, route).toBe(200);
  }
});

const scoped = Object.keys(OPERATIONS).filter((operation) =>
  [
    'account',
    'device',
    'rateGroup',
    'rate',
    'call',
    'item',
    'mail',
    'localization',
    'template',
    'tax',
    'role',
    'did',
    'accessNumber',
    'job',
    'upload',
  ].includes(OPERATIONS[operation]!.to ?? ''),
);

test.each(scoped)('%s: foreign and unknown are the same 404', async (operation) => {
  const unknown = '99999999-9999-4999-8999-999999999999';
  const ghost = {
    account: { id: unknown },
    job: { done: unknown, queued: unknown },
    upload: unknown,
    device: { id: unknown },
    rateGroup: { id: unknown },
    rate: { id: unknown },
    call: { sessionId: unknown },
    localization: { id: unknown },
    template: { id: unknown },
    tax: { id: unknown },
    role: { id: unknown },
    did: { id: unknown },
    accessNumber: { id: unknown },
    items: Object.fromEntries([...Object.keys(ITEMS), 'mail'].map((path) => [path, unknown])),
  };
  const junk = {
    account: { id: "x'--" },
    job: { done: "x'--", queued: '%00' },
    upload: '..',
    device: { id: '%00' },
    rateGroup: { id: '..' },
    rate: { id: '1' },
    call: { sessionId: "'" },
    localization: { id: '*' },
    template: { id: '..' },
    tax: { id: '..' },
    role: { id: "'" },
    did: { id: "'" },
    accessNumber: { id: '%00' },
    items: Object.fromEntries([...Object.keys(ITEMS), 'mail'].map((path) => [path, "'"])),
  };
  for (const ids of [foreign, ofOperator, ghost]) {
    const { status, body } = await call(first.client, operation, ids);
    expect(status, JSON.stringify(body)).toBe(404);
    const { instance: _instance, ...rest } = body;
    expect(rest).toEqual({
      type: '/problems/not_found',
      title: 'Not found',
      status: 404,
      code: 'not_found',
      detail: 'There is nothing here, or it is not yours to see.',
    });
  }
  expect((await call(owner, operation, junk)).status).toBeLessThan(500);
});

test.each(scoped)('%s: works in one’s own tree', async (operation) => {
  const { status, body } = await call(first.client, operation, own);
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  if (operation.startsWith('DELETE') || PERSONAL.test(operation)) return;
  expect((await call(boss.client, operation, ofOperator)).status).toBeLessThan(300);
});

test.each(Object.keys(OPERATIONS))(
  '%s: a sub-admin without a role and a customer do nothing they may not',
  async (operation) => {
    const { to } = OPERATIONS[operation]!;
    if (to === 'self') return;
    expect((await call(clerk.client, operation, own)).body.code).toBe('not_permitted');
    const answer = await call(person.client, operation, { ...own, account: person.account });
    const mayRead =
      /^GET \/api\/v1\/(accounts|audit|search$|dids(\/export)?$)/.test(operation) &&
      !OF_WRITERS.test(operation);
    if (to === 'call' || to === 'mail' || operation === 'GET /api/v1/dids/{id}')
      expect(answer.status).toBe(404);
    else if (/\/devices\/\{id\}\/(old-)?secret$/.test(operation)) expect(answer.status).toBe(404);
    else if (OF_HOLDERS.test(operation) && to === 'item') expect(answer.status).toBe(404);
    else if (OF_HOLDERS.test(operation)) expect(answer.status).toBeLessThan(300);
    else if (mayRead) expect(answer.status).toBe(200);
    else expect(answer.body.code).toBe('not_permitted');
  },
);

test('a reseller sees the accounts below it and nothing above or beside it', async () => {
  const { items } = (await first.client.get('/api/v1/accounts')).body;
  const ids = items.map(({ id }: { id: string }) => id);
  expect(ids).toContain(below.account.id);
  expect(ids).not.toContain(second.account.id);
  expect(ids).not.toContain(foreign.account.id);
  const mine = (await first.client.get(`/api/v1/accounts/${first.account.id}`)).body;
  expect(mine.panelAccess.parentId).toBeNull();
  expect(mine.ownerPath).toEqual([]);
  expect((await below.client.get('/api/v1/accounts')).body.items).toHaveLength(1);
});

test('nobody changes or pays itself, and only the issuer records payments', async () => {
  expect(
    (
      await first.client.patch(`/api/v1/accounts/${first.account.id}`, {
        billing: { accountType: 'postpaid' },
      })
    ).body.code,
  ).toBe('not_permitted');
  const pay = (client: typeof owner, id: string) =>
    client.post(`/api/v1/accounts/${id}/payments`, { amount: '1', method: 'cash' }, key());
  expect((await pay(first.client, first.account.id)).body.code).toBe('not_permitted');
  const grandchild = (await below.client.post('/api/v1/accounts', customer())).body.account;
  expect((await pay(first.client, grandchild.id)).body.code).toBe('not_permitted');
  expect((await pay(below.client, grandchild.id)).status).toBe(201);
  const takeover = await boss.client.patch(
    `/api/v1/accounts/${(await owner.get('/api/v1/me')).body.actor.id}`,
    {
      panelAccess: { password: 'a long new password' },
    },
  );
  expect(takeover.body.code).toBe('not_permitted');
  expect((await first.client.post('/api/v1/accounts', admin())).body.code).toBe('not_permitted');
  const elsewhere = await first.client.post(
    '/api/v1/accounts',
    customer({ panelAccess: { parentId: second.account.id } }),
  );
  expect(elsewhere.body.errors[0]).toMatchObject({ field: 'panelAccess.parentId', code: 'not_found' });
});

test('writes with a cookie come from the panel only', async () => {
  const session = await anonymous.post('/api/v1/sign-in', {
    identifier: person.account.number,
    password: PASSWORD,
  });
  const cookie = String(session.headers['set-cookie']);
  expect(cookie).toContain('HttpOnly');
  expect(cookie).toContain('SameSite=Strict');
  const write = (headers: Record<string, string>) =>
    server.clientOf({ cookie: cookie.split(';')[0]!, ...headers }).post('/api/v1/api-keys', { name: 'k' });
  expect((await write({})).body.code).toBe('origin_not_allowed');
  for (const origin of [
    'https://evil.example',
    'null',
    'http://localhost:8080.evil.example',
    'http://localhost:9999',
  ]) {
    expect((await write({ origin })).body.code, origin).toBe('origin_not_allowed');
  }
  expect((await write({ origin: PUBLIC_URL })).status).toBe(201);
  expect((await write({ origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080' })).status).toBe(201);
  const forged = await server
    .clientOf({ origin: 'https://evil.example' })
    .post('/api/v1/sign-in', { identifier: 'x', password: 'y' });
  expect(forged.body.code).toBe('origin_not_allowed');
});

test('an API key acts as its account until it is revoked', async () => {
  const made = (await person.client.post('/api/v1/api-keys', { name: 'crm' })).body;
  const client = server.clientOf({ authorization: `Bearer ${made.key}` });
  expect((await client.get('/api/v1/me')).body.actor.number).toBe(person.account.number);
  expect((await person.client.get('/api/v1/api-keys')).body.items.at(-1)).not.toHaveProperty('key');
  expect((await first.client.delete(`/api/v1/api-keys/${made.id}`)).status).toBe(404);
  expect((await person.client.delete(`/api/v1/api-keys/${made.id}`)).status).toBe(200);
  expect((await client.get('/api/v1/me')).status).toBe(401);
});
