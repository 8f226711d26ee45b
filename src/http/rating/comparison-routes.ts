/** Two price lists side by side, and the rates of one as a file. */
import type { z } from 'zod';
import { formatMoney, formatRate } from '../../domain/money.ts';
import { recordedExport } from '../../operations/audit/record-export.ts';
import type { Effect } from '../../operations/charging/replay-traffic.ts';
import {
  compareRateGroups,
  exportComparison,
  type ComparedLists,
  type Comparison,
} from '../../operations/rating/compare-rate-groups.ts';
import { exportRates } from '../../operations/rating/export-rates.ts';
import { rateGroupScope } from '../../operations/rating/rate-group-scope.ts';
import { findRateGroup } from '../../postgres/rating/rate-groups.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams } from '../../schemas/common.ts';
import { sheetText } from '../../schemas/jobs/job.ts';
import {
  comparison,
  comparisonExportQuery,
  comparisonQuery,
  rateExportQuery,
  type EffectBody,
} from '../../schemas/rating/comparison.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { replayBody } from '../charging/replay-route.ts';
import { fileStream, producesOf } from '../send-file.ts';

const config = { permission: 'rates:read' } as const;

/** Registers GET /rate-groups/{id}/comparison, …/comparison/export and …/rates/export. */
export function addComparisonRoutes(app: App, deps: HttpDeps): void {
  const askedOf = (id: string, query: z.output<typeof comparisonQuery>): ComparedLists => {
    const at = query.at === undefined ? deps.now() : new Date(query.at);
    return { id, otherId: query.with, at, otherAt: query.withAt === undefined ? at : new Date(query.withAt) };
  };
  app.get(
    `${API}/rate-groups/:id/comparison`,
    {
      config,
      schema: {
        tags: ['Rate groups'],
        summary:
          'Compare what customers pay by two rate groups, with the effect on the calls of the last 30 days',
        params: idParams,
        querystring: comparisonQuery,
        response: answers({ 200: comparison }),
      },
    },
    async (request) => {
      const asked = askedOf(request.params.id, request.query);
      return comparisonBody(await compareRateGroups(deps, deps.reads, actorOf(request), asked));
    },
  );

  app.get(
    `${API}/rate-groups/:id/comparison/export`,
    {
      config,
      schema: {
        tags: ['Rate groups'],
        summary: 'Every difference of two rate groups as a file (CSV or XLSX)',
        params: idParams,
        querystring: comparisonExportQuery,
        produces: producesOf(['csv', 'xlsx']),
        response: answers({ 200: sheetText }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { format, ...query } = request.query;
      const asked = askedOf(request.params.id, query);
      let told = (_rows: number) => {};
      const made = await exportComparison(deps.reads, actor, asked, { format, onRows: (rows) => told(rows) });
      const pieces = recordedExport(deps, actor, { view: 'rates', format }, (onRows) => {
        told = onRows;
        return made;
      });
      return reply.send(await fileStream(reply, format, { name: 'rate-differences', pieces }));
    },
  );

  app.get(
    `${API}/rate-groups/:id/rates/export`,
    {
      config,
      schema: {
        tags: ['Rates'],
        summary:
          'The rates for everybody as a file (CSV or XLSX) in the columns of carriers; an import reads it',
        params: idParams,
        querystring: rateExportQuery,
        produces: producesOf(['csv', 'xlsx']),
        response: answers({ 200: sheetText }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { format, at: asked, prices } = request.query;
      const group = await findRateGroup(deps.reads, request.params.id, rateGroupScope(actor));
      const at = asked === undefined ? deps.now() : new Date(asked);
      const withMarkUp = prices === 'with_mark_up';
      const pieces = recordedExport(deps, actor, { view: 'rates', format }, (onRows) =>
        exportRates(deps.reads, group, { at, withMarkUp, format, onRows }),
      );
      return reply.send(await fileStream(reply, format, { name: 'rates', pieces }));
    },
  );
}

function comparisonBody({ group, other, counts, first, effect }: Comparison): z.output<typeof comparison> {
  const money = (micros: bigint | null) => (micros === null ? null : formatMoney(micros));
  const rate = (nanos: bigint | null) => (nanos === null ? null : formatRate(nanos));
  return {
    rateGroup: group.name,
    with: other.name,
    currency: group.currency,
    counts,
    first: first.map((row) => ({
      change: row.change,
      prefix: row.prefix,
      destination: row.destination,
      before: {
        costPerMinute: rate(row.costBeforeNanos),
        connectionCost: money(row.connectionBeforeMicros),
        increments: row.incrementsBefore,
      },
      after: {
        costPerMinute: rate(row.costPerMinuteNanos),
        connectionCost: money(row.connectionCostMicros),
        increments: row.increments,
      },
    })),
    effect: effectBody(effect),
  };
}

export function effectBody(effect: Effect | null): EffectBody | null {
  if (effect === null) return null;
  const { isPartial, ...replay } = effect;
  return { ...replayBody(replay), isPartial };
}
