/** Who asks, what part of the tree it sees, and what it may do there. */
import { ceilingOf, type Audience, type Permission } from '../access/catalogue.ts';
import { Problem, type FieldError } from '../problem.ts';

export type AccountKind = 'operator' | 'admin' | 'sub_admin' | 'reseller' | 'customer' | 'provider';

/** Whoever signed in as somebody below. */
export type Impersonator = Readonly<{
  accountId: bigint;
  number: string;
  mayChange: boolean;
  endsAt: Date;
}>;

export type Actor = Readonly<{
  accountId: bigint;
  publicId: string;
  kind: AccountKind;
  number: string;
  /** Everything the actor may see has a path that starts with this: '/1/7/'. */
  scopePath: string;
  /** Under whom the actor's rate groups, taxes and settings are kept: the operator, or the reseller itself. */
  ownerId: bigint;
  operatorId: bigint;
  /** What it may do, as its role was when the request came in. */
  permissions: ReadonlySet<Permission>;
  mustChangePassword: boolean;
  /** Its session does nothing before it has a second factor. */
  mustEnrolSecondFactor: boolean;
  /** An API key with chosen scopes: it reads its owner's sign-in and never changes it. */
  isNarrowed: boolean;
  /** How it proved who it is. Writes with a cookie are checked for their origin. */
  via: 'session' | 'api_key';
  /** Who really asks, when it looks at the panel as this account. */
  impersonator: Impersonator | null;
  /** Where the request came from, for the timeline. */
  address: string;
}>;

/** Which permissions an account of this kind can hold at all; null: it does not sign in. */
export function audienceOf(kind: AccountKind): Audience | null {
  if (kind === 'provider') return null;
  return kind === 'reseller' || kind === 'customer' ? kind : 'staff';
}

/**
 * Everything an account may do. Deny by default: a role gives what stands in it and its audience may hold; without a
 * role a sub-admin only signs in, and everybody else does all that its audience may.
 */
export function permissionsOf(
  kind: AccountKind,
  rolePermissions: readonly string[] | null,
): ReadonlySet<Permission> {
  const audience = audienceOf(kind);
  if (audience === null) return new Set();
  const ceiling = ceilingOf(audience);
  if (rolePermissions === null) return new Set(kind === 'sub_admin' ? ['self'] : ['self', ...ceiling]);
  return new Set(['self', ...ceiling.filter((permission) => rolePermissions.includes(permission))]);
}

/** Says whether the actor holds the permission; the tree narrows it further. */
export function isPermitted({ permissions }: Pick<Actor, 'permissions'>, permission: Permission): boolean {
  return permissions.has(permission);
}

/** Throws `not_permitted` and names what is missing; `not_while_signed_in_as` to whoever looks as somebody else. */
export function demand(
  actor: Pick<Actor, 'permissions'> & Partial<Pick<Actor, 'impersonator'>>,
  permission: Permission,
): void {
  if (isPermitted(actor, permission)) return;
  throw lacking(actor, `This needs the permission ${permission}.`);
}

/** Whoever looks as somebody else hears that it is not done in another's name, not to ask for a permission. */
export function lacking(
  { impersonator = null }: Partial<Pick<Actor, 'impersonator'>>,
  detail: string,
  errors: readonly FieldError[] = [],
): Problem {
  return impersonator === null
    ? new Problem('not_permitted', { detail, ...(errors.length > 0 && { errors }) })
    : new Problem('not_while_signed_in_as', { detail: IN_ONES_OWN_NAME });
}

const IN_ONES_OWN_NAME =
  'Money, credit, guards, sign-ins, keys, phones and settings are changed in one’s own name only. Go back first.';

/** Says whether the account works for the operator, and so in the whole tree. */
export function isStaff({ kind }: Readonly<{ kind: AccountKind }>): boolean {
  return audienceOf(kind) === 'staff';
}
