/** Calls and registrations that belonged to nobody. */
import { UNKNOWN_CALLS } from '../../domain/charging/unknown-call-kinds.ts';
import { listUnknownCalls, type UnknownCallsRow } from '../../postgres/charging/unknown-calls.ts';
import { answers } from '../../schemas/answers.ts';
import {
  unknownCallPage,
  unknownCallQuery,
  type UnknownCallsBody,
} from '../../schemas/charging/unknown-calls.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const DAY_MS = 86_400_000;

/** Registers GET /unknown-calls. */
export function addUnknownCallRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/unknown-calls`,
    {
      config: { permission: 'switches:read' },
      schema: {
        tags: ['Calls'],
        summary:
          'List calls and registrations that belonged to nobody, by address and kind, the newest first, with what to do',
        querystring: unknownCallQuery,
        response: answers({ 200: unknownCallPage }),
      },
    },
    async (request) => {
      const { cursor, limit, from, to, ...query } = request.query;
      const wanted = {
        ...query,
        from: from === undefined ? new Date(deps.now().getTime() - DAY_MS) : new Date(from),
        to: to === undefined ? null : new Date(to),
      };
      const { rows, nextCursor } = await listUnknownCalls(deps.reads, wanted, { cursor, limit });
      const seesAccounts = actorOf(request).permissions.has('accounts:read');
      return { items: rows.map((row) => bodyOf(row, seesAccounts)), nextCursor };
    },
  );
}

function bodyOf(row: UnknownCallsRow, seesAccounts: boolean): UnknownCallsBody {
  const { kind, username, realm, dialled, userAgent, devicePublicId, switchPublicId } = row;
  return {
    source: row.source,
    kind,
    attempts: Number(row.attempts),
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    ...UNKNOWN_CALLS[kind],
    sample: { username, realm, dialled, userAgent },
    switch: switchPublicId === null ? null : { id: switchPublicId, name: row.switchName ?? '' },
    device:
      devicePublicId === null || !seesAccounts
        ? null
        : {
            id: devicePublicId,
            label: row.deviceLabel,
            account: {
              id: row.accountPublicId,
              number: row.accountNumber,
              displayName: row.displayName,
            },
          },
  };
}
