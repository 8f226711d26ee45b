/** Moves an account below another reseller, or directly below whoever asks, with everything below it. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import { lockAccount, lockAccountById, findAccount } from '../../postgres/accounts/find-account.ts';
import { loadAccount } from '../../postgres/accounts/load-account.ts';
import {
  changeRateGroup,
  changeSellerTerms,
  insertMove,
  lockCatalogue,
  lockMoves,
  lockSubtree,
  lockWalletsOf,
  moveSubtree,
  moveWalletTo,
} from '../../postgres/accounts/move-account.ts';
import { ensureIssuerAccounts, ensureLedgerAccount } from '../../postgres/ledger/ledger-accounts.ts';
import { lockBilling } from '../../postgres/billing/insert-documents.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import { endForeignAssignments } from '../../postgres/packages/assignments.ts';
import type { Db, Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { billWallets } from '../billing/bill-wallets.ts';
import { checkCommissions } from './check-commissions.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { accountFields } from './account-fields.ts';
import { checkMovable, planMove, targetOf, type AskedMove, type MovePlan } from './plan-move.ts';
import { refuseBlocked } from './refuse-blocked.ts';

/** What the move would do. Throws `not_found`, `not_permitted`, `account_has_no_wallet` and `invalid_input`. */
export async function previewMove(
  db: Db,
  actor: Actor,
  publicId: string,
  asked: AskedMove,
  now: Date,
): Promise<MovePlan> {
  const node = await findAccount(db, publicId, actor.scopePath);
  checkMovable(actor, node);
  return planMove(db, { node, parent: await targetOf(db, actor, asked), asked, now });
}

/**
 * Moves in one transaction, under the locks of everything that a call, a payment, a new account or another move would
 * need. Throws what the preview throws, and `change_is_blocked` with everything that stands in the way. Moving an account
 * to where it is changes nothing.
 */
export async function moveAccount(
  context: Context,
  actor: Actor,
  publicId: string,
  asked: AskedMove & Readonly<{ reason: string }>,
  idempotencyKey: string | null,
): Promise<void> {
  const once = {
    principalId: actor.accountId,
    route: 'POST /accounts/{id}/move',
    key: idempotencyKey,
    content: {
      publicId,
      ...asked,
      rateGroupId: asked.rateGroupId ?? null,
      hasRateGroup: asked.rateGroupId !== undefined,
    },
  };
  await runOnce(context, context.now(), once, async (tx) => {
    await lockMoves(tx);
    const node = await lockAccount(tx, publicId, actor.scopePath, 'update');
    checkMovable(actor, node);
    const ids = await lockSubtree(tx, node.path);
    // Shared: it must not be closed meanwhile, and others may make accounts below it.
    const parent = await lockAccountById(tx, (await targetOf(tx, actor, asked)).id);
    const wallet = await walletOfAccount(tx, node.id);
    if (wallet !== null) await lockBilling(tx, [wallet.id]);
    await lockCatalogue(tx);
    await lockWalletsOf(tx, ids);
    const now = context.now();
    const plan = await planMove(tx, { node, parent, asked, now });
    if (!plan.isThere) {
      refuseBlocked(plan.obstacles, 'parentId');
      await move(tx, actor, plan, { ids, now, reason: asked.reason });
    }
    return { ok: true };
  });
}

async function move(
  tx: Tx,
  actor: Actor,
  plan: MovePlan,
  { ids, now, reason }: Readonly<{ ids: readonly bigint[]; now: Date; reason: string }>,
): Promise<void> {
  const { node, row, parent } = plan;
  const oldWalletId = known(row.walletId, 'the wallet that moves');
  // What comes to nothing together stands in the way of no move, and has its document too.
  const asItIs = { isWanted: true, isLast: true, runId: null, actorId: actor.accountId };
  if (plan.isNewIssuer) await billWallets(tx, [oldWalletId], { ...asItIs, now, until: now });
  const newPath = await moveSubtree(tx, { node, ids, parent });
  if (row.resellerType === 'commission') await checkCommissions(tx, node.id);
  const newWalletId = plan.isNewIssuer ? await openInNewBook(tx, plan, oldWalletId) : oldWalletId;
  if (plan.isNewIssuer) {
    await changeSellerTerms(tx, { accountId: node.id, rateGroupId: plan.rateGroupId, cliPool: plan.cliPool });
    await endForeignAssignments(tx, node.id, now);
  } else if (plan.rateGroupId !== row.rateGroupInternalId) {
    await changeRateGroup(tx, node.id, plan.rateGroupId);
  }
  const movedBy = actor.accountId;
  await insertMove(tx, {
    accountId: node.id,
    movedAt: now,
    movedBy,
    oldPath: node.path,
    newPath,
    oldWalletId,
    newWalletId,
  });
  const after = known(await loadAccount(tx, node.id), 'the account that was moved');
  // Numbers of resellers above say nothing to whoever may not see them, so the timeline names those two only.
  const numberOf = (id: bigint | null) => (id === null ? null : (plan.names.get(id)?.number ?? null));
  const changes = differencesOf(
    { ...accountFields(row), parent: numberOf(node.parentId) },
    { ...accountFields(after), parent: numberOf(parent.id) },
  );
  await recordAudit(tx, actor, {
    accountId: node.id,
    action: 'account.moved',
    changes,
    reason,
    happenedAt: now,
  });
}

/** The wallet in the new seller's book, and the house accounts that its movements need there. */
async function openInNewBook(tx: Tx, { node, row, seller }: MovePlan, oldWalletId: bigint): Promise<bigint> {
  const currency = known(row.currency, 'the currency of a wallet');
  const issuerId = seller.id;
  await ensureIssuerAccounts(tx, { issuerId, currency });
  const id = await ensureLedgerAccount(tx, { issuerId, kind: 'wallet', currency, holderId: node.id });
  await moveWalletTo(tx, oldWalletId, { id, issuerId });
  return id;
}
