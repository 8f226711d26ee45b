/** What closing an account would do, and what stands in its way. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { closingNotes, closingObstacles } from '../../domain/accounts/closing.ts';
import type { Finding } from '../../domain/accounts/findings.ts';
import {
  attachedTo,
  countOpenAccounts,
  openAccountsBelow,
  type Attached,
  type NamedAccount,
} from '../../postgres/accounts/closing-facts.ts';
import { findAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { walletOfAccount, type WalletRow } from '../../postgres/ledger/wallets.ts';
import { countEndingCalls } from '../../postgres/charging/live-calls.ts';
import type { Db } from '../../postgres/pool.ts';
import { notBilledOf } from '../billing/not-billed.ts';
import { checkMayChange } from './may-change.ts';

export type ClosingPreview = Readonly<{
  obstacles: readonly Finding[];
  notes: readonly Finding[];
  wallet: WalletRow | null;
  attached: Attached;
  openAccounts: Readonly<{ count: number; first: readonly NamedAccount[] }>;
}>;

/** Reads the preview. Throws `not_found`, and `not_permitted` for accounts that the actor may not change. */
export async function previewClosing(
  db: Db,
  actor: Actor,
  publicId: string,
  now: Date,
): Promise<ClosingPreview> {
  const node = await findAccount(db, publicId, actor.scopePath);
  checkMayChange(actor, node);
  const wallet = await walletOfAccount(db, node.id);
  const attached = await attachedTo(db, node.id, now);
  const count = await countOpenAccounts(db, node.id);
  const first = count === 0 ? [] : await openAccountsBelow(db, node.id);
  return {
    obstacles: closingObstacles(closingOf(actor, node, count)),
    notes: closingNotes({
      ...attached,
      currency: wallet?.currency ?? null,
      balanceMicros: wallet?.balanceMicros ?? 0n,
      notBilledMicros:
        wallet === null
          ? 0n
          : await notBilledOf(db, { walletId: wallet.id, balanceMicros: wallet.balanceMicros }),
      ...(await countEndingCalls(db, [node.id])),
    }),
    wallet,
    attached,
    openAccounts: { count, first },
  };
}

/** Why a locked account cannot be closed now: the same question that the preview asks. */
export async function obstaclesToClosing(
  db: Db,
  actor: Actor,
  node: AccountNode,
): Promise<readonly Finding[]> {
  return closingObstacles(closingOf(actor, node, await countOpenAccounts(db, node.id)));
}

function closingOf(actor: Actor, { id, kind, status }: AccountNode, openAccounts: number) {
  return { kind, status, isOwn: id === actor.accountId, openAccounts };
}
