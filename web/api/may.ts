/** What the signed-in account may do, for what the panel shows. The server decides again, with every request. */
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Permission } from '../../src/domain/access/catalogue.ts';
import { actorQuery, type Actor } from './actor.ts';

export type { Permission };

/** Whether the account holds the permission, or any one of several. */
export function holds(
  actor: Actor | null | undefined,
  permission: Permission | readonly Permission[],
): boolean {
  const anyOf = typeof permission === 'string' ? [permission] : permission;
  return anyOf.some((each) => actor?.permissions.includes(each) ?? false);
}

/** `holds`, of whoever is signed in. */
export function useMay(): (permission: Permission | readonly Permission[]) => boolean {
  const { data: actor } = useQuery(actorQuery);
  return useCallback((permission) => holds(actor, permission), [actor]);
}
