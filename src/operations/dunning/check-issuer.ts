/** Whose invoices somebody reminds of: its own, and as staff everybody's. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { ownAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { walletOfAccount, type WalletRow } from '../../postgres/ledger/wallets.ts';
import type { Db } from '../../postgres/pool.ts';
import { checkMayChange } from '../accounts/may-change.ts';

/** Throws `not_permitted` for a reseller that issues nothing: commission resellers do not. */
export async function checkIssues(db: Db, actor: Actor): Promise<AccountNode> {
  const owner = await ownAccount(db, actor.ownerId);
  if (owner.kind === 'operator' || owner.resellerType === 'distributor') return owner;
  throw new Problem('not_permitted', {
    detail: 'Invoices of your customers are issued above you, and so are their reminders.',
  });
}

/** The wallet that the actor may dun. Throws `account_has_no_wallet`, and `not_permitted` for one of another issuer. */
export async function checkIsIssuer(db: Db, actor: Actor, account: AccountNode): Promise<WalletRow> {
  checkMayChange(actor, account);
  const wallet = await walletOfAccount(db, account.id);
  if (wallet === null) throw new Problem('account_has_no_wallet');
  if (!isStaff(actor) && wallet.issuerId !== actor.accountId)
    throw new Problem('not_permitted', {
      detail: 'Only whoever issues the invoices of an account decides about their reminders.',
    });
  return wallet;
}
