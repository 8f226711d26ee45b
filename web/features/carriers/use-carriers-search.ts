import { useNavigate, useSearch } from '@tanstack/react-router';
import { defined } from '../../ui/search-params.ts';
import type { CarriersSearch } from './search.ts';

type Change = { [K in keyof CarriersSearch]?: CarriersSearch[K] | undefined };

/** Search, page and open form of the tab that is shown stand in the address. */
export function useCarriersSearch() {
  const search = useSearch({ from: '/signed-in/carriers' });
  const navigate = useNavigate({ from: '/carriers' });
  const change = (next: Change) =>
    void navigate({
      search: (now) => defined({ ...now, cursor: undefined, ...next }) as CarriersSearch,
      replace: next.q !== undefined && search.q !== undefined,
    });
  const clear = () => void navigate({ search: ({ tab }) => defined({ tab }) as CarriersSearch });
  return { search, change, clear };
}
