/** The timeline of an account, and of what is set for everybody below. */
import { isPermitted } from '../../domain/accounts/actor.ts';
import { beginningsOf, beginningsOfSettings } from '../../domain/audit/subjects.ts';
import { visibleEvent } from '../../operations/audit/visible-event.ts';
import { seenSince } from '../../postgres/accounts/account-moves.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { listAuditEvents, type AuditEventRow } from '../../postgres/audit/audit-events.ts';
import { answers } from '../../schemas/answers.ts';
import { settingsTimelineQuery, timelinePage, timelineQuery } from '../../schemas/audit/timeline.ts';
import { idParams } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

export function addTimelineRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/timeline`,
    {
      config: { permission: 'audit:read' },
      schema: {
        tags: ['Timeline'],
        summary: 'List what was done to an account, newest first',
        params: idParams,
        querystring: timelineQuery,
        response: answers({ 200: timelinePage }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { scopePath } = actor;
      const { about, ...query } = request.query;
      const account = await findAccount(deps.reads, request.params.id, scopePath);
      const { rows, nextCursor } = await listAuditEvents(deps.reads, {
        ...query,
        beginnings: beginningsOf(about),
        seesCarrierPrices: isPermitted(actor, 'carrier_costs:read'),
        accountId: account.id,
        since: await seenSince(deps.reads, account.path, scopePath),
      });
      return { items: rows.map((row) => eventBody(row, scopePath)), nextCursor };
    },
  );

  app.get(
    `${API}/settings/timeline`,
    {
      config: { permission: 'settings:read' },
      schema: {
        tags: ['Timeline'],
        summary: 'List who changed settings, templates, brand and mail server, newest first',
        querystring: settingsTimelineQuery,
        response: answers({ 200: timelinePage }),
      },
    },
    async (request) => {
      const { ownerId, scopePath } = actorOf(request);
      const { about, ...query } = request.query;
      const { rows, nextCursor } = await listAuditEvents(deps.reads, {
        ...query,
        beginnings: beginningsOfSettings(about),
        seesCarrierPrices: false,
        accountId: ownerId,
        since: null,
      });
      return { items: rows.map((row) => eventBody(row, scopePath)), nextCursor };
    },
  );
}

/** As the API shows an event to this reader. */
export function eventBody(row: AuditEventRow, scopePath: string) {
  const { publicId: id, happenedAt, changes, ...event } = visibleEvent(row, scopePath);
  return { ...event, id, happenedAt: happenedAt.toISOString(), changes: [...changes] };
}
