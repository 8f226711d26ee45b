/** Suspends an account for what is overdue before the policy does, or lets it call again though it is. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { lockAccount } from '../../postgres/accounts/find-account.ts';
import { lockCatalogue } from '../../postgres/accounts/move-account.ts';
import { spareInvoices } from '../../postgres/dunning/actions.ts';
import { lockDebtors, queueAccounts } from '../../postgres/dunning/debtors.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { checkIsIssuer } from './check-issuer.ts';
import { lift, lookAt, suspend, tell, type Looked } from './dun-wallets.ts';

type Deps = Pick<Context, 'pool' | 'now'>;

/** Holds until nothing is overdue, or somebody lifts it. Throws `not_found`, `not_permitted`, `account_has_no_wallet`, `nothing_overdue`. */
export function suspendForDebt(
  { pool, now: clock }: Deps,
  actor: Actor,
  accountId: string,
  reason: string,
): Promise<void> {
  return withTransaction(pool, async (tx) => {
    const now = clock();
    const looked = await lookUnderLocks(tx, actor, accountId, now);
    if (looked === null || !looked.decided.staysByHand) throw new Problem('nothing_overdue');
    if (looked.debtor.suspension === null)
      await suspend(tx, looked, { byId: actor.accountId, reason, now, doer: actor });
    await queueAccounts(tx, [looked.debtor.accountId]);
  });
}

/** What is overdue now suspends it never again; what becomes overdue later does. Throws the same but the last. */
export function liftByHand(
  { pool, now: clock }: Deps,
  actor: Actor,
  accountId: string,
  reason: string,
): Promise<void> {
  return withTransaction(pool, async (tx) => {
    const now = clock();
    const looked = await lookUnderLocks(tx, actor, accountId, now);
    if (looked === null || looked.debtor.suspension === null) return;
    await lift(tx, looked, { byId: actor.accountId, reason, now, doer: actor });
    const overdue = looked.invoices.filter(({ openMicros, dueAt }) => openMicros > 0n && dueAt <= now);
    await spareInvoices(
      tx,
      overdue.map(({ documentId }) => documentId),
      now,
    );
    await queueAccounts(tx, [looked.debtor.accountId]);
  });
}

/** Null for an account that never had an invoice. */
async function lookUnderLocks(tx: Tx, actor: Actor, accountId: string, now: Date): Promise<Looked | null> {
  const account = await lockAccount(tx, accountId, actor.scopePath, 'update');
  const wallet = await checkIsIssuer(tx, actor, account);
  await lockDebtors(tx, [wallet.id], () => lockCatalogue(tx));
  const looked = await lookAt(tx, [wallet.id], now);
  await tell(tx, looked, now);
  return looked[0] ?? null;
}
