/** The rule of --public-url while the server runs: plain http on this machine only, and writes from our own pages only. */
import type { InjectOptions } from 'fastify';
import { expect, test } from 'vitest';
import { createServer, customer, PASSWORD, PUBLIC_URL, reseller, type Json } from './support.ts';

const URL_OF_PANEL = 'https://billing.example.com';
const PROXY = '10.0.0.1';
const secure = await createServer({ behind: { publicUrl: URL_OF_PANEL, proxy: PROXY } });
const local = await createServer();
const { number } = (await secure.owner.post('/api/v1/accounts', customer())).body.account;

/** As the proxy sends on what somebody asked it for. */
const proxied = (over: InjectOptions = {}): InjectOptions => ({
  method: 'GET',
  url: '/api/v1/brand',
  remoteAddress: PROXY,
  ...over,
  headers: {
    host: 'billing.example.com',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '203.0.113.5',
    ...over.headers,
  },
});
const signInBody = (password = PASSWORD) => ({ identifier: number, password });
const codeOf = ({ status, body }: Json) => `${status} ${body.code ?? 'ok'}`;

test('by the proxy that was named, or from this machine: both are let in', async () => {
  expect((await secure.anonymous.send(proxied())).status).toBe(200);
  for (const remoteAddress of ['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'])
    expect(
      (await secure.anonymous.send({ url: '/api/v1/health', remoteAddress })).status,
      remoteAddress,
    ).toBe(200);
});

test.each<[string, InjectOptions]>([
  ['straight, without the proxy', { remoteAddress: '203.0.113.5', headers: { host: 'billing.example.com' } }],
  ['from somebody who says that it is a proxy', proxied({ remoteAddress: '203.0.113.5' })],
  ['by a proxy on this machine that was not named', proxied({ remoteAddress: '127.0.0.1' })],
  ['by the proxy, which was asked without https', proxied({ headers: { 'x-forwarded-proto': 'http' } })],
])('%s: refused, with the fix, for pages and for the API', async (_how, request) => {
  for (const url of ['/api/v1/brand', '/sign-in', '/api/v1/nothing']) {
    const { status, body } = await secure.anonymous.send({ ...request, url });
    expect([status, body.code], url).toEqual([403, 'https_required']);
    expect(body.detail).toContain(URL_OF_PANEL);
    expect(body.detail).toContain('--trusted-proxy');
  }
});

