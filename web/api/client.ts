/** Requests to /api/v1: typed by the server's own schemas, with one place for an ended session. */
import { ApiProblem, problemOf } from './problem.ts';
import { seenRole } from './see-as.ts';
import { askToSignInAgain, isEndOfSession } from './session.ts';

type Query = Readonly<Record<string, string | number | undefined>>;
type Options = Readonly<{
  query?: Query;
  /** Sent as JSON; a Blob as it is. */
  body?: unknown;
  contentType?: string;
  /** A UUID: repeating the request with it does the thing once. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** False where "not signed in" is an answer and not an interruption. */
  renewsSession?: boolean;
  timeoutMs?: number;
}>;

/** A request that nothing answers within this time failed; writes are safe to repeat by their key. */
const TIMEOUT_MS = 30_000;
/** A carrier's sheet of a million rows. */
const UPLOAD_TIMEOUT_MS = 300_000;
/** A list of a million accounts. */
const DOWNLOAD_TIMEOUT_MS = 900_000;

/** The server ends a stream after an hour. */
const STREAM_TIMEOUT_MS = 3_700_000;

export function get<T>(path: string, options: Options = {}): Promise<T> {
  return request<T>('GET', path, options);
}

export function post<T>(path: string, body: unknown, options: Options = {}): Promise<T> {
  return request<T>('POST', path, { ...options, body });
}

export function patch<T>(path: string, body: unknown): Promise<T> {
  return request<T>('PATCH', path, { body });
}

export function put<T>(path: string, body: unknown, options: Options = {}): Promise<T> {
  return request<T>('PUT', path, { ...options, body });
}

export function remove(path: string, options: Options = {}): Promise<unknown> {
  return request('DELETE', path, options);
}

/** Sends a file as it is. Its type is said by the caller: browsers guess it from the file's name. */
export function upload<T>(path: string, file: Blob, options: Options & { contentType: string }): Promise<T> {
  return request<T>('POST', path, { ...options, body: file, timeoutMs: UPLOAD_TIMEOUT_MS });
}

/** Puts a file, as it is, in the place of the one before. */
export function replaceFile<T>(path: string, file: Blob, options: { contentType: string }): Promise<T> {
  return request<T>('PUT', path, { ...options, body: file });
}

/** Fetches a file whole; `onBytes` says how many bytes have come. One that breaks off is `unreachable`. */
export async function download(
  path: string,
  options: Options & Readonly<{ method?: 'GET' | 'POST'; onBytes?: (count: number) => void }>,
): Promise<Blob> {
  const { method = 'GET', onBytes, ...rest } = options;
  const response = await answerOf(method, path, { timeoutMs: DOWNLOAD_TIMEOUT_MS, ...rest });
  const type = response.headers.get('content-type') ?? '';
  const parts: BlobPart[] = [];
  let count = 0;
  try {
    const reader = response.body?.getReader();
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
      parts.push(read.value);
      count += read.value.byteLength;
      onBytes?.(count);
    }
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    throw new ApiProblem(0, { code: 'unreachable' });
  }
  return new Blob(parts, { type });
}

/** An answer that goes on: its body is for the caller to read. */
export function openAnswer(path: string, options: Options): Promise<Response> {
  return answerOf('GET', path, { timeoutMs: STREAM_TIMEOUT_MS, ...options });
}

async function request<T>(method: string, path: string, options: Options): Promise<T> {
  const response = await answerOf(method, path, options);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Sends one request. When the session has ended it asks to sign in, and then sends it again. */
async function answerOf(method: string, path: string, options: Options): Promise<Response> {
  if (method !== 'GET' && seenRole() !== null && path !== '/sign-out')
    throw new ApiProblem(403, { code: 'only_looking' });
  const response = await send(method, path, options);
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (problem.code === 'sign_in_as_is_over') {
    await send('POST', '/sign-in-as/return', { body: {} });
    window.location.assign('/');
  }
  if (!isEndOfSession(problem.code) || options.renewsSession === false) throw problem;
  await askToSignInAgain();
  return answerOf(method, path, { ...options, renewsSession: false });
}

async function send(method: string, path: string, options: Options): Promise<Response> {
  const { query = {}, body, contentType = 'application/json', idempotencyKey, signal } = options;
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  try {
    return await fetch(urlOf(path, query), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': contentType }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      body: body === undefined ? null : body instanceof Blob ? body : JSON.stringify(body),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiProblem(0, { code: 'unreachable' });
  }
}

function urlOf(path: string, query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
  return `/api/v1${path}${given.length === 0 ? '' : `?${search}`}`;
}
