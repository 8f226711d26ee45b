/** Which permission each field of an account takes to be changed. */
import type { GrantedPermission } from '../access/catalogue.ts';

/**
 * By path; every other field takes `accounts:edit`. An e-mail address is where a new password goes, and a PIN is one;
 * credit, and what calls cost or bring, are money.
 */
const OWN: Readonly<Record<string, GrantedPermission>> = {
  'panelAccess.email': 'sign_ins:reset',
  'panelAccess.password': 'sign_ins:reset',
  'panelAccess.pin': 'sign_ins:reset',
  'panelAccess.revokeApiKeys': 'sign_ins:reset',
  'billing.accountType': 'money:credit',
  'billing.creditLimit': 'money:credit',
  'billing.rateGroupId': 'rates:assign',
  'billing.nonCliRateGroupId': 'rates:assign',
  'settings.localCallRate': 'rates:assign',
  'resellerTerms.type': 'rates:assign',
  'resellerTerms.commissionPercent': 'rates:assign',
};

/** What changing a field of an account takes: `field` is its path in the API, such as "billing.creditLimit". */
export function permissionToChange(field: string): GrantedPermission {
  return OWN[field] ?? 'accounts:edit';
}
