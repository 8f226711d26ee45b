/** What an account has for as long as a subscription is paid: the minutes of a package, and calls to a number. */
import { fieldProblem } from '../../domain/problem.ts';
import { lockCatalogue } from '../../postgres/accounts/move-account.ts';
import { setDidUnpaid, updateAssignment } from '../../postgres/numbering/dids.ts';
import {
  ASSIGNMENTS_MAX,
  countAssignments,
  endAssignmentNow,
  hasPackageWithin,
  insertAssignmentRow,
} from '../../postgres/packages/assignments.ts';
import { setAssignment, type SubscriptionRow } from '../../postgres/products/subscriptions.ts';
import type { Tx } from '../../postgres/pool.ts';
import { writeAsSystem } from '../../postgres/wall.ts';

type Served = Pick<SubscriptionRow, 'id' | 'accountId' | 'assignmentId' | 'didId'>;

/**
 * Begins, or begins anew. Call it before money is moved: the catalogue is locked before wallets. Throws `invalid_input` at `field` when
 * the account has the package at the same time, or as many packages as it may have.
 */
export async function startService(
  tx: Tx,
  subscription: Served,
  { packageId, from, field }: Readonly<{ packageId: bigint | null; from: Date; field: string }>,
): Promise<void> {
  const { id, accountId, didId } = subscription;
  if (packageId !== null) {
    await lockCatalogue(tx);
    const values = { accountId, packageId, from, to: null };
    if (await hasPackageWithin(tx, values)) {
      const message = 'The account has the package of this product at the same time already.';
      throw fieldProblem(field, 'listed_already', message);
    }
    if ((await countAssignments(tx, accountId)) >= ASSIGNMENTS_MAX)
      throw fieldProblem(field, 'too_many', `An account has at most ${ASSIGNMENTS_MAX} packages.`);
    await setAssignment(tx, id, await insertAssignmentRow(tx, values));
  }
  if (didId !== null) await writeAsSystem(tx, () => setDidUnpaid(tx, didId, false));
}

/** It waits for money: nothing is free, and calls to its number are refused; the account keeps the number. */
export async function pauseService(tx: Tx, { id, assignmentId, didId }: Served, at: Date): Promise<void> {
  if (assignmentId !== null) {
    await endAssignmentNow(tx, assignmentId, at);
    await setAssignment(tx, id, null);
  }
  if (didId !== null) await writeAsSystem(tx, () => setDidUnpaid(tx, didId, true));
}

/** For good: the number is free again. */
export async function endService(
  tx: Tx,
  { assignmentId, didId }: Served,
  { at, keepsNumber }: Readonly<{ at: Date; keepsNumber: boolean }>,
): Promise<void> {
  if (assignmentId !== null) await endAssignmentNow(tx, assignmentId, at);
  if (didId !== null && !keepsNumber) await writeAsSystem(tx, () => updateAssignment(tx, didId, null));
}
