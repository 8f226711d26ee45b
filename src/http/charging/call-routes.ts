/** Calls of an account. */
import { formatMoney } from '../../domain/money.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { listCalls, type CallRow } from '../../postgres/charging/list-calls.ts';
import { callPage, callQuery } from '../../schemas/charging/call-list.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Calls'];

/** Registers the list of calls, refused ones included. */
export function addCallRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/calls`,
    {
      config: { permission: 'accounts:read' },
      schema: {
        tags,
        summary: 'List the calls of an account, newest first',
        params: idParams,
        querystring: callQuery,
        response: answers({ 200: callPage }),
      },
    },
    async (request) => {
      const account = await findAccount(deps.reads, request.params.id, actorOf(request).scopePath);
      const { rows, nextCursor } = await listCalls(deps.reads, { ...request.query, accountId: account.id });
      return { items: rows.map(callSummaryBody), nextCursor };
    },
  );
}

/** One row of the list. */
export function callSummaryBody(row: CallRow) {
  const { chargeMicros, talkMs, startedAt, answeredAt, endedAt, ...rest } = row;
  return {
    ...rest,
    startedAt: startedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    endedAt: endedAt.toISOString(),
    talkMs: Number(talkMs),
    charge: formatMoney(chargeMicros),
  };
}
