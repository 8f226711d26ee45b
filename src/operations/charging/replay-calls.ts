/** What the last calls of an account would have cost by another price list: by the code that settles calls, and nothing is written. */
import { isPermitted, type Actor } from '../../domain/accounts/actor.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { seenSince } from '../../postgres/accounts/account-moves.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { lastAnsweredCalls } from '../../postgres/charging/last-answered-calls.ts';
import { walletOfAccount } from '../../postgres/accounts/wallet-of-account.ts';
import { findRateGroup } from '../../postgres/rating/rate-groups.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { rateGroupScope } from '../rating/rate-group-scope.ts';
import { priceAgain, type Replay } from './price-again.ts';

/**
 * By the rates that are valid at `at`. Throws `not_found` for an account or a list that the actor may not see, and
 * `invalid_input` at `rateGroupId` for what no account is priced by, or without an exchange rate.
 */
export async function replayCalls(
  db: Db,
  actor: Actor,
  accountId: string,
  { rateGroupId, limit, at }: Readonly<{ rateGroupId: string; limit: number; at: Date }>,
): Promise<Replay> {
  if (!isPermitted(actor, 'calls:read')) throw new Problem('not_permitted');
  const account = await findAccount(db, accountId, actor.scopePath);
  const group = await findRateGroup(db, rateGroupId, rateGroupScope(actor));
  if (group.direction !== 'origination')
    throw fieldProblem('rateGroupId', 'not_applicable', 'Choose a rate group that customers pay.');
  const since = await seenSince(db, account.path, actor.scopePath);
  // The list may pass on prices of those above, and wallets stand in front of the wall.
  return inFrontOfWall(async () => {
    const currency = await walletOfAccount(db, account.id);
    if (currency === null) throw new Problem('account_has_no_wallet');
    const calls = await lastAnsweredCalls(db, { accountId: account.id, currency, since, limit });
    const paid = calls.map((call) => ({ ...call, level: 0, payerId: account.id }));
    return priceAgain(db, group, paid, { currency, at, field: 'rateGroupId' });
  });
}
