/** DIDs: the operator's inventory, and what resellers and customers have of it. */
import type { z } from 'zod';
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { assignDid, unassignDid } from '../../operations/numbering/assign-did.ts';
import { changeDid } from '../../operations/numbering/change-did.ts';
import { createDid, createDids } from '../../operations/numbering/create-dids.ts';
import { recordedExport } from '../../operations/audit/record-export.ts';
import { exportDids } from '../../operations/numbering/export-dids.ts';
import { forwardDid } from '../../operations/numbering/forward-did.ts';
import { removeDid } from '../../operations/numbering/remove-did.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { findDid } from '../../postgres/numbering/dids.ts';
import { countDids, listDids } from '../../postgres/numbering/list-dids.ts';
import { findProvider } from '../../postgres/routing/providers.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, okAnswer, rowCount } from '../../schemas/common.ts';
import {
  assignDid as assignSchema,
  changeDid as changeSchema,
  changeForwarding,
  createdDids,
  createDid as createSchema,
  createDids as createManySchema,
  did,
  didCountQuery,
  didExportQuery,
  didPage,
  didQuery,
  numbersOf,
} from '../../schemas/numbering/dids.ts';
import { sheetText } from '../../schemas/jobs/job.ts';
import { countryOfNumber } from '../../schemas/numbering/phone-number.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';
import { fileStream, producesOf } from '../send-file.ts';
import { didBody, readPrice } from './did-body.ts';
import { addDidImportRoute } from './did-import-route.ts';

const tags = ['DIDs'];
const url = `${API}/dids`;

export function addDidRoutes(app: App, deps: HttpDeps): void {
  addReads(app, deps);
  addInventory(app, deps);
  addDidImportRoute(app, deps);
  addAssignment(app, deps);
}

