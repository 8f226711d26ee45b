/** The permissions of a role in the sections of its page. */
import type { GrantedPermission } from '../../../src/domain/access/catalogue.ts';

export const SECTIONS = {
  accounts: [
    'accounts:read',
    'accounts:create',
    'accounts:edit',
    'accounts:suspend',
    'accounts:close',
    'accounts:move',
    'accounts:import',
    'accounts:export',
    'accounts:change_many',
    'templates:edit',
    'mails:read',
    'audit:read',
    'jobs:read',
  ],
  people: [
    'sign_ins:reset',
    'accounts:sign_in_as',
    'accounts:act_as',
    'staff:edit',
    'roles:read',
    'roles:edit',
    'api_keys:create',
  ],
  phones: [
    'devices:edit',
    'devices:renew',
    'numbers:edit',
    'dids:read',
    'dids:assign',
    'dids:edit',
    'access_numbers:read',
    'access_numbers:edit',
  ],
  money: [
    'money:read',
    'money:pay',
    'money:correct',
    'money:transfer',
    'exchange_rates:read',
    'exchange_rates:edit',
  ],
  calls: ['calls:read', 'calls:hang_up', 'carrier_costs:read'],
  prices: ['rates:read', 'rates:edit', 'rates:import', 'localizations:read', 'localizations:edit'],
  carriers: ['carriers:read', 'carriers:edit', 'switches:read', 'switches:edit'],
  settings: [
    'settings:read',
    'settings:edit',
    'taxes:edit',
    'destination_classes:edit',
    'mail_server:read',
    'mail_server:edit',
    'brand_hosts:edit',
  ],
} as const satisfies Record<string, readonly GrantedPermission[]>;

export type Section = keyof typeof SECTIONS;
