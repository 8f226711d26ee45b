/** Whether an account can call at all now, in the order of the checks of a call and in its reasons. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { idsOfPath } from '../../domain/accounts/tree.ts';
import type { Catalogue } from '../../domain/charging/catalogue.ts';
import { cheapestStarts } from '../../domain/charging/cheapest-start.ts';
import { safeReason, type Reason } from '../../domain/charging/reasons.ts';
import { Problem } from '../../domain/problem.ts';
import { callingFacts, hasAnyRoute, type CallingFacts } from '../../postgres/accounts/calling-facts.ts';
import { findAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { accountsWithFreeSeconds } from '../../postgres/packages/assignments.ts';
import { blockOf } from '../../postgres/charging/guard-events.ts';
import { hasActiveSwitch } from '../../postgres/routing/switches.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { hasReachedCap } from './read-guards.ts';

/** Besides the reasons of refused calls: where no switch is connected, no call comes here to be refused. */
export type NoCalling = Reason | 'no_switch';

/** Who has less than the cheapest call of its rate group begins with. */
export type Short = Readonly<{
  number: string;
  currency: string;
  availableMicros: bigint;
  firstMicros: bigint;
}>;
export type CallingRead = Readonly<{ reason: NoCalling | null; short: Short | null }>;

export type CallingDeps = Readonly<{
  reads: Db;
  now: () => Date;
  /** Prices in memory; without them nobody is found short of a first interval. */
  catalogue: () => Catalogue | null;
}>;

/**
 * The reason for which every call with a price would be refused now; null when none is known before a number is
 * dialled. What lacks above the account is told to staff only; others read that calls are not possible.
 * Throws `not_found`, and `account_has_no_wallet` for an account that makes no calls.
 */
export async function readCalling(
  { reads: db, now: clock, catalogue }: CallingDeps,
  actor: Actor,
  accountId: string,
): Promise<CallingRead> {
  const now = clock();
  const account = await findAccount(db, accountId, actor.scopePath);
  if (account.kind !== 'customer' && account.kind !== 'reseller') throw new Problem('account_has_no_wallet');
  const failed = await inFrontOfWall(async () => {
    const facts = await callingFacts(db, idsOfPath(account.path), now);
    const free = await accountsWithFreeSeconds(
      db,
      facts.map(({ id }) => id),
      now,
    );
    return (
      stateOf(facts, now) ??
      (await blockedByGuard(db, account)) ??
      (await lackOfSystem(db)) ??
      lackOfPrice(facts) ??
      (free.has(account.id) ? null : await reachedCap(db, account, now)) ??
      lackOfMoney(facts, free) ??
      lackOfFirstInterval(facts, { accountId: account.id, catalogue: catalogue(), free, now }) ??
      (await lackOfRoute(db, facts, now))
    );
  });
  if (failed === null) return { reason: null, short: null };
  const { reason, level, short = null } = failed;
  if (isStaff(actor)) return { reason, short };
  // What the operator lacks is its own business.
  if (reason === 'no_switch' || reason === 'no_route') return { reason: 'reseller_suspended', short: null };
  return { reason: safeReason(reason, level), short: level === 0 ? short : null };
}

type Failed = Readonly<{ reason: NoCalling; level: number; short?: Short }> | null;

function stateOf(facts: readonly CallingFacts[], now: Date): Failed {
  const isOver = ({ expiresAt }: CallingFacts) => expiresAt !== null && expiresAt <= now;
  const [own, ...above] = facts;
  if (own?.status === 'closed') return { reason: 'account_closed', level: 0 };
  if (own?.status === 'suspended') return { reason: 'account_suspended', level: 0 };
  if (own !== undefined && isOver(own)) return { reason: 'account_expired', level: 0 };
  if (own?.isSuspendedForDebt === true) return { reason: 'suspended_for_debt', level: 0 };
  if (above.some((each) => each.status !== 'active' || isOver(each) || each.isSuspendedForDebt))
    return { reason: 'reseller_suspended', level: 1 };
  return null;
}

async function blockedByGuard(db: Db, { id }: AccountNode): Promise<Failed> {
  return (await blockOf(db, id)) === null ? null : { reason: 'blocked_by_guard', level: 0 };
}

async function lackOfSystem(db: Db): Promise<Failed> {
  return (await hasActiveSwitch(db)) ? null : { reason: 'no_switch', level: 0 };
}

function lackOfPrice(facts: readonly CallingFacts[]): Failed {
  const payers = payersOf(facts);
  const priceless = payers.findIndex(
    ({ hasActiveRateGroup, hasExchangeRate }) => !hasActiveRateGroup || !hasExchangeRate,
  );
  if (priceless < 0) return null;
  const reason = payers[priceless]?.hasActiveRateGroup === true ? 'no_exchange_rate' : 'no_rate_group';
  return { reason, level: priceless };
}

async function reachedCap(db: Db, account: AccountNode, now: Date): Promise<Failed> {
  if (account.kind !== 'customer') return null;
  return (await hasReachedCap(db, account, now)) ? { reason: 'spend_cap_reached', level: 0 } : null;
}

/** Whoever has free seconds left may call some number without money. */
function lackOfMoney(facts: readonly CallingFacts[], free: ReadonlySet<bigint>): Failed {
  const poor = payersOf(facts).findIndex(
    ({ id, availableMicros }) => !free.has(id) && (availableMicros ?? 0n) <= 0n,
  );
  return poor < 0 ? null : { reason: 'insufficient_funds', level: poor };
}

function lackOfFirstInterval(
  facts: readonly CallingFacts[],
  {
    accountId,
    catalogue,
    free,
    now,
  }: Readonly<{ accountId: bigint; catalogue: Catalogue | null; free: ReadonlySet<bigint>; now: Date }>,
): Failed {
  if (catalogue === null) return null;
  const payers = payersOf(facts);
  for (const [level, firstMicros] of cheapestStarts(catalogue, accountId, now).entries()) {
    const payer = payers[level];
    if (payer === undefined || firstMicros === null || free.has(payer.id)) continue;
    const { number, currency, availableMicros } = payer;
    if (availableMicros === null || currency === null || availableMicros >= firstMicros) continue;
    return { reason: 'insufficient_funds', level, short: { number, currency, availableMicros, firstMicros } };
  }
  return null;
}

async function lackOfRoute(db: Db, facts: readonly CallingFacts[], now: Date): Promise<Failed> {
  const payers = payersOf(facts);
  const top = payers.at(-1);
  if (top === undefined || top.rateGroupId === null) return null;
  const hasRoute = await hasAnyRoute(db, { rateGroupId: top.rateGroupId, accountId: top.id, now });
  return hasRoute ? null : { reason: 'no_route', level: payers.length - 1 };
}

/** A commission reseller is no level: its customers buy from whoever is above it. */
function payersOf(facts: readonly CallingFacts[]): readonly CallingFacts[] {
  return facts.filter(({ resellerType }, index) => index === 0 || resellerType === 'distributor');
}
