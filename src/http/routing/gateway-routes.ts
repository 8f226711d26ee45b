/** Gateways of trunks. */
import type { GatewayHealth } from '../../domain/routing/gateway-health.ts';
import { changeGateway, createGateway, resetGatewayHealth } from '../../operations/routing/save-gateway.ts';
import {
  findGateway,
  listGateways,
  type GatewayRegistration,
  type GatewayRow,
} from '../../postgres/routing/trunks.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams } from '../../schemas/common.ts';
import {
  changeGateway as changeSchema,
  createGateway as createSchema,
  gateway,
  gatewayPage,
  gatewayQuery,
} from '../../schemas/routing/routes.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Routing'];
/** RFC 3261 §19.1.2. */
const SIP_PORT = 5060;

/** Registers the routes of /gateways. Passwords go in and never come out. */
export function addGatewayRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/gateways`,
    {
      config: { permission: 'carriers:read' },
      schema: {
        tags,
        summary: 'List gateways',
        querystring: gatewayQuery,
        response: answers({ 200: gatewayPage }),
      },
    },
    async (request) => {
      const { rows, nextCursor } = await listGateways(deps.reads, request.query);
      return { items: rows.map((row) => gatewayBody(row, deps.now())), nextCursor };
    },
  );
  app.post(
    `${API}/gateways`,
    {
      config: { permission: 'carriers:edit' },
      schema: {
        tags,
        summary: 'Create a gateway',
        headers: idempotencyHeader,
        body: createSchema,
        response: answers({ 201: gateway }),
      },
    },
    async (request, reply) => {
      const {
        port = SIP_PORT,
        transport = 'udp',
        position = 1,
        username = '',
        password = null,
        registers = false,
        ...rest
      } = request.body;
      const status = 'active' as const;
      const input = { ...rest, port, transport, position, username, password, registers, status };
      const id = await createGateway(deps, actorOf(request), input, idempotencyKeyOf(request));
      return reply.code(201).send(gatewayBody(await findGateway(deps.reads, id), deps.now()));
    },
  );
  app.get(
    `${API}/gateways/:id`,
    {
      config: { permission: 'carriers:read' },
      schema: { tags, summary: 'Read a gateway', params: idParams, response: answers({ 200: gateway }) },
    },
    async (request) => gatewayBody(await findGateway(deps.reads, request.params.id), deps.now()),
  );
  app.patch(
    `${API}/gateways/:id`,
    {
      config: { permission: 'carriers:edit' },
      schema: {
        tags,
        summary: 'Change a gateway',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: gateway }),
      },
    },
    async (request) => {
      await changeGateway(deps, actorOf(request), request.params.id, request.body);
      return gatewayBody(await findGateway(deps.reads, request.params.id), deps.now());
    },
  );
  app.post(
    `${API}/gateways/:id/reset-health`,
    {
      config: { permission: 'carriers:edit' },
      schema: {
        tags,
        summary: 'Make a gateway healthy: calls use it again at once',
        params: idParams,
        response: answers({ 200: gateway }),
      },
    },
    async (request) => {
      await resetGatewayHealth(deps, actorOf(request), request.params.id);
      return gatewayBody(await findGateway(deps.reads, request.params.id), deps.now());
    },
  );
}

function gatewayBody(row: GatewayRow, now: Date) {
  const { publicId, trunkPublicId, trunkName, name, host, port, transport, position, status } = row;
  const { inactiveReason, username, sealedPassword, registers } = row;
  return {
    id: publicId,
    trunkId: trunkPublicId,
    trunkName,
    name,
    host,
    port,
    transport,
    position,
    status,
    inactiveReason,
    health: healthBody(row),
    username,
    hasPassword: sealedPassword !== null,
    registers,
    registration: registers ? registrationBody(row, now) : null,
  };
}

/** The switch says it once a minute: after three it is the switch that is away, and nobody knows. */
const SAID_FOR_MS = 180_000;

function registrationBody(
  { isRegistered, registrationSince, registrationSeenAt }: GatewayRegistration,
  now: Date,
) {
  if (isRegistered === null || registrationSince === null || registrationSeenAt === null) return null;
  if (now.getTime() - registrationSeenAt.getTime() > SAID_FOR_MS) return null;
  return {
    isRegistered,
    since: registrationSince.toISOString(),
    seenAt: registrationSeenAt.toISOString(),
  };
}

function healthBody({ failures, failedAt, sipStatus, unhealthySince, retryAt, recoveredAt }: GatewayHealth) {
  const instant = (at: Date | null) => at?.toISOString() ?? null;
  return {
    state: unhealthySince === null ? ('healthy' as const) : ('unhealthy' as const),
    failures,
    lastFailure: failedAt === null ? null : { at: failedAt.toISOString(), sipStatus },
    unhealthySince: instant(unhealthySince),
    retryAt: instant(retryAt),
    recoveredAt: instant(recoveredAt),
  };
}
