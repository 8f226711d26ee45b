/** What the address of the overdue accounts may carry. */
import { defined, oneOf, textParam } from '../../../ui/search-params.ts';

export const OVERDUE_STATES = ['suspended', 'calling', 'exempt'] as const;

export type OverdueSearch = {
  q?: string;
  state?: (typeof OVERDUE_STATES)[number];
  /** A reseller whose book it is. */
  issuer?: string;
  cursor?: string;
};

export function overdueSearch(raw: Record<string, unknown>): OverdueSearch {
  return defined({
    q: textParam(raw.q, 100),
    state: oneOf(OVERDUE_STATES, raw.state),
    issuer: textParam(raw.issuer, 36),
    cursor: textParam(raw.cursor, 500),
  });
}
