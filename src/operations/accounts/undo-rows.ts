/** Takes back what a job made: removes the accounts that nothing happened on, and closes the others. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import { lockAccountsToChange } from '../../postgres/accounts/find-account.ts';
import { closeAccounts, removeAccounts } from '../../postgres/accounts/remove-accounts.ts';
import { eraseTimelineOf } from '../../postgres/audit/erase-account.ts';
import { madeAccounts, madeRows, type MadeAccount } from '../../postgres/jobs/job-accounts.ts';
import type { JobRow } from '../../postgres/jobs/jobs.ts';
import { lockWallets } from '../../postgres/ledger/wallets.ts';
import { problemOfDatabaseError } from '../../postgres/problem-of-database-error.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordAudit, recordAuditOfMany } from '../audit/record-audit.ts';
import { releaseDids } from '../numbering/release-dids.ts';
import type { JobContext, Report } from '../jobs/run-jobs.ts';

const BATCH = 200;
const LISTED_MAX = 1000;

export type UndoneAccount = Readonly<{
  number: string;
  reason: 'posted' | 'called' | 'has_accounts' | 'in_use';
}>;
export type UndoneResult = Readonly<{
  removed: number;
  closed: number;
  closedAccounts: readonly UndoneAccount[];
}>;

/** Works through the accounts that are still there and open, so that an interrupted job goes on where it was. */
export async function undoRows(
  context: JobContext,
  actor: Actor,
  job: JobRow,
  report: Report,
  keep: (result: UndoneResult) => void,
): Promise<void> {
  const undoesId = known(job.undoesId, 'the job that is undone');
  const made = await madeAccounts(context.pool, undoesId);
  const accounts = made.filter((account) => isUndoable(account, actor));
  const total = Math.max(job.total, accounts.length);
  const before = total - accounts.length;
  for (let start = 0; start < accounts.length; start += BATCH) {
    await report('undoing', before + start, total);
    await undoBatch(context, actor, undoesId, accounts.slice(start, start + BATCH));
  }
  await report('undoing', total, total);
  // Counted at the end, so that a job that was interrupted tells the whole of it.
  const left = await madeAccounts(context.pool, undoesId);
  const closed = left.filter(({ status }) => status === 'closed');
  keep({
    removed: (await madeRows(context.pool, undoesId)).size - left.length,
    closed: closed.length,
    closedAccounts: closed.slice(0, LISTED_MAX).map(({ number, keptBecause }) => ({
      number,
      reason: keptBecause ?? 'in_use',
    })),
  });
}

/** Open, and not moved out of the actor's sight since. */
export function isOpen({ status, path }: MadeAccount, { scopePath }: Actor): boolean {
  return status !== 'closed' && isWithin(path, scopePath);
}

/** A reseller stays while accounts below it are open, as whoever closes it by hand is told. */
export function isUndoable(account: MadeAccount, actor: Actor): boolean {
  return isOpen(account, actor) && account.openAccounts === 0;
}

/**
 * What happened on an account is read under the lock of its wallet: a call or a payment that comes at this
 * moment is either seen, or finds no wallet any more.
 */
async function undoBatch(
  context: JobContext,
  actor: Actor,
  undoesId: bigint,
  accounts: readonly MadeAccount[],
): Promise<void> {
  try {
    await withTransaction(context.pool, async (tx) => {
      const now = await lockUndoable(tx, actor, undoesId, accounts);
      const used = now.filter(({ keptBecause }) => keptBecause !== null);
      await closeUsed(tx, context, actor, used);
      await removeUnused(
        tx,
        context,
        actor,
        now.filter(({ keptBecause }) => keptBecause === null),
      );
    });
  } catch (error) {
    // Something was given to one of them since: a caller ID, a network, a DID.
    if (problemOfDatabaseError(error)?.code !== 'in_use') throw error;
    if (accounts.length === 1)
      return withTransaction(context.pool, async (tx) =>
        closeUsed(tx, context, actor, await lockUndoable(tx, actor, undoesId, accounts)),
      );
    const half = Math.ceil(accounts.length / 2);
    await undoBatch(context, actor, undoesId, accounts.slice(0, half));
    await undoBatch(context, actor, undoesId, accounts.slice(half));
  }
}

/** Those that can be taken back, locked with their wallets: nothing is made below them, posted or called any more. */
async function lockUndoable(
  tx: Tx,
  actor: Actor,
  undoesId: bigint,
  accounts: readonly MadeAccount[],
): Promise<readonly MadeAccount[]> {
  const ids = accounts.map(({ id }) => id);
  await lockAccountsToChange(tx, ids);
  await lockWallets(
    tx,
    accounts.flatMap(({ walletId }) => walletId ?? []),
  );
  return (await madeAccounts(tx, undoesId, ids)).filter(
    ({ path, openAccounts }) => isWithin(path, actor.scopePath) && openAccounts === 0,
  );
}

async function closeUsed(
  tx: Tx,
  context: JobContext,
  actor: Actor,
  accounts: readonly MadeAccount[],
): Promise<void> {
  const happenedAt = context.now();
  const open = accounts.filter(({ status }) => status !== 'closed');
  await closeAccounts(
    tx,
    open.map(({ id }) => id),
    happenedAt,
  );
  for (const { id, parentId, status } of open) {
    const changes = [{ field: 'status', before: status, after: 'closed' }];
    await recordAudit(tx, actor, { accountId: id, action: 'account.changed', changes, happenedAt });
    const data = { before: status, after: 'closed' };
    await insertEvents(tx, [{ type: 'account.status_changed', accountId: id, happenedAt, data }]);
    await releaseDids(tx, actor, { id, parentId }, happenedAt);
  }
}

async function removeUnused(
  tx: Tx,
  context: JobContext,
  actor: Actor,
  accounts: readonly MadeAccount[],
): Promise<void> {
  await removeAccounts(tx, accounts);
  const accountIds = accounts.map(({ id }) => id);
  await eraseTimelineOf(tx, accountIds);
  await recordAuditOfMany(tx, actor, { accountIds, action: 'account.removed', happenedAt: context.now() });
}
