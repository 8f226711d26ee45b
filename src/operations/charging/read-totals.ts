/** Calls added up by account, destination, trunk, reason, hour or day. */
import type pg from 'pg';
import { isPermitted, isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { isReason, STAFF_SENTENCES } from '../../domain/charging/reasons.ts';
import { groupBy } from '../../domain/group-by.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import type { MoneyView } from '../../postgres/charging/call-money.ts';
import {
  callTotals,
  GROUPS_MAX,
  namesOfGroups,
  type GroupBy,
  type TotalsRow,
} from '../../postgres/charging/call-totals.ts';
import { withinTime } from '../../postgres/search/within-time.ts';
import { seesMargins } from './money-view.ts';
import { callsAsked, type CallsWanted } from './search-calls.ts';

/** Ten million calls take ten seconds of a processor, and several figures of a page are asked for at once. */
const READ_MS_MAX = 60_000;

/** Each is null for whoever may not see it. */
export type Money = Readonly<{
  currency: string;
  /** What is paid to whoever asks, by those next below; of a customer: what it paid. Null for a commission reseller, whom they do not pay. */
  revenueMicros: bigint | null;
  /** What carriers ask, or the level above. */
  costMicros: bigint | null;
  /** What commission resellers are credited by whoever asks; of a commission reseller: what it is credited itself. */
  commissionMicros: bigint | null;
  /** Revenue less cost and commission of the same calls, in the currency of their revenue; null: of no call. */
  marginMicros: bigint | null;
}>;

export type CallTotals = Readonly<{
  key: string;
  name: string;
  calls: bigint;
  answered: bigint;
  refused: bigint;
  losing: bigint | null;
  /** Answered calls that are in no margin, for want of an exchange rate. */
  notCompared: bigint | null;
  talkSeconds: bigint;
  billedSeconds: bigint;
  /** By currency; only margins convert, at the exchange rate that a call began with. */
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
  const { scope, view, asked } = await callsAsked(reads, actor, wanted);
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
  return {
    groups: [...byKey].map(([key, parts]) => {
      // Reasons are added up for staff only.
      const name = by === 'reason' && isReason(key) ? STAFF_SENTENCES[key] : names.get(key);
      return groupOf(key, name ?? '', parts, view);
    }),
    isMore: Number(rows[0]?.total ?? 0n) > GROUPS_MAX,
  };
}

function groupOf(key: string, name: string, parts: readonly TotalsRow[], view: MoneyView): CallTotals {
  const sum = (of: (part: TotalsRow) => bigint) => parts.reduce((total, part) => total + of(part), 0n);
  const isSeller = seesMargins(view);
  return {
    key,
    name,
    calls: sum(({ calls }) => calls),
    answered: sum(({ answered }) => answered),
    refused: sum(({ refused }) => refused),
    losing: isSeller ? sum(({ losing }) => losing) : null,
    notCompared: isSeller ? sum(({ notCompared }) => notCompared) : null,
    talkSeconds: sum(({ talkSeconds }) => talkSeconds),
    billedSeconds: sum(({ billedSeconds }) => billedSeconds),
    money: moneyOfGroup(parts, view),
  };
}

/** By currency, without those in which nothing was moved. A margin is in the currency of the revenue. */
function moneyOfGroup(parts: readonly TotalsRow[], view: MoneyView): readonly Money[] {
  const isSeller = seesMargins(view);
  const nothing = {
    revenueMicros: view.type === 'agent' ? null : 0n,
    costMicros: isSeller ? 0n : null,
    commissionMicros: view.type === 'caller' ? null : 0n,
    marginMicros: null,
  };
  const money = new Map<string, { -readonly [Field in Exclude<keyof Money, 'currency'>]: Money[Field] }>();
  const add = (currency: string | null, field: keyof typeof nothing, micros: bigint) => {
    if (currency === null) return;
    const known = money.get(currency) ?? { ...nothing };
    money.set(currency, known);
    known[field] = (known[field] ?? 0n) + micros;
  };
  for (const part of parts) {
    if (view.type !== 'agent') add(part.revenueCurrency, 'revenueMicros', part.revenueMicros);
    if (isSeller) {
      add(part.costCurrency, 'costMicros', part.costMicros);
      add(part.revenueCurrency ?? part.costCurrency, 'marginMicros', part.marginMicros);
    }
    if (view.type !== 'caller')
      add(part.commissionCurrency ?? part.revenueCurrency, 'commissionMicros', part.commissionMicros);
  }
  return [...money]
    .filter(([, amounts]) => Object.values(amounts).some((micros) => micros !== null && micros !== 0n))
    .map(([currency, amounts]) => ({ currency, ...amounts }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
