/** The public API as the demonstration uses it: as any program would, over HTTP. */
import { randomUUID } from 'node:crypto';

// oxlint-disable-next-line typescript/no-explicit-any -- answers of the API, read by name as a script would
export type Json = any;

export type Api = Readonly<{
  get: (path: string) => Promise<Json>;
  post: (path: string, body: object) => Promise<Json>;
  patch: (path: string, body: object) => Promise<Json>;
}>;

const TIMEOUT_MS = 10_000;

/** Signs in and returns the API as that account. A one-time password is changed to `newPassword` on the way. */
export async function signIn(
  url: string,
  { number, password, newPassword }: Readonly<{ number: string; password: string; newPassword?: string }>,
): Promise<Api> {
  const cookie = await sessionOf(url, number, password);
  const api = apiWith(url, { cookie, origin: url });
  if (newPassword === undefined) return api;
  await api.post('/me/password', { currentPassword: password, newPassword });
  return apiWith(url, { cookie: await sessionOf(url, number, newPassword), origin: url });
}

async function sessionOf(url: string, identifier: string, password: string): Promise<string> {
  const response = await send(url, 'POST', '/sign-in', { origin: url }, { identifier, password });
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

function apiWith(url: string, headers: Record<string, string>): Api {
  const request = async (method: string, path: string, body?: object) =>
    (await send(url, method, path, headers, body)).json() as Promise<Json>;
  return {
    get: (path) => request('GET', path),
    post: (path, body) => request('POST', path, body),
    patch: (path, body) => request('PATCH', path, body),
  };
}

async function send(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<Response> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...headers,
      ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return response;
}
