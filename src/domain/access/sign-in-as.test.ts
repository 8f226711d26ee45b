/** Looking as somebody else never widens anything, and never reaches money or credentials. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PERMISSIONS, type Permission } from './catalogue.ts';
import { permissionsAs } from './sign-in-as.ts';

const ALL: ReadonlySet<Permission> = new Set(['self', ...PERMISSIONS]);
const anySet = fc
  .subarray([...PERMISSIONS])
  .map((some): ReadonlySet<Permission> => new Set(['self', ...some]));

test('it is never more than both hold, and without leave to change it is reading', () => {
  fc.assert(
    fc.property(anySet, anySet, fc.boolean(), (account, impersonator, mayChange) => {
      for (const permission of permissionsAs(account, impersonator, mayChange)) {
        expect(account.has(permission)).toBe(true);
        const own = permission === 'own_account:edit' ? 'accounts:edit' : permission;
        expect(impersonator.has(own)).toBe(true);
        if (!mayChange) expect(permission).toMatch(/^self$|:read$/);
      }
    }),
  );
});

test('money, credit, guards, credentials, staff, roles, prices, routes and work on many stay out of reach', () => {
  const reached = [...permissionsAs(ALL, ALL, true)];
  const forbidden =
    /^(money|guards|settings|templates|devices|sign_ins|staff|api_keys|roles|jobs|mail_server|brand_hosts|switches|carriers|rates|exchange_rates|localizations|taxes|emergency_numbers):(?!read$)|:(create|assign|renew|import|export|change_many|move|close|sign_in_as|act_as)$/;
  // Which account has a number is neither.
  expect(reached.filter((permission) => forbidden.test(permission))).toEqual(['dids:assign']);
  expect(reached).toContain('numbers:edit');
  expect(permissionsAs(new Set(['own_account:edit']), new Set(['accounts:read']), true).size).toBe(0);
});
