/** Runs before every route: who asks, where the request comes from, and whether it may be made at all. */
import type { FastifyRequest, RouteOptions } from 'fastify';
import { isPermitted, isStaff, lacking, type Actor, type Impersonator } from '../domain/accounts/actor.ts';
import { assert } from '../domain/assert.ts';
import { Problem } from '../domain/problem.ts';
import { API_KEY_PREFIX } from '../operations/accounts/create-api-key.ts';
import { authenticate, type Credentials } from '../operations/accounts/authenticate.ts';
import { standBehindWall } from '../postgres/wall.ts';
import type { App, HttpDeps, NeededPermission } from './app.ts';
import { sessionTokenOf } from './cookies.ts';
import { bearerOf, checkOrigin, checkProtocol } from './public-address.ts';
import { PUBLIC_ROUTES } from './public-routes.ts';

/** What a session may do before its one-time password is changed. */
const BEFORE_PASSWORD_CHANGE: ReadonlySet<string> = new Set(['GET /api/v1/me', 'POST /api/v1/me/password']);
/** What a session may do before it has the second factor that the settings ask for. */
const BEFORE_SECOND_FACTOR: ReadonlySet<string> = new Set([
  ...BEFORE_PASSWORD_CHANGE,
  'GET /api/v1/me/second-factor',
  'POST /api/v1/me/second-factor',
  'POST /api/v1/me/second-factor/confirm',
  'GET /api/v1/me/passkeys',
  'POST /api/v1/me/passkeys',
  'POST /api/v1/me/passkeys/options',
  'GET /api/v1/me/brand',
]);

/** What one's own sign-in lets somebody do who looks as somebody else: nothing of passwords, codes, keys and sessions. */
const AS_SOMEBODY_ELSE: ReadonlySet<string> = new Set([
  'GET /api/v1/me',
  'GET /api/v1/me/brand',
  'GET /api/v1/me/account-views',
]);
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Puts authentication in front of every route that is registered afterwards. */
export function addAuthentication(app: App, deps: HttpDeps): void {
  app.decorateRequest('actor', null);
  app.addHook('onRoute', refuseRouteWithoutPermission);
  app.addHook('onRequest', async (request) => {
    checkProtocol(request, deps);
    if (request.is404) return;
    await checkOrigin(request, deps);
    const route = routeOf(request);
    if (PUBLIC_ROUTES.has(route)) return;
    const actor = await admit(request, deps);
    request.actor = actor;
    if (!isStaff(actor)) standBehindWall(actor.scopePath);
  });
}

/**
 * Who asks, if the request may be made at this moment; throws the problem otherwise. `isWatching`: it looks on without doing
 * anything, and does not keep its session from ending.
 */
export async function admit(
  request: FastifyRequest,
  deps: HttpDeps,
  { isWatching = false } = {},
): Promise<Actor> {
  const route = routeOf(request);
  const credentials = credentialsOf(request, deps);
  if (credentials === null) throw new Problem('not_signed_in');
  const actor = await authenticate(deps, credentials, { isWatching });
  if (actor === null)
    throw new Problem('not_signed_in', { detail: 'The session or key is over. Sign in again.' });
  if (actor.mustChangePassword && !BEFORE_PASSWORD_CHANGE.has(route))
    throw new Problem('password_change_required');
  if (actor.mustEnrolSecondFactor && !BEFORE_SECOND_FACTOR.has(route))
    throw new Problem('second_factor_enrolment_required');
  if (actor.impersonator !== null) checkBorrowed(request, route, actor.impersonator);
  checkPermission(actor, request.routeOptions.config.permission);
  checkNarrowed(actor, request);
  return actor;
}

function checkBorrowed(request: FastifyRequest, route: string, { mayChange }: Impersonator): void {
  const isOwn = request.routeOptions.config.permission === 'self';
  if (isOwn && !AS_SOMEBODY_ELSE.has(route)) throw new Problem('not_while_signed_in_as');
  if (!mayChange && !READING.has(request.method))
    throw new Problem('not_while_signed_in_as', { detail: 'You look at this account, and change nothing.' });
}

/** A key that was given less than its owner has could otherwise take the rest by the owner's sign-in. */
function checkNarrowed(actor: Actor, request: FastifyRequest): void {
  if (!actor.isNarrowed || READING.has(request.method)) return;
  if (request.routeOptions.config.permission !== 'self') return;
  throw new Problem('not_permitted', {
    detail: 'A key with chosen permissions does not change its owner’s sign-in.',
  });
}

/** Any one of those that the route names; what a request needs besides is for the operation to say. */
function checkPermission(actor: Actor, needed: NeededPermission | undefined): void {
  const anyOf = needed === undefined ? [] : typeof needed === 'string' ? [needed] : needed;
  if (anyOf.some((permission) => isPermitted(actor, permission))) return;
  const names = anyOf.join(' or ');
  throw lacking(actor, `This needs the permission ${names}, which you do not have.`);
}

function refuseRouteWithoutPermission(route: RouteOptions): void {
  const methods = Array.isArray(route.method) ? route.method : [route.method];
  const { permission } = (route.config ?? {}) as { permission?: NeededPermission };
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

export function credentialsOf(request: FastifyRequest, deps: HttpDeps): Credentials | null {
  const key = bearerOf(request);
  if (key !== null)
    return key.startsWith(API_KEY_PREFIX) ? { type: 'api_key', token: key, address: request.ip } : null;
  const token = sessionTokenOf(request, deps);
  return token === null ? null : { type: 'session', token, address: request.ip };
}
