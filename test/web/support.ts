/**
 * The built panel in a real Chromium, on a real server with a database of the test file's own. It is Debian's headless
 * shell: the windows and menus of the whole browser cost a fifth of the time.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pino } from 'pino';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';
import { createStripeGateways } from '../../src/gateways/stripe/stripe-gateway.ts';
import { buildHttp } from '../../src/http/build-http.ts';
import { ensureOperator } from '../../src/operations/accounts/bootstrap-operator.ts';
import { createDocumentRenderer } from '../../src/pdf/document-renderer.ts';
import type { RunningCharging } from '../../src/start-charging.ts';
import { projectRoot } from '../../src/project-root.ts';
import { freeTcpPort } from '../../src/switches/free-port.ts';
import type { Json } from '../http/support.ts';
import { CERTIFICATE } from '../mail/certificate.ts';
import { ensureDebianPackages } from '../support/debian-packages.ts';
import { createTestDatabase } from '../support/test-database.ts';

export const PASSWORD = 'correct horse battery staple';
export const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 360, height: 740 };

const TELL_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('Refused by the policy: ' + event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample))`;

/** A wait beyond this is a failure. Long, because the machine may have other work. */
const WAIT_MS = 30_000;

export type Client = Readonly<{
  cookie: string;
  get: (path: string) => Promise<Json>;
  post: (path: string, body?: object) => Promise<Json>;
  patch: (path: string, body: object) => Promise<Json>;
  put: (path: string, body: object) => Promise<Json>;
}>;

type PageOptions = Readonly<{
  as?: Client;
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  language?: string;
  locale?: string;
}>;

/** One for all files of a worker; it ends with the worker. What a file opens is in contexts of its own. */
let browser: Promise<Browser> | undefined;

/**
 * Starts the server, with the panel that `build-panel.ts` built, and a browser when there is none yet. `stripeUrl`: where cards are
 * charged; left out: nobody pays by card.
 */
export async function createPanel({ stripeUrl = null }: Readonly<{ stripeUrl?: string | null }> = {}) {
  ensureDebianPackages(['chromium-headless-shell']);
  const database = await createTestDatabase();
  // The server must know its own address before it listens: it compares origins with it.
  const port = await freeTcpPort('127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  const now = () => new Date();
  const masterKey = Buffer.alloc(32, 7);
  const charging: { current: RunningCharging | null } = { current: null };
  // Its process starts with the first document.
  const renderer = createDocumentRenderer();
  const app = await buildHttp({
    renderer,
    ...(stripeUrl !== null && { openGateway: createStripeGateways(stripeUrl) }),
    pool: database.pool,
    reads: database.reads,
    now,
    masterKey,
    sipDomain: 'sip.example.com',
    publicUrl: url,
    isSecure: false,
    trustedProxies: [],
    // Webhooks of a test go to this machine.
    outgoing: { localTargets: ['localhost'], trusted: CERTIFICATE },
    logger: pino({ level: process.env.TOLLBOOK_TEST_LOG ?? 'silent' }),
    webFolder: join(projectRoot(), 'dist', 'web'),
    controlOf: (switchId) => charging.current?.controlOf(switchId) ?? null,
    catalogue: () => charging.current?.catalogue.current() ?? null,
    live: {
      note: () => {},
      noteEnding: (ids) => charging.current?.live.noteEnding(ids),
      noteElsewhere: () => {},
      watch: (watcher) => charging.current?.live.watch(watcher) ?? (() => {}),
    },
  });
  await app.listen({ host: '127.0.0.1', port });
  const operator = (await ensureOperator({ pool: database.pool, now }))!;
  browser ??= chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: ['--no-sandbox'] });
  const { open, close } = createPages(await browser, url);
  afterAll(async () => {
    await close();
    await app.close();
    await renderer.stop();
  });
  const signIn = (identifier: string, password: string) => signInTo(url, identifier, password);
  return {
    url,
    database,
    masterKey,
    /** Set by whoever starts charging on the database. */
    charging,
    operator,
    signIn,
    open,
    /** The owner, with a password of its own; its one-time password is used up. */
    createOwner: async () => {
      const first = await signIn(operator.number, operator.password);
      await first.post('/me/password', { currentPassword: operator.password, newPassword: PASSWORD });
      return signIn(operator.number, PASSWORD);
    },
  };
}

/**
 * Opens pages, and fails the test after which one had an error on its console. Pages of the same person
 * and look share a context, so that the panel's files are loaded and compiled once.
 */
function createPages(browser: Browser, url: string) {
  const contexts = new Map<string, Promise<BrowserContext>>();
  const pages: Page[] = [];
  const troubles: string[] = [];
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.close()));
    expect(troubles.splice(0)).toEqual([]);
  });
  const createContext = async (options: PageOptions) => {
    const { as, viewport = WIDE, colorScheme = 'light', language = 'en', locale = 'en-GB' } = options;
    // Colours that are still fading have a contrast of their own.
    const reducedMotion = 'reduce';
    const context = await browser.newContext({ baseURL: url, viewport, colorScheme, reducedMotion, locale });
    context.setDefaultTimeout(WAIT_MS);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    // What the content security policy forbids fails the test, whatever the browser calls it.
    await context.addInitScript(TELL_VIOLATIONS);
    // A frame in a sandbox has no storage.
    await context.addInitScript(
      `if (window === top) localStorage.setItem('tollbook.language', '${language}')`,
    );
    if (as !== undefined) {
      const [name = '', value = ''] = as.cookie.split('=');
      await context.addCookies([{ name, value, url }]);
    }
    return context;
  };
  const open = async (path: string, options: PageOptions = {}): Promise<Page> => {
    // Nobody's page starts without anybody's cookies.
    const key = options.as === undefined ? randomUUID() : JSON.stringify(options);
    const known = contexts.get(key) ?? createContext(options);
    contexts.set(key, known);
    const page = await (await known).newPage();
    pages.push(page);
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      // A refused request is an answer; the browser logs it all the same.
      const isNoise = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isNoise) troubles.push(message.text());
    });
    await page.goto(path);
    return page;
  };
  const close = async () => {
    for (const context of contexts.values()) await (await context).close();
  };
  return { open, close };
}

async function signInTo(url: string, identifier: string, password: string): Promise<Client> {
  const answer = await send(url, 'POST', '/sign-in', {}, { identifier, password });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const request = async (method: string, path: string, body?: object): Promise<Json> => {
    const response = await send(url, method, path, { cookie }, body);
    return response.status === 204 ? null : response.json();
  };
  return {
    cookie,
    get: (path) => request('GET', path),
    post: (path, body) => request('POST', path, body ?? {}),
    patch: (path, body) => request('PATCH', path, body),
    put: (path, body) => request('PUT', path, body),
  };
}

/** One request that must succeed. */
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
      origin: url,
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return response;
}
