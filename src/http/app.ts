/** The types every route file shares. */
import { Problem } from '../domain/problem.ts';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type {} from '@fastify/cookie';
import type pg from 'pg';
import type { Permission } from '../domain/access/catalogue.ts';
import type { Catalogue } from '../domain/charging/catalogue.ts';
import type { Actor } from '../domain/accounts/actor.ts';
import { known } from '../domain/assert.ts';
import type { SignInLimiter } from '../operations/accounts/sign-in-limiter.ts';
import type { DocumentRenderer, OpenGateway, SwitchControl } from '../operations/ports.ts';
import type { LiveFeed } from '../operations/charging/live-feed.ts';
import type { Context } from '../operations/context.ts';

/** One permission, or any one of several. */
export type NeededPermission = Permission | readonly Permission[];

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on public routes. */
    actor: Actor | null;
  }
  interface FastifyContextConfig {
    /** What a route asks for. A route that is not public cannot be registered without it. */
    permission?: NeededPermission;
  }
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export type HttpDeps = Context &
  Readonly<{
    /** Read-only connections: the database itself refuses a write through them. */
    reads: pg.Pool;
    signInLimiter: SignInLimiter;
    /** How a switch is reached; null when it is unknown, inactive or takes no commands. */
    controlOf: (switchId: bigint) => SwitchControl | null;
    /** Writes documents as PDF; null where none is. */
    renderer: DocumentRenderer | null;
    /** The payment gateway by its keys. */
    openGateway: OpenGateway;
    /** Changes of live calls; null where no charging runs. */
    live: LiveFeed | null;
    /** What charging knows in memory; null where no charging runs. */
    catalogue: () => Catalogue | null;
    /** Whether people come by https: cookies are then `__Host-` and `Secure`. */
    isSecure: boolean;
  }>;

/** The prefix of the API's first version. */
export const API = '/api/v1';

/** The actor of a route that is not public. */
export function actorOf(request: Readonly<{ actor: Actor | null }>): Actor {
  return known(request.actor, 'the actor of a route that is not public');
}

/** The Idempotency-Key of a request, in lower case; null when there is none. */
export function idempotencyKeyOf(request: Pick<FastifyRequest, 'headers'>): string | null {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' ? key.toLowerCase() : null;
}

/** The same where a request moves money, which needs one. Throws `idempotency_key_required`. */
export function requiredKey(request: Pick<FastifyRequest, 'headers'>): string {
  const key = idempotencyKeyOf(request);
  if (key === null) throw new Problem('idempotency_key_required');
  return key;
}
