/** The cards that the holder of an account let us keep. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import {
  makeDefault,
  methodOfAccount,
  removeMethod,
  type MethodRow,
} from '../../postgres/payments/saved-methods.ts';
import { withTransaction, type Db } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { gatewayWithKeys, problemOfGateway, type PaymentContext } from './gateway-in-use.ts';

/** The card that a page proposes, and that a new automatic top-up charges. */
export async function makeMethodDefault(
  context: PaymentContext,
  actor: Actor,
  publicId: string,
): Promise<void> {
  await withTransaction(context.pool, async (tx) => makeDefault(tx, await ownMethod(tx, actor, publicId)));
}

/** Forgets a card, here and at the gateway. What it is charged for automatically ends with it. */
export async function forgetOwnMethod(
  context: PaymentContext,
  actor: Actor,
  publicId: string,
): Promise<void> {
  const method = await ownMethod(context.pool, actor, publicId);
  const inUse = await gatewayWithKeys(context.pool, context);
  try {
    await inUse?.gateway.forgetMethod(method.methodRef);
  } catch (error) {
    throw problemOfGateway(error, false);
  }
  await withTransaction(context.pool, async (tx) => {
    await removeMethod(tx, method);
    await recordAudit(tx, actor, {
      accountId: actor.accountId,
      action: 'payment_method.removed',
      changes: [{ field: 'payment_method.label', before: method.label, after: null }],
      happenedAt: context.now(),
    });
  });
}

export async function ownMethod(
  db: Db,
  { accountId }: Pick<Actor, 'accountId'>,
  publicId: string,
): Promise<MethodRow> {
  const method = await methodOfAccount(db, accountId, publicId);
  if (method === null) throw new Problem('not_found');
  return method;
}
