/** What somebody may do who looks at the panel as an account below. */
import type { Permission } from './catalogue.ts';

/** A session as somebody else is short: whoever needs it longer says so again. */
export const SIGN_IN_AS_MINUTES = 15;

/**
 * Changes that may be made as somebody else, with leave to change. Money, credit, guards, credentials, staff, roles and
 * work on many accounts are never among them: they are done in one's own name or not at all. So no account is made, which
 * has a password, and no phone or address of one, which calls on the money of the account. Nor are price lists and
 * localizations: they say what each later call costs and which number it goes to, and staff changes anybody's in its own name
 * where it may at all; whoever is above a reseller may not touch the reseller's, and would, by looking as it.
 */
const CHANGES: ReadonlySet<string> = new Set<Permission>([
  'accounts:edit',
  'accounts:suspend',
  'own_account:edit',
  'numbers:edit',
  'dids:assign',
  'access_numbers:edit',
]);

/** What a customer may do with its own account needs this of whoever does it instead. */
const NEEDED_INSTEAD: Partial<Record<Permission, Permission>> = { 'own_account:edit': 'accounts:edit' };

/** Never more than the account may, never more than whoever looks may, and only reading unless changes were asked for. */
export function permissionsAs(
  account: ReadonlySet<Permission>,
  impersonator: ReadonlySet<Permission>,
  mayChange: boolean,
): ReadonlySet<Permission> {
  const held = [...account].filter((permission) => {
    if (permission === 'self') return true;
    const isAllowed = permission.endsWith(':read') || (mayChange && CHANGES.has(permission));
    return isAllowed && impersonator.has(NEEDED_INSTEAD[permission] ?? permission);
  });
  return new Set(held);
}
