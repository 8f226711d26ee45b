import { useState } from 'react';
import type { ListSearch } from '../search.ts';

const NOTHING: ReadonlySet<string> = new Set();

/** The rows that are chosen, across pages; another search or filter begins anew, for its rows would not be seen. */
export function useSelection({ q, kind, status }: ListSearch) {
  const scope = JSON.stringify([q, kind, status]);
  const [state, setState] = useState({ scope, selected: NOTHING });
  const selected = state.scope === scope ? state.selected : NOTHING;
  const select = (keys: readonly string[], isOn: boolean) => {
    const next = new Set(selected);
    for (const key of keys) {
      if (isOn) next.add(key);
      else next.delete(key);
    }
    setState({ scope, selected: next });
  };
  return { selected, select, clear: () => setState({ scope, selected: NOTHING }) };
}
