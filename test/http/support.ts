/** One server on a database of the test file's own, with a clock that the test moves. */
import { randomUUID } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { pino, type Logger } from 'pino';
import { afterAll } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import type { HttpDeps } from '../../src/http/app.ts';
import type { Actor } from '../../src/domain/accounts/actor.ts';
import { createDocumentRenderer } from '../../src/pdf/document-renderer.ts';
import { createStripeGateways } from '../../src/gateways/stripe/stripe-gateway.ts';
import { buildHttp } from '../../src/http/build-http.ts';
import { ensureOperator } from '../../src/operations/accounts/bootstrap-operator.ts';

export const PUBLIC_URL = 'http://localhost:8080';
export const PASSWORD = 'correct horse battery staple';

// oxlint-disable-next-line typescript/no-explicit-any -- tests read whatever the server answered, and assert its shape
export type Json = any;
export type Answer = Readonly<{ status: number; body: Json; headers: Record<string, unknown> }>;

/** Sends requests as one account: a cookie with its origin, or an API key. */
export type Client = Readonly<{
  get: (url: string) => Promise<Answer>;
  post: (url: string, body?: object, headers?: Record<string, string>) => Promise<Answer>;
  patch: (url: string, body?: object) => Promise<Answer>;
  put: (url: string, body?: object) => Promise<Answer>;
  delete: (url: string) => Promise<Answer>;
  send: (options: InjectOptions) => Promise<Answer>;
}>;

/** Builds the server with an owner who has signed in and changed the one-time password. */
export async function createServer(
  options: {
    connectionsMax?: number;
    /** Instead of one of the file's own among others. */
    database?: TestDatabase;
    webFolder?: string;
    logger?: Logger;
    hasRealClock?: boolean;
    controlOf?: HttpDeps['controlOf'];
    catalogue?: HttpDeps['catalogue'];
    live?: HttpDeps['live'];
    /** Where webhooks may go. */
    outgoing?: HttpDeps['outgoing'];
    /** Where people come from elsewhere: by https, behind this proxy. */
    behind?: Readonly<{ publicUrl: string; proxy: string }>;
    /** Where Stripe is; left out: nowhere. */
    stripeUrl?: string;
    /** Whom each request is taken for, after it was let in. */
    takenFor?: (actor: Actor) => Actor;
  } = {},
) {
  const database =
    options.database ?? (await createTestDatabase({ connectionsMax: options.connectionsMax ?? 10 }));
  let time = new Date('2026-11-24T12:00:00.000Z');
  const realClock = () => new Date();
  const now = options.hasRealClock === true ? realClock : () => time;
  const publicUrl = options.behind?.publicUrl ?? PUBLIC_URL;
  const renderer = createDocumentRenderer();
  const openGateway = createStripeGateways(options.stripeUrl ?? 'http://127.0.0.1:1');
  const app = await buildHttp({
    renderer,
    openGateway,
    pool: database.pool,
    reads: database.reads,
    now,
    masterKey: Buffer.alloc(32, 7),
    sipDomain: 'sip.example.com',
    publicUrl,
    isSecure: options.behind !== undefined,
    trustedProxies: options.behind === undefined ? [] : [options.behind.proxy],
    logger: options.logger ?? pino({ level: process.env.TOLLBOOK_TEST_LOG ?? 'silent' }),
    webFolder: options.webFolder ?? '/nonexistent',
    ...(options.controlOf !== undefined && { controlOf: options.controlOf }),
    ...(options.catalogue !== undefined && { catalogue: options.catalogue }),
    ...(options.live !== undefined && { live: options.live }),
    ...(options.outgoing !== undefined && { outgoing: options.outgoing }),
  });
  const { takenFor } = options;
  if (takenFor !== undefined)
    app.addHook('preHandler', async (request) => {
      if (request.actor !== null) request.actor = takenFor(request.actor);
    });
  afterAll(async () => {
    await app.close();
    await renderer.stop();
  });
  const operator = (await ensureOperator({ pool: database.pool, now }))!;

  const send = async (request: InjectOptions): Promise<Answer> => {
    const response = await app.inject(request);
    const isJson = /\bjson\b/.test(String(response.headers['content-type']));
    return {
      status: response.statusCode,
      body: isJson ? response.json() : response.body,
      headers: response.headers,
    };
  };
  const clientOf = (headers: Record<string, string>): Client => {
    const as = (request: InjectOptions) => send({ ...request, headers: { ...headers, ...request.headers } });
    const write =
      (method: 'POST' | 'PATCH' | 'PUT') =>
      (url: string, body?: object, more: Record<string, string> = {}) =>
        as({ method, url, headers: more, ...(body === undefined ? {} : { payload: body }) });
    return {
      get: (url) => as({ method: 'GET', url }),
      post: write('POST'),
      patch: write('PATCH'),
      put: write('PUT'),
      delete: (url) => as({ method: 'DELETE', url }),
      send: as,
    };
  };
  const anonymous = clientOf({});
  const signIn = async (identifier: string, password: string, code?: string): Promise<Client> => {
    const sent = { identifier, password, ...(code !== undefined && { code }) };
    const answer = await anonymous.post('/api/v1/sign-in', sent);
    if (answer.status !== 200)
      throw new Error(`sign-in as ${identifier} failed: ${JSON.stringify(answer.body)}`);
    const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
    return clientOf({ cookie, origin: publicUrl });
  };
  const firstSession = await signIn(operator.number, operator.password);
  await firstSession.post('/api/v1/me/password', {
    currentPassword: operator.password,
    newPassword: PASSWORD,
  });
  const owner = await signIn(operator.number, PASSWORD);
  return {
    app,
    openGateway,
    renderer,
    database,
    operator,
    owner,
    anonymous,
    signIn,
    clientOf,
    advance: (ms: number) => {
      time = new Date(time.getTime() + ms);
    },
    now,
  };
}

