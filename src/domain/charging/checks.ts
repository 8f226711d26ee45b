/** The checks of limits and standing: each returns what failed, with its level and figures, or null. */
import { defaultLimits, limitInForce } from '../accounts/guards.ts';
import type { BookWallet, TokenBucket } from './book.ts';
import { ancestorsOf, type Catalogue, type KnownAccount, type Payer } from './catalogue.ts';
import { guardSettingsOf } from './guards.ts';
import type { Reason } from './reasons.ts';

/** One token at every level, the caller first; the attempt counts at those that had one, whatever comes of it. */
export function takeTokens(
  catalogue: Catalogue,
  payers: readonly Payer[],
  wallets: readonly BookWallet[],
  now: Date,
) {
  for (const [level, wallet] of wallets.entries()) {
    const max = cpsMax(catalogue, payers[level] as Payer, wallet);
    if (max === null) continue;
    if (!takeToken(wallet, max, now))
      return { reason: 'cps_reached', level, figures: [String(max)] } as const;
  }
  return null;
}

/** Takes one of `max` tokens a second, if there is one. */
export function takeToken(bucket: TokenBucket, max: number, now: Date): boolean {
  const elapsedMs = BigInt(Math.max(0, now.getTime() - bucket.cpsAtMs));
  // Thousandths of a token: a bucket of one second's attempts that fills evenly.
  const full = BigInt(max) * 1000n;
  const filled = bucket.cpsTokensMilli + elapsedMs * BigInt(max);
  bucket.cpsTokensMilli = filled > full ? full : filled;
  bucket.cpsAtMs = Math.max(bucket.cpsAtMs, now.getTime());
  if (bucket.cpsTokensMilli < 1000n) return false;
  bucket.cpsTokensMilli -= 1000n;
  return true;
}

function cpsMax(catalogue: Catalogue, { account }: Payer, wallet: BookWallet): number | null {
  const max = limitInForce(wallet.cpsMax, defaultLimits(account, guardSettingsOf(catalogue, account)).cps);
  return max === 'unlimited' ? null : max;
}

/** -1 = unlimited. */
export function concurrentMax(catalogue: Catalogue, { account }: Payer, wallet: BookWallet): number {
  const { concurrentCalls } = defaultLimits(account, guardSettingsOf(catalogue, account));
  const max = limitInForce(wallet.concurrentCallsMax, concurrentCalls);
  return max === 'unlimited' ? -1 : max;
}

export function statusFailure(catalogue: Catalogue, account: KnownAccount, now: Date) {
  const failure = (reason: Reason, level: number, figures: readonly string[] = []) => ({
    reason,
    level,
    figures,
  });
  if (account.status === 'suspended') return failure('account_suspended', 0);
  if (account.status === 'closed') return failure('account_closed', 0);
  if (account.expiresAtMs !== null && account.expiresAtMs <= now.getTime()) {
    return failure('account_expired', 0, [new Date(account.expiresAtMs).toISOString()]);
  }
  if (account.isSuspendedForDebt) return failure('suspended_for_debt', 0);
  for (const { above, level } of resellersAbove(catalogue, account)) {
    const isExpired = above.expiresAtMs !== null && above.expiresAtMs <= now.getTime();
    if (above.status !== 'active' || isExpired || above.isSuspendedForDebt)
      return failure('reseller_suspended', level, [above.number]);
  }
  return null;
}

/** Everybody above, the nearest first. Whoever is no level stands above the last one: that one must not read its number. */
function* resellersAbove(catalogue: Catalogue, account: KnownAccount) {
  let level = 0;
  for (const above of ancestorsOf(catalogue, account)) {
    const isLevel = above.kind === 'reseller' && above.resellerType !== 'commission';
    if (isLevel) level += 1;
    yield { above, level: isLevel ? level : level + 1 };
  }
}

/** A guard that fired keeps the account from calling until somebody releases it. */
export function guardFailure({ block }: KnownAccount) {
  if (block === null) return null;
  const figures = [block.guard, new Date(block.sinceMs).toISOString()];
  return { reason: 'blocked_by_guard', level: 0, figures } as const;
}

/** The account's own prefixes, and those of every reseller above it. */
export function blockedFailure(catalogue: Catalogue, account: KnownAccount, number: string) {
  const prefixOf = ({ blockedPrefixes }: KnownAccount) =>
    blockedPrefixes.find((blocked) => number.startsWith(blocked));
  const reason = 'destination_blocked';
  const own = prefixOf(account);
  if (own !== undefined) return { reason, level: 0, figures: [number, own] } as const;
  for (const { above, level } of resellersAbove(catalogue, account)) {
    const prefix = prefixOf(above);
    if (prefix !== undefined)
      return { reason, level, figures: [number, prefix], accountId: String(above.id) } as const;
  }
  return null;
}

/** Local calls are allowed where the account and every reseller above it allow them. */
export function localCallsFailure(catalogue: Catalogue, account: KnownAccount) {
  const refused = { reason: 'local_calls_not_allowed', figures: [] } as const;
  if (!account.allowLocalCalls) return { ...refused, level: 0 };
  for (const { above, level } of resellersAbove(catalogue, account)) {
    if (above.kind === 'reseller' && !above.allowLocalCalls)
      return { ...refused, level, accountId: String(above.id) };
  }
  return null;
}
