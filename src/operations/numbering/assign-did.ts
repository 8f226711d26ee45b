/** Gives a number to a customer, and takes it back. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import { findDid, lockDid, updateAssignment } from '../../postgres/numbering/dids.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { endSubscriptionOfDid, orderNumber } from '../products/order-number.ts';
import { recordDidTaken } from './record-did.ts';
import type { Context } from '../context.ts';
import { checkFree, checkMayDecide, lockCustomer } from './did-parties.ts';

/**
 * Of two requests that give the same number away one wins; the other gets `did_is_in_use`. Giving it to the account
 * that has it changes nothing. A number that costs a product is ordered with it: throws what an order throws.
 */
export function assignDid(
  context: Context,
  actor: Actor,
  publicId: string,
  accountId: string,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    checkMayDecide(actor, await findDid(tx, publicId, actor.scopePath));
    // The account before the number: closing locks in this order, too.
    const account = await lockCustomer(tx, actor, accountId);
    const did = await lockDid(tx, publicId, actor.scopePath);
    checkMayDecide(actor, did);
    if (did.accountId === account.id) return;
    checkFree(did, 'Take it back first.');
    if (!isWithin(account.path, did.ownerPath)) {
      const message = `+${did.number} belongs to ${did.ownerName}. Choose an account below it, or take the number back first.`;
      throw fieldProblem('accountId', 'not_below_owner', message);
    }
    if (did.productId !== null) {
      await orderNumber(tx, context, actor, { node: account, did, productId: did.productId });
      return;
    }
    const assignedAt = context.now();
    await updateAssignment(tx, did.id, { accountId: account.id, assignedAt });
    await recordAudit(tx, actor, {
      accountId: account.id,
      action: 'item.added',
      changes: differencesOf({}, { 'dids.number': did.number }),
      happenedAt: assignedAt,
    });
  });
}

/** Makes the number free again, and ends the product that it came with; one that is free already stays so. */
export function unassignDid(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const seen = await findDid(tx, publicId, actor.scopePath);
    checkMayDecide(actor, seen);
    if (seen.accountId === null) return;
    await lockAccountById(tx, seen.accountId);
    const did = await lockDid(tx, publicId, actor.scopePath);
    checkMayDecide(actor, did);
    if (did.accountId === null) return;
    if (did.accountId !== seen.accountId) {
      const detail = `+${did.number} was given to another account at this moment. Look again, and decide anew.`;
      throw new Problem('did_is_in_use', { detail });
    }
    await updateAssignment(tx, did.id, null);
    const { number } = did;
    await recordDidTaken(tx, actor, { accountId: seen.accountId, number, happenedAt: context.now() });
    await endSubscriptionOfDid(tx, context, actor, did.id);
  });
}
