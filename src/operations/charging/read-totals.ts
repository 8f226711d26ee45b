/** Calls added up by account, destination, trunk, reason, hour or day. */
import type pg from 'pg';
import { isPermitted, isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { groupBy } from '../../domain/group-by.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { accountsByIds } from '../../postgres/accounts/find-account.ts';
import {
  callTotals,
  GROUPS_MAX,
  namesOfGroups,
  type GroupBy,
  type MoneyView,
  type TotalsRow,
} from '../../postgres/charging/call-totals.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import { withinTime } from '../../postgres/search/within-time.ts';
import { callsAsked, type CallsWanted } from './search-calls.ts';

/** Ten million calls take ten seconds of a processor, and several figures of a page are asked for at once. */
const READ_MS_MAX = 60_000;

export type Money = Readonly<{
  currency: string;
  /** What those pay whose calls they are, to whoever asks; of a customer: what it paid. */
  revenueMicros: bigint;
  /** Null for whoever may not see it. */
  costMicros: bigint | null;
}>;

export type CallTotals = Readonly<{
  key: string;
  name: string;
  calls: bigint;
  answered: bigint;
  refused: bigint;
  losing: bigint | null;
  talkSeconds: bigint;
  billedSeconds: bigint;
  /** By currency; nothing is converted. */
  money: readonly Money[];
}>;

export type Totals = Readonly<{
  groups: readonly CallTotals[];
  /** Of all calls that were asked for, when all groups are shown. */
  isMore: boolean;
}>;

/**
 * Throws `not_found` for an account or trunk that the reader does not see, `invalid_input` for a grouping that is not for it,
 * and `unavailable` where there are more calls than can be added up in time.
 */
export async function readTotals(
  reads: pg.Pool,
  actor: Actor,
  wanted: Omit<CallsWanted, 'id'>,
  { by, timezone }: Readonly<{ by: GroupBy; timezone: string }>,
): Promise<Totals> {
  if (!isStaff(actor) && (by === 'reason' || wanted.reason !== undefined))
    throw fieldProblem(
      by === 'reason' ? 'groupBy' : 'reason',
      'not_for_you',
      'Reasons are added up for the staff of the operator only.',
    );
  if (by === 'trunk' && !isPermitted(actor, 'carriers:read'))
    throw fieldProblem('groupBy', 'not_for_you', 'Trunks are the business of whoever may see carriers.');
  const { scope, asked } = await callsAsked(reads, actor, wanted);
  const view = await viewOf(reads, actor);
  const rows = await withinTime(reads, READ_MS_MAX, async (db) => {
    // The key has all that is summed, in a third of the pages: what it is read in is not what the planner expects.
    await db.query("select set_config('enable_seqscan', 'off', true)");
    // How many groups there are is overestimated: all calls would be sorted, on the disk, where a table of groups does.
    await db.query(
      "select set_config('enable_sort', 'off', true), set_config('work_mem', '64MB', true), set_config('jit', 'off', true)",
    );
    return callTotals(db, { ...asked, scope, groupBy: by, timezone, view });
  });
  if (rows === null) throw new Problem('unavailable');
  const byKey = groupBy(rows, ({ key }) => key);
  const names = await namesOfGroups(
    reads,
    by,
    [...byKey.keys()].filter((key) => key !== ''),
  );
  const hasCosts = view.type === 'wallet' || (view.type === 'top' && view.hasCosts);
  return {
    groups: [...byKey].map(([key, parts]) => groupOf(key, names.get(key) ?? '', parts, hasCosts)),
    isMore: Number(rows[0]?.total ?? 0n) > GROUPS_MAX,
  };
}

/** Costs of carriers are for whoever may see them; margins never for customers. */
async function viewOf(reads: pg.Pool, actor: Actor): Promise<MoneyView> {
  if (isStaff(actor)) return { type: 'top', hasCosts: isPermitted(actor, 'carrier_costs:read') };
  const [account] = await accountsByIds(reads, [actor.accountId]);
  // Below a commission reseller customers buy from whoever is above it.
  const wallet =
    account?.resellerType === 'distributor' ? await walletOfAccount(reads, actor.accountId) : null;
  return wallet === null ? { type: 'caller' } : { type: 'wallet', walletId: wallet.id };
}

function groupOf(key: string, name: string, parts: readonly TotalsRow[], hasCosts: boolean): CallTotals {
  const sum = (of: (part: TotalsRow) => bigint) => parts.reduce((total, part) => total + of(part), 0n);
  const money = new Map<string, { revenueMicros: bigint; costMicros: bigint }>();
  const moneyIn = (currency: string) => {
    const known = money.get(currency) ?? { revenueMicros: 0n, costMicros: 0n };
    money.set(currency, known);
    return known;
  };
  for (const { revenueCurrency, revenueMicros, costCurrency, costMicros } of parts) {
    if (revenueCurrency !== null) moneyIn(revenueCurrency).revenueMicros += revenueMicros;
    if (costCurrency !== null) moneyIn(costCurrency).costMicros += costMicros;
  }
  // A call between two currencies is not compared.
  const compared = parts.filter(({ revenueCurrency, costCurrency }) => revenueCurrency === costCurrency);
  return {
    key,
    name,
    calls: sum(({ calls }) => calls),
    answered: sum(({ answered }) => answered),
    refused: sum(({ refused }) => refused),
    losing: hasCosts ? compared.reduce((total, { losing }) => total + losing, 0n) : null,
    talkSeconds: sum(({ talkSeconds }) => talkSeconds),
    billedSeconds: sum(({ billedSeconds }) => billedSeconds),
    money: [...money]
      .filter(([, { revenueMicros, costMicros }]) => revenueMicros !== 0n || costMicros !== 0n)
      .map(([currency, { revenueMicros, costMicros }]) => ({
        currency,
        revenueMicros,
        costMicros: hasCosts ? costMicros : null,
      }))
      .sort((a, b) => (a.currency < b.currency ? -1 : 1)),
  };
}
