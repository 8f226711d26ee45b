/** Roles: named sets of permissions, and who has them. */
import { newPermissions } from '../../domain/access/role.ts';
import type { Actor } from '../../domain/accounts/actor.ts';
import {
  changeRole,
  copyRole,
  createRole,
  mayEditRoles,
  previewRole,
  removeRole,
} from '../../operations/access/save-role.ts';
import { findRole, holdersOfRole, listRoles, type RoleRow } from '../../postgres/access/roles.ts';
import {
  changeRole as changeSchema,
  copyRole as copySchema,
  createRole as createSchema,
  role as roleSchema,
  roleHolderPage,
  roleHolderQuery,
  roleList,
  rolePreview,
  roleQuery,
} from '../../schemas/access/roles.ts';
import type { accountKind } from '../../schemas/accounts/account.ts';
import type { z } from 'zod';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, okAnswer } from '../../schemas/common.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Roles'];
const url = `${API}/roles`;
const reads = { permission: 'roles:read' } as const;
const edits = { permission: 'roles:edit' } as const;

/** Registers the routes under /roles. Everybody has the roles of the operator, or a reseller its own. */
export function addRoleRoutes(app: App, deps: HttpDeps): void {
  const read = async (actor: Actor, id: string) =>
    roleBody(await findRole(deps.reads, actor.ownerId, id), await mayEditRoles(deps.reads, actor));

  app.get(
    url,
    {
      config: reads,
      schema: {
        tags,
        summary: 'List the roles, with how many have each',
        querystring: roleQuery,
        response: answers({ 200: roleList }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const mayEdit = await mayEditRoles(deps.reads, actor);
      const rows = await listRoles(deps.reads, actor.ownerId, request.query);
      return { items: rows.map((row) => roleBody(row, mayEdit)) };
    },
  );

  app.post(
    url,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Create a role for staff or for resellers',
        headers: idempotencyHeader,
        body: createSchema,
        response: answers({ 201: roleSchema }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const id = await createRole(deps, actor, request.body, idempotencyKeyOf(request));
      return reply.code(201).send(await read(actor, id));
    },
  );

  app.get(
    `${url}/:id`,
    {
      config: reads,
      schema: { tags, summary: 'Read a role', params: idParams, response: answers({ 200: roleSchema }) },
    },
    async (request) => read(actorOf(request), request.params.id),
  );

  app.put(
    `${url}/:id`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Change a role; it acts with the next request of everybody who has it',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: roleSchema }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await changeRole(deps, actor, request.params.id, request.body);
      return read(actor, request.params.id);
    },
  );

  app.post(
    `${url}/:id/preview`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'What a change of a role would give and take, and how many it acts on',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: rolePreview }),
      },
    },
    async (request) => {
      const preview = await previewRole(deps.reads, actorOf(request), request.params.id, request.body);
      const { added, removed, permissions, ...rest } = preview;
      return { added: [...added], removed: [...removed], permissions: [...permissions], ...rest };
    },
  );

  app.post(
    `${url}/:id/copies`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Copy a role under another name',
        params: idParams,
        headers: idempotencyHeader,
        body: copySchema,
        response: answers({ 201: roleSchema }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { name } = request.body;
      const idempotencyKey = idempotencyKeyOf(request);
      const id = await copyRole(deps, actor, request.params.id, { name, idempotencyKey });
      return reply.code(201).send(await read(actor, id));
    },
  );

  app.delete(
    `${url}/:id`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Delete a role that nobody has',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await removeRole(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );

  app.get(
    `${url}/:id/accounts`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'Who has a role',
        params: idParams,
        querystring: roleHolderQuery,
        response: answers({ 200: roleHolderPage }),
      },
    },
    async (request) => {
      const { id } = await findRole(deps.reads, actorOf(request).ownerId, request.params.id);
      const { rows, nextCursor } = await holdersOfRole(deps.reads, id, request.query);
      const items = rows.map(({ publicId, kind, number, displayName, status }) => ({
        id: publicId,
        kind: kind as z.output<typeof accountKind>,
        number,
        displayName,
        status,
      }));
      return { items, nextCursor };
    },
  );
}

function roleBody(row: RoleRow, mayEdit: (role: RoleRow) => boolean) {
  const { publicId, audience, name, description, permissions, accounts, version, changedAt, builtIn } = row;
  return {
    id: publicId,
    audience,
    name,
    description,
    permissions: [...permissions],
    accounts,
    version,
    changedAt: changedAt.toISOString(),
    mayEdit: mayEdit(row),
    isBuiltIn: builtIn !== null,
    newPermissions: [...newPermissions(row)],
  };
}
