/** API keys: shown once, told by mail, refused after their end and from other addresses. */
import { expect, test } from 'vitest';
import { warnOfEndingKeys } from '../../src/operations/accounts/warn-of-ending-keys.ts';
import { createServer, customer, PASSWORD, reseller, type Client, type Json } from './support.ts';

const DAY_MS = 24 * 3600_000;
const PROXY = '10.0.0.1';
const server = await createServer({ behind: { publicUrl: 'https://billing.example.com', proxy: PROXY } });
const context = {
  pool: server.database.pool,
  now: server.now,
  masterKey: Buffer.alloc(32, 7),
  sipDomain: 'sip.example.com',
  publicUrl: 'https://billing.example.com',
};
const { account } = (await server.owner.post('/api/v1/accounts', customer())).body;
const url = '/api/v1/api-keys';
const after = (ms: number) => new Date(server.now().getTime() + ms).toISOString();
// Days pass here, and sessions end.
const signedIn = () => server.signIn(account.number, PASSWORD);
const use = async (
  key: string,
  over: Readonly<{ from?: string; forwarded?: string }> = {},
): Promise<Json> => {
  const { status, body } = await server.anonymous.send({
    method: 'GET',
    url: '/api/v1/me',
    ...(over.from !== undefined && { remoteAddress: over.from }),
    headers: {
      authorization: `Bearer ${key}`,
      ...(over.forwarded !== undefined && {
        'x-forwarded-for': over.forwarded,
        'x-forwarded-proto': 'https',
      }),
    },
  });
  return { status, code: body.code ?? 'ok', detail: body.detail };
};
const mailsOf = async (client: Client): Promise<Json[]> => {
  const { items } = (await client.get(`/api/v1/accounts/${account.id}/mails`)).body;
  const read = (id: string) => client.get(`/api/v1/accounts/${account.id}/mails/${id}`);
  return Promise.all(items.map(async ({ id }: Json) => (await read(id)).body));
};

test('a new key is told by mail and in the timeline, with its limits and without itself', async () => {
  const client = await signedIn();
  const sent = {
    name: 'Web shop',
    expiresAt: after(30 * DAY_MS),
    addresses: ['192.0.2.0/24', '2001:db8::/48'],
  };
  const made = await client.post(url, sent);
  expect(made.status).toBe(201);
  const { key, ...shown } = made.body;
  expect(shown).toMatchObject({ ...sent, state: 'active', lastUsedAt: null });
  expect((await client.get(url)).body.items).toEqual([shown]);
  const [mail] = await mailsOf(client);
  expect(mail).toMatchObject({ kind: 'api_key_made', to: [account.panelAccess.email] });
  expect(mail.text).toContain('The API key “Web shop” was made');
  expect(mail.text).toContain('from 127.0.0.1');
  expect(mail.text).not.toContain(key);
  const [event] = (await server.owner.get(`/api/v1/accounts/${account.id}/timeline`)).body.items;
  expect(event).toMatchObject({ action: 'api_key.added' });
  expect(event.changes.map(({ field, after: value }: Json) => [field, value])).toEqual([
    ['api_key.name', 'Web shop'],
    ['api_key.expiresAt', sent.expiresAt],
    ['api_key.addresses', '192.0.2.0/24, 2001:db8::/48'],
  ]);
});

test('bad limits are refused at their fields', async () => {
  const client = await signedIn();
  const errorsOf = async (body: object) => [
    ...new Set((await client.post(url, { name: 'k', ...body })).body.errors.map(({ field }: Json) => field)),
  ];
  expect(await errorsOf({ expiresAt: after(0) })).toEqual(['expiresAt']);
  expect(await errorsOf({ expiresAt: 'tomorrow' })).toEqual(['expiresAt']);
  expect(await errorsOf({ addresses: ['192.0.2.1/24', '10.0.0.0/8', 'example.com'] })).toEqual([
    'addresses.0',
    'addresses.2',
  ]);
  expect(await errorsOf({ addresses: Array.from({ length: 21 }, (_, n) => `192.0.2.${n}`) })).toEqual([
    'addresses',
  ]);
});

test('a key works from its addresses only; behind a proxy it is the address that the proxy saw', async () => {
  const client = await signedIn();
  const { key } = (await client.post(url, { name: 'listed', addresses: ['192.0.2.0/24', '127.0.0.1'] })).body;
  expect(await use(key, { from: '127.0.0.1' })).toMatchObject({ status: 200 });
  expect(await use(key, { from: PROXY, forwarded: '192.0.2.77' })).toMatchObject({ status: 200 });
  const refused = await use(key, { from: PROXY, forwarded: '198.51.100.1' });
  expect(refused).toMatchObject({ status: 403, code: 'api_key_address' });
  expect(refused.detail).toContain('198.51.100.1');
  // What a client wrote itself is not believed.
  const forged = await use(key, { from: PROXY, forwarded: '192.0.2.77, 198.51.100.1' });
  expect(forged.code).toBe('api_key_address');
});

