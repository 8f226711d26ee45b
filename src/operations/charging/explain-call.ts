/** One call with its reasons, as far as the reader may see them. */
import { isPermitted, isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { idsOfPath, isWithin } from '../../domain/accounts/tree.ts';
import { explainCall, levelRemark, type Explanation, type TraceStep } from '../../domain/charging/explain.ts';
import type { Viewer } from '../../domain/charging/explained-call.ts';
import type { Frozen } from '../../domain/charging/frozen.ts';
import { safeHangUpReason, type AnyHangUpReason } from '../../domain/charging/hang-ups.ts';
import { safeReason } from '../../domain/charging/reasons.ts';
import { figure, remark, type Remark } from '../../domain/charging/remarks.ts';
import type { SeenMarkUps } from '../../domain/charging/shown-terms.ts';
import { Problem } from '../../domain/problem.ts';
import { seenSince } from '../../postgres/accounts/account-moves.ts';
import { accountsByIds, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { callsOfAccount, callsOfTree, type CallsOf } from '../../postgres/charging/calls-of-tree.ts';
import { hangUpOf } from '../../postgres/charging/hang-ups.ts';
import {
  findCall,
  listCalls,
  type CallDetailRow,
  type CallFilter,
  type CallRow,
} from '../../postgres/charging/list-calls.ts';
import type { Db } from '../../postgres/pool.ts';

export type CallWithReasons = Readonly<{
  call: CallDetailRow;
  explanation: Explanation;
  /** Null for whoever may not see it. */
  carrier: Readonly<{ costMicros: bigint; currency: string }> | null;
  /** Null for a call that nobody here ended. */
  hungUp: HungUp | null;
}>;

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
 * its own. Throws `not_found` for a call outside the reader's tree.
 */
export async function readCall(db: Db, sessionId: string, actor: Actor): Promise<CallWithReasons> {
  const call = await findCall(db, sessionId, actor.scopePath);
  const since = await seenSince(db, call.accountPath, actor.scopePath);
  if (since !== null && call.recordedAt < since) throw new Problem('not_found');
  const frozen = call.frozen as Frozen;
  const { payers = [String(call.accountId)] } = frozen;
  const ids = frozen.levels.length > 0 ? frozen.levels.map(({ accountId }) => accountId) : payers;
  const levels = await visibleLevelsOf(db, ids.map(BigInt), actor);
  const seesCosts = isPermitted(actor, 'carrier_costs:read');
  const explanation = explainCall(
    {
      ...call,
      talkMs: Number(call.talkMs),
      gatewayId: call.gatewayId === null ? null : String(call.gatewayId),
      triedGatewayIds: call.triedGatewayIds.map(String),
      frozen,
    },
    viewerOf(actor, levels, await visibleCommissionsOf(db, frozen, actor)),
  );
  const { carrierCurrency: currency, carrierCostMicros: costMicros } = call;
  const hungUp = await hungUpFor(db, sessionId, actor);
  return {
    call: withSafeReason(call, isStaff(actor) ? Number.MAX_SAFE_INTEGER : levels.length),
    explanation:
      hungUp === null ? explanation : { ...explanation, trace: [...explanation.trace, endOf(hungUp)] },
    hungUp,
    carrier: seesCosts && currency !== null ? { costMicros, currency } : null,
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

/** How far a reader sees, who sees `levels`. */
export function viewerOf(
  actor: Actor,
  levels: readonly Remark[],
  commissions: readonly (Remark | null)[],
): Viewer {
  return {
    levels,
    commissions,
    seesEverybody: isStaff(actor),
    seesCarrier: isPermitted(actor, 'carrier_costs:read'),
    seesMarkUps: markUpsSeenBy(actor),
    seesRemedies: actor.kind !== 'customer',
  };
}

/** As the lists themselves are seen: staff sees everybody's, a reseller its own. */
export function markUpsSeenBy(actor: Actor): SeenMarkUps {
  if (!isPermitted(actor, 'rates:read')) return 'nobody';
  return isStaff(actor) ? 'everybody' : { ownerId: actor.ownerId };
}

/** Who pays, the caller first, as far up as the reader may see them. */
export async function visibleLevelsOf(
  db: Db,
  ids: readonly bigint[],
  actor: Actor,
): Promise<readonly Remark[]> {
  const accounts = new Map((await accountsByIds(db, ids)).map((account) => [account.id, account]));
  const levels: Remark[] = [];
  for (const id of ids) {
    const account = accounts.get(id);
    if (account === undefined || !isWithin(account.path, actor.scopePath)) break;
    levels.push(levelRemark(account));
  }
  return levels;
}

/** Who is credited for a call, in the order of the call; null for whom the reader may not see: itself and whoever is below it. */
export async function visibleCommissionsOf(
  db: Db,
  { commissions = [] }: Frozen,
  actor: Actor,
): Promise<readonly (Remark | null)[]> {
  if (commissions.length === 0 || actor.kind === 'customer') return [];
  const ids = commissions.map(({ accountId }) => BigInt(accountId));
  const accounts = new Map((await accountsByIds(db, ids)).map((account) => [account.id, account]));
  return ids.map((id) => {
    const account = accounts.get(id);
    return account !== undefined && isWithin(account.path, actor.scopePath) ? levelRemark(account) : null;
  });
}

/** A reseller's are those of everybody below it, too. */
export function callsOf(db: Db, account: AccountNode, isOwnOnly = false): Promise<CallsOf> | CallsOf {
  return account.kind === 'reseller' && !isOwnOnly ? callsOfTree(db, account) : callsOfAccount(account.id);
}

export type CallsAsked = Omit<CallFilter, 'since'> & Readonly<{ path: string }>;

/** One page of an account's calls. A reason that lies above what the reader may see becomes the safe one. */
export async function readCalls(db: Db, filter: CallsAsked, actor: Actor) {
  const since = await seenSince(db, filter.path, actor.scopePath);
  const page = await listCalls(db, { ...filter, since });
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
  return rows.map((row) => withSafeReason(row, levelsOf(row)));
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

function withSafeReason<Row extends CallRow>(row: Row, visibleLevels: number): Row {
  const { reason, failedLevel } = row;
  if (reason === null || failedLevel === null || failedLevel < visibleLevels) return row;
  return { ...row, reason: safeReason(reason, failedLevel) };
}
