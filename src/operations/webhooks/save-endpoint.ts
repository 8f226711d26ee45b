/** Makes, changes and removes the endpoints that the operator or a reseller is told events at. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { AuditAction } from '../../domain/audit/actions.ts';
import type { Value } from '../../domain/audit/differences.ts';
import type { EventType } from '../../domain/events/catalogue.ts';
import { fieldProblem } from '../../domain/problem.ts';
import {
  CONCURRENCY,
  ENDPOINTS_MAX,
  SECRET_OVERLAP_MS,
  type WebhookStatus,
} from '../../domain/webhooks/delivery.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import {
  countEndpoints,
  deleteEndpoint,
  findEndpoint,
  insertEndpoint,
  lockEndpoint,
  replaceSecret,
  updateEndpoint,
  type EndpointHealth,
  type EndpointInfo,
  type EndpointRow,
  type EndpointValues,
} from '../../postgres/webhooks/endpoints.ts';
import { recordAudit, recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { OutgoingError, targetOf } from '../outgoing/target.ts';
import { runOnce } from '../run-once.ts';
import { sealSecret } from '../secrets.ts';
import { drawWebhookSecret, WEBHOOK_SECRET } from './sign.ts';

export type NewEndpoint = Readonly<{
  url: string;
  description?: string | undefined;
  types?: readonly EventType[] | null | undefined;
  concurrency?: number | undefined;
}>;
export type EndpointChange = Omit<NewEndpoint, 'url'> &
  Readonly<{ url?: string | undefined; status?: WebhookStatus | undefined }>;

export type SavedEndpoint = EndpointInfo & EndpointHealth;

/**
 * The secret is returned this once; null when the request is a repetition. Throws `invalid_input` at `url` for an address that requests
 * do not go to, and when there are as many as there may be.
 */
export async function createEndpoint(
  context: Context,
  actor: Actor,
  input: NewEndpoint,
  key: string | null,
): Promise<Readonly<{ publicId: string; secret: string | null }>> {
  checkUrl(context, input.url);
  const secret = drawWebhookSecret();
  const once = { principalId: actor.accountId, route: 'POST /webhooks', key, content: input };
  const { answer, isRepeated } = await runOnce(context, context.now(), once, async (tx) => {
    if ((await countEndpoints(tx, actor.ownerId)) >= ENDPOINTS_MAX) {
      const message = `You have ${ENDPOINTS_MAX} webhooks, which is as many as there may be. Delete one first.`;
      throw fieldProblem('url', 'too_many', message);
    }
    const { url, description = '', types = null, concurrency = CONCURRENCY } = input;
    const createdAt = context.now();
    const made = await insertEndpoint(tx, {
      ownerId: actor.ownerId,
      url,
      description,
      types,
      concurrency,
      sealedSecret: sealSecret(context.masterKey, WEBHOOK_SECRET, secret),
      createdAt,
    });
    await record(tx, context, actor, { action: 'webhook.added', before: null, after: made });
    return { publicId: made.publicId };
  });
  return { publicId: answer.publicId, secret: isRepeated ? null : secret };
}

/** Only what is sent changes. Another address, or going on after a pause, begins anew. Throws `not_found`, and as `createEndpoint`. */
export async function changeEndpoint(
  context: Context,
  actor: Actor,
  publicId: string,
  change: EndpointChange,
): Promise<SavedEndpoint> {
  if (change.url !== undefined) checkUrl(context, change.url);
  return withTransaction(context.pool, async (tx) => {
    const before = await lockEndpoint(tx, actor.ownerId, publicId);
    const {
      url = before.url,
      description = before.description,
      types = before.types,
      concurrency = before.concurrency,
      status = before.status,
    } = change;
    const isAnew = url !== before.url || (status === 'active' && before.status === 'paused');
    const after = {
      ...before,
      ...{ url, description, types, concurrency, status },
      pauseReason: status === 'active' ? null : (before.pauseReason ?? ('by_hand' as const)),
      failingSince: isAnew ? null : before.failingSince,
    };
    await updateEndpoint(tx, before.id, after);
    await record(tx, context, actor, { action: 'webhook.changed', before, after });
    return findEndpoint(tx, actor.ownerId, publicId);
  });
}

/** Returns the new secret this once; the former one signs too, for a day. Throws `not_found`. */
export async function renewEndpointSecret(
  context: Context,
  actor: Actor,
  publicId: string,
): Promise<Readonly<{ secret: string; previousSecretUntil: Date }>> {
  const secret = drawWebhookSecret();
  return withTransaction(context.pool, async (tx) => {
    const { id, url } = await lockEndpoint(tx, actor.ownerId, publicId);
    const now = context.now();
    const previousSecretUntil = new Date(now.getTime() + SECRET_OVERLAP_MS);
    const sealed = sealSecret(context.masterKey, WEBHOOK_SECRET, secret);
    await replaceSecret(tx, id, sealed, previousSecretUntil);
    await recordAudit(tx, actor, {
      accountId: actor.ownerId,
      action: 'webhook.secret_renewed',
      changes: [{ field: 'webhook.url', before: url, after: url }],
      happenedAt: now,
    });
    return { secret, previousSecretUntil };
  });
}

/** Nothing is told there any more, and its log goes. Throws `not_found`. */
export function removeEndpoint(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const before = await lockEndpoint(tx, actor.ownerId, publicId);
    await deleteEndpoint(tx, before.id);
    await record(tx, context, actor, { action: 'webhook.removed', before, after: null });
  });
}

function checkUrl(context: Context, url: string): void {
  try {
    targetOf(url, context.outgoing ?? {});
  } catch (error) {
    if (error instanceof OutgoingError) throw fieldProblem('url', error.code, error.message);
    throw error;
  }
}

type Shown = EndpointValues & Pick<EndpointRow, 'status'>;

function record(
  tx: Tx,
  context: Context,
  actor: Actor,
  { action, before, after }: Readonly<{ action: AuditAction; before: Shown | null; after: Shown | null }>,
): Promise<void> {
  return recordDifferences(tx, actor, {
    accountId: actor.ownerId,
    action,
    before: fieldsOf(before),
    after: fieldsOf(after),
    of: { field: 'webhook.url', value: (after ?? before)?.url ?? '' },
    happenedAt: context.now(),
  });
}

function fieldsOf(values: Shown | null): Readonly<Record<string, Value>> {
  if (values === null) return {};
  const { url, description, types, concurrency, status } = values;
  return {
    'webhook.url': url,
    'webhook.description': description,
    'webhook.types': types === null ? null : [...types],
    'webhook.concurrency': concurrency,
    'webhook.status': status,
  };
}
