/** What an account has called with of late: by day and by destination. */
import type pg from 'pg';
import type { Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { Problem } from '../../domain/problem.ts';
import { seenSince } from '../../postgres/accounts/account-moves.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { loadAccount } from '../../postgres/accounts/load-account.ts';
import {
  countableDays,
  usageOf,
  type UsageOfDay,
  type UsageOfDestination,
  type UsageSums,
} from '../../postgres/charging/usage.ts';
import { callsOf } from './explain-call.ts';
import { walletsOf } from '../../postgres/ledger/wallets.ts';
import { withinTime } from '../../postgres/search/within-time.ts';

const DAYS = 30;
/** Nobody waits longer for a picture. */
const READ_MS_MAX = 10_000;

export type Usage = Readonly<{
  timezone: string;
  currency: string;
  /** By the account itself; of a commission reseller, which pays for no call, what its customers are charged. */
  amountIs: 'paid' | 'charged';
  total: UsageSums;
  days: readonly UsageOfDay[];
  destinations: readonly UsageOfDestination[];
}>;

/**
 * The calls of the last 30 days of its own zone that the account made, of a reseller those of everybody below it, too. Throws `not_found`, `account_has_no_wallet`
 * for an account that makes no calls, and `unavailable` where it has more calls than can be added up in time.
 */
export async function readUsage(
  reads: pg.Pool,
  actor: Actor,
  accountId: string,
  { now, isOwnOnly }: Readonly<{ now: Date; isOwnOnly: boolean }>,
): Promise<Usage> {
  const account = await findAccount(reads, accountId, actor.scopePath);
  const { timezone, currency } = known(await loadAccount(reads, account.id), 'an account that was found');
  if (currency === null) throw new Problem('account_has_no_wallet');
  const since = await seenSince(reads, account.path, actor.scopePath);
  const of = await callsOf(reads, account, isOwnOnly);
  const pays = account.kind === 'reseller' && account.resellerType === 'distributor';
  const walletIds = pays ? await walletsOf(reads, { accountId: account.id, currency }) : [];
  const days = await countableDays(reads, { of, timezone, now }, DAYS);
  const question = { of, walletIds, timezone, currency, days, now, since };
  const found = await withinTime(reads, READ_MS_MAX, (db) => usageOf(db, question));
  if (found === null) throw new Problem('unavailable');
  const amountIs = account.kind === 'reseller' && !pays ? ('charged' as const) : ('paid' as const);
  return { timezone, currency, amountIs, ...found, total: totalOf(found.days) };
}

function totalOf(days: readonly UsageSums[]): UsageSums {
  const sum = (of: (day: UsageSums) => bigint) => days.reduce((total, day) => total + of(day), 0n);
  return {
    calls: sum(({ calls }) => calls),
    talkSeconds: sum(({ talkSeconds }) => talkSeconds),
    amountMicros: sum(({ amountMicros }) => amountMicros),
  };
}
