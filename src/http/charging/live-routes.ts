/** Calls that go on. */
import { openLiveReader } from '../../operations/charging/live-reader.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { countEndingCalls, type EndingCalls } from '../../postgres/charging/live-calls.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import { answers } from '../../schemas/answers.ts';
import { liveCallList, liveCallQuery, liveCallsOfAccount } from '../../schemas/charging/live-calls.ts';
import { idParams } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { liveCallBody } from './live-body.ts';

const tags = ['Calls'];

/** Registers GET /accounts/{id}/live-calls and GET /calls/live. */
export function addLiveRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/live-calls`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary: 'List the calls that go on, of an account and everybody below it',
        params: idParams,
        response: answers({ 200: liveCallsOfAccount }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const account = await findAccount(deps.reads, request.params.id, actor.scopePath);
      const wallet = await walletOfAccount(deps.reads, account.id);
      const reader = await openLiveReader(deps, actor, { path: account.path });
      const { calls, total } = await reader.read();
      const described = await reader.describe(await reader.weigh(calls));
      const ending = await countEndingCalls(deps.reads, [account.id]);
      const at = deps.now();
      return {
        asOf: at.toISOString(),
        total,
        currency: wallet?.currency ?? null,
        onSuspension: endingCallsBody(ending),
        items: described.map((call) => liveCallBody(call, { at, accountId: account.id })),
      };
    },
  );
  app.get(
    `${API}/calls/live`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary: 'List the calls that go on, of everybody you may see',
        querystring: liveCallQuery,
        response: answers({ 200: liveCallList }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { accountId, ...query } = request.query;
      const path = await pathAsked(deps, actor.scopePath, accountId);
      const reader = await openLiveReader(deps, actor, { path, ...query });
      const { calls, total } = await reader.read();
      const described = await reader.describe(await reader.weigh(calls));
      const at = deps.now();
      return {
        asOf: at.toISOString(),
        total,
        items: described.map((call) => liveCallBody(call, { at, accountId: actor.accountId })),
      };
    },
  );
}

/** Whose calls are asked for; a foreign account is `not_found`. */
export async function pathAsked(
  { reads }: Pick<HttpDeps, 'reads'>,
  scopePath: string,
  accountId: string | undefined,
): Promise<string> {
  if (accountId === undefined) return scopePath;
  return (await findAccount(reads, accountId, scopePath)).path;
}

/** As the API writes it. */
export function endingCallsBody({ goOnUntil, ...counts }: EndingCalls) {
  return { ...counts, goOnUntil: goOnUntil?.toISOString() ?? null };
}
