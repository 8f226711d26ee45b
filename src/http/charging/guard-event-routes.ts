/** What guards that watch saw and did. */
import { formatMoney } from '../../domain/money.ts';
import { releaseBlock } from '../../operations/charging/release-block.ts';
import { readGuards } from '../../operations/accounts/read-guards.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { listGuardEvents, type GuardEventRow } from '../../postgres/charging/guard-events.ts';
import { guards } from '../../schemas/accounts/guards.ts';
import { answers } from '../../schemas/answers.ts';
import {
  guardEventPage,
  guardEventQuery,
  releaseGuard,
  type GuardEventBody,
} from '../../schemas/charging/guard-events.ts';
import { idParams } from '../../schemas/common.ts';
import { guardsBody } from '../accounts/guard-routes.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Calls'];

/** Registers GET /guard-events and POST /accounts/{id}/guards/release. */
export function addGuardEventRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/guard-events`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags,
        summary: 'List what guards saw and did at all accounts that you see, newest first, with the evidence',
        querystring: guardEventQuery,
        response: answers({ 200: guardEventPage }),
      },
    },
    async (request) => {
      const { accountId, ...query } = request.query;
      const { scopePath } = actorOf(request);
      const account = accountId === undefined ? null : await findAccount(deps.reads, accountId, scopePath);
      const filter = { ...query, scopePath, accountId: account?.id };
      const { rows, nextCursor } = await listGuardEvents(deps.reads, filter);
      return { items: rows.map(eventBody), nextCursor };
    },
  );
  app.post(
    `${API}/accounts/:id/guards/release`,
    {
      config: { permission: 'guards:edit' },
      schema: {
        tags,
        summary: 'Let a customer call again that a guard blocked; what was seen before counts no more',
        params: idParams,
        body: releaseGuard,
        response: answers({ 200: guards }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await releaseBlock(deps, actor, request.params.id, request.body.reason);
      return guardsBody(await readGuards(deps.reads, actor, request.params.id, deps.now()));
    },
  );
}

function eventBody(row: GuardEventRow): GuardEventBody {
  const { guard, subject, evidence, releasedAt, releaseReason, releasedBy } = row;
  const isCap = guard === 'spend_cap';
  return {
    id: row.publicId,
    account: { id: row.accountPublicId, number: row.accountNumber, displayName: row.displayName },
    guard,
    step: row.step,
    happenedAt: row.happenedAt.toISOString(),
    isBlocking: row.blocks,
    riskyPrefixes: isCap
      ? null
      : { tried: Number(evidence.reached), max: Number(evidence.max), prefixes: [...evidence.prefixes] },
    spendCap: isCap
      ? {
          cap: subject === 'spendPerDay' ? 'spendPerDay' : 'spendPerHour',
          used: formatMoney(BigInt(evidence.reached)),
          max: formatMoney(BigInt(evidence.max)),
          currency: row.currency ?? '',
        }
      : null,
    calls: evidence.calls.map(({ sessionId, at, isGranted, subject: prefix }) => ({
      sessionId,
      at,
      isGranted,
      prefix: isCap ? null : prefix,
    })),
    released:
      releasedAt === null ? null : { at: releasedAt.toISOString(), by: releasedBy, reason: releaseReason },
  };
}
