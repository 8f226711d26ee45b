/** One call with its reasons, as far as the reader may see them. */
import { isPermitted, isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { idsOfPath, isWithin } from '../../domain/accounts/tree.ts';
import { explainCall, levelRemark, type Explanation, type TraceStep } from '../../domain/charging/explain.ts';
import type { Frozen } from '../../domain/charging/frozen.ts';
import { safeHangUpReason, type AnyHangUpReason } from '../../domain/charging/hang-ups.ts';
import { figure, remark, type Remark } from '../../domain/charging/remarks.ts';
import { Problem } from '../../domain/problem.ts';
import { seenSince } from '../../postgres/accounts/account-moves.ts';
import { accountsByIds, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { callsOfAccount, callsOfTree, type CallsOf } from '../../postgres/charging/calls-of-tree.ts';
import { hangUpOf } from '../../postgres/charging/hang-ups.ts';
import {
  listCalls,
  type CallDetailRow,
  type CallFilter,
  type CallRow,
} from '../../postgres/charging/list-calls.ts';
import type { Db } from '../../postgres/pool.ts';
import {
  payerIdsOf,
  seenCall,
  viewerOf,
  visibleCommissionsOf,
  visibleForbidderOf,
  visibleLevelsOf,
  withSafeReason,
  withSafeReasonAbove,
} from './call-viewer.ts';
import { explainLiveCall, type LiveCallRow } from './explain-live-call.ts';
import { readLinkedCalls, type LinkedCalls } from './linked-calls.ts';
import { moneyViewOf } from './money-view.ts';

export type CallWithReasons = Readonly<{
  /** One that goes on has a `state`. */
  call: CallDetailRow | LiveCallRow;
  explanation: Explanation;
  /** Null for whoever may not see it. */
  carrier: Readonly<{ costMicros: bigint; currency: string }> | null;
  /** Null for a call that nobody here ended. */
  hungUp: HungUp | null;
}> &
  Pick<LinkedCalls, 'continues' | 'onward'>;

export type HungUp = Readonly<{
  reason: AnyHangUpReason;
  /** Null for the program itself, and for somebody whom the reader may not see. */
  by: Remark | null;
  /** Empty for whoever is not above the caller, and where somebody above the reader wrote it. */
  note: string;
  at: Date;
}>;

/**
 * Staff see every level, and the carrier when they may see what carriers cost; a reseller the levels up to its own, never what those above pay; a customer
 * its own. A call that goes on has its checks already. Throws `not_found` for a call outside the reader's tree.
 */
export async function readCall(db: Db, sessionId: string, actor: Actor): Promise<CallWithReasons> {
  // First: a call that ends meanwhile has its record by then.
  const live = await explainLiveCall(db, sessionId, actor);
  if (live !== null) return goingOn(db, live, actor);
  const call = await seenCall(db, sessionId, actor, await moneyViewOf(db, actor));
  if (call === null) throw new Problem('not_found');
  const frozen = call.frozen as Frozen;
  const levels = await visibleLevelsOf(db, payerIdsOf(call), actor);
  const seesCosts = isPermitted(actor, 'carrier_costs:read');
  const explanation = explainCall(
    {
      ...call,
      talkMs: Number(call.talkMs),
      gatewayId: call.gatewayId === null ? null : String(call.gatewayId),
      triedGatewayIds: call.triedGatewayIds.map(String),
      frozen,
    },
    viewerOf(
      actor,
      levels,
      await visibleCommissionsOf(db, frozen, actor),
      await visibleForbidderOf(db, frozen, actor),
    ),
  );
  const { carrierCurrency: currency, carrierCostMicros: costMicros } = call;
  const hungUp = await hungUpFor(db, sessionId, actor);
  const { steps, ...linked } = await readLinkedCalls(db, call, actor);
  const { trace, hasTraceEnded } = explanation;
  const ends = hungUp === null ? [] : [endOf(hungUp)];
  return {
    call: withSafeReason(call, actor, levels),
    explanation: { ...explanation, trace: [...trace, ...(hasTraceEnded ? [] : steps), ...ends] },
    hungUp,
    ...linked,
    carrier: seesCosts && currency !== null ? { costMicros, currency } : null,
  };
}

/** What it costs is not known yet: nobody has paid. */
async function goingOn(
  db: Db,
  { call, trace }: NonNullable<Awaited<ReturnType<typeof explainLiveCall>>>,
  actor: Actor,
): Promise<CallWithReasons> {
  const hungUp = call.state === 'ending' ? await hungUpFor(db, call.sessionId, actor) : null;
  const { steps, ...linked } = await readLinkedCalls(db, call, actor);
  const ends = hungUp === null ? [] : [endOf(hungUp)];
  const explained = { hasTraceEnded: false, arithmetic: [], levels: [] };
  return {
    call,
    explanation: { ...explained, trace: [...trace, ...steps, ...ends] },
    hungUp,
    ...linked,
    carrier: null,
  };
}

/** Whoever is not above the caller reads no suspicion, no note and no name. */
async function hungUpFor(db: Db, sessionId: string, actor: Actor): Promise<HungUp | null> {
  const row = await hangUpOf(db, sessionId);
  if (row === null) return null;
  const { reason, note, askedById, askedAt: at } = row;
  if (actor.kind === 'customer') return { reason: safeHangUpReason(reason), by: null, note: '', at };
  const [asker] = askedById === null ? [] : await accountsByIds(db, [askedById]);
  const isSeen = asker !== undefined && isWithin(asker.path, actor.scopePath);
  return { reason, by: isSeen ? levelRemark(asker) : null, note: isSeen ? note : '', at };
}

function endOf({ reason, by }: HungUp): TraceStep {
  const why = remark(`hung_up.${reason}`);
  const remarks = by === null ? [why] : [why, remark('hung_up.by', { who: figure.remark(by) })];
  return { check: 'hang_up', passed: false, remarks };
}

/** A reseller's are those of everybody below it, too. */
export function callsOf(db: Db, account: AccountNode, isOwnOnly = false): Promise<CallsOf> | CallsOf {
  return account.kind === 'reseller' && !isOwnOnly ? callsOfTree(db, account) : callsOfAccount(account.id);
}

export type CallsAsked = Omit<CallFilter, 'since' | 'view'> & Readonly<{ path: string }>;

/** One page of an account's calls. A reason that lies above what the reader may see becomes the safe one. */
export async function readCalls(db: Db, filter: CallsAsked, actor: Actor) {
  const since = await seenSince(db, filter.path, actor.scopePath);
  const page = await listCalls(db, { ...filter, since, view: await moneyViewOf(db, actor) });
  return { ...page, rows: await withSafeReasons(db, actor, page.rows) };
}

/** Reasons that lie above what the reader may see become the safe ones. */
export async function withSafeReasons(
  db: Db,
  actor: Actor,
  rows: readonly CallRow[],
): Promise<readonly CallRow[]> {
  if (isStaff(actor)) return rows;
  const isShown = await payersWithin(db, actor, rows);
  const levelsOf = ({ accountPath }: CallRow) =>
    idsOfPath(accountPath).filter((id) => isShown.has(id)).length;
  return rows.map((row) => withSafeReasonAbove(row, levelsOf(row)));
}

/** Who of those above these calls, and who made them, is a level that the reader may see. */
async function payersWithin(db: Db, actor: Actor, rows: readonly CallRow[]): Promise<ReadonlySet<bigint>> {
  const ids = new Set(rows.flatMap(({ accountPath }) => idsOfPath(accountPath)));
  const accounts = await accountsByIds(db, [...ids]);
  const seen = accounts.filter(({ kind, resellerType, path }) => {
    const pays = kind === 'customer' || resellerType === 'distributor';
    return pays && isWithin(path, actor.scopePath);
  });
  return new Set(seen.map(({ id }) => id));
}
