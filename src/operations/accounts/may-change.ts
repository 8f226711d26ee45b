/** Whose accounts an actor may change at all. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import type { AccountNode } from '../../postgres/accounts/find-account.ts';

/** Throws `not_permitted` for one's own account and the operator's, `not_found` for providers, which have routes of their own. */
export function checkMayChange(actor: Actor, node: AccountNode): void {
  const isOwn = node.id === actor.accountId;
  if (isOwn && !isStaff(actor))
    throw new Problem('not_permitted', { detail: 'Your own account is changed by whoever is above you.' });
  if (node.kind === 'operator' && actor.kind !== 'operator') throw new Problem('not_permitted');
  if (node.kind === 'provider') throw new Problem('not_found');
}

/** Whose sign-in an actor may end or reset: what `checkMayChange` lets through, and never one's own. */
export function checkMayChangeSignIn(actor: Actor, node: AccountNode): void {
  checkMayChange(actor, node);
  if (node.id === actor.accountId)
    throw new Problem('not_permitted', { detail: 'Your own sign-in is under /me.' });
}
