/** The timeline of an account, and of what is set for everybody below. */
import { isWithin } from '../../domain/accounts/tree.ts';
import { beginningsOf, beginningsOfSettings } from '../../domain/audit/subjects.ts';
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
      const { scopePath } = actorOf(request);
      const { about, ...query } = request.query;
      const account = await findAccount(deps.reads, request.params.id, scopePath);
      const { rows, nextCursor } = await listAuditEvents(deps.reads, {
        ...query,
        beginnings: beginningsOf(about),
        accountId: account.id,
        since: await seenSince(deps.reads, account.path, scopePath),
      });
      return { items: rows.map((row) => bodyOf(row, scopePath)), nextCursor };
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
        accountId: ownerId,
        since: null,
      });
      return { items: rows.map((row) => bodyOf(row, scopePath)), nextCursor };
    },
  );
}

/** Who stands above the reader stays unnamed, and so does where they sit. */
function bodyOf(row: AuditEventRow, scopePath: string) {
  const { actorPath } = row;
  const isVisible = actorPath !== null && isWithin(actorPath, scopePath);
  return {
    id: row.publicId,
    happenedAt: row.happenedAt.toISOString(),
    action: row.action,
    via: row.via as 'session' | 'api_key' | 'system',
    by: isVisible ? row.actorNumber : null,
    as: isVisible ? row.asNumber : null,
    address: isVisible ? row.address : '',
    changes: isVisible || row.action !== 'account.moved' ? [...row.changes] : withoutFormerOwner(row.changes),
    reason: isVisible ? row.reason : '',
    isErased: row.isErased,
  };
}

/** What an account had at its former reseller is not for the new one. */
function withoutFormerOwner(changes: AuditEventRow['changes']) {
  return changes.filter(({ field }) => field !== 'parent').map((change) => ({ ...change, before: null }));
}
