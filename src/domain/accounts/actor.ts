/** Who asks, what part of the tree it sees, and what it may do there. */

export type AccountKind = 'operator' | 'admin' | 'sub_admin' | 'reseller' | 'customer' | 'provider';

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
  mustChangePassword: boolean;
  /** Its session does nothing before it has a second factor. */
  mustEnrolSecondFactor: boolean;
  /** How it proved who it is. Writes with a cookie are checked for their origin. */
  via: 'session' | 'api_key';
  /** Where the request came from, for the timeline. */
  address: string;
}>;

/** What a route asks for. Each route names one; a route without one cannot be registered. */
export type Permission =
  | 'self' // one's own sign-in, password and API keys
  | 'accounts:read'
  | 'accounts:write'
  | 'numbers:write' // speed dials, blocked prefixes and caller IDs, also the holder's own
  | 'devices:renew' // a new SIP password, also for the holder's own phones
  | 'holder:write' // what a customer keeps up to date itself
  | 'money:write'
  | 'rates:read'
  | 'rates:write'
  | 'operator:read' // providers, trunks, switches, exchange rates, verify
  | 'operator:write';

const OF_STAFF: readonly Permission[] = [
  'self',
  'accounts:read',
  'accounts:write',
  'numbers:write',
  'devices:renew',
  'money:write',
  'rates:read',
  'rates:write',
  'operator:read',
  'operator:write',
];

/**
 * Deny by default. A sub-admin does what its role grants and nothing else; without roles that is its
 * own sign-in only. Providers do not sign in.
 */
const PERMISSIONS: Readonly<Record<AccountKind, readonly Permission[]>> = {
  operator: OF_STAFF,
  admin: OF_STAFF,
  sub_admin: ['self'],
  reseller: [
    'self',
    'accounts:read',
    'accounts:write',
    'numbers:write',
    'devices:renew',
    'money:write',
    'rates:read',
    'rates:write',
  ],
  customer: ['self', 'accounts:read', 'numbers:write', 'devices:renew', 'holder:write'],
  provider: [],
};

/** Says whether accounts of this kind may do `permission` at all; the tree narrows it further. */
export function isPermitted(kind: AccountKind, permission: Permission): boolean {
  return PERMISSIONS[kind].includes(permission);
}

/** Everything that accounts of this kind may do; the panel shows what it may. */
export function permissionsOf(kind: AccountKind): readonly Permission[] {
  return PERMISSIONS[kind];
}

/** Says whether the actor works for the operator with full rights. */
export function isStaff(actor: Readonly<{ kind: AccountKind }>): boolean {
  return actor.kind === 'operator' || actor.kind === 'admin';
}
