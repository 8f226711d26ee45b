/** How far whoever reads a call may see. */
import { isPermitted, isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { levelRemark } from '../../domain/charging/explain.ts';
import type { Viewer } from '../../domain/charging/explained-call.ts';
import type { Frozen } from '../../domain/charging/frozen.ts';
import { safeReason } from '../../domain/charging/reasons.ts';
import type { Remark } from '../../domain/charging/remarks.ts';
import type { SeenMarkUps } from '../../domain/charging/shown-terms.ts';
import { seenSince } from '../../postgres/accounts/account-moves.ts';
import { accountsByIds } from '../../postgres/accounts/find-account.ts';
import type { MoneyView } from '../../postgres/charging/call-money.ts';
import { callById, type CallDetailRow, type CallRow } from '../../postgres/charging/list-calls.ts';
import type { Db } from '../../postgres/pool.ts';

/** Null for a call outside the reader's tree, and for what its account did before it came into it. */
export async function seenCall(
  db: Db,
  sessionId: string,
  actor: Actor,
  view?: MoneyView,
): Promise<CallDetailRow | null> {
  const call = await callById(db, sessionId, actor.scopePath, view);
  if (call === null) return null;
  const since = await seenSince(db, call.accountPath, actor.scopePath);
  return since !== null && call.recordedAt < since ? null : call;
}

/** Who pays for a call, or would have, the caller first. */
export function payerIdsOf(call: Pick<CallDetailRow, 'accountId' | 'frozen'>): readonly bigint[] {
  const { levels, payers = [String(call.accountId)] } = call.frozen as Frozen;
  return (levels.length > 0 ? levels.map(({ accountId }) => accountId) : payers).map(BigInt);
}

/** How far a reader sees, who sees `levels`. */
export function viewerOf(
  actor: Actor,
  levels: readonly Remark[],
  commissions: readonly (Remark | null)[],
  forbids: Remark | null = null,
): Viewer {
  return {
    levels,
    forbids,
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

/** Whoever above the caller forbids the call; null for nobody, and for somebody whom the reader may not see. */
export async function visibleForbidderOf(db: Db, { failed }: Frozen, actor: Actor): Promise<Remark | null> {
  if (failed?.accountId === undefined) return null;
  const [account] = await accountsByIds(db, [BigInt(failed.accountId)]);
  return account !== undefined && isWithin(account.path, actor.scopePath) ? levelRemark(account) : null;
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

/** A reason that lies above the levels that the reader sees becomes the safe one. */
export function withSafeReason<Row extends CallRow>(row: Row, actor: Actor, levels: readonly Remark[]): Row {
  return withSafeReasonAbove(row, isStaff(actor) ? Number.MAX_SAFE_INTEGER : levels.length);
}

/** The same by how many levels are seen. */
export function withSafeReasonAbove<Row extends CallRow>(row: Row, visibleLevels: number): Row {
  const { reason, failedLevel } = row;
  if (reason === null || failedLevel === null || failedLevel < visibleLevels) return row;
  return { ...row, reason: safeReason(reason, failedLevel) };
}
