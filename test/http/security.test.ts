/** What people see and end of their own sign-in, and what those above them may. */
import { expect, test } from 'vitest';
import { admin, createServer, customer, PASSWORD, reseller, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;

const me = async (client: typeof owner) => (await client.get('/api/v1/me')).status;
const sessionsOf = async (client: typeof owner): Promise<Json[]> =>
  (await client.get('/api/v1/me/sessions')).body.items;
const lastEvent = async (id: string): Promise<Json> =>
  (await owner.get(`/api/v1/accounts/${id}/timeline`)).body.items[0];

async function createCustomer(over: Parameters<typeof customer>[0] = {}) {
  const { account } = (await owner.post('/api/v1/accounts', customer(over))).body;
  return { ...account, signIn: () => server.signIn(account.number, PASSWORD) };
}

test('one sees the sessions that are open, with the one that asks, and ends one or all others', async () => {
  const person = await createCustomer();
  const sent = await server.anonymous.send({
    method: 'POST',
    url: '/api/v1/sign-in',
    payload: { identifier: person.number, password: PASSWORD },
    headers: { 'user-agent': 'Phone/1.0' },
    remoteAddress: '192.0.2.5',
  });
  expect(sent.status).toBe(200);
  server.advance(60_000);
  const first = await person.signIn();
  const second = await person.signIn();
  server.advance(60_000);
  const items = await sessionsOf(first);
  expect(items).toHaveLength(3);
  expect(items.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
  expect(items.at(-1)).toMatchObject({
    address: '192.0.2.5',
    userAgent: 'Phone/1.0',
    createdAt: '2026-11-24T12:00:00.000Z',
    lastSeenAt: '2026-11-24T12:00:00.000Z',
    isCurrent: false,
  });
  expect(JSON.stringify(items)).not.toMatch(/token|hash/i);
  expect((await first.delete(`/api/v1/me/sessions/${items.at(-1)!.id}`)).status).toBe(200);
  expect((await first.delete(`/api/v1/me/sessions/${items.at(-1)!.id}`)).body.code).toBe('not_found');
  expect((await first.delete('/api/v1/me/sessions/x')).body.code).toBe('not_found');
  expect((await owner.delete(`/api/v1/me/sessions/${items[0]!.id}`)).body.code).toBe('not_found');
  expect(await sessionsOf(first)).toHaveLength(2);
  expect((await first.delete('/api/v1/me/sessions')).status).toBe(200);
  expect([await me(first), await me(second)]).toEqual([200, 401]);
  for (let n = 0; n < 2; n++) {
    server.advance(6 * 3600_000);
    await me(owner);
  }
  const next = await person.signIn();
  expect(await sessionsOf(next)).toHaveLength(1);
});

test('whoever is above signs an account out everywhere, which its timeline tells', async () => {
  const boss = await server.signIn(
    (await owner.post('/api/v1/accounts', admin())).body.account.number,
    PASSWORD,
  );
  const shop = (await owner.post('/api/v1/accounts', reseller())).body.account;
  const seller = await server.signIn(shop.number, PASSWORD);
  const { account } = (await seller.post('/api/v1/accounts', customer())).body;
  const person = await server.signIn(account.number, PASSWORD);
  const url = `/api/v1/accounts/${account.id}`;
  expect((await seller.get(`${url}/sign-in`)).body).toMatchObject({ sessions: 1 });
  expect((await seller.delete(`${url}/sessions`)).status).toBe(200);
  expect(await me(person)).toBe(401);
  expect((await seller.get(`${url}/sign-in`)).body).toMatchObject({ sessions: 0, lastSeenAt: null });
  expect(await lastEvent(account.id)).toMatchObject({ action: 'sessions.ended', by: shop.number });
  const { id: ownerId } = (await owner.get('/api/v1/me')).body.actor;
  expect((await boss.delete(`/api/v1/accounts/${ownerId}/sessions`)).body.code).toBe('not_permitted');
  expect((await owner.delete(`/api/v1/accounts/${ownerId}/sessions`)).body.code).toBe('not_permitted');
  expect((await seller.delete(`/api/v1/accounts/${shop.id}/sessions`)).body.code).toBe('not_permitted');
  expect((await boss.delete(`/api/v1/accounts/${shop.id}/sessions`)).status).toBe(200);
  expect(await me(seller)).toBe(401);
});
