/** Where a page of the panel begins when the address says nothing more. */
import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import type { Actor } from '../api/actor.ts';
import { holds } from '../api/may.ts';
import { viewsQuery } from '../features/accounts/api.ts';
import { listSearch, type ListSearch } from '../features/accounts/search.ts';
import { needs } from './route-parts.ts';

/** Where somebody begins: the accounts, or else the first thing that it may see. */
export function firstPage(actor: Actor) {
  if (holds(actor, 'accounts:read')) return { to: '/accounts', search: {} } as const;
  if (holds(actor, 'rates:read')) return { to: '/rates', search: {} } as const;
  if (holds(actor, ['carriers:read', 'switches:read'])) return { to: '/carriers', search: {} } as const;
  if (holds(actor, ['dids:read', 'access_numbers:read'])) return { to: '/numbers', search: {} } as const;
  if (holds(actor, 'settings:read')) return { to: '/settings', search: {} } as const;
  return { to: '/security' } as const;
}

/** A list that is asked for nothing opens as its reader wants it to. */
export async function openDefaultView(
  asked: Readonly<{ context: Readonly<{ queryClient: QueryClient; actor: Actor }>; search: ListSearch }>,
): Promise<void> {
  needs('accounts:read')(asked);
  if (Object.values(asked.search).some((value) => value !== undefined)) return;
  // A list without its views is a list all the same.
  const views = await asked.context.queryClient.ensureQueryData(viewsQuery).catch(() => null);
  const view = views?.items.find(({ isDefault }) => isDefault);
  const search = view === undefined ? {} : listSearch(view.search);
  if (Object.keys(search).length > 0) throw redirect({ to: '/accounts', search, replace: true });
}