function addReads(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: { permission: 'dids:read' },
      schema: {
        tags,
        summary: 'List DIDs: those that you own, and those that accounts below you have',
        querystring: didQuery,
        response: answers({ 200: didPage }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { rows, nextCursor } = await listDids(deps.reads, await filterOf(deps, actor, request.query));
      return { items: rows.map((row) => didBody(row, actor)), nextCursor };
    },
  );
  app.get(
    `${url}/count`,
    {
      config: { permission: 'dids:read' },
      schema: {
        tags,
        summary: 'How many DIDs the list has by the same filters, counted up to 10,000',
        querystring: didCountQuery,
        response: answers({ 200: rowCount }),
      },
    },
    async (request) => countDids(deps.reads, await filterOf(deps, actorOf(request), request.query)),
  );
  app.get(
    `${url}/export`,
    {
      config: { permission: 'dids:read' },
      schema: {
        tags,
        summary: 'The list as a file (CSV or XLSX): same filters and order, all pages; an import reads it',
        querystring: didExportQuery,
        produces: producesOf(['csv', 'xlsx']),
        response: answers({ 200: sheetText }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { format, ...query } = request.query;
      const filter = await filterOf(deps, actor, query);
      const pieces = recordedExport(deps, actor, { view: 'dids', format }, (onRows) =>
        exportDids(deps.reads, actor, filter, { format, onRows }),
      );
      return reply.send(await fileStream(reply, format, { name: 'dids', pieces }));
    },
  );
  app.get(
    `${url}/:id`,
    {
      config: { permission: 'dids:read' },
      schema: { tags, summary: 'Read a DID', params: idParams, response: answers({ 200: did }) },
    },
    async (request) => read(deps, actorOf(request), request.params.id),
  );
}

/** What the operator owns is made and deleted by its staff. */
function addInventory(app: App, deps: HttpDeps): void {
  app.post(
    url,
    {
      config: { permission: 'dids:edit' },
      schema: {
        tags,
        summary: 'Add a DID',
        headers: idempotencyHeader,
        body: createSchema,
        response: answers({ 201: did }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const input = inputOf(request.body, [request.body.number], () => 'number');
      const id = await createDid(deps, actor, input, idempotencyKeyOf(request));
      return reply.code(201).send(await read(deps, actor, id));
    },
  );
  app.post(
    `${url}/create-many`,
    {
      config: { permission: 'dids:edit' },
      schema: {
        tags,
        summary: 'Add several DIDs, or a range of them: all or none',
        headers: idempotencyHeader,
        body: createManySchema,
        response: answers({ 201: createdDids }),
      },
    },
    async (request, reply) => {
      const { body } = request;
      const isRange = body.first !== undefined;
      const input = inputOf(body, numbersOf(body), (index) => (isRange ? 'first' : `numbers.${index}`));
      const made = await createDids(deps, actorOf(request), input, idempotencyKeyOf(request));
      return reply.code(201).send(made);
    },
  );
  app.delete(
    `${url}/:id`,
    {
      config: { permission: 'dids:edit' },
      schema: {
        tags,
        summary: 'Delete a DID that nobody uses',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await removeDid(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
}

function addAssignment(app: App, deps: HttpDeps): void {
  app.patch(
    `${url}/:id`,
    {
      config: { permission: 'dids:assign' },
      schema: {
        tags,
        summary: 'Change a DID, or hand it over to a reseller',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: did }),
      },
    },
    async (request) => {
      const { price, ownerPrice, ...change } = request.body;
      const prices = { price: readPrice(price), ownerPrice: readPrice(ownerPrice) };
      await changeDid(deps, actorOf(request), request.params.id, { ...change, ...prices });
      return read(deps, actorOf(request), request.params.id);
    },
  );
  app.put(
    `${url}/:id/assignment`,
    {
      config: { permission: 'dids:assign' },
      schema: {
        tags,
        summary: 'Assign a free DID to a customer',
        params: idParams,
        body: assignSchema,
        response: answers({ 200: did }),
      },
    },
    async (request) => {
      await assignDid(deps, actorOf(request), request.params.id, request.body.accountId);
      return read(deps, actorOf(request), request.params.id);
    },
  );
  app.put(
    `${url}/:id/forwarding`,
    {
      config: { permission: 'numbers:edit' },
      schema: {
        tags,
        summary: 'Say where calls to a DID of your account, or of one below you, go on to',
        params: idParams,
        body: changeForwarding,
        response: answers({ 200: did }),
      },
    },
    async (request) => {
      await forwardDid(deps, actorOf(request), request.params.id, request.body.forwarding);
      return read(deps, actorOf(request), request.params.id);
    },
  );
  app.delete(
    `${url}/:id/assignment`,
    {
      config: { permission: 'dids:assign' },
      schema: {
        tags,
        summary: 'Take a DID back from the account that has it',
        params: idParams,
        response: answers({ 200: did }),
      },
    },
    async (request) => {
      await unassignDid(deps, actorOf(request), request.params.id);
      return read(deps, actorOf(request), request.params.id);
    },
  );
}

async function read(deps: HttpDeps, actor: Actor, id: string) {
  return didBody(await findDid(deps.reads, id, actor.scopePath), actor);
}

async function filterOf<Query extends z.output<typeof didCountQuery>>(
  deps: HttpDeps,
  actor: Actor,
  query: Query,
) {
  const { ownerId, accountId, providerId, freeFor, ...filter } = query;
  const idOf = async (id: string | undefined) =>
    id === undefined ? undefined : (await findAccount(deps.reads, id, actor.scopePath)).id;
  if (providerId !== undefined && !isStaff(actor))
    throw fieldProblem('providerId', 'not_permitted', 'Carriers are the operator’s: leave it out.');
  return {
    ...filter,
    scopePath: isStaff(actor) ? null : actor.scopePath,
    freeOf: freeFor === undefined ? undefined : await ownersAbove(deps, actor, freeFor),
    ownerId: await idOf(ownerId),
    accountId: await idOf(accountId),
    providerId: providerId === undefined ? undefined : (await findProvider(deps.reads, providerId)).id,
  };
}

/** Everybody in the actor's part of the tree who may own a number of this account. */
async function ownersAbove(deps: HttpDeps, { scopePath }: Actor, accountId: string) {
  const { path } = await findAccount(deps.reads, accountId, scopePath);
  const actorsDepth = idsOfPath(scopePath).length - 1;
  return idsOfPath(path).slice(actorsDepth);
}

function inputOf(
  body: Pick<z.output<typeof createSchema>, 'label' | 'city' | 'country' | 'providerId' | 'ownerId'>,
  numbers: readonly string[],
  fieldOf: (index: number) => string,
) {
  const { label = '', city = '', country, providerId = null, ownerId = null } = body;
  return {
    numbers: numbers.map((number, index) => ({
      number,
      country: country === undefined ? countryOfNumber(number) : country,
      field: fieldOf(index),
    })),
    label,
    city,
    providerId,
    ownerId,
  };
}