export const key = () => ({ 'idempotency-key': randomUUID() });

/** What calls need besides accounts: a switch, and a trunk with a gateway whose carrier asks prices in euro. */
export async function addRoute(
  post: (path: string, body: object) => Promise<Json>,
): Promise<{ gatewayId: string }> {
  await post('/switches', { name: 'SIP', kind: 'other' });
  const buy = { name: 'Carrier rates', direction: 'termination', currency: 'EUR' };
  const { id: terminationRateGroupId } = await post('/rate-groups', buy);
  const { id: providerId } = await post('/providers', { name: 'Carrier' });
  const { id: trunkId } = await post('/trunks', { name: 'Frankfurt', providerId, terminationRateGroupId });
  return { gatewayId: (await post('/gateways', { trunkId, name: 'gw', host: '192.0.2.1' })).id };
}

let people = 0;

/** A complete customer; what a test is about is given. */
export function customer(
  over: { panelAccess?: object; settings?: object; profile?: object; billing?: object } = {},
) {
  people += 1;
  return {
    kind: 'customer',
    panelAccess: { email: `person${people}@example.com`, password: PASSWORD, ...over.panelAccess },
    ...(over.settings === undefined ? {} : { settings: over.settings }),
    profile: {
      firstName: 'Ada',
      lastName: 'Lovelace',
      country: 'DE',
      timezone: 'Europe/Berlin',
      currency: 'EUR',
      ...over.profile,
    },
    ...(over.billing === undefined ? {} : { billing: over.billing }),
  };
}

/** A complete distributor. */
export function reseller(over: Parameters<typeof customer>[0] & { resellerTerms?: object } = {}) {
  return {
    ...customer(over),
    kind: 'reseller',
    resellerTerms: { type: 'distributor', ...over.resellerTerms },
  };
}

/** A complete admin. */
export function admin(kind = 'admin') {
  people += 1;
  const panelAccess = { email: `staff${people}@example.com`, password: PASSWORD };
  return { kind, panelAccess, profile: { firstName: 'Grace', country: 'DE', timezone: 'Europe/Berlin' } };
}
