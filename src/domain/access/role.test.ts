/** The catalogue agrees with itself, and roles hold what they need and nothing beyond their audience. */
import { expect, test } from 'vitest';
import { CATALOGUE, ceilingOf, PERMISSIONS, type Audience, type GrantedPermission } from './catalogue.ts';
import {
  beyondCeiling,
  differenceOf,
  neededBy,
  newPermissions,
  notHeld,
  STARTING_ROLES,
  withNeeded,
} from './role.ts';

const audiencesOf = (permission: GrantedPermission): readonly Audience[] => CATALOGUE[permission].audiences;

test.each(PERMISSIONS)(
  '%s is resource:action, and all who may hold it may hold what it needs',
  (permission) => {
    expect(permission).toMatch(/^[a-z_]+:[a-z_]+$/);
    for (const needed of neededBy(permission)) {
      expect(PERMISSIONS).toContain(needed);
      expect(audiencesOf(needed)).toEqual(expect.arrayContaining([...audiencesOf(permission)]));
    }
  },
);

test('what carriers cost, carriers and staff are for staff alone', () => {
  const others = [...ceilingOf('reseller'), ...ceilingOf('customer')];
  for (const permission of PERMISSIONS.filter((each) =>
    /^(carrier|switches|exchange|mail_server|staff)/.test(each),
  ))
    expect(others).not.toContain(permission);
});

test('a choice brings what it needs, and what that needs', () => {
  expect(withNeeded(['money:pay'])).toEqual(['accounts:read', 'money:read', 'money:pay']);
  expect(withNeeded([])).toEqual([]);
  expect(withNeeded(withNeeded(['dids:edit']))).toEqual(withNeeded(['dids:edit']));
});

test('beyond the ceiling, not held, gained and lost', () => {
  expect(beyondCeiling('reseller', ['accounts:read', 'carriers:read'])).toEqual(['carriers:read']);
  expect(notHeld({ permissions: new Set(['rates:read']) }, ['rates:read', 'rates:edit'])).toEqual([
    'rates:edit',
  ]);
  expect(differenceOf(['rates:read', 'calls:read'], ['rates:read', 'money:read'])).toEqual({
    added: ['money:read'],
    removed: ['calls:read'],
  });
});

test('new is what came after a role was saved, for its audience, and what it does not hold yet', () => {
  const knownPermissions = PERMISSIONS.filter((each) => !/^(taxes|destination_classes|money):/.test(each));
  const role = { permissions: ['money:read'], knownPermissions } as const;
  expect(newPermissions({ ...role, audience: 'reseller' })).toEqual([
    'money:pay',
    'money:correct',
    'money:transfer',
    'money:credit',
    'taxes:edit',
  ]);
  expect(newPermissions({ ...role, audience: 'staff' }).at(-1)).toBe('destination_classes:edit');
  expect(newPermissions({ audience: 'staff', permissions: [], knownPermissions: PERMISSIONS })).toEqual([]);
});

test('the program names each of its roles once', () => {
  expect(new Set(STARTING_ROLES.map(({ builtIn }) => builtIn)).size).toBe(STARTING_ROLES.length);
});

test.each(STARTING_ROLES.map((role) => [role.name, role] as const))(
  'the starting role %s is complete and within its audience',
  (_name, { audience, permissions }) => {
    expect(withNeeded(permissions)).toEqual(permissions);
    expect(beyondCeiling(audience, permissions)).toEqual([]);
  },
);
