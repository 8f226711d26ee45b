/** Money: payments and corrections by hand, transfers between wallets, the statement. */
import { Problem, fieldProblem } from '../../domain/problem.ts';
import { formatMoney } from '../../domain/money.ts';
import { readExchanged } from '../../operations/ledger/read-exchanged.ts';
import { recordPayment } from '../../operations/ledger/record-payment.ts';
import { transferMoney } from '../../operations/ledger/transfer-money.ts';
import { seenSince, walletsOfHolder } from '../../postgres/accounts/account-moves.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { readStatement } from '../../postgres/ledger/statement.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams } from '../../schemas/common.ts';
import { pendingPayment } from '../../schemas/ledger/pending-payments.ts';
import {
  createAdjustment,
  createPayment,
  createTransfer,
  postedTransfer,
  statement,
  statementQuery,
} from '../../schemas/ledger/money.ts';
import { actorOf, API, requiredKey, type App, type HttpDeps } from '../app.ts';
import { pendingBodyOf } from './pending-body.ts';
import { micros, postedBody } from './posted-body.ts';
import { reasonOf, whyOf } from './why.ts';

const tags = ['Money'];

/** Registers the routes that move money, all of which need an Idempotency-Key, and the statement. */
export function addMoneyRoutes(app: App, deps: HttpDeps): void {
  app.post(
    `${API}/accounts/:id/payments`,
    {
      config: { permission: 'money:pay' },
      schema: {
        tags,
        summary:
          'Record a payment or a refund; above the limit of the issuer it waits for another person (202)',
        params: idParams,
        headers: idempotencyHeader,
        body: createPayment,
        response: answers({ 200: postedTransfer, 201: postedTransfer, 202: pendingPayment }),
      },
    },
    async (request, reply) => {
      const { amount, currency, method, note = '', direction = 'payment' } = request.body;
      const input = {
        currency,
        accountId: request.params.id,
        amountMicros: micros(amount),
        kind: direction,
        method,
        note,
      };
      const actor = actorOf(request);
      const recorded = await recordPayment(deps, actor, { ...input, idempotencyKey: requiredKey(request) });
      if ('pendingId' in recorded.answer)
        return reply.code(202).send(await pendingBodyOf(deps, actor, recorded.answer.pendingId));
      return reply.code(recorded.isRepeated ? 200 : 201).send(postedBody(recorded.answer));
    },
  );

  app.post(
    `${API}/accounts/:id/adjustments`,
    {
      config: { permission: 'money:correct' },
      schema: {
        tags,
        summary:
          'Credit or debit an account by hand; a debit may pass its limit. Above the limit of the issuer it waits for another person (202)',
        params: idParams,
        headers: idempotencyHeader,
        body: createAdjustment,
        response: answers({ 200: postedTransfer, 201: postedTransfer, 202: pendingPayment }),
      },
    },
    async (request, reply) => {
      const { amount, direction, note } = request.body;
      const kind = direction === 'credit' ? ('staff_credit' as const) : ('staff_debit' as const);
      const input = { accountId: request.params.id, amountMicros: micros(amount), kind, method: null, note };
      const actor = actorOf(request);
      const recorded = await recordPayment(deps, actor, { ...input, idempotencyKey: requiredKey(request) });
      if ('pendingId' in recorded.answer)
        return reply.code(202).send(await pendingBodyOf(deps, actor, recorded.answer.pendingId));
      return reply.code(recorded.isRepeated ? 200 : 201).send(postedBody(recorded.answer));
    },
  );

  app.post(
    `${API}/transfers`,
    {
      config: { permission: 'money:transfer' },
      schema: {
        tags,
        summary:
          'Move available money between two accounts of one issuer, also into another currency; answers the debited wallet',
        headers: idempotencyHeader,
        body: createTransfer,
        response: answers({ 200: postedTransfer, 201: postedTransfer }),
      },
    },
    async (request, reply) => {
      const { amount, note = '', ...accounts } = request.body;
      const input = { ...accounts, amountMicros: micros(amount), note, idempotencyKey: requiredKey(request) };
      const posted = await transferMoney(deps, actorOf(request), input);
      return reply.code(posted.isRepeated ? 200 : 201).send(postedBody(posted.answer));
    },
  );

  app.get(
    `${API}/accounts/:id/statement`,
    {
      config: { permission: 'money:read' },
      schema: {
        tags,
        summary: 'Statement, newest first',
        params: idParams,
        querystring: statementQuery,
        response: answers({ 200: statement }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const account = await findAccount(deps.reads, request.params.id, actor.scopePath);
      const wallet = await walletOfAccount(deps.reads, account.id);
      if (wallet === null) throw new Problem('account_has_no_wallet');
      const { cursor, limit } = request.query;
      const since = await seenSince(deps.reads, account.path, actor.scopePath);
      const asked = request.query.from === undefined ? null : new Date(request.query.from);
      const from = since !== null && (asked === null || asked < since) ? since : asked;
      const to =
        request.query.to === undefined ? new Date(deps.now().getTime() + 1) : new Date(request.query.to);
      if (asked !== null && asked > to)
        throw fieldProblem('to', 'before_from', 'The end must not be before the beginning.');
      const { openingMicros, closingMicros, movements, nextCursor } = await readStatement(deps.reads, {
        walletIds: await walletsOfHolder(
          deps.reads,
          { walletId: wallet.id, accountId: account.id, currency: wallet.currency },
          actor,
        ),
        from,
        to,
        cursor,
        limit,
      });
      return {
        currency: wallet.currency,
        from: from?.toISOString() ?? null,
        to: to.toISOString(),
        opening: formatMoney(openingMicros),
        closing: formatMoney(closingMicros),
        items: (await readExchanged(deps.reads, movements)).map((row) => ({
          id: row.id,
          at: row.postedAt.toISOString(),
          kind: row.kind,
          amount: formatMoney(row.signedMicros),
          balanceAfter: formatMoney(row.balanceAfterMicros),
          why: whyOf(row),
          reason: reasonOf(row),
          sessionId: row.sessionId,
          document:
            row.documentId === null || row.documentNumber === null
              ? null
              : { id: row.documentId, number: row.documentNumber },
        })),
        nextCursor,
      };
    },
  );
}
