/** Ending calls from here. */
import { z } from 'zod';
import { hangUpCall, hangUpCalls } from '../../operations/charging/hang-up.ts';
import { answers } from '../../schemas/answers.ts';
import { hangUp, hangUpMany, hangUpResults } from '../../schemas/charging/live-calls.ts';
import { okAnswer, pathId } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Calls'];

/** Registers POST /calls/{sessionId}/hang-up and POST /calls/hang-up. */
export function addHangUpRoutes(app: App, deps: HttpDeps): void {
  app.post(
    `${API}/calls/:sessionId/hang-up`,
    {
      config: { permission: 'calls:hang_up' },
      schema: {
        tags,
        summary: 'End a call that goes on; what was talked is charged',
        params: z.object({ sessionId: pathId }),
        body: hangUp,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await hangUpCall(deps, actorOf(request), request.params.sessionId, request.body);
      return { ok: true as const };
    },
  );
  app.post(
    `${API}/calls/hang-up`,
    {
      config: { permission: 'calls:hang_up' },
      schema: {
        tags,
        summary: 'End several calls that go on; says of each what became of it',
        body: hangUpMany,
        response: answers({ 200: hangUpResults }),
      },
    },
    async (request) => {
      const { sessionIds, ...why } = request.body;
      return { items: [...(await hangUpCalls(deps, actorOf(request), sessionIds, why))] };
    },
  );
}
