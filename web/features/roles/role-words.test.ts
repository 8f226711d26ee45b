import { expect, test } from 'vitest';
import { STARTING_ROLES } from '../../../src/domain/access/role.ts';
import { ar } from '../../locales/ar.ts';
import { de } from '../../locales/de.ts';
import { en } from '../../locales/en.ts';
import { rolesAr } from '../../locales/roles.ar.ts';
import { rolesDe } from '../../locales/roles.de.ts';
import { rolesEn } from '../../locales/roles.en.ts';

test('every role of the program has its words in each language; in English they are those of the program', () => {
  const names = STARTING_ROLES.map(({ builtIn, name }) => [builtIn, name]);
  const descriptions = STARTING_ROLES.map(({ builtIn, description }) => [builtIn, description]);
  expect(en.roleName).toEqual(Object.fromEntries(names));
  expect(rolesEn.roles.descriptionOf).toEqual(Object.fromEntries(descriptions));
  for (const words of [ar.roleName, de.roleName, rolesAr.roles.descriptionOf, rolesDe.roles.descriptionOf])
    expect(Object.keys(words)).toEqual(names.map(([builtIn]) => builtIn));
});
