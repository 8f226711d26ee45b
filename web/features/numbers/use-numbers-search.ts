import { useNavigate, useSearch } from '@tanstack/react-router';
import { defined } from '../../ui/search-params.ts';
import type { NumbersSearch } from './search.ts';

type Change = { [K in keyof NumbersSearch]?: NumbersSearch[K] | undefined };

/** Search, filters, page and open form of the tab that is shown stand in the address. */
export function useNumbersSearch() {
  const search = useSearch({ from: '/signed-in/numbers' });
  const navigate = useNavigate({ from: '/numbers' });
  const change = (next: Change) =>
    void navigate({
      search: (now) => defined({ ...now, cursor: undefined, ...next }) as NumbersSearch,
      replace: next.q !== undefined && search.q !== undefined,
    });
  const clear = () => void navigate({ search: ({ tab }) => defined({ tab }) as NumbersSearch });
  return { search, change, clear };
}
