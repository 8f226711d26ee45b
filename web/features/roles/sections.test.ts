/** The page of a role has every permission once, with its words. */
import { expect, test } from 'vitest';
import { ceilingOf, PERMISSIONS } from '../../../src/domain/access/catalogue.ts';
import { rolesEn } from '../../locales/roles.en.ts';
import { keyOfPermission } from '../../ui/permission-text.ts';
import { SECTIONS } from './sections.ts';

test('what staff and resellers may hold stands in one section each, and has words', () => {
  const shown = Object.values(SECTIONS).flat();
  expect([...shown].sort()).toEqual([...new Set([...ceilingOf('staff'), ...ceilingOf('reseller')])].sort());
  // Those that customers alone hold can be chosen for their API keys.
  expect(Object.keys(rolesEn.roles.can).sort()).toEqual(PERMISSIONS.map(keyOfPermission).sort());
});