test('cookies over https are bound to the very host, and to https', async () => {
  const answer = await secure.anonymous.send(
    proxied({
      method: 'POST',
      url: '/api/v1/sign-in',
      payload: signInBody(),
      headers: { origin: URL_OF_PANEL },
    }),
  );
  const [session, device] = answer.headers['set-cookie'] as string[];
  expect(session).toMatch(
    /^__Host-tollbook_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
  );
  expect(device).toMatch(
    /^__Host-tollbook_device=[\w.-]+; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
  // The name that plain http uses is none here.
  const token = session!.split(';')[0]!.replace('__Host-', '');
  const me = await secure.anonymous.send(proxied({ url: '/api/v1/me', headers: { cookie: token } }));
  expect(me.body.code).toBe('not_signed_in');
});

test('who guesses is counted by the address that the proxy tells, and nobody else’s word counts', async () => {
  const guess = (forwarded: string, remoteAddress = PROXY) =>
    secure.anonymous.send(
      proxied({
        method: 'POST',
        url: '/api/v1/sign-in',
        payload: signInBody('wrong'),
        remoteAddress,
        headers: { origin: URL_OF_PANEL, 'x-forwarded-for': forwarded },
      }),
    );
  for (let n = 0; n < 10; n++) expect(codeOf(await guess('203.0.113.9'))).toBe('401 sign_in_failed');
  expect(codeOf(await guess('203.0.113.9'))).toBe('429 too_many_attempts');
  expect(codeOf(await guess('203.0.113.10'))).toBe('401 sign_in_failed');
  // What the client wrote itself stands to the left of what the proxy saw.
  expect(codeOf(await guess('203.0.113.11, 203.0.113.9'))).toBe('429 too_many_attempts');
});

const origins: readonly (readonly [origin: string | undefined, says: string])[] = [
  [URL_OF_PANEL, '200 ok'],
  [undefined, '403 origin_not_allowed'],
  ['null', '403 origin_not_allowed'],
  ['http://billing.example.com', '403 origin_not_allowed'],
  ['https://billing.example.com:8443', '403 origin_not_allowed'],
  ['https://billing.example.com.evil.example', '403 origin_not_allowed'],
  ['https://evil.example', '403 origin_not_allowed'],
];
test.each(origins)('a write with the session’s cookie from %s: %s', async (origin, says) => {
  const { headers } = await secure.anonymous.send(
    proxied({
      method: 'POST',
      url: '/api/v1/sign-in',
      payload: signInBody(),
      headers: { origin: URL_OF_PANEL },
    }),
  );
  const cookie = (headers['set-cookie'] as string[])[0]!.split(';')[0]!;
  const write = (method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, payload?: object) =>
    secure.anonymous.send(
      proxied({
        method,
        url,
        ...(payload !== undefined && { payload }),
        headers: { cookie, ...(origin !== undefined && { origin }) },
      }),
    );
  expect(codeOf(await write('PATCH', '/api/v1/me/account', { profile: { city: 'Bonn' } }))).toBe(says);
  expect(codeOf(await write('DELETE', '/api/v1/me/sessions'))).toBe(says);
  // Signing somebody in from another page is a write too.
  expect(codeOf(await write('POST', '/api/v1/sign-in', signInBody()))).toBe(says);
});

test('every operation that writes refuses the cookie of another site, whatever it is', async () => {
  const { paths } = (await local.anonymous.get('/api/v1/openapi.json')).body;
  const cookie = 'tollbook_session=anything';
  const operations = Object.entries<Json>(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'get')
      .map((method) => ({ method: method.toUpperCase(), path })),
  );
  expect(operations.length).toBeGreaterThan(80);
  for (const { method, path } of operations) {
    const url = path.replaceAll(/\{\w+\}/g, '99999999-9999-4999-8999-999999999999');
    const headers = { cookie, origin: 'https://evil.example' };
    const answer = await local.anonymous.send({ method: method as 'POST', url, headers });
    expect(codeOf(answer), `${method} ${path}`).toBe('403 origin_not_allowed');
  }
});

test('a server for this machine takes its loopback names, and says how others are let in', async () => {
  const from = (origin: string, host = new URL(origin).host) =>
    local.anonymous.send({
      method: 'POST',
      url: '/api/v1/sign-in',
      payload: { identifier: local.operator.number, password: PASSWORD },
      headers: { origin, host },
    });
  for (const origin of [PUBLIC_URL, 'http://127.0.0.1:8080', 'http://[::1]:8080'])
    expect((await from(origin)).status, origin).toBe(200);
  expect(codeOf(await from('http://localhost:9999', 'localhost:8080'))).toBe('403 origin_not_allowed');
  const refused = await from('http://billing.lan');
  expect(codeOf(refused)).toBe('403 origin_not_allowed');
  expect(refused.body.detail).toContain('--public-url https://billing.lan --trusted-proxy ADDRESS');
});

test('the host name of a reseller is an origin of its own, for requests that came by it', async () => {
  const { account } = (await secure.owner.post('/api/v1/accounts', reseller())).body;
  await secure.owner.put(`/api/v1/accounts/${account.id}/brand-host`, { host: 'portal.nord.example' });
  const signIn = (origin: string, host: string) =>
    secure.anonymous.send(
      proxied({
        method: 'POST',
        url: '/api/v1/sign-in',
        payload: { identifier: account.number, password: PASSWORD },
        headers: { origin, host },
      }),
    );
  expect(codeOf(await signIn('https://portal.nord.example', 'portal.nord.example'))).toBe('200 ok');
  expect(codeOf(await signIn('https://portal.nord.example', 'billing.example.com'))).toBe(
    '403 origin_not_allowed',
  );
  expect(codeOf(await signIn('http://portal.nord.example', 'portal.nord.example'))).toBe(
    '403 origin_not_allowed',
  );
});
