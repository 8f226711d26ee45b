/** Trunks. */
import { changeTrunk, createTrunk } from '../../operations/routing/save-trunk.ts';
import { findTrunk, listTrunks, type TrunkRow } from '../../postgres/routing/trunks.ts';
import { countriesWithoutHelp } from '../../postgres/routing/emergency-coverage.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams } from '../../schemas/common.ts';
import {
  changeTrunk as changeSchema,
  createTrunk as createSchema,
  emergencyCoverage,
  trunk,
  trunkPage,
  trunkQuery,
} from '../../schemas/routing/routes.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Routing'];
/** Lower is tried first; the middle leaves room on both sides. */
const PRIORITY = 100;

/** Registers the routes of /trunks. */
export function addTrunkRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/trunks`,
    {
      config: { permission: 'carriers:read' },
      schema: {
        tags,
        summary: 'List trunks',
        querystring: trunkQuery,
        response: answers({ 200: trunkPage }),
      },
    },
    async (request) => {
      const { rows, nextCursor } = await listTrunks(deps.reads, request.query);
      return { items: rows.map(trunkBody), nextCursor };
    },
  );
  app.get(
    `${API}/emergency-coverage`,
    {
      config: { permission: 'carriers:read' },
      schema: {
        tags,
        summary: 'Read whose emergency calls no trunk carries',
        response: answers({ 200: emergencyCoverage }),
      },
    },
    async () => ({ countriesWithoutHelp: [...(await countriesWithoutHelp(deps.reads))] }),
  );
  app.post(
    `${API}/trunks`,
    {
      config: { permission: 'carriers:edit' },
      schema: {
        tags,
        summary: 'Create a trunk',
        headers: idempotencyHeader,
        body: createSchema,
        response: answers({ 201: trunk }),
      },
    },
    async (request, reply) => {
      const {
        priority = PRIORITY,
        capacity = null,
        cpsMax = null,
        codecs = [],
        stripPrefix = '',
        addPrefix = '',
        inboundNetworks = [],
        emergencyCountries = [],
        localizationId = null,
        ...rest
      } = request.body;
      const input = {
        ...rest,
        status: 'active' as const,
        priority,
        capacity,
        cpsMax,
        codecs,
        stripPrefix,
        addPrefix,
        inboundNetworks,
        emergencyCountries,
        localizationId,
      };
      const id = await createTrunk(deps, actorOf(request), input, idempotencyKeyOf(request));
      return reply.code(201).send(trunkBody(await findTrunk(deps.reads, id)));
    },
  );
  app.get(
    `${API}/trunks/:id`,
    {
      config: { permission: 'carriers:read' },
      schema: { tags, summary: 'Read a trunk', params: idParams, response: answers({ 200: trunk }) },
    },
    async (request) => trunkBody(await findTrunk(deps.reads, request.params.id)),
  );
  app.patch(
    `${API}/trunks/:id`,
    {
      config: { permission: 'carriers:edit' },
      schema: {
        tags,
        summary: 'Change a trunk',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: trunk }),
      },
    },
    async (request) => {
      await changeTrunk(deps, actorOf(request), request.params.id, request.body);
      return trunkBody(await findTrunk(deps.reads, request.params.id));
    },
  );
}

function trunkBody(row: TrunkRow) {
  return {
    id: row.publicId,
    providerId: row.providerPublicId,
    providerName: row.providerName,
    name: row.name,
    status: row.status,
    priority: row.priority,
    terminationRateGroupId: row.terminationRateGroupPublicId,
    currency: row.currency,
    capacity: row.capacity,
    liveCalls: row.liveCalls,
    cpsMax: row.cpsMax,
    codecs: row.codecs,
    stripPrefix: row.stripPrefix,
    addPrefix: row.addPrefix,
    inboundNetworks: row.inboundNetworks,
    emergencyCountries: row.emergencyCountries,
    gateways: row.gateways,
    unhealthyGateways: row.unhealthyGateways,
    localizationId: row.localizationPublicId,
    localizationName: row.localizationName,
    createdAt: row.createdAt.toISOString(),
  };
}
