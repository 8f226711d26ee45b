/** Calls of everybody below whoever asks. */
import type { z } from 'zod';
import { formatMoney, parseMoney } from '../../domain/money.ts';
import { recordedExport } from '../../operations/audit/record-export.ts';
import { exportFoundCalls } from '../../operations/charging/export-calls.ts';
import { readCallsNow } from '../../operations/charging/read-calls-now.ts';
import { readTotals, type CallTotals } from '../../operations/charging/read-totals.ts';
import { searchCalls, type CallsWanted } from '../../operations/charging/search-calls.ts';
import { answers } from '../../schemas/answers.ts';
import { callPage } from '../../schemas/charging/call-list.ts';
import {
  callSearchExportQuery,
  callSearchQuery,
  callsNow,
  totalsAnswer,
  totalsQuery,
} from '../../schemas/charging/call-search.ts';
import { sheetText } from '../../schemas/jobs/job.ts';
import { isUuid } from '../../domain/ids.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { fileStream, producesOf } from '../send-file.ts';
import { callSummaryBody } from './call-routes.ts';

const tags = ['Calls'];

/** Registers GET /calls, /calls/export, /calls/totals and /calls/now. */
export function addCallSearchRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/calls`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary: 'Find calls of an account and everybody below it, newest first',
        querystring: callSearchQuery,
        response: answers({ 200: callPage }),
      },
    },
    async (request) => {
      const { cursor, limit, ...query } = request.query;
      const actor = actorOf(request);
      const page = await searchCalls(deps, actor, wantedOf(query), { cursor, limit });
      return { items: page.rows.map((row) => callSummaryBody(row, actor)), nextCursor: page.nextCursor };
    },
  );
  app.get(
    `${API}/calls/export`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary: 'Found calls as a file (CSV or XLSX): same filters and order as the list, all pages',
        querystring: callSearchExportQuery,
        produces: producesOf(['csv', 'xlsx']),
        response: answers({ 200: sheetText }),
      },
    },
    async (request, reply) => {
      const { format, timezone, ...query } = request.query;
      const actor = actorOf(request);
      const pieces = recordedExport(deps, actor, { view: 'calls', format }, (onRows) =>
        exportFoundCalls(deps, actor, wantedOf(query), { format, timezone, onRows }),
      );
      return reply.send(await fileStream(reply, format, { name: 'calls', pieces }));
    },
  );
  app.get(
    `${API}/calls/totals`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary:
          'Calls of an account and everybody below it, added up: ASR, ACD, minutes, revenue, cost, commission, margin',
        querystring: totalsQuery,
        response: answers({ 200: totalsAnswer }),
      },
    },
    async (request) => {
      const { groupBy, timezone, ...query } = request.query;
      const { groups, isMore } = await readTotals(deps.reads, actorOf(request), wantedOf(query), {
        by: groupBy,
        timezone,
      });
      return { groups: groups.map(totalsBody), isMore };
    },
  );
  app.get(
    `${API}/calls/now`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary: 'How many calls of your part of the tree go on and begin',
        response: answers({ 200: callsNow }),
      },
    },
    async (request) => {
      const { now, ...counts } = await readCallsNow(deps, actorOf(request));
      return { asOf: now.toISOString(), ...counts };
    },
  );
}

function wantedOf({
  q,
  from,
  to,
  minCharge,
  ratePrefix,
  ...query
}: Omit<z.output<typeof callSearchExportQuery>, 'format' | 'timezone'>): CallsWanted {
  return {
    ...query,
    ...(q !== undefined && (isUuid(q) ? { id: q } : { number: q })),
    ratePrefix: ratePrefix === 'none' ? '' : ratePrefix,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    chargeMicrosMin: minCharge === undefined ? undefined : (parseMoney(minCharge) ?? undefined),
  };
}

function totalsBody({ money, ...group }: CallTotals) {
  const [calls, answered, refused, talkSeconds, billedSeconds] = [
    group.calls,
    group.answered,
    group.refused,
    group.talkSeconds,
    group.billedSeconds,
  ].map(Number) as [number, number, number, number, number];
  return {
    key: group.key,
    name: group.name,
    calls,
    answered,
    refused,
    asrPercent: calls === refused ? null : tenths((answered * 100) / (calls - refused)),
    acdSeconds: answered === 0 ? null : tenths(talkSeconds / answered),
    talkSeconds,
    billedSeconds,
    losing: group.losing === null ? null : Number(group.losing),
    notCompared: group.notCompared === null ? null : Number(group.notCompared),
    money: money.map(({ currency, ...of }) => ({
      currency,
      revenue: amountOrNull(of.revenueMicros),
      cost: amountOrNull(of.costMicros),
      commission: amountOrNull(of.commissionMicros),
      margin: amountOrNull(of.marginMicros),
    })),
  };
}

function amountOrNull(micros: bigint | null): string | null {
  return micros === null ? null : formatMoney(micros);
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
