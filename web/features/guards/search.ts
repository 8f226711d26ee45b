/** What the address of the page may carry. */
import { defined, textParam } from '../../ui/search-params.ts';

export type GuardsSearch = {
  /** Id: whom the events are about. */
  account?: string;
  /** Only those that block an account now. */
  blocking?: 'true';
  cursor?: string;
};

export function guardsSearch(raw: Record<string, unknown>): GuardsSearch {
  return defined({
    account: textParam(raw.account, 64),
    blocking: raw.blocking === 'true' ? ('true' as const) : undefined,
    cursor: textParam(raw.cursor, 500),
  });
}
