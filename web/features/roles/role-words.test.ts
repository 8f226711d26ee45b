import { expect, test } from 'vitest';
import { STARTING_ROLES } from '../../../src/domain/access/role.ts';
import { rolesAr } from '../../locales/roles.ar.ts';
import { rolesDe } from '../../locales/roles.de.ts';
import { rolesEn } from '../../locales/roles.en.ts';

test('every role of the program has its words in each language; in English they are those of the program', () => {
  const words = STARTING_ROLES.map(({ builtIn, name, description }) => [builtIn, { name, description }]);
  expect(rolesEn.roles.ofProgram).toEqual(Object.fromEntries(words));
  for (const { roles } of [rolesDe, rolesAr])
    expect(Object.keys(roles.ofProgram)).toEqual(words.map(([builtIn]) => builtIn));
});
