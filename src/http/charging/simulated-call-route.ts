/** What would become of a call, without making one. */
import type { z } from 'zod';
import type { Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { remarkText } from '../../domain/charging/remarks.ts';
import { formatMoney } from '../../domain/money.ts';
import {
  simulateCall,
  type SimulatedCall,
  type SimulatedLevel,
  type SimulatedRoute,
} from '../../operations/charging/simulate-call.ts';
import { simulateInbound } from '../../operations/charging/simulate-inbound.ts';
import { answers } from '../../schemas/answers.ts';
import {
  simulatedCall,
  simulatedCallBody as bodySchema,
  simulatedCallQuery,
  simulatedInboundQuery,
  type SimulatedCallBody,
} from '../../schemas/charging/simulated-call.ts';
import { idParams } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { explanationBody, whoBody } from './explanation-body.ts';

/** Registers GET /accounts/{id}/simulated-call, GET /dids/{id}/simulated-call and POST /calls/simulate: they change nothing, so whoever only looks may ask. */
export function addSimulatedCallRoutes(app: App, deps: HttpDeps): void {
  const simulate = async (actor: Actor, accountId: string, question: z.output<typeof simulatedCallQuery>) => {
    const { to, callerNumber, seconds, at: asked } = question;
    const at = asked === undefined ? deps.now() : new Date(asked);
    const read = { to, callerNumber: callerNumber ?? null, seconds: seconds ?? null, at };
    return simulatedCallBody(await simulateCall(deps.reads, actor, accountId, read), at);
  };
  const simulateFromOutside = async (
    actor: Actor,
    didId: string,
    { callerNumber, seconds, at: asked }: z.output<typeof simulatedInboundQuery>,
  ) => {
    const at = asked === undefined ? deps.now() : new Date(asked);
    const read = { callerNumber: callerNumber ?? null, seconds: seconds ?? null, at };
    const { did, phones, forward, ...call } = await simulateInbound(deps.reads, actor, didId, read);
    const { publicId, accountPublicId: accountId, accountNumber, accountName } = did;
    return {
      ...simulatedCallBody(call, at),
      inbound: {
        didId: publicId,
        accountId,
        accountNumber,
        accountName,
        phones: [...phones],
        forwarding: forward,
      },
    };
  };
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
    (request) => simulate(actorOf(request), request.params.id, request.query),
  );
  app.post(
    `${API}/calls/simulate`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags: ['Calls'],
        summary:
          'The same as /accounts/{id}/simulated-call and /dids/{id}/simulated-call, by a body; keeps nothing',
        body: bodySchema,
        response: answers({ 200: simulatedCall }),
      },
    },
    (request) => {
      const { accountId, didId, to, ...question } = request.body;
      const actor = actorOf(request);
      if (didId !== undefined) return simulateFromOutside(actor, didId, question);
      return simulate(actor, known(accountId, 'whose call it is'), {
        ...question,
        to: known(to, 'the number'),
      });
    },
  );
  app.get(
    `${API}/dids/:id/simulated-call`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags: ['DIDs'],
        summary:
          'Ask what would become of a call from outside to a DID: who has it, what rings, what each pays',
        params: idParams,
        querystring: simulatedInboundQuery,
        response: answers({ 200: simulatedCall }),
      },
    },
    (request) => simulateFromOutside(actorOf(request), request.params.id, request.query),
  );
}

/** As the API and the command tell it. */
export function simulatedCallBody(call: SimulatedCall, at: Date): SimulatedCallBody {
  const { destination, levels, routes, skipped, onward, trace, arithmetic, ending, ...rest } = call;
  return {
    ...rest,
    inbound: null,
    isAllowed: call.reason === null,
    at: at.toISOString(),
    destinationNumber: destination,
    ending: ending && remarkText(ending),
    endingRemark: ending,
    ...explanationBody({ trace, arithmetic }),
    levels: levels.map(levelBody),
    routes: routes?.map(routeBody) ?? null,
    onward: onward.map(({ who, reason, ...each }) => ({
      ...each,
      reason,
      who,
      name: who && remarkText(who),
      isAllowed: reason === null,
      levels: each.levels.map(levelBody),
      routes: each.routes?.map(routeBody) ?? null,
    })),
    skipped: skipped?.map((left) => ({ ...left, why: remarkText(left.reason) })) ?? null,
  };
}

function levelBody({ who, chargeMicros, marginMicros, ...level }: SimulatedLevel) {
  return {
    ...level,
    ...whoBody(who),
    charge: formatMoney(chargeMicros),
    margin: marginMicros === null ? null : formatMoney(marginMicros),
  };
}

function routeBody({ costMicros, gateways, ...route }: SimulatedRoute) {
  return { ...route, gateways: [...gateways], cost: formatMoney(costMicros) };
}
