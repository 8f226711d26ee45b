/** What would become of a call, without making one. */
import { remarkText } from '../../domain/charging/remarks.ts';
import { formatMoney } from '../../domain/money.ts';
import { simulateCall, type SimulatedCall } from '../../operations/charging/simulate-call.ts';
import { answers } from '../../schemas/answers.ts';
import {
  simulatedCall,
  simulatedCallQuery,
  type SimulatedCallBody,
} from '../../schemas/charging/simulated-call.ts';
import { idParams } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { explanationBody, whoBody } from './explanation-body.ts';

/** Registers GET /accounts/{id}/simulated-call: it changes nothing, so whoever only looks may ask. */
export function addSimulatedCallRoute(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/simulated-call`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags: ['Calls'],
        summary: 'Ask what would become of a call: its checks, price, longest duration and routes',
        params: idParams,
        querystring: simulatedCallQuery,
        response: answers({ 200: simulatedCall }),
      },
    },
    async (request) => {
      const { to, callerNumber = null, seconds = null, at: asked } = request.query;
      const at = asked === undefined ? deps.now() : new Date(asked);
      const question = { to, callerNumber, seconds, at };
      const call = await simulateCall(deps.reads, actorOf(request), request.params.id, question);
      return simulatedCallBody(call, at);
    },
  );
}

function simulatedCallBody(call: SimulatedCall, at: Date): SimulatedCallBody {
  const { destination, levels, routes, skipped, trace, arithmetic, ending, ...rest } = call;
  return {
    ...rest,
    isAllowed: call.reason === null,
    at: at.toISOString(),
    destinationNumber: destination,
    ending: ending && remarkText(ending),
    endingRemark: ending,
    ...explanationBody({ trace, arithmetic }),
    levels: levels.map(({ who, chargeMicros, marginMicros, ...level }) => ({
      ...level,
      ...whoBody(who),
      charge: formatMoney(chargeMicros),
      margin: marginMicros === null ? null : formatMoney(marginMicros),
    })),
    routes:
      routes?.map(({ costMicros, gateways, ...route }) => ({
        ...route,
        gateways: [...gateways],
        cost: formatMoney(costMicros),
      })) ?? null,
    skipped: skipped?.map(({ trunk, reason }) => ({ trunk, why: remarkText(reason), reason })) ?? null,
  };
}
