import type { TFunction } from 'i18next';
import { BUILT_IN_NAMES } from '../../src/domain/access/built-in-names.ts';

const KEYS: ReadonlyMap<string, string> = new Map(
  Object.entries(BUILT_IN_NAMES).map(([key, name]) => [name, key]),
);

/** A role that came with the program in the reader's language, any other as it was written. */
export function roleNameText(name: string, t: TFunction): string {
  const key = KEYS.get(name);
  return key === undefined ? name : t(`roleName.${key}`);
}
