/** Which role an account gets: one that its maker owns, that fits it, and that may do no more than its maker. */
import { audienceOf, permissionsOf, type AccountKind, type Actor } from '../../domain/accounts/actor.ts';
import { notHeld } from '../../domain/access/role.ts';
import type { FieldError } from '../../domain/problem.ts';
import { roleOfAccount, roleOrNull } from '../../postgres/access/roles.ts';
import type { Db } from '../../postgres/pool.ts';

const FIELD = 'panelAccess.roleId';

type Giver = Pick<Actor, 'ownerId' | 'permissions'>;

/** The internal id of the role of a new account; adds an error when it cannot have it. null = it has none. */
export async function roleOfNewAccount(
  db: Db,
  giver: Giver,
  kind: AccountKind,
  roleId: string | null,
  errors: FieldError[],
): Promise<bigint | null> {
  // Customers have none, and what they may do is given to nobody in particular.
  if (kind === 'customer') return null;
  const role = roleId === null ? null : await roleOrNull(db, giver.ownerId, roleId);
  if (roleId !== null && (role === null || role.audience !== audienceOf(kind))) {
    errors.push({
      field: FIELD,
      code: 'not_found',
      message: 'Choose one of your roles for this kind of account.',
    });
    return null;
  }
  const more = notHeld(giver, permissionsOf(kind, role?.permissions ?? null));
  if (more.length === 0) return role?.id ?? null;
  const message =
    role === null
      ? 'Choose a role: without one this account could do more than you.'
      : 'This role may do more than you. Choose another one.';
  errors.push({ field: FIELD, code: role === null ? 'required' : 'not_held', message });
  return null;
}

/** The same of an account that exists. What it has may stay, also one that somebody above gave it. */
export async function roleOfChangedAccount(
  db: Db,
  actor: Actor,
  account: Readonly<{ id: bigint; kind: AccountKind; roleId: bigint | null; rolePublicId: string | null }>,
  asked: string | null | undefined,
  errors: FieldError[],
): Promise<bigint | null> {
  const { id, kind, roleId, rolePublicId } = account;
  if (asked === undefined || asked === rolePublicId) return roleId;
  const refuse = (code: string, message: string) => {
    errors.push({ field: FIELD, code, message });
    return roleId;
  };
  if (kind === 'customer' || kind === 'operator')
    return refuse('not_applicable', 'This account has no role.');
  if (id === actor.accountId) return refuse('own_role', 'Your own role is given to you by somebody else.');
  const owner = await roleOfAccount(db, id);
  if (owner !== null && owner.ownerId !== actor.ownerId && !owner.ownerPath.startsWith(actor.scopePath))
    return refuse('given_from_above', 'This role was given by somebody above you, and stays.');
  return roleOfNewAccount(db, actor, kind, asked, errors);
}
