/** Changes the limits of a wallet and the type of its account, and its currency while nothing was posted. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { typeChangeObstacles, type AccountType } from '../../domain/accounts/type-change.ts';
import { known } from '../../domain/assert.ts';
import { Problem } from '../../domain/problem.ts';
import type { AccountRow } from '../../postgres/accounts/load-account.ts';
import {
  hasCalls,
  hasTransfers,
  moveWallet,
  noteLimitChange,
  updateWalletLimits,
} from '../../postgres/accounts/update-account.ts';
import { ensureIssuerAccounts, ensureLedgerAccount } from '../../postgres/ledger/ledger-accounts.ts';
import { lockWallets } from '../../postgres/ledger/wallets.ts';
import type { Tx } from '../../postgres/pool.ts';
import { refuseBlocked } from './refuse-blocked.ts';

export type WalletChange = Readonly<{
  creditLimitMicros: bigint;
  concurrentCallsMax: number | null;
  cpsMax: number | null;
  currency: string;
  accountType: AccountType;
}>;

/**
 * Writes the new limits under the wallet's lock, so that no call or payment comes between the question and the answer.
 * Throws `change_is_blocked` when the account cannot get its type now, `currency_is_fixed` once something was posted or
 * a call was made, also a free one, and `account_has_live_calls` while one goes on.
 */
export async function changeWallet(
  tx: Tx,
  actor: Actor,
  now: Date,
  row: AccountRow,
  change: WalletChange,
): Promise<void> {
  const walletId = known(row.walletId, 'the wallet that changes');
  const wallet = known((await lockWallets(tx, [walletId])).get(walletId), 'a locked wallet');
  const obstacles = typeChangeObstacles({ ...wallet, from: row.accountType, to: change.accountType });
  refuseBlocked(obstacles, 'billing.accountType');
  await updateWalletLimits(tx, { walletId, ...change });
  if (change.creditLimitMicros !== wallet.creditLimitMicros) {
    const limits = { oldMicros: wallet.creditLimitMicros, newMicros: change.creditLimitMicros };
    await noteLimitChange(tx, { walletId, changedAt: now, changedBy: actor.accountId, ...limits });
  }
  if (change.currency === wallet.currency) return;
  if (wallet.liveCalls > 0) throw new Problem('account_has_live_calls');
  if (wallet.balanceMicros !== 0n || (await hasTransfers(tx, walletId)) || (await hasCalls(tx, row.path))) {
    const message = `Something was posted or called in ${wallet.currency}, so the currency stays.`;
    throw new Problem('currency_is_fixed', {
      detail: message,
      errors: [{ field: 'profile.currency', code: 'currency_is_fixed', message }],
    });
  }
  const { currency } = change;
  const { issuerId, accountId } = wallet;
  await ensureIssuerAccounts(tx, { issuerId, currency });
  const id = await ensureLedgerAccount(tx, { issuerId, kind: 'wallet', currency, holderId: accountId });
  await moveWallet(tx, walletId, { id, currency });
}
