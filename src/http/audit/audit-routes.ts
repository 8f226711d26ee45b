/** The timeline of everybody below the reader: searched, and as a file. */
import type { z } from 'zod';
import { isPermitted, type Actor } from '../../domain/accounts/actor.ts';
import { exportEvents } from '../../operations/audit/export-events.ts';
import { recordedExport } from '../../operations/audit/record-export.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import {
  countEvents,
  searchEvents,
  type EventFilter,
  type FoundEventRow,
} from '../../postgres/audit/search-events.ts';
import { answers } from '../../schemas/answers.ts';
import { auditCountQuery, auditExportQuery, auditPage, auditQuery } from '../../schemas/audit/audit.ts';
import { rowCount } from '../../schemas/common.ts';
import { sheetText } from '../../schemas/jobs/job.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { fileStream, producesOf } from '../send-file.ts';
import { eventBody } from './timeline-routes.ts';

const tags = ['Timeline'];

export function addAuditRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/audit`,
    {
      config: { permission: 'audit:read' },
      schema: {
        tags,
        summary: 'Search what was done to all accounts that you see, newest first',
        querystring: auditQuery,
        response: answers({ 200: auditPage }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { cursor, limit, ...query } = request.query;
      const filter = await filterOf(deps, actor, query);
      const { rows, nextCursor } = await searchEvents(deps.reads, { ...filter, cursor, limit });
      return { items: rows.map((row) => foundBody(row, actor.scopePath)), nextCursor };
    },
  );

  app.get(
    `${API}/audit/count`,
    {
      config: { permission: 'audit:read' },
      schema: {
        tags,
        summary: 'How many events the search finds, counted up to 10,000',
        querystring: auditCountQuery,
        response: answers({ 200: rowCount }),
      },
    },
    async (request) => countEvents(deps.reads, await filterOf(deps, actorOf(request), request.query)),
  );

  app.get(
    `${API}/audit/export`,
    {
      config: { permission: 'audit:read' },
      schema: {
        tags,
        summary: 'The search as a file (CSV or XLSX): same filters and order, all pages',
        querystring: auditExportQuery,
        produces: producesOf(['csv', 'xlsx']),
        response: answers({ 200: sheetText }),
      },
    },
    async (request, reply) => {
      const { format, timezone, ...query } = request.query;
      const actor = actorOf(request);
      const filter = await filterOf(deps, actor, query);
      const pieces = recordedExport(deps, actor, { view: 'timeline', format }, (onRows) =>
        exportEvents(deps.reads, filter, { format, timezone }, onRows),
      );
      return reply.send(await fileStream(reply, format, { name: 'audit', pieces }));
    },
  );
}

/** Accounts outside the reader's tree are not found, as everywhere. */
async function filterOf(
  { reads }: Pick<HttpDeps, 'reads'>,
  actor: Actor,
  query: z.output<typeof auditCountQuery>,
): Promise<Omit<EventFilter, 'cursor' | 'limit'>> {
  const { scopePath } = actor;
  const { accountId, actorId, from, to, ...rest } = query;
  const idOf = async (publicId: string | undefined) =>
    publicId === undefined ? undefined : (await findAccount(reads, publicId, scopePath)).id;
  return {
    ...rest,
    scopePath,
    seesCarrierPrices: isPermitted(actor, 'carrier_costs:read'),
    accountId: await idOf(accountId),
    actorId: await idOf(actorId),
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  };
}

function foundBody(row: FoundEventRow, scopePath: string) {
  const body = eventBody(row, scopePath);
  const named = (account: FoundEventRow['about']) =>
    account === null
      ? null
      : { id: account.publicId, number: account.number, displayName: account.displayName };
  return { ...body, about: named(row.about), actor: body.by === null ? null : named(row.actor) };
}
