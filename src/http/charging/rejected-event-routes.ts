/** Events of switches that could not be applied, and saying what became of them. */
import { closeRejectedEvent } from '../../operations/charging/close-rejected-event.ts';
import { listRejectedEvents, type RejectedEventRow } from '../../postgres/charging/rejected-events.ts';
import { answers } from '../../schemas/answers.ts';
import {
  closeRejected,
  rejectedEvent,
  rejectedEventPage,
  rejectedEventQuery,
  type RejectedEventBody,
} from '../../schemas/charging/rejected-events.ts';
import { idParams } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Routing'];

/** Registers GET /rejected-events and POST /rejected-events/{id}/close. */
export function addRejectedEventRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/rejected-events`,
    {
      config: { permission: 'switches:read' },
      schema: {
        tags,
        summary: 'List events that switches kept and that could not be applied, newest first',
        querystring: rejectedEventQuery,
        response: answers({ 200: rejectedEventPage }),
      },
    },
    async (request) => {
      const { open: isOpen, cursor, limit } = request.query;
      const { rows, nextCursor } = await listRejectedEvents(deps.reads, { isOpen, cursor, limit });
      return { items: rows.map(bodyOf), nextCursor };
    },
  );
  app.post(
    `${API}/rejected-events/:id/close`,
    {
      config: { permission: 'switches:edit' },
      schema: {
        tags,
        summary: 'Say what became of an event that could not be applied; nothing of it is booked',
        params: idParams,
        body: closeRejected,
        response: answers({ 200: rejectedEvent }),
      },
    },
    async (request) =>
      bodyOf(await closeRejectedEvent(deps, actorOf(request), request.params.id, request.body.reason)),
  );
}

function bodyOf(row: RejectedEventRow): RejectedEventBody {
  const { id, switchName, body, reason, rejectedAt, closedAt, closedBy, closingReason } = row;
  return {
    id: String(id),
    switchName,
    rejectedAt: rejectedAt.toISOString(),
    reason,
    event: typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : { event: body },
    closed:
      closedAt === null ? null : { at: closedAt.toISOString(), by: closedBy, reason: closingReason ?? '' },
  };
}
