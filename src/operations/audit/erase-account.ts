/** Erases what is personal of a closed account, for good. Its number, money and calls stay in the books. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { erasingObstacles } from '../../domain/accounts/erasing.ts';
import type { Finding } from '../../domain/accounts/findings.ts';
import { CORRECTED_WITHIN_MS } from '../../domain/accounts/moving.ts';
import { findAccount, lockAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { lastCallSince } from '../../postgres/accounts/move-account.ts';
import {
  erasePersonalData,
  erasingFacts,
  maskCallsOf,
  type ErasingFacts,
} from '../../postgres/audit/erase-account.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import { withTransaction, type Db } from '../../postgres/pool.ts';
import { refuseBlocked } from '../accounts/refuse-blocked.ts';
import type { Context } from '../context.ts';
import { recordAudit } from './record-audit.ts';

/** Masking so many takes about a second, and nobody else waits for it. */
const MASKED_AT_ONCE = 5000;

export type ErasurePreview = Readonly<{ obstacles: readonly Finding[]; facts: ErasingFacts }>;

/** Who asks; a command of the machine has no account. `scopePath` is where the account has to be. */
export type Eraser = Readonly<{
  scopePath: string;
  accountId: bigint | null;
  via: Actor['via'] | 'system';
  address: string;
}>;

/** Throws `not_found`. */
export async function previewErasure(
  db: Db,
  { scopePath }: Pick<Eraser, 'scopePath'>,
  publicId: string,
  now: Date,
): Promise<ErasurePreview> {
  return look(db, await findAccount(db, publicId, scopePath), now);
}

/**
 * Numbers of calls are masked first, some at a time; everything else is one transaction. Killed in between, it can be done
 * again. Throws `not_found`, and `change_is_blocked` with everything that stands in the way.
 */
export async function eraseAccount(
  context: Pick<Context, 'pool' | 'now'>,
  eraser: Eraser,
  publicId: string,
  reason = '',
): Promise<void> {
  const { pool } = context;
  const node = await findAccount(pool, publicId, eraser.scopePath);
  refuseBlocked((await look(pool, node, context.now())).obstacles, 'account');
  while ((await withTransaction(pool, (tx) => maskCallsOf(tx, node.id, MASKED_AT_ONCE))) === MASKED_AT_ONCE);
  await withTransaction(pool, async (tx) => {
    const locked = await lockAccount(tx, publicId, eraser.scopePath, 'update');
    const now = context.now();
    refuseBlocked((await look(tx, locked, now)).obstacles, 'account');
    await erasePersonalData(tx, locked.id, now);
    await recordAudit(tx, eraser, {
      accountId: locked.id,
      action: 'account.erased',
      reason,
      happenedAt: now,
    });
  });
}

async function look(db: Db, { id, kind, status, path }: AccountNode, now: Date): Promise<ErasurePreview> {
  const facts = await erasingFacts(db, id);
  const wallet = await walletOfAccount(db, id);
  const lastCallAt = await lastCallSince(db, path, new Date(now.getTime() - CORRECTED_WITHIN_MS));
  const { erasedAt } = facts;
  return { facts, obstacles: erasingObstacles({ kind, status, erasedAt, wallet, lastCallAt }) };
}
