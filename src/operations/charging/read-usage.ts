/** What an account has called with of late: by day and by destination. */
import type pg from 'pg';
import type { Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { Problem } from '../../domain/problem.ts';
import { seenSince } from '../../postgres/accounts/account-moves.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { loadAccount } from '../../postgres/accounts/load-account.ts';
import {
  usageOf,
  type UsageOfDay,
  type UsageOfDestination,
  type UsageSums,
} from '../../postgres/charging/usage.ts';
import { withinTime } from '../../postgres/search/within-time.ts';

const DAYS = 30;
/** A million calls are read faster than that; nobody waits longer for a picture. */
const READ_MS_MAX = 10_000;

export type Usage = Readonly<{
  timezone: string;
  currency: string;
  total: UsageSums;
  days: readonly UsageOfDay[];
  destinations: readonly UsageOfDestination[];
}>;

/**
 * The calls that the account made itself on the last 30 days of its own zone. Throws `not_found`, `account_has_no_wallet`
 * for an account that makes no calls, and `unavailable` where it has more calls than can be added up in time.
 */
export async function readUsage(reads: pg.Pool, actor: Actor, accountId: string, now: Date): Promise<Usage> {
  const account = await findAccount(reads, accountId, actor.scopePath);
  const { timezone, currency } = known(await loadAccount(reads, account.id), 'an account that was found');
  if (currency === null) throw new Problem('account_has_no_wallet');
  const since = await seenSince(reads, account.path, actor.scopePath);
  const question = { accountId: account.id, timezone, currency, days: DAYS, now, since };
  const found = await withinTime(reads, READ_MS_MAX, (db) => usageOf(db, question));
  if (found === null) throw new Problem('unavailable');
  return { timezone, currency, ...found, total: totalOf(found.days) };
}

function totalOf(days: readonly UsageSums[]): UsageSums {
  const sum = (of: (day: UsageSums) => bigint) => days.reduce((total, day) => total + of(day), 0n);
  return {
    calls: sum(({ calls }) => calls),
    talkSeconds: sum(({ talkSeconds }) => talkSeconds),
    amountMicros: sum(({ amountMicros }) => amountMicros),
  };
}
