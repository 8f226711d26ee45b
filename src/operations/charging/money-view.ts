/** Whose money the lists and sums of calls show to a reader. */
import { isPermitted, isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { accountsByIds } from '../../postgres/accounts/find-account.ts';
import type { MoneyView } from '../../postgres/charging/call-money.ts';
import { everyWalletIdOf } from '../../postgres/ledger/wallets.ts';
import type { Db } from '../../postgres/pool.ts';

/** Costs of carriers are for whoever may see them; margins never for customers. */
export async function moneyViewOf(db: Db, actor: Actor): Promise<MoneyView> {
  if (isStaff(actor)) return { type: 'top', hasCosts: isPermitted(actor, 'carrier_costs:read') };
  const [account] = await accountsByIds(db, [actor.accountId]);
  if (account?.kind !== 'reseller') return { type: 'caller' };
  const walletIds = await everyWalletIdOf(db, account.id);
  // Below a commission reseller customers buy from whoever is above it.
  return { type: account.resellerType === 'distributor' ? 'seller' : 'agent', walletIds };
}

/** Whoever sells and may see what it pays for what it sells. */
export function seesMargins(view: MoneyView): boolean {
  return view.type === 'seller' || (view.type === 'top' && view.hasCosts);
}
