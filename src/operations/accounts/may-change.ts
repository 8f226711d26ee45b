/** Whose accounts an actor may change at all, and which permission each part of a change takes. */
import { demand, type Actor } from '../../domain/accounts/actor.ts';
import type { AccountChange } from '../../domain/accounts/new-account.ts';
import { Problem } from '../../domain/problem.ts';
import type { AccountNode } from '../../postgres/accounts/find-account.ts';

/**
 * Throws `not_permitted` for one's own account unless one runs this Tollbook, for the operator's, and for staff
 * without `staff:edit`; `not_found` for providers, which have routes of their own.
 */
export function checkMayChange(actor: Actor, node: AccountNode): void {
  const isOwn = node.id === actor.accountId;
  if (isOwn && actor.kind !== 'operator' && actor.kind !== 'admin')
    throw new Problem('not_permitted', { detail: 'Your own account is changed by whoever is above you.' });
  if (node.kind === 'operator' && actor.kind !== 'operator') throw new Problem('not_permitted');
  if (node.kind === 'provider') throw new Problem('not_found');
  if (!isOwn && (node.kind === 'admin' || node.kind === 'sub_admin')) demand(actor, 'staff:edit');
}

/** Whose sign-in an actor may end or reset: what `checkMayChange` lets through, and never one's own. */
export function checkMayChangeSignIn(actor: Actor, node: AccountNode): void {
  checkMayChange(actor, node);
  if (node.id === actor.accountId)
    throw new Problem('not_permitted', { detail: 'Your own sign-in is under /me.' });
}

/** Throws `not_permitted` and names the first permission that a part of the change lacks. */
export function demandForChange(
  actor: Actor,
  { status, panelAccess, reason: _why, ...rest }: AccountChange,
): void {
  if (status !== undefined) demand(actor, status === 'closed' ? 'accounts:close' : 'accounts:suspend');
  const { password, ...access } = panelAccess ?? {};
  if (password !== undefined) demand(actor, 'sign_ins:reset');
  const isEdited = [...Object.values(rest), ...Object.values(access)].some((part) => part !== undefined);
  if (isEdited) demand(actor, 'accounts:edit');
}
