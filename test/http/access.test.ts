/** Who may do what: deny by default, one list of public routes, one's own tree only. */
import { expect, test } from 'vitest';
import { PUBLIC_ROUTES } from '../../src/http/public-routes.ts';
import { OPERATIONS, PUBLIC } from './access-operations.ts';
import { createAccessWorld } from './access-world.ts';
import { admin, customer, key, PASSWORD, PUBLIC_URL } from './support.ts';

const { below, boss, call, first, foreign, own, person, second, server } = await createAccessWorld();
const { app, owner, anonymous } = server;

const document = (await anonymous.get('/api/v1/openapi.json')).body;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
);

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

test('a reseller sees the accounts below it and nothing above or beside it', async () => {
  const { items } = (await first.client.get('/api/v1/accounts')).body;
  const ids = items.map(({ id }: { id: string }) => id);
  expect(ids).toContain(below.account.id);
  expect(ids).not.toContain(second.account.id);
  expect(ids).not.toContain(foreign.account.id);
  const mine = (await first.client.get(`/api/v1/accounts/${first.account.id}`)).body;
  expect(mine.panelAccess.parentId).toBeNull();
  expect(mine.ownerPath).toEqual([]);
  const theirs = (await below.client.get('/api/v1/accounts')).body.items.map(({ id }: { id: string }) => id);
  expect(theirs).toContain(below.account.id);
  expect(theirs).not.toContain(first.account.id);
  expect(theirs).not.toContain(own.account.id);
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
