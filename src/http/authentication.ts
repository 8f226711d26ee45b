/** Runs before every route: who asks, where the request comes from, and whether it may be made at all. */
import type { FastifyRequest, RouteOptions } from 'fastify';
import { isPermitted, type Permission } from '../domain/accounts/actor.ts';
import { assert } from '../domain/assert.ts';
import { Problem } from '../domain/problem.ts';
import { API_KEY_PREFIX } from '../operations/accounts/create-api-key.ts';
import { authenticate, type Credentials } from '../operations/accounts/authenticate.ts';
import { pathOfBrandHost } from '../postgres/accounts/brands.ts';
import type { App, HttpDeps } from './app.ts';
import { sessionTokenOf } from './cookies.ts';
import { PUBLIC_ROUTES } from './public-routes.ts';

/** What a session may do before its one-time password is changed. */
const BEFORE_PASSWORD_CHANGE: ReadonlySet<string> = new Set(['GET /api/v1/me', 'POST /api/v1/me/password']);
/** What a session may do before it has the second factor that the settings ask for. */
const BEFORE_SECOND_FACTOR: ReadonlySet<string> = new Set([
  ...BEFORE_PASSWORD_CHANGE,
  'GET /api/v1/me/second-factor',
  'POST /api/v1/me/second-factor',
  'POST /api/v1/me/second-factor/confirm',
  'GET /api/v1/me/brand',
]);
const READ_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Puts authentication in front of every route that is registered afterwards. */
export function addAuthentication(app: App, deps: HttpDeps): void {
  app.decorateRequest('actor', null);
  app.addHook('onRoute', refuseRouteWithoutPermission);
  app.addHook('onRequest', async (request) => {
    if (request.is404) return;
    await checkOrigin(request, deps);
    const route = routeOf(request);
    if (PUBLIC_ROUTES.has(route)) return;
    const { permission } = request.routeOptions.config;
    const credentials = credentialsOf(request, deps);
    if (credentials === null) throw new Problem('not_signed_in');
    const actor = await authenticate(deps, credentials);
    if (actor === null)
      throw new Problem('not_signed_in', { detail: 'The session or key is over. Sign in again.' });
    if (actor.mustChangePassword && !BEFORE_PASSWORD_CHANGE.has(route))
      throw new Problem('password_change_required');
    if (actor.mustEnrolSecondFactor && !BEFORE_SECOND_FACTOR.has(route))
      throw new Problem('second_factor_enrolment_required');
    if (permission === undefined || !isPermitted(actor.kind, permission)) throw new Problem('not_permitted');
    request.actor = actor;
  });
}

function refuseRouteWithoutPermission(route: RouteOptions): void {
  const methods = Array.isArray(route.method) ? route.method : [route.method];
  const { permission } = (route.config ?? {}) as { permission?: Permission };
  for (const method of methods) {
    const isPublic = PUBLIC_ROUTES.has(`${method} ${route.url}`);
    assert(
      isPublic !== (permission !== undefined),
      `${method} ${route.url} is public or names its permission, one of both`,
    );
  }
}

function routeOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions.url ?? ''}`;
}

function bearerOf(request: FastifyRequest): string | null {
  const match = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '');
  return match?.[1] ?? null;
}

function credentialsOf(request: FastifyRequest, deps: HttpDeps): Credentials | null {
  const key = bearerOf(request);
  if (key !== null)
    return key.startsWith(API_KEY_PREFIX) ? { type: 'api_key', token: key, address: request.ip } : null;
  const token = sessionTokenOf(request, deps);
  return token === null ? null : { type: 'session', token, address: request.ip };
}

/**
 * A browser sends the cookie with requests that other sites cause; it also says where they come from.
 * API keys are not sent by themselves, so they need no origin.
 */
async function checkOrigin(request: FastifyRequest, deps: HttpDeps): Promise<void> {
  if (READ_METHODS.has(request.method) || bearerOf(request) !== null) return;
  const { origin } = request.headers;
  if (origin === undefined && sessionTokenOf(request, deps) === null) return;
  if (origin !== undefined && isOwnOrigin(origin, request, deps)) return;
  if (origin !== undefined && (await isBrandOrigin(origin, request, deps))) return;
  throw new Problem('origin_not_allowed', {
    detail: `Open the panel at ${deps.publicUrl}, or send an API key.`,
  });
}

/** The public address; while that is this machine, any of its loopback names with the same port. */
function isOwnOrigin(origin: string, request: FastifyRequest, deps: HttpDeps): boolean {
  if (origin === deps.publicUrl) return true;
  if (!URL.canParse(origin) || !isLoopback(new URL(deps.publicUrl).hostname)) return false;
  const { host, hostname, protocol } = new URL(origin);
  return protocol === 'http:' && isLoopback(hostname) && host === request.headers.host;
}

/** The host name of a reseller, by which the request itself came. */
async function isBrandOrigin(origin: string, request: FastifyRequest, deps: HttpDeps): Promise<boolean> {
  if (!URL.canParse(origin)) return false;
  const { host, hostname, protocol } = new URL(origin);
  if (protocol !== (deps.isSecure ? 'https:' : 'http:') || host !== request.host.toLowerCase()) return false;
  return (await pathOfBrandHost(deps.reads, hostname)) !== null;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
