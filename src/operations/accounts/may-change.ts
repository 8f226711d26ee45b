/** Whose accounts an actor may change at all, and which permission each part of a change takes. */
import {
  demand,
  isPermitted,
  lacking,
  permissionsOf,
  type AccountKind,
  type Actor,
} from '../../domain/accounts/actor.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { notHeld } from '../../domain/access/role.ts';
import type { AccountChange } from '../../domain/accounts/new-account.ts';
import type { Permission } from '../../domain/access/catalogue.ts';
import { permissionToChange } from '../../domain/accounts/change-permissions.ts';
import { Problem, type FieldError } from '../../domain/problem.ts';
import type { AccountNode } from '../../postgres/accounts/find-account.ts';

/**
 * Throws `not_permitted` for one's own account unless one runs this Tollbook, for the operator's, and for staff without
 * `staff:edit` or that may do more than the actor; `not_found` for providers, which have routes of their own.
 */
export function checkMayChange(actor: Actor, node: AccountNode): void {
  const isOwn = node.id === actor.accountId;
  if (isOwn && actor.kind !== 'operator' && actor.kind !== 'admin')
    throw new Problem('not_permitted', { detail: 'Your own account is changed by whoever is above you.' });
  if (node.kind === 'operator' && actor.kind !== 'operator') throw new Problem('not_permitted');
  if (node.kind === 'provider') throw new Problem('not_found');
  if (isOwn || !isOfStaff(node)) return;
  demand(actor, 'staff:edit');
  refuseMorePowerful(actor, node);
}

/**
 * Whose sign-in an actor may end or reset: what `checkMayChange` lets through, never one's own, and nobody's who may do
 * more than the actor: whoever sets a password can sign in with it.
 */
export function checkMayChangeSignIn(actor: Actor, node: AccountNode): void {
  checkMayChange(actor, node);
  if (node.id === actor.accountId)
    throw new Problem('not_permitted', { detail: 'Your own sign-in is under /me.' });
  refuseMorePowerful(actor, node);
}

/** Whether `checkMayChangeSignIn` lets the actor through. */
export function mayChangeSignIn(actor: Actor, node: AccountNode): boolean {
  try {
    checkMayChangeSignIn(actor, node);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** Throws `not_permitted` and names the permissions that parts of the change lack, each at its field. */
export function demandForChange(
  actor: Actor,
  { status, reason: _why, ...groups }: AccountChange,
  node: AccountNode | null = null,
): void {
  const { password, email } = groups.panelAccess ?? {};
  const isOther = node !== null && node.id !== actor.accountId;
  if (isOther && (password !== undefined || email !== undefined)) refuseMorePowerful(actor, node);
  // Whoever may change staff may change all of it: `checkMayChange` asked for that.
  if (isOther && isOfStaff(node)) return;
  if (status !== undefined) demand(actor, status === 'closed' ? 'accounts:close' : 'accounts:suspend');
  const missing = fieldsOf(groups).flatMap((field) => {
    const permission = permissionToChange(field);
    return isPermitted(actor, permission) ? [] : [{ field, permission }];
  });
  if (missing.length === 0) return;
  const permissions = [...new Set(missing.map(({ permission }) => permission))].join(', ');
  throw lacking(
    actor,
    `This needs ${permissions.includes(',') ? 'the permissions' : 'the permission'} ${permissions}.`,
    missing.map(({ field, permission }) => lacksPermission(field, permission)),
  );
}

/** The paths of what is given, such as "billing.creditLimit". */
function fieldsOf(groups: object): readonly string[] {
  return Object.entries(groups).flatMap(([group, values]: [string, object | undefined]) =>
    Object.entries(values ?? {}).flatMap(([field, value]) =>
      value === undefined ? [] : [`${group}.${field}`],
    ),
  );
}

function lacksPermission(field: string, permission: Permission): FieldError {
  const message = `Leave this out, or ask for the permission ${permission}.`;
  return { field, code: 'not_permitted', message };
}

function isOfStaff({ kind }: AccountNode): boolean {
  return kind === 'admin' || kind === 'sub_admin';
}

/** What the account may do and the actor may not. What customers may do is theirs alone, and no more than anybody's. */
function moreThan(actor: Actor, node: AccountNode): readonly string[] {
  return node.kind === 'customer' ? [] : notHeld(actor, permissionsOf(node.kind, node.rolePermissions));
}

function refuseMorePowerful(actor: Actor, node: AccountNode): void {
  const more = moreThan(actor, node);
  if (more.length === 0) return;
  throw new Problem('not_permitted', { detail: `This account may do more than you: ${more.join(', ')}.` });
}

/** Never upwards, never sideways: customers and resellers below, with the permission. */
export function maySignInAs(
  actor: Actor,
  account: Readonly<{ accountId: bigint; kind: AccountKind; path: string }>,
): boolean {
  const isBelow = isWithin(account.path, actor.scopePath) && account.accountId !== actor.accountId;
  const isOfTrade = account.kind === 'customer' || account.kind === 'reseller';
  return isBelow && isOfTrade && isPermitted(actor, 'accounts:sign_in_as');
}
