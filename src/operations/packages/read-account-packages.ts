/** The packages of an account, with what is left of each in the period that counts now. */
import type pg from 'pg';
import { isPermitted, type Actor } from '../../domain/accounts/actor.ts';
import { allowanceAt, isInForce, leftSeconds, type Allowance } from '../../domain/packages/allowance.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import {
  allowancesOfAccount,
  listAssignments,
  type AssignmentRow,
} from '../../postgres/packages/assignments.ts';
import { listPackages } from '../../postgres/packages/packages.ts';
import { sellerOf } from '../../postgres/packages/seller.ts';
import type { Db } from '../../postgres/pool.ts';
import { withSnapshot } from '../../postgres/snapshot.ts';
import { isSoldWithin } from './sold-within.ts';

export type PackageLeft = Readonly<{
  assignment: AssignmentRow;
  allowance: Allowance;
  leftSeconds: number;
  isInForce: boolean;
}>;

export type AccountPackages = Readonly<{
  items: readonly PackageLeft[];
  offered: readonly Readonly<{ id: string; name: string }>[];
}>;

/** Throws `not_found`, and `account_has_no_wallet`. */
export function readAccountPackages(
  reads: pg.Pool,
  actor: Actor,
  accountId: string,
  now: Date,
): Promise<AccountPackages> {
  return withSnapshot(reads, async (db) => {
    const node = await findAccount(db, accountId, actor.scopePath);
    const seller = await sellerOf(db, node.id);
    const assignments = await listAssignments(db, node.id, now);
    const allowances = await allowancesOfAccount(db, node.id, now);
    const mayAssign = isPermitted(actor, 'rates:assign') && isSoldWithin(seller, actor);
    return {
      items: assignments.map((assignment) => leftOf(assignment, allowances, now)),
      offered: mayAssign ? await offeredBy(db, seller.id, now) : [],
    };
  });
}

/** Of a package that is over, of the last moment at which it counted. */
function leftOf(
  assignment: AssignmentRow,
  allowances: ReadonlyMap<string, Allowance>,
  now: Date,
): PackageLeft {
  const { id, packageId, validFrom, validTo, timezone, monthDay, period, includedSeconds } = assignment;
  const [fromMs, toMs] = [validFrom.getTime(), validTo?.getTime() ?? null];
  const calendar = { id, packageId, timezone, monthDay, fromMs, toMs };
  const atMs = Math.max(fromMs, toMs === null ? now.getTime() : Math.min(now.getTime(), toMs - 1));
  const allowance = allowanceAt(allowances, { period, includedSeconds }, calendar, atMs);
  const isUsable = assignment.status === 'active' && assignment.isOfSeller;
  return {
    assignment,
    allowance,
    leftSeconds: leftSeconds(allowance),
    isInForce: isUsable && isInForce(calendar, now.getTime()),
  };
}

async function offeredBy(db: Db, sellerId: bigint, now: Date) {
  const packages = await listPackages(db, sellerId, now);
  return packages.filter(({ status }) => status === 'active').map(({ publicId: id, name }) => ({ id, name }));
}
