/** Ends everything that an account has when it is closed. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { lockCatalogue } from '../../postgres/accounts/move-account.ts';
import { lockBilling } from '../../postgres/billing/insert-documents.ts';
import { walletIdsOf } from '../../postgres/ledger/wallets.ts';
import { lockSubscription, openSubscriptionIds } from '../../postgres/products/subscriptions.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { endSubscription } from './end-subscription.ts';

/** The caller has locked the account, and takes its numbers itself. What is unused goes back where the products say so. */
export async function endSubscriptionsOf(
  tx: Tx,
  context: Context,
  actor: Actor,
  accountId: bigint,
): Promise<void> {
  const ids = await openSubscriptionIds(tx, accountId);
  if (ids.length === 0) return;
  // Before wallets, which the first of them locks: billing, then the catalogue.
  await lockBilling(tx, await walletIdsOf(tx, [accountId]));
  await lockCatalogue(tx);
  for (const id of ids) {
    const row = await lockSubscription(tx, id);
    if (row === null || row.status === 'ended') continue;
    await endSubscription(tx, context, actor, row, {
      reason: 'closed',
      at: context.now(),
      keepsNumber: true,
    });
  }
}
