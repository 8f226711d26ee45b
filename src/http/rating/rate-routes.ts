/** The rates of a price list, one by one. */
import type { z } from 'zod';
import { known } from '../../domain/assert.ts';
import { formatMoney, formatRate, parseMoney, parseRate } from '../../domain/money.ts';
import { rateGroupScope } from '../../operations/rating/rate-group-scope.ts';
import { createRate, deleteRate, replaceRate } from '../../operations/rating/set-rate.ts';
import { findRateGroup } from '../../postgres/rating/rate-groups.ts';
import { countRates, findRate, listRates, type RateRow } from '../../postgres/rating/rates.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, okAnswer, rowCount } from '../../schemas/common.ts';
import {
  createRate as createSchema,
  rate,
  rateCountQuery,
  ratePage,
  rateParams,
  rateQuery,
  replaceRate as replaceSchema,
} from '../../schemas/rating/rates.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Rates'];
/** Registers the routes under /rate-groups/{id}/rates. */
export function addRateRoutes(app: App, deps: HttpDeps): void {
  const groupOf = (request: Parameters<typeof actorOf>[0], id: string) =>
    findRateGroup(deps.reads, id, rateGroupScope(actorOf(request)));

  const rateOf = (request: Parameters<typeof actorOf>[0], rateGroupId: bigint, publicId: string) =>
    findRate(deps.reads, { rateGroupId, scopePath: actorOf(request).scopePath, publicId });

  app.get(
    `${API}/rate-groups/:id/rates`,
    {
      config: { permission: 'rates:read' },
      schema: {
        tags,
        summary: 'List rates',
        params: idParams,
        querystring: rateQuery,
        response: answers({ 200: ratePage }),
      },
    },
    async (request) => {
      const group = await groupOf(request, request.params.id);
      const at = request.query.at === undefined ? null : new Date(request.query.at);
      const { rows, nextCursor } = await listRates(deps.reads, {
        ...request.query,
        rateGroupId: group.id,
        scopePath: actorOf(request).scopePath,
        at,
      });
      return { items: rows.map(rateBody), nextCursor };
    },
  );

  app.get(
    `${API}/rate-groups/:id/rates/count`,
    {
      config: { permission: 'rates:read' },
      schema: {
        tags,
        summary: 'How many rates the list has by the same filters, counted up to 10,000',
        params: idParams,
        querystring: rateCountQuery,
        response: answers({ 200: rowCount }),
      },
    },
    async (request) => {
      const group = await groupOf(request, request.params.id);
      const { at, ...query } = request.query;
      return countRates(deps.reads, {
        ...query,
        rateGroupId: group.id,
        scopePath: actorOf(request).scopePath,
        at: at === undefined ? null : new Date(at),
      });
    },
  );

  app.post(
    `${API}/rate-groups/:id/rates`,
    {
      config: { permission: 'rates:edit' },
      schema: {
        tags,
        summary: 'Add a rate; the one before it ends there',
        params: idParams,
        headers: idempotencyHeader,
        body: createSchema,
        response: answers({ 201: rate }),
      },
    },
    async (request, reply) => {
      const { prefix, validFrom } = request.body;
      const input = {
        ...rateInput(request.body),
        prefix,
        accountId: request.body.accountId ?? null,
        validFrom: validFrom === undefined ? null : new Date(validFrom),
      };
      const key = idempotencyKeyOf(request);
      const rateId = await createRate(deps, actorOf(request), request.params.id, input, key);
      const group = await groupOf(request, request.params.id);
      return reply.code(201).send(rateBody(await rateOf(request, group.id, rateId)));
    },
  );

  app.put(
    `${API}/rate-groups/:id/rates/:rateId`,
    {
      config: { permission: 'rates:edit' },
      schema: {
        tags,
        summary: 'Write a rate anew',
        params: rateParams,
        body: replaceSchema,
        response: answers({ 200: rate }),
      },
    },
    async (request) => {
      const { id, rateId } = request.params;
      await replaceRate(deps, actorOf(request), id, rateId, rateInput(request.body));
      const group = await groupOf(request, id);
      return rateBody(await rateOf(request, group.id, rateId));
    },
  );

  app.delete(
    `${API}/rate-groups/:id/rates/:rateId`,
    {
      config: { permission: 'rates:edit' },
      schema: { tags, summary: 'Delete a rate', params: rateParams, response: answers({ 200: okAnswer }) },
    },
    async (request) => {
      await deleteRate(deps, actorOf(request), request.params.id, request.params.rateId);
      return { ok: true as const };
    },
  );
}

function rateInput(body: z.output<typeof replaceSchema>) {
  const { destination = '', connectionCost = '0', costPerMinute, graceSeconds = 0, validTo } = body;
  const { stripDigits = 0, addPrefix = '' } = body;
  return {
    destination,
    connectionCostMicros: known(parseMoney(connectionCost), 'an amount that was checked'),
    costPerMinuteNanos: known(parseRate(costPerMinute), 'a rate that was checked'),
    graceSeconds,
    initialIncrementSeconds: body.initialIncrementSeconds ?? null,
    incrementSeconds: body.incrementSeconds ?? null,
    stripDigits,
    addPrefix,
    validTo: typeof validTo === 'string' ? new Date(validTo) : null,
    forcedTrunkId: body.forcedTrunkId,
  };
}

function rateBody(row: RateRow) {
  return {
    id: row.publicId,
    prefix: row.prefix,
    destination: row.destination,
    connectionCost: formatMoney(row.connectionCostMicros),
    costPerMinute: formatRate(row.costPerMinuteNanos),
    graceSeconds: row.graceSeconds,
    initialIncrementSeconds: row.initialIncrementSeconds,
    incrementSeconds: row.incrementSeconds,
    stripDigits: row.stripDigits,
    addPrefix: row.addPrefix,
    validFrom: row.validFrom.toISOString(),
    validTo: row.validTo?.toISOString() ?? null,
    forcedTrunkId: row.forcedTrunkPublicId,
    isPersonal: row.accountId !== null,
    accountId: row.accountPublicId,
    accountNumber: row.accountNumber,
    accountName: row.accountName,
  };
}
