/** Carriers. */
import { changeProvider, createProvider } from '../../operations/routing/save-provider.ts';
import { findProvider, listProviders, type ProviderRow } from '../../postgres/routing/providers.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams } from '../../schemas/common.ts';
import {
  changeProvider as changeSchema,
  createProvider as createSchema,
  provider,
  providerPage,
  providerQuery,
} from '../../schemas/routing/routes.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Routing'];

/** Registers the routes of /providers. */
export function addProviderRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/providers`,
    {
      config: { permission: 'carriers:read' },
      schema: {
        tags,
        summary: 'List providers',
        querystring: providerQuery,
        response: answers({ 200: providerPage }),
      },
    },
    async (request) => {
      const { rows, nextCursor } = await listProviders(deps.reads, request.query);
      return { items: rows.map(providerBody), nextCursor };
    },
  );
  app.post(
    `${API}/providers`,
    {
      config: { permission: 'carriers:edit' },
      schema: {
        tags,
        summary: 'Create a provider',
        headers: idempotencyHeader,
        body: createSchema,
        response: answers({ 201: provider }),
      },
    },
    async (request, reply) => {
      const id = await createProvider(deps, actorOf(request), request.body, idempotencyKeyOf(request));
      return reply.code(201).send(providerBody(await findProvider(deps.reads, id)));
    },
  );
  app.get(
    `${API}/providers/:id`,
    {
      config: { permission: 'carriers:read' },
      schema: { tags, summary: 'Read a provider', params: idParams, response: answers({ 200: provider }) },
    },
    async (request) => providerBody(await findProvider(deps.reads, request.params.id)),
  );
  app.patch(
    `${API}/providers/:id`,
    {
      config: { permission: 'carriers:edit' },
      schema: {
        tags,
        summary: 'Change a provider',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: provider }),
      },
    },
    async (request) => {
      await changeProvider(deps, actorOf(request), request.params.id, request.body);
      return providerBody(await findProvider(deps.reads, request.params.id));
    },
  );
}

function providerBody(row: ProviderRow) {
  const { publicId, number, name, contactName, email, country, timezone, reference, status, createdAt } = row;
  const { localizationPublicId: localizationId, localizationName } = row;
  return {
    id: publicId,
    number,
    name,
    contactName,
    email,
    country,
    timezone,
    reference,
    localizationId,
    localizationName,
    status,
    createdAt: createdAt.toISOString(),
  };
}