test('a key that was refused is not noted as used', async () => {
  const client = await signedIn();
  const { key, id } = (await client.post(url, { name: 'elsewhere', addresses: ['192.0.2.1'] })).body;
  await use(key);
  const { items } = (await client.get(url)).body;
  expect(items.find((each: Json) => each.id === id).lastUsedAt).toBeNull();
});

test('a key makes no other key: none outlives its end or its list', async () => {
  const client = await signedIn();
  const { key } = (await client.post(url, { name: 'maker' })).body;
  const program = server.clientOf({ authorization: `Bearer ${key}` });
  const refused = await program.post(url, { name: 'child' });
  expect([refused.status, refused.body.code]).toEqual([403, 'not_permitted']);
  expect(refused.body.detail).toContain('Sign in to make an API key');
});

test('a key ends at its moment; its holder was told two weeks before, once', async () => {
  const first = await signedIn();
  const { key } = (await first.post(url, { name: 'ending', expiresAt: after(40 * DAY_MS) })).body;
  // Whoever makes a key for a week knows that it ends.
  await first.post(url, { name: 'short', expiresAt: after(7 * DAY_MS) });
  const warnings = async (client: Client) =>
    (await mailsOf(client)).filter(
      ({ kind, text }) => kind === 'api_key_expiring' && text.includes('“ending”'),
    );
  await warnOfEndingKeys(context);
  expect(await warnings(first)).toEqual([]);
  server.advance(27 * DAY_MS);
  const later = await signedIn();
  await warnOfEndingKeys(context);
  await warnOfEndingKeys(context);
  const [warning, ...others] = await warnings(later);
  expect(warning.text).toContain('ends on 3 January 2027 at 13:00 (Europe/Berlin)');
  expect(others).toEqual([]);
  expect(
    (await mailsOf(later)).some(({ text }) => text.includes('“short”') && text.includes('ends on')),
  ).toBe(false);
  const stateOf = async (client: Client) =>
    (await client.get(url)).body.items.find(({ name }: Json) => name === 'ending').state;
  expect(await stateOf(later)).toBe('soon');
  server.advance(13 * DAY_MS - 1);
  expect(await use(key)).toMatchObject({ status: 200 });
  server.advance(1);
  const refused = await use(key);
  expect(refused).toMatchObject({ status: 401, code: 'api_key_expired' });
  expect(refused.detail).toContain('2027-01-03T12:00:00.000Z');
  const last = await signedIn();
  expect(await stateOf(last)).toBe('expired');
});

test('whoever may change a sign-in sees its keys and revokes them; a suspended account has none that work', async () => {
  const owner = await server.signIn(server.operator.number, PASSWORD);
  const seller = (await owner.post('/api/v1/accounts', reseller())).body.account;
  const holder = await server.signIn(seller.number, PASSWORD);
  const make = async (name: string): Promise<Json> => (await holder.post(url, { name })).body;
  const [one, two, three] = [await make('One'), await make('Two'), await make('Three')];
  const signIn = `/api/v1/accounts/${seller.id}/sign-in`;
  const shown = (await owner.get(signIn)).body;
  expect(shown.apiKeys.map(({ name }: Json) => name)).toEqual(['One', 'Two', 'Three']);
  expect(JSON.stringify(shown)).not.toMatch(/tbk_/);
  const keys = `/api/v1/accounts/${seller.id}/api-keys`;
  expect((await owner.delete(`${keys}/${one.id}`)).status).toBe(200);
  expect((await owner.delete(`${keys}/${one.id}`)).status).toBe(404);
  expect([(await use(one.key)).status, (await use(two.key)).status]).toEqual([401, 200]);
  // Nobody's own, and nobody's above.
  expect((await holder.post(`${keys}/revoke-all`)).status).toBe(403);
  // A key of another account is none of this one's.
  const own = (await owner.post(url, { name: 'Own' })).body;
  expect((await owner.delete(`${keys}/${own.id}`)).status).toBe(404);

  await owner.patch(`/api/v1/accounts/${seller.id}`, { status: 'suspended' });
  expect(await use(two.key)).toMatchObject({ status: 401, detail: expect.stringContaining('is suspended') });
  await owner.patch(`/api/v1/accounts/${seller.id}`, { status: 'active' });
  expect((await use(two.key)).status).toBe(200);

  await owner.delete(`/api/v1/accounts/${seller.id}/sessions`);
  expect((await use(two.key)).status).toBe(200);
  await owner.delete(`/api/v1/accounts/${seller.id}/sessions?apiKeys=revoke`);
  expect([(await use(two.key)).status, (await use(three.key)).status]).toEqual([401, 401]);
  const { items } = (await owner.get(`/api/v1/accounts/${seller.id}/timeline`)).body;
  expect(items.filter(({ action }: Json) => action === 'api_key.removed')).toHaveLength(3);
  const again = await server.signIn(seller.number, PASSWORD);
  const last = (await again.post(url, { name: 'Last' })).body;
  const password = { panelAccess: { password: 'set by the staff', revokeApiKeys: true } };
  expect((await owner.patch(`/api/v1/accounts/${seller.id}`, password)).status).toBe(200);
  expect((await use(last.key)).status).toBe(401);
});
