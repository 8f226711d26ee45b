/** Switches and their keys. */
import { abilitiesOf, healthOf } from '../../domain/routing/switch-health.ts';
import { changeSwitch, createSwitch, renewSwitchKey } from '../../operations/routing/save-switch.ts';
import { findSwitch, listSwitches, type SwitchRow } from '../../postgres/routing/switches.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams, pageQueryObject } from '../../schemas/common.ts';
import {
  changeSwitch as changeSchema,
  createSwitch as createSchema,
  switchBody,
  switchPage,
  switchWithKey,
} from '../../schemas/routing/routes.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Routing'];

/** Registers the routes of /switches. A key is answered by the request that makes it only. */
export function addSwitchRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/switches`,
    {
      config: { permission: 'switches:read' },
      schema: {
        tags,
        summary: 'List switches',
        querystring: pageQueryObject,
        response: answers({ 200: switchPage }),
      },
    },
    async (request) => {
      const { rows, nextCursor } = await listSwitches(deps.reads, request.query);
      return { items: rows.map((row) => bodyOf(row, deps.now())), nextCursor };
    },
  );
  app.post(
    `${API}/switches`,
    {
      config: { permission: 'switches:edit' },
      schema: {
        tags,
        summary: 'Create a switch; its key is shown this once',
        body: createSchema,
        response: answers({ 201: switchWithKey }),
      },
    },
    async (request, reply) => {
      const { controlUrl = null, controlKey = null, ...rest } = request.body;
      const { switchId, key } = await createSwitch(deps, actorOf(request), {
        ...rest,
        controlUrl,
        controlKey,
      });
      return reply.code(201).send({ ...bodyOf(await findSwitch(deps.reads, switchId), deps.now()), key });
    },
  );
  app.get(
    `${API}/switches/:id`,
    {
      config: { permission: 'switches:read' },
      schema: { tags, summary: 'Read a switch', params: idParams, response: answers({ 200: switchBody }) },
    },
    async (request) => bodyOf(await findSwitch(deps.reads, request.params.id), deps.now()),
  );
  app.patch(
    `${API}/switches/:id`,
    {
      config: { permission: 'switches:edit' },
      schema: {
        tags,
        summary: 'Change a switch',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: switchBody }),
      },
    },
    async (request) => {
      await changeSwitch(deps, actorOf(request), request.params.id, request.body);
      return bodyOf(await findSwitch(deps.reads, request.params.id), deps.now());
    },
  );
  app.post(
    `${API}/switches/:id/key`,
    {
      config: { permission: 'switches:edit' },
      schema: {
        tags,
        summary: 'Give a switch a new key; the old one stops working',
        params: idParams,
        response: answers({ 201: switchWithKey }),
      },
    },
    async (request, reply) => {
      const { key } = await renewSwitchKey(deps, actorOf(request), request.params.id);
      return reply
        .code(201)
        .send({ ...bodyOf(await findSwitch(deps.reads, request.params.id), deps.now()), key });
    },
  );
}

function bodyOf(row: SwitchRow, now: Date) {
  const { publicId, name, kind, controlUrl, status, createdAt, lastSeenAt } = row;
  const health = row.health === null || controlUrl === null ? null : healthOf(row.health, now);
  return {
    id: publicId,
    name,
    kind,
    controlUrl,
    status,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    can: abilitiesOf(kind, controlUrl),
    health: health && {
      ...health,
      since: health.since.toISOString(),
      heardAt: health.heardAt?.toISOString() ?? null,
      startedAt: health.startedAt?.toISOString() ?? null,
    },
  };
}
