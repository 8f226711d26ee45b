/** Reads of roles. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { role, roleHolderPage, roleList, rolePreview } from '../../../src/schemas/access/roles.ts';
import { get } from '../../api/client.ts';

export type Role = z.output<typeof role>;
export type RolePreview = z.output<typeof rolePreview>;

export type RolesSearch = { q?: string; audience?: Role['audience']; new?: string };

export const rolesQuery = ({ q, audience }: { [K in keyof RolesSearch]?: RolesSearch[K] | undefined }) =>
  queryOptions({
    queryKey: ['roles', 'list', q, audience],
    // All of them are one page.
    queryFn: async ({ signal }) => {
      const { items } = await get<z.output<typeof roleList>>('/roles', { query: { q, audience }, signal });
      return { items, nextCursor: null };
    },
  });

export const roleQuery = (id: string) =>
  queryOptions({
    queryKey: ['roles', 'one', id],
    queryFn: ({ signal }) => get<Role>(`/roles/${encodeURIComponent(id)}`, { signal }),
  });

/** More are counted, not named. */
export const HOLDERS_MAX = 50;

export const holdersQuery = (id: string) =>
  queryOptions({
    queryKey: ['roles', 'one', id, 'accounts'],
    queryFn: ({ signal }) =>
      get<z.output<typeof roleHolderPage>>(`/roles/${encodeURIComponent(id)}/accounts`, {
        query: { limit: HOLDERS_MAX },
        signal,
      }),
  });
