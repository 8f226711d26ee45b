/** Access numbers of calling cards: DIDs by which callers are asked for a card number and a PIN. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { Problem } from '../../domain/problem.ts';
import {
  changeAccessNumber,
  createAccessNumber,
  removeAccessNumber,
} from '../../operations/numbering/save-access-number.ts';
import { findDid } from '../../postgres/numbering/dids.ts';
import { listDids } from '../../postgres/numbering/list-dids.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams, okAnswer } from '../../schemas/common.ts';
import {
  accessNumber,
  accessNumberPage,
  accessNumberQuery,
  changeAccessNumber as changeSchema,
  createAccessNumber as createSchema,
} from '../../schemas/numbering/dids.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { accessNumberBody, readPrice } from './did-body.ts';

const tags = ['Access numbers'];
const url = `${API}/access-numbers`;

/** Each owner (the operator, a reseller) has its own. */
export function addAccessNumberRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: { permission: 'access_numbers:read' },
      schema: {
        tags,
        summary: 'List access numbers',
        querystring: accessNumberQuery,
        response: answers({ 200: accessNumberPage }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { rows, nextCursor } = await listDids(deps.reads, {
        ...request.query,
        scopePath: isStaff(actor) ? null : actor.scopePath,
        use: 'access_number',
        sort: 'number',
      });
      return { items: rows.map((row) => accessNumberBody(row, actor)), nextCursor };
    },
  );
  app.post(
    url,
    {
      config: { permission: 'access_numbers:edit' },
      schema: {
        tags,
        summary: 'Make a free DID an access number',
        body: createSchema,
        response: answers({ 201: accessNumber }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { body } = request;
      const id = await createAccessNumber(deps, actor, { ...body, price: readPrice(body.price) });
      return reply.code(201).send(await read(deps, actor, id));
    },
  );
  app.get(
    `${url}/:id`,
    {
      config: { permission: 'access_numbers:read' },
      schema: {
        tags,
        summary: 'Read an access number',
        params: idParams,
        response: answers({ 200: accessNumber }),
      },
    },
    async (request) => read(deps, actorOf(request), request.params.id),
  );
  app.patch(
    `${url}/:id`,
    {
      config: { permission: 'access_numbers:edit' },
      schema: {
        tags,
        summary: 'Change an access number',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: accessNumber }),
      },
    },
    async (request) => {
      const { body, params } = request;
      await changeAccessNumber(deps, actorOf(request), params.id, { ...body, price: readPrice(body.price) });
      return read(deps, actorOf(request), request.params.id);
    },
  );
  app.delete(
    `${url}/:id`,
    {
      config: { permission: 'access_numbers:edit' },
      schema: {
        tags,
        summary: 'Make an access number a free DID again',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await removeAccessNumber(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
}

async function read(deps: HttpDeps, actor: Actor, id: string) {
  const row = await findDid(deps.reads, id, actor.scopePath);
  if (row.accessLanguage === null || !isWithin(row.ownerPath, actor.scopePath))
    throw new Problem('not_found');
  return accessNumberBody(row, actor);
}
