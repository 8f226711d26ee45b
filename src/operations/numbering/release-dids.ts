/** Takes its numbers from an account that is being closed. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import type { AccountNode } from '../../postgres/accounts/find-account.ts';
import { freeNumbersOf, giveNumbersUp } from '../../postgres/numbering/dids-of-account.ts';
import type { Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';

/** More numbers than these are counted in the timeline, not named. */
const NAMED_MAX = 10;

/**
 * The caller has locked the account, which has no open accounts below it. Numbers that it used are free for their
 * owners again; those that it owned belong to whoever is above it.
 */
export async function releaseDids(
  tx: Tx,
  actor: Actor,
  { id: accountId, parentId }: Pick<AccountNode, 'id' | 'parentId'>,
  happenedAt: Date,
): Promise<void> {
  const used = await freeNumbersOf(tx, accountId);
  const owned = parentId === null ? [] : await giveNumbersUp(tx, { ownerId: accountId, parentId });
  const numbers = [...new Set([...used, ...owned])];
  if (numbers.length === 0) return;
  const named = numbers.slice(0, NAMED_MAX).join(', ');
  const before = numbers.length > NAMED_MAX ? `${named} … (${numbers.length})` : named;
  const changes = differencesOf({ 'dids.number': before }, {});
  await recordAudit(tx, actor, { accountId, action: 'item.removed', changes, happenedAt });
}
