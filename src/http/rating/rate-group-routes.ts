/** Price lists. */
import type { FastifyRequest } from 'fastify';
import { formatDecimal, parseDecimal } from '../../domain/money.ts';
import { known } from '../../domain/assert.ts';
import { changeRateGroup } from '../../operations/rating/change-rate-group.ts';
import { copyRateGroup } from '../../operations/rating/copy-rate-group.ts';
import { createRateGroup } from '../../operations/rating/create-rate-group.ts';
import { rateGroupScope } from '../../operations/rating/rate-group-scope.ts';
import { countPrices } from '../../operations/rating/list-prices.ts';
import { findRateGroup, listRateGroups, type RateGroupRow } from '../../postgres/rating/rate-groups.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams } from '../../schemas/common.ts';
import {
  changeRateGroup as changeSchema,
  copyRateGroup as copySchema,
  createRateGroup as createSchema,
  rateGroup,
  rateGroupPage,
  rateGroupQuery,
} from '../../schemas/rating/rates.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Rate groups'];
/** A mark-up is kept in parts per million: four digits after the point of a percentage. */
const MARK_UP_DIGITS = 4;

/** Registers the routes of /rate-groups but for those of their rates. */
export function addRateGroupRoutes(app: App, deps: HttpDeps): void {
  const bodyOf = async (row: RateGroupRow) => {
    const prices = row.basis === 'purchase' ? await countPrices(deps.reads, row, { at: deps.now() }) : null;
    return { ...rateGroupBody(row), prices };
  };
  const readBody = async (request: FastifyRequest, id: string) =>
    bodyOf(await findRateGroup(deps.reads, id, rateGroupScope(actorOf(request))));

  app.get(
    `${API}/rate-groups`,
    {
      config: { permission: 'rates:read' },
      schema: {
        tags,
        summary: 'List rate groups',
        querystring: rateGroupQuery,
        response: answers({ 200: rateGroupPage }),
      },
    },
    async (request) => {
      const filter = { ...request.query, ...rateGroupScope(actorOf(request)) };
      const { rows, nextCursor } = await listRateGroups(deps.reads, filter);
      return { items: await Promise.all(rows.map(bodyOf)), nextCursor };
    },
  );

  app.post(
    `${API}/rate-groups`,
    {
      config: { permission: 'rates:edit' },
      schema: {
        tags,
        summary: 'Create a rate group',
        headers: idempotencyHeader,
        body: createSchema,
        response: answers({ 201: rateGroup }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const {
        name,
        direction = 'origination',
        currency,
        basis = 'own_rates',
        markUpPercent = '0',
        trunkIds = [],
        trunkShares = {},
        routing = 'least_cost',
      } = request.body;
      const { initialIncrementSeconds = 1, incrementSeconds = 1 } = request.body;
      const input = {
        name,
        direction,
        currency,
        basis,
        markUpPpm: ppm(markUpPercent),
        initialIncrementSeconds,
        incrementSeconds,
        routing,
        trunkIds,
        trunkShares,
      };
      const id = await createRateGroup(deps, actor, input, idempotencyKeyOf(request));
      return reply.code(201).send(await readBody(request, id));
    },
  );

  app.post(
    `${API}/rate-groups/:id/copies`,
    {
      config: { permission: 'rates:edit' },
      schema: {
        tags,
        summary: 'Copy a rate group with its terms, trunks and rates under another name',
        params: idParams,
        headers: idempotencyHeader,
        body: copySchema,
        response: answers({ 201: rateGroup }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { name } = request.body;
      const input = { name, idempotencyKey: idempotencyKeyOf(request) };
      const id = await copyRateGroup(deps, actor, request.params.id, input);
      return reply.code(201).send(await readBody(request, id));
    },
  );

  app.get(
    `${API}/rate-groups/:id`,
    {
      config: { permission: 'rates:read' },
      schema: { tags, summary: 'Read a rate group', params: idParams, response: answers({ 200: rateGroup }) },
    },
    async (request) => readBody(request, request.params.id),
  );

  app.patch(
    `${API}/rate-groups/:id`,
    {
      config: { permission: 'rates:edit' },
      schema: {
        tags,
        summary: 'Change a rate group',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: rateGroup }),
      },
    },
    async (request) => {
      const { markUpPercent, ...change } = request.body;
      const markUpPpm = markUpPercent === undefined ? undefined : ppm(markUpPercent);
      await changeRateGroup(deps, actorOf(request), request.params.id, { ...change, markUpPpm });
      return readBody(request, request.params.id);
    },
  );
}

/** A percentage that was checked, in millionths. */
export function ppm(percent: string): bigint {
  return known(parseDecimal(percent, MARK_UP_DIGITS), 'a percentage that was checked');
}

function rateGroupBody(row: RateGroupRow) {
  return {
    id: row.publicId,
    ownerId: row.ownerPublicId,
    ownerKind: row.ownerKind,
    name: row.name,
    direction: row.direction,
    currency: row.currency,
    status: row.status,
    basis: row.basis,
    markUpPercent: formatDecimal(row.markUpPpm, MARK_UP_DIGITS),
    initialIncrementSeconds: row.initialIncrementSeconds,
    incrementSeconds: row.incrementSeconds,
    routing: row.routing,
    trunkIds: row.trunkPublicIds,
    trunkShares: row.trunkShares,
    rates: Number(row.rates),
    accounts: Number(row.accounts),
    createdAt: row.createdAt.toISOString(),
  };
}
