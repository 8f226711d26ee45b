/** Named sets of permissions: what belongs into one, who may hand it out, and what a change of it does. */
import { BUILT_IN_NAMES, type BuiltInRole } from './built-in-names.ts';
import { CATALOGUE, ceilingOf, PERMISSIONS, type Audience, type GrantedPermission } from './catalogue.ts';

/** Customers have no roles: what they may do is the same for all. */
export const ROLE_AUDIENCES = ['staff', 'reseller'] as const satisfies readonly Audience[];
export type RoleAudience = (typeof ROLE_AUDIENCES)[number];

export type RoleValues = Readonly<{
  name: string;
  description: string;
  permissions: readonly GrantedPermission[];
}>;

/** Bounds the list of the form; a role more is refused. */
export const ROLES_MAX = 200;

/** What was chosen, with everything it needs, in the order of the catalogue. */
export function withNeeded(chosen: readonly GrantedPermission[]): readonly GrantedPermission[] {
  const all = new Set<string>();
  const add = (permission: string) => {
    if (all.has(permission)) return;
    all.add(permission);
    for (const needed of neededBy(permission as GrantedPermission)) add(needed);
  };
  chosen.forEach(add);
  return PERMISSIONS.filter((permission) => all.has(permission));
}

/** Those without which the permission could not be used. */
export function neededBy(permission: GrantedPermission): readonly GrantedPermission[] {
  const definition: Readonly<{ audiences: readonly Audience[]; needs?: readonly GrantedPermission[] }> =
    CATALOGUE[permission];
  return definition.needs ?? [];
}

/** Those that an audience may not hold, whatever a role says. */
export function beyondCeiling(
  audience: Audience,
  permissions: readonly GrantedPermission[],
): readonly GrantedPermission[] {
  const ceiling = new Set<string>(ceilingOf(audience));
  return permissions.filter((permission) => !ceiling.has(permission));
}

/** Those that somebody would hand out without holding them: nobody may. */
export function notHeld(
  holder: Readonly<{ permissions: ReadonlySet<string> }>,
  permissions: Iterable<string>,
): readonly string[] {
  return [...permissions].filter((permission) => !holder.permissions.has(permission));
}

export type RoleDifference = Readonly<{
  added: readonly GrantedPermission[];
  removed: readonly GrantedPermission[];
}>;

/** What the holders of a role gain and lose. */
export function differenceOf(
  before: readonly GrantedPermission[],
  after: readonly GrantedPermission[],
): RoleDifference {
  return {
    added: after.filter((permission) => !before.includes(permission)),
    removed: before.filter((permission) => !after.includes(permission)),
  };
}

const READS_MONEY = [
  'accounts:read',
  'accounts:export',
  'audit:read',
  'money:read',
  'documents:read',
  'dunning:read',
  'calls:read',
  'carrier_costs:read',
  'rates:read',
  'products:read',
  'subscriptions:read',
  'exchange_rates:read',
] as const;

/**
 * What has come since somebody last saved a role, as far as its audience may hold it: whoever chose its permissions
 * could not choose these.
 */
export function newPermissions(
  role: Readonly<{
    audience: RoleAudience;
    permissions: readonly string[];
    knownPermissions: readonly string[];
  }>,
): readonly GrantedPermission[] {
  const known = new Set([...role.permissions, ...role.knownPermissions]);
  return ceilingOf(role.audience).filter((permission) => !known.has(permission));
}

/**
 * What a new operator begins with. `builtIn` names each for ever: while nobody has changed it, it holds what stands here,
 * also after an update. Changed, it is a role like any other.
 */
export const STARTING_ROLES: readonly (RoleValues &
  Readonly<{ audience: RoleAudience; builtIn: BuiltInRole }>)[] = [
  {
    audience: 'staff',
    builtIn: 'full_access',
    name: BUILT_IN_NAMES.full_access,
    description: 'Everything that the operator may do.',
    permissions: ceilingOf('staff'),
  },
  {
    audience: 'staff',
    builtIn: 'support',
    name: BUILT_IN_NAMES.support,
    description:
      'Helps customers: accounts, phones, numbers and sign-ins. Sees money and prices, changes neither.',
    permissions: withNeeded([
      'accounts:create',
      'accounts:edit',
      'accounts:suspend',
      'sign_ins:reset',
      'devices:edit',
      'devices:renew',
      'numbers:edit',
      'mails:read',
      'audit:read',
      'money:read',
      'coupons:redeem',
      'documents:read',
      'dunning:read',
      'calls:read',
      'rates:read',
      'products:read',
      'subscriptions:order',
      'localizations:read',
      'dids:assign',
    ]),
  },
  {
    audience: 'staff',
    builtIn: 'finance',
    name: BUILT_IN_NAMES.finance,
    description: 'Payments, invoices, corrections, credit, guards and exchange rates.',
    permissions: withNeeded([
      ...READS_MONEY,
      'mails:read',
      'money:pay',
      'card_payments:refund',
      'payment_gateways:read',
      'money:correct',
      'money:transfer',
      'payments:approve',
      'coupons:edit',
      'coupons:export',
      'coupons:redeem',
      'money:credit',
      'documents:issue',
      'dunning:edit',
      'guards:edit',
      'rates:assign',
      'products:edit',
      'subscriptions:order',
      'exchange_rates:edit',
    ]),
  },
  {
    audience: 'staff',
    builtIn: 'finance_read_only',
    name: BUILT_IN_NAMES.finance_read_only,
    description: 'Reads money, calls and prices, with what carriers cost.',
    permissions: withNeeded(READS_MONEY),
  },
  {
    audience: 'staff',
    builtIn: 'rates_and_carriers',
    name: BUILT_IN_NAMES.rates_and_carriers,
    description: 'Price lists, carriers, numbers and rule sets.',
    permissions: withNeeded([
      'accounts:read',
      'calls:read',
      'carrier_costs:read',
      'rates:import',
      'rates:assign',
      'exchange_rates:edit',
      'localizations:edit',
      'dids:edit',
      'access_numbers:edit',
      'carriers:edit',
      'switches:read',
    ]),
  },
  {
    audience: 'reseller',
    builtIn: 'reseller_without_prices',
    name: BUILT_IN_NAMES.reseller_without_prices,
    description: 'Sells to customers at prices that are set from above.',
    permissions: ceilingOf('reseller').filter(
      // Which list a customer has is no price of its own.
      (permission) => permission === 'rates:assign' || !/^(rates|localizations|roles):/.test(permission),
    ),
  },
];
