/** Everything that may be done, as `resource:action`, and which audiences may hold it at all. */

/** Who a permission can be given to: the operator's people, resellers, or customers. */
export type Audience = 'staff' | 'reseller' | 'customer';

const S = ['staff'] as const;
const SR = ['staff', 'reseller'] as const;
const SRC = ['staff', 'reseller', 'customer'] as const;
const C = ['customer'] as const;

type Definition = Readonly<{
  audiences: readonly Audience[];
  /** Without these it could not be used, so that whoever gets it gets them too. */
  needs?: readonly string[];
}>;

/**
 * The catalogue, grouped by resource in the order of the editor. An audience that is not named may never hold the
 * permission, whatever a role says.
 */
export const CATALOGUE = {
  'accounts:read': { audiences: SRC },
  'accounts:create': { audiences: SR, needs: ['accounts:read'] },
  'accounts:edit': { audiences: SR, needs: ['accounts:read'] },
  'accounts:suspend': { audiences: SR, needs: ['accounts:read'] },
  'accounts:close': { audiences: SR, needs: ['accounts:read'] },
  'accounts:move': { audiences: SR, needs: ['accounts:read'] },
  'accounts:import': { audiences: SR, needs: ['accounts:create', 'jobs:read'] },
  'accounts:export': { audiences: SRC, needs: ['accounts:read'] },
  'accounts:change_many': { audiences: SR, needs: ['accounts:edit', 'jobs:read'] },
  'accounts:sign_in_as': { audiences: SR, needs: ['accounts:read'] },
  'accounts:act_as': { audiences: SR, needs: ['accounts:sign_in_as'] },
  'templates:edit': { audiences: SR, needs: ['accounts:create'] },
  'sign_ins:reset': { audiences: SR, needs: ['accounts:read'] },
  'staff:edit': { audiences: S, needs: ['accounts:read', 'roles:read'] },
  'own_account:edit': { audiences: C, needs: ['accounts:read'] },
  'devices:edit': { audiences: SR, needs: ['accounts:read'] },
  'devices:renew': { audiences: SRC, needs: ['accounts:read'] },
  'numbers:edit': { audiences: SRC, needs: ['accounts:read'] },
  'guards:edit': { audiences: SR },
  'mails:read': { audiences: SRC, needs: ['accounts:read'] },
  'audit:read': { audiences: SRC, needs: ['accounts:read'] },
  'jobs:read': { audiences: SR },
  'roles:read': { audiences: SR },
  'roles:edit': { audiences: SR, needs: ['roles:read'] },
  'money:read': { audiences: SRC, needs: ['accounts:read'] },
  'money:pay': { audiences: SR, needs: ['money:read'] },
  'money:correct': { audiences: SR, needs: ['money:read'] },
  'money:transfer': { audiences: SR, needs: ['money:read'] },
  'payments:approve': { audiences: SR, needs: ['money:pay'] },
  'coupons:read': { audiences: SR },
  'coupons:edit': { audiences: SR, needs: ['coupons:read'] },
  'coupons:export': { audiences: SR, needs: ['coupons:read'] },
  'coupons:redeem': { audiences: SRC, needs: ['money:read'] },
  'payments:make': { audiences: SRC, needs: ['money:read'] },
  'card_payments:refund': { audiences: S, needs: ['money:pay'] },
  'payment_gateways:read': { audiences: S },
  'payment_gateways:edit': { audiences: S, needs: ['payment_gateways:read'] },
  'money:credit': { audiences: SR, needs: ['accounts:read'] },
  'documents:read': { audiences: SRC, needs: ['accounts:read'] },
  'documents:issue': { audiences: SR, needs: ['documents:read'] },
  'dunning:read': { audiences: SR, needs: ['documents:read'] },
  'dunning:edit': { audiences: SR, needs: ['dunning:read'] },
  'billing_runs:read': { audiences: S, needs: ['documents:read'] },
  'calls:read': { audiences: SRC, needs: ['accounts:read'] },
  'calls:hang_up': { audiences: SR, needs: ['calls:read'] },
  'carrier_costs:read': { audiences: S },
  'rates:read': { audiences: SR },
  'rates:edit': { audiences: SR, needs: ['rates:read'] },
  'rates:import': { audiences: SR, needs: ['rates:edit'] },
  'rates:assign': { audiences: SR, needs: ['accounts:read'] },
  'products:read': { audiences: SR },
  'products:edit': { audiences: SR, needs: ['products:read'] },
  'subscriptions:read': { audiences: SRC, needs: ['accounts:read'] },
  'subscriptions:order': { audiences: SRC, needs: ['subscriptions:read'] },
  'exchange_rates:read': { audiences: S },
  'exchange_rates:edit': { audiences: S, needs: ['exchange_rates:read'] },
  'localizations:read': { audiences: SR },
  'localizations:edit': { audiences: SR, needs: ['localizations:read'] },
  'dids:read': { audiences: SRC },
  'dids:assign': { audiences: SR, needs: ['dids:read', 'accounts:read'] },
  'dids:edit': { audiences: S, needs: ['dids:assign'] },
  'access_numbers:read': { audiences: SR },
  'access_numbers:edit': { audiences: SR, needs: ['access_numbers:read', 'dids:read'] },
  'carriers:read': { audiences: S },
  'carriers:edit': { audiences: S, needs: ['carriers:read'] },
  'switches:read': { audiences: S },
  'switches:edit': { audiences: S, needs: ['switches:read'] },
  'settings:read': { audiences: SR },
  'settings:edit': { audiences: SR, needs: ['settings:read'] },
  'taxes:edit': { audiences: SR, needs: ['settings:read'] },
  'destination_classes:edit': { audiences: S, needs: ['settings:read'] },
  'mail_server:read': { audiences: S },
  'mail_server:edit': { audiences: S, needs: ['mail_server:read'] },
  'mail_templates:read': { audiences: SR },
  'mail_templates:edit': { audiences: SR, needs: ['mail_templates:read'] },
  'brand_hosts:edit': { audiences: S, needs: ['accounts:read'] },
  'events:read': { audiences: SR, needs: ['money:read', 'documents:read'] },
  'webhooks:read': { audiences: SR, needs: ['events:read'] },
  'webhooks:edit': { audiences: SR, needs: ['webhooks:read'] },
  'api_keys:create': { audiences: SRC },
} as const satisfies Record<string, Definition>;

/** A permission that can be given. */
export type GrantedPermission = keyof typeof CATALOGUE;

/** What a route asks for. `self` is one's own sign-in, which nobody has to be given. */
export type Permission = 'self' | GrantedPermission;

export const PERMISSIONS = Object.keys(CATALOGUE) as readonly GrantedPermission[];

/** Everything that an audience may hold, in the order of the catalogue. */
export function ceilingOf(audience: Audience): readonly GrantedPermission[] {
  return PERMISSIONS.filter((permission) =>
    (CATALOGUE[permission].audiences as readonly Audience[]).includes(audience),
  );
}
