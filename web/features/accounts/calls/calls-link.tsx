import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CallFilters } from './search.ts';

/** A number that opens the calls that it counts. */
export function CallsLink({ filters, children }: Readonly<{ filters: CallFilters; children: ReactNode }>) {
  return (
    <Link className="tb-number-link" to="/calls" search={filters}>
      {children}
    </Link>
  );
}
