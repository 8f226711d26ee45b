/** Calls of an account. */
import { audienceOf, type Actor } from '../../domain/accounts/actor.ts';
import { reasonText } from '../../domain/charging/reasons.ts';
import { remarkText } from '../../domain/charging/remarks.ts';
import { formatMoney } from '../../domain/money.ts';
import { seenSince } from '../../postgres/accounts/account-moves.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import {
  callsOf,
  readCall,
  readCalls,
  type CallWithReasons,
} from '../../operations/charging/explain-call.ts';
import type { LiveCallRow } from '../../operations/charging/explain-live-call.ts';
import { countCalls, type CallRow } from '../../postgres/charging/list-calls.ts';
import {
  call as callSchema,
  callCountQuery,
  callExportQuery,
  callPage,
  callQuery,
} from '../../schemas/charging/call-list.ts';
import { sheetText } from '../../schemas/jobs/job.ts';
import { recordedExport } from '../../operations/audit/record-export.ts';
import { exportCalls } from '../../operations/charging/export-calls.ts';
import { fileStream, producesOf } from '../send-file.ts';
import { answers } from '../../schemas/answers.ts';
import { z } from 'zod';
import { idParams, pathId, rowCount } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { explanationBody, whoBody } from './explanation-body.ts';

const tags = ['Calls'];

/** Registers the list of calls, refused ones included. */
export function addCallRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/calls`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary: 'List the calls of an account, of a reseller those of everybody below it too, newest first',
        params: idParams,
        querystring: callQuery,
        response: answers({ 200: callPage }),
      },
    },
    async (request) => {
      const { cursor, limit, ...query } = request.query;
      const filter = await filterOf(deps, actorOf(request), request.params.id, query);
      const { rows, nextCursor } = await readCalls(
        deps.reads,
        { ...filter, cursor, limit },
        actorOf(request),
      );
      return { items: rows.map((row) => callSummaryBody(row, actorOf(request))), nextCursor };
    },
  );
  app.get(
    `${API}/accounts/:id/calls/count`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary: 'How many calls the list has by the same filters, counted up to 10,000',
        params: idParams,
        querystring: callCountQuery,
        response: answers({ 200: rowCount }),
      },
    },
    async (request) => {
      const { scopePath } = actorOf(request);
      const filter = await filterOf(deps, actorOf(request), request.params.id, request.query);
      return countCalls(deps.reads, {
        ...filter,
        since: await seenSince(deps.reads, filter.path, scopePath),
      });
    },
  );
  app.get(
    `${API}/accounts/:id/calls/export`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary:
          'The calls of an account as a file (CSV or XLSX): same filters and order as the list, all pages',
        params: idParams,
        querystring: callExportQuery,
        produces: producesOf(['csv', 'xlsx']),
        response: answers({ 200: sheetText }),
      },
    },
    async (request, reply) => {
      const { format, timezone, ...query } = request.query;
      const actor = actorOf(request);
      const filter = await filterOf(deps, actor, request.params.id, query);
      const pieces = recordedExport(deps, actor, { view: 'calls', format }, (onRows) =>
        exportCalls(deps.reads, actor, filter, { format, timezone, onRows }),
      );
      return reply.send(await fileStream(reply, format, { name: 'calls', pieces }));
    },
  );
  app.get(
    `${API}/calls/:sessionId`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary:
          'Read a call: each check that was made, and its price as arithmetic; while it goes on, its checks',
        params: z.object({ sessionId: pathId }),
        response: answers({ 200: callSchema }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      return callBody(await readCall(deps.reads, request.params.sessionId, actor), actor);
    },
  );
}

/** One call with its reasons, as the API and the command tell it. */
export function callBody(
  { call, explanation, carrier, hungUp, continues, onward }: CallWithReasons,
  actor: Pick<Actor, 'kind'>,
) {
  return {
    ...('state' in call ? liveSummaryBody(call) : { ...callSummaryBody(call, actor), state: null }),
    ...explanationBody(explanation),
    hasTraceEnded: explanation.hasTraceEnded,
    levels: explanation.levels.map(({ who, chargeMicros, ...rest }) => ({
      ...rest,
      ...whoBody(who),
      charge: formatMoney(chargeMicros),
    })),
    continues: continues && linkBody(continues),
    onward: onward.map(linkBody),
    carrierCost: carrier === null ? null : formatMoney(carrier.costMicros),
    carrierCurrency: carrier?.currency ?? null,
    hungUp: hungUp && {
      ...hungUp,
      by: hungUp.by && remarkText(hungUp.by),
      at: hungUp.at.toISOString(),
    },
  };
}

function linkBody(call: CallRow) {
  const { sessionId, accountPublicId: accountId, accountNumber, accountName, direction } = call;
  const { outcome, reason } = call;
  return { sessionId, accountId, accountNumber, accountName, direction, outcome, reason };
}

async function filterOf(
  { reads }: Pick<HttpDeps, 'reads'>,
  { scopePath }: Pick<Actor, 'scopePath'>,
  publicId: string,
  { from, to, ownOnly, ...query }: z.output<typeof callCountQuery>,
) {
  const account = await findAccount(reads, publicId, scopePath);
  return {
    ...query,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    of: await callsOf(reads, account, ownOnly === 'true'),
    path: account.path,
  };
}

/** Of a call that goes on: what its end will tell is null. */
function liveSummaryBody(call: LiveCallRow) {
  const { accountPublicId, accountId: _id, accountPath: _path, frozen: _frozen, ...rest } = call;
  return {
    ...rest,
    accountId: accountPublicId,
    startedAt: call.startedAt.toISOString(),
    answeredAt: call.answeredAt?.toISOString() ?? null,
    endedAt: null,
    outcome: null,
    reason: null,
    reasonText: null,
    moreLikeIt: null,
    talkMs: null,
    billedSeconds: null,
    freeSeconds: null,
    charge: null,
    revenue: null,
    cost: null,
    commission: null,
    margin: null,
    sipStatus: null,
    q850Cause: null,
    endedBy: null,
    isEstimated: false,
    isOverrun: false,
  };
}

/** One row of the list. */
export function callSummaryBody(row: CallRow, { kind }: Pick<Actor, 'kind'>) {
  const {
    accountPublicId,
    accountPath: _path,
    chargeMicros,
    talkMs,
    startedAt,
    answeredAt,
    endedAt,
    revenueMicros,
    revenueCurrency,
    costMicros,
    costCurrency,
    commissionMicros,
    commissionCurrency,
    marginMicros,
    marginCurrency,
    ...rest
  } = row;
  return {
    ...rest,
    revenue: moneyBody(revenueMicros, revenueCurrency),
    cost: moneyBody(costMicros, costCurrency),
    commission: moneyBody(commissionMicros, commissionCurrency),
    margin: moneyBody(marginMicros, marginCurrency),
    reasonText: row.reason && reasonText(row.reason, audienceOf(kind)),
    accountId: accountPublicId,
    startedAt: startedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    endedAt: endedAt.toISOString(),
    talkMs: Number(talkMs),
    charge: formatMoney(chargeMicros),
  };
}

function moneyBody(micros: bigint | null, currency: string | null) {
  return micros === null || currency === null ? null : { amount: formatMoney(micros), currency };
}
