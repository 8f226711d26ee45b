/** Whether an account can call at all now, in the order of the checks of a call and in its reasons. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { safeReason, type Reason } from '../../domain/charging/reasons.ts';
import { Problem } from '../../domain/problem.ts';
import { callingFacts, type CallingFacts } from '../../postgres/accounts/calling-facts.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import type { Db } from '../../postgres/pool.ts';

/**
 * The reason for which every call with a price would be refused now; null when none is known before a number is
 * dialled. What lacks above the account is told to staff only; others read that calls are not possible.
 * Throws `not_found`, and `account_has_no_wallet` for an account that makes no calls.
 */
export async function readCalling(
  db: Db,
  actor: Actor,
  accountId: string,
  now: Date,
): Promise<Reason | null> {
  const account = await findAccount(db, accountId, actor.scopePath);
  const facts = await callingFacts(db, idsOfPath(account.path));
  if (account.kind !== 'customer' && account.kind !== 'reseller') throw new Problem('account_has_no_wallet');
  const failed = failureOf(facts, now);
  if (failed === null) return null;
  return isStaff(actor) ? failed.reason : safeReason(failed.reason, failed.level);
}

function failureOf(facts: readonly CallingFacts[], now: Date): { reason: Reason; level: number } | null {
  const isOver = ({ validUntil }: CallingFacts) => validUntil !== null && validUntil <= now;
  const [own, ...above] = facts;
  if (own?.status === 'closed') return { reason: 'account_closed', level: 0 };
  if (own?.status === 'suspended') return { reason: 'account_suspended', level: 0 };
  if (own !== undefined && isOver(own)) return { reason: 'account_expired', level: 0 };
  if (above.some((each) => each.status !== 'active' || isOver(each)))
    return { reason: 'reseller_suspended', level: 1 };
  // A commission reseller is no level: its customers buy from whoever is above it.
  const payers = facts.filter(({ resellerType }, index) => index === 0 || resellerType === 'distributor');
  const priceless = payers.findIndex(({ hasActiveRateGroup }) => !hasActiveRateGroup);
  if (priceless >= 0) return { reason: 'no_rate_group', level: priceless };
  const poor = payers.findIndex(({ availableMicros }) => (availableMicros ?? 0n) <= 0n);
  return poor < 0 ? null : { reason: 'insufficient_funds', level: poor };
}
