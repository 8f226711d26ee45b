import type { TFunction } from 'i18next';
import { STARTING_ROLES } from '../../../src/domain/access/role.ts';
import { roleNameText } from '../../ui/role-name.ts';
import type { Role } from './api.ts';

/** What a role is called and for: those that came with the program in the reader's language, others as they were written. */
export function roleWords(
  { isBuiltIn, name, description }: Pick<Role, 'isBuiltIn' | 'name' | 'description'>,
  t: TFunction,
): Readonly<{ name: string; description: string }> {
  const own = isBuiltIn ? STARTING_ROLES.find((role) => role.name === name) : undefined;
  if (own === undefined) return { name, description };
  return {
    name: roleNameText(name, t),
    description: t(`roles.descriptionOf.${own.builtIn}`, { defaultValue: description }),
  };
}
