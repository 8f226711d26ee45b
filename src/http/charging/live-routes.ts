/** Calls that go on. */
import { z } from 'zod';
import { formatMoney } from '../../domain/money.ts';
import { hangUp } from '../../operations/charging/hang-up.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import {
  countEndingCalls,
  listLiveCalls,
  type EndingCalls,
  type LiveCallRow,
} from '../../postgres/charging/live-calls.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import { answers } from '../../schemas/answers.ts';
import { hangUp as hangUpSchema, liveCallList } from '../../schemas/charging/live-calls.ts';
import { idParams, okAnswer, pathId } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Calls'];

/** Registers GET /accounts/{id}/live-calls and POST /calls/{sessionId}/hang-up. */
export function addLiveRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/live-calls`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary: 'List the calls that go on, of an account and everybody below it',
        params: idParams,
        response: answers({ 200: liveCallList }),
      },
    },
    async (request) => {
      const account = await findAccount(deps.reads, request.params.id, actorOf(request).scopePath);
      const wallet = await walletOfAccount(deps.reads, account.id);
      const calls = await listLiveCalls(deps.reads, { path: account.path, walletId: wallet?.id ?? null });
      const ending = await countEndingCalls(deps.reads, [account.id]);
      const now = deps.now();
      return {
        asOf: now.toISOString(),
        total: Number(calls[0]?.total ?? 0n),
        currency: wallet?.currency ?? null,
        onSuspension: endingCallsBody(ending),
        items: calls.map((call) => liveCallBody(call, now)),
      };
    },
  );
  app.post(
    `${API}/calls/:sessionId/hang-up`,
    {
      config: { permission: 'calls:hang_up' },
      schema: {
        tags,
        summary: 'End a call that goes on; what was talked is charged',
        params: z.object({ sessionId: pathId }),
        body: hangUpSchema,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await hangUp(deps, actorOf(request), request.params.sessionId, request.body.reason);
      return { ok: true as const };
    },
  );
}

/** As the API writes it. */
export function endingCallsBody({ goOnUntil, ...counts }: EndingCalls) {
  return { ...counts, goOnUntil: goOnUntil?.toISOString() ?? null };
}

function liveCallBody(row: LiveCallRow, now: Date) {
  const { total: _total, accountPublicId, heldMicros, startedAt, answeredAt, ...call } = row;
  const talkMs = answeredAt === null ? null : Math.max(0, now.getTime() - answeredAt.getTime());
  return {
    ...call,
    accountId: accountPublicId,
    startedAt: startedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    talkSeconds: talkMs === null ? null : Math.floor(talkMs / 1000),
    held: heldMicros === null ? null : formatMoney(heldMicros),
  };
}
