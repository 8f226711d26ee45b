/** Money: payments and corrections by hand, transfers between wallets, the statement. */
import { Problem, fieldProblem } from '../../domain/problem.ts';
import { known } from '../../domain/assert.ts';
import { formatMoney, parseMoney } from '../../domain/money.ts';
import type { PostedAnswer } from '../../operations/ledger/posted-answer.ts';
import { recordPayment } from '../../operations/ledger/record-payment.ts';
import { transferMoney } from '../../operations/ledger/transfer-money.ts';
import { seenSince, walletsOfHolder } from '../../postgres/accounts/account-moves.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { readStatement } from '../../postgres/ledger/statement.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams } from '../../schemas/common.ts';
import {
  createAdjustment,
  createPayment,
  createTransfer,
  paymentMethod,
  postedTransfer,
  statement,
  statementQuery,
} from '../../schemas/ledger/money.ts';
import { walletMoney } from '../accounts/account-body.ts';
import { actorOf, API, requiredKey, type App, type HttpDeps } from '../app.ts';
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
        summary: 'Record a payment or a refund',
        params: idParams,
        headers: idempotencyHeader,
        body: createPayment,
        response: answers({ 200: postedTransfer, 201: postedTransfer }),
      },
    },
    async (request, reply) => {
      const { amount, method, note = '', direction = 'payment' } = request.body;
      const input = {
        accountId: request.params.id,
        amountMicros: micros(amount),
        kind: direction,
        method,
        note,
      };
      const posted = await recordPayment(deps, actorOf(request), {
        ...input,
        idempotencyKey: requiredKey(request),
      });
      return reply.code(posted.isRepeated ? 200 : 201).send(postedBody(posted.answer));
    },
  );

  app.post(
    `${API}/accounts/:id/adjustments`,
    {
      config: { permission: 'money:correct' },
      schema: {
        tags,
        summary: 'Credit or debit an account by hand; a debit may pass its limit',
        params: idParams,
        headers: idempotencyHeader,
        body: createAdjustment,
        response: answers({ 200: postedTransfer, 201: postedTransfer }),
      },
    },
    async (request, reply) => {
      const { amount, direction, note } = request.body;
      const kind = direction === 'credit' ? ('staff_credit' as const) : ('staff_debit' as const);
      const input = { accountId: request.params.id, amountMicros: micros(amount), kind, method: null, note };
      const posted = await recordPayment(deps, actorOf(request), {
        ...input,
        idempotencyKey: requiredKey(request),
      });
      return reply.code(posted.isRepeated ? 200 : 201).send(postedBody(posted.answer));
    },
  );

  app.post(
    `${API}/transfers`,
    {
      config: { permission: 'money:transfer' },
      schema: {
        tags,
        summary: 'Move available money between two accounts of one issuer; answers the debited wallet',
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
        items: movements.map((row) => ({
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

function micros(amount: string): bigint {
  return known(parseMoney(amount), 'an amount that was checked');
}

function postedBody({ transfer, wallet, receipt }: PostedAnswer) {
  const { amountMicros, method, ...rest } = transfer;
  return {
    transfer: {
      ...rest,
      amount: formatMoney(BigInt(amountMicros)),
      method: method === null ? null : paymentMethod.parse(method),
    },
    wallet: {
      currency: transfer.currency,
      ...walletMoney({
        balanceMicros: BigInt(wallet.balanceMicros),
        heldMicros: BigInt(wallet.heldMicros),
        creditLimitMicros: BigInt(wallet.creditLimitMicros),
      }),
    },
    receipt: receipt ?? null,
  };
}
