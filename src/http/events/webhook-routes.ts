/** Webhooks of the operator or a reseller, and their log. */
import { toldEvent } from '../../domain/events/told.ts';
import {
  changeEndpoint,
  createEndpoint,
  removeEndpoint,
  renewEndpointSecret,
  type SavedEndpoint,
} from '../../operations/webhooks/save-endpoint.ts';
import { sendAgain, sendManyAgain, testEndpoint } from '../../operations/webhooks/send-again.ts';
import { findEndpoint, listEndpoints } from '../../postgres/webhooks/endpoints.ts';
import {
  findDelivery,
  listDeliveries,
  type AttemptRow,
  type DeliveryRow,
} from '../../postgres/webhooks/list-deliveries.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, okAnswer } from '../../schemas/common.ts';
import {
  changeWebhook,
  createWebhook,
  deliveryDetail,
  deliveryPage,
  deliveryParams,
  deliveryQuery,
  sendManyAgain as sendManyAgainSchema,
  sentAgain,
  webhookBody,
  webhookList,
  webhookMade,
  webhookSecret,
  type DeliveryBody,
  type WebhookBody,
} from '../../schemas/events/webhooks.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Webhooks'];
const url = `${API}/webhooks`;
const reads = { permission: 'webhooks:read' } as const;
const edits = { permission: 'webhooks:edit' } as const;

/** Registers the routes of /webhooks. Each owner (the operator, a reseller) has its own. */
export function addWebhookRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: reads,
      schema: {
        tags,
        summary: 'List your webhooks, with how they do',
        response: answers({ 200: webhookList }),
      },
    },
    async (request) => {
      const rows = await listEndpoints(deps.reads, actorOf(request).ownerId);
      return { items: rows.map(bodyOf) };
    },
  );
  app.post(
    url,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Add a webhook: an address that is told what happens to you and below you',
        headers: idempotencyHeader,
        body: createWebhook,
        response: answers({ 201: webhookMade }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const made = await createEndpoint(deps, actor, request.body, idempotencyKeyOf(request));
      const row = await findEndpoint(deps.pool, actor.ownerId, made.publicId);
      void reply.header('cache-control', 'no-store');
      return reply.code(201).send({ ...bodyOf(row), secret: made.secret });
    },
  );
  app.get(
    `${url}/:id`,
    {
      config: reads,
      schema: { tags, summary: 'Read a webhook', params: idParams, response: answers({ 200: webhookBody }) },
    },
    async (request) => bodyOf(await findEndpoint(deps.reads, actorOf(request).ownerId, request.params.id)),
  );
  app.patch(
    `${url}/:id`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Change a webhook, pause it or go on',
        params: idParams,
        body: changeWebhook,
        response: answers({ 200: webhookBody }),
      },
    },
    async (request) => bodyOf(await changeEndpoint(deps, actorOf(request), request.params.id, request.body)),
  );
  app.delete(
    `${url}/:id`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Delete a webhook with its log',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await removeEndpoint(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
  app.post(
    `${url}/:id/secret`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Give a webhook a new secret, shown this once; the former one signs too for 24 hours',
        params: idParams,
        response: answers({ 200: webhookSecret }),
      },
    },
    async (request, reply) => {
      const renewed = await renewEndpointSecret(deps, actorOf(request), request.params.id);
      void reply.header('cache-control', 'no-store');
      return { secret: renewed.secret, previousSecretUntil: renewed.previousSecretUntil.toISOString() };
    },
  );
  app.post(
    `${url}/:id/test`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Send a webhook the event webhook.tested, also while it is paused',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await testEndpoint(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
  addDeliveryRoutes(app, deps);
}

function addDeliveryRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${url}/:id/deliveries`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'List what a webhook was told, newest first; 30 days back',
        params: idParams,
        querystring: deliveryQuery,
        response: answers({ 200: deliveryPage }),
      },
    },
    async (request) => {
      const { id: endpointId } = await findEndpoint(deps.reads, actorOf(request).ownerId, request.params.id);
      const { rows, nextCursor } = await listDeliveries(deps.reads, { ...request.query, endpointId });
      return { items: rows.map(deliveryBody), nextCursor };
    },
  );
  app.get(
    `${url}/:id/deliveries/:deliveryId`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'Read a delivery: what is sent, and what was answered each time',
        params: deliveryParams,
        response: answers({ 200: deliveryDetail }),
      },
    },
    async (request) => {
      const { id, deliveryId } = request.params;
      const endpoint = await findEndpoint(deps.reads, actorOf(request).ownerId, id);
      const { delivery, event, attempts } = await findDelivery(deps.reads, endpoint.id, deliveryId);
      const body = event === null ? null : toldEvent(event);
      return { ...deliveryBody(delivery), body, log: attempts.map(attemptBody) };
    },
  );
  app.post(
    `${url}/:id/deliveries/:deliveryId/send-again`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Send a delivery again, whatever became of it',
        params: deliveryParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      const { id: endpointId, deliveryId } = request.params;
      await sendAgain(deps, actorOf(request), { endpointId, deliveryId });
      return { ok: true as const };
    },
  );
  app.post(
    `${url}/:id/send-again`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Send everything again that failed, or everything of a time',
        params: idParams,
        body: sendManyAgainSchema,
        response: answers({ 200: sentAgain }),
      },
    },
    async (request) => {
      const { from, to, hasDelivered } = request.body;
      const dateOf = (text: string | undefined) => (text === undefined ? null : new Date(text));
      const which = { from: dateOf(from), to: dateOf(to), hasDelivered };
      return { queued: await sendManyAgain(deps, actorOf(request), request.params.id, which) };
    },
  );
}

function bodyOf({
  publicId: id,
  url: address,
  description,
  types,
  concurrency,
  status,
  pauseReason,
  createdAt,
  previousSecretUntil,
  failingSince,
  queued,
  failed,
  lastDeliveredAt,
}: SavedEndpoint): WebhookBody {
  return {
    id,
    url: address,
    description,
    types: types === null ? null : [...types],
    concurrency,
    status,
    pauseReason,
    createdAt: createdAt.toISOString(),
    previousSecretUntil: previousSecretUntil?.toISOString() ?? null,
    failingSince: failingSince?.toISOString() ?? null,
    queued,
    failed,
    lastDeliveredAt: lastDeliveredAt?.toISOString() ?? null,
  };
}

function deliveryBody(row: DeliveryRow): DeliveryBody {
  const { type, state, attempts, lastStatus, lastError } = row;
  return {
    id: row.publicId,
    eventId: row.eventPublicId,
    type,
    happenedAt: row.happenedAt.toISOString(),
    state,
    attempts,
    queuedAt: row.queuedAt.toISOString(),
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    lastStatus,
    lastError,
  };
}

function attemptBody({ beganAt, ...rest }: AttemptRow) {
  return { beganAt: beganAt.toISOString(), ...rest };
}
