/** What the holder of an account says about charging its card by itself. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { formatMoney, parseMoney } from '../../domain/money.ts';
import { known } from '../../domain/assert.ts';
import { fieldProblem } from '../../domain/problem.ts';
import {
  autoTopUpOf,
  methodById,
  methodOfAccount,
  removeAutoTopUp,
  saveAutoTopUp,
  type AutoTopUpRow,
} from '../../postgres/payments/saved-methods.ts';
import { withTransaction, type Db } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import { activeGateway, type PaymentContext } from './gateway-in-use.ts';
import { checkAmount, payingAccount } from './start-card-payment.ts';

export type AutoTopUpInput = Readonly<{ methodId: string; below: string; amount: string; monthMax: string }>;

/**
 * Replaces what was there, and begins anew: what was paused goes on. Throws `invalid_input` at `methodId`, `amount` and `monthMax`.
 */
export async function saveOwnAutoTopUp(
  context: PaymentContext,
  actor: Actor,
  input: AutoTopUpInput,
): Promise<void> {
  const { row: gateway } = await activeGateway(context.pool, context);
  const micros = (text: string) => known(parseMoney(text), 'an amount that was checked');
  const amountMicros = micros(input.amount);
  const monthMaxMicros = micros(input.monthMax);
  await withTransaction(context.pool, async (tx) => {
    const now = context.now();
    const { accountId, currency } = await payingAccount(tx, actor);
    await checkAmount(tx, { gateway, amountMicros, currency, at: now });
    if (monthMaxMicros < amountMicros) {
      const message =
        'The month must have room for one top-up at least. Send as much as the amount, or more.';
      throw fieldProblem('monthMax', 'too_small', message);
    }
    const method = await methodOfAccount(tx, accountId, input.methodId);
    if (method === null) throw fieldProblem('methodId', 'unknown', 'Choose one of your saved cards.');
    const before = await fieldsOf(tx, await autoTopUpOf(tx, accountId, 'for update'));
    const wanted = {
      accountId,
      methodId: method.id,
      belowMicros: micros(input.below),
      amountMicros,
      monthMaxMicros,
    };
    await saveAutoTopUp(tx, wanted, now);
    const after = await fieldsOf(tx, await autoTopUpOf(tx, accountId));
    await recordDifferences(tx, actor, {
      accountId,
      action: 'auto_top_up.set',
      before,
      after,
      happenedAt: now,
    });
  });
}

/** From now on nothing is charged by itself; nothing happens where nothing was. */
export async function endOwnAutoTopUp(context: PaymentContext, actor: Actor): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    const { accountId } = actor;
    const found = await autoTopUpOf(tx, accountId, 'for update');
    if (found === null) return;
    const before = await fieldsOf(tx, found);
    await removeAutoTopUp(tx, accountId);
    const happenedAt = context.now();
    await recordDifferences(tx, actor, {
      accountId,
      action: 'auto_top_up.ended',
      before,
      after: {},
      happenedAt,
    });
  });
}

async function fieldsOf(db: Db, topUp: AutoTopUpRow | null): Promise<Readonly<Record<string, string>>> {
  if (topUp === null) return {};
  return {
    'auto_top_up.method': (await methodById(db, topUp.methodId))?.label ?? '',
    'auto_top_up.below': formatMoney(topUp.belowMicros),
    'auto_top_up.amount': formatMoney(topUp.amountMicros),
    'auto_top_up.monthMax': formatMoney(topUp.monthMaxMicros),
  };
}
