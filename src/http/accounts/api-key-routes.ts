/** One's own API keys. */
import { createApiKey } from '../../operations/accounts/create-api-key.ts';
import { revokeApiKey } from '../../operations/accounts/revoke-api-key.ts';
import { apiKeysOf } from '../../postgres/accounts/sign-ins.ts';
import {
  apiKeyList,
  apiKeyWithSecret,
  createApiKey as createSchema,
} from '../../schemas/accounts/sign-in.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, okAnswer } from '../../schemas/common.ts';
import { keyBody } from './api-key-body.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['API keys'];

/** Registers the routes under /api-keys. A key acts as the account that made it. */
export function addApiKeyRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/api-keys`,
    {
      config: { permission: 'self' },
      schema: { tags, summary: "List one's API keys", response: answers({ 200: apiKeyList }) },
    },
    async (request) => {
      const keys = await apiKeysOf(deps.reads, actorOf(request).accountId);
      const items = keys.map((key) => keyBody(key, deps.now()));
      return { items };
    },
  );

  app.post(
    `${API}/api-keys`,
    {
      config: { permission: 'api_keys:create' },
      schema: {
        tags,
        summary: 'Make an API key; it is shown this once',
        headers: idempotencyHeader,
        body: createSchema,
        response: answers({ 201: apiKeyWithSecret }),
      },
    },
    async (request, reply) => {
      const { expiresAt, ...body } = request.body;
      const input = { ...body, expiresAt: expiresAt === null ? null : new Date(expiresAt) };
      const { key, ...made } = await createApiKey(deps, actorOf(request), input, idempotencyKeyOf(request));
      return reply.code(201).send({ ...keyBody(made, deps.now()), key });
    },
  );

  app.delete(
    `${API}/api-keys/:id`,
    {
      config: { permission: 'self' },
      schema: { tags, summary: 'Revoke an API key', params: idParams, response: answers({ 200: okAnswer }) },
    },
    async (request) => {
      await revokeApiKey(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
}
