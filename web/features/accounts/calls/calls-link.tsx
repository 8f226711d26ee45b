import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CallFilters } from './search.ts';

/** A number that opens the calls that it counts; an amount opens them with their amounts, which add up to it. */
export function CallsLink({
  filters,
  isMoney = false,
  children,
}: Readonly<{ filters: CallFilters; isMoney?: boolean; children: ReactNode }>) {
  return (
    <Link className="tb-number-link" to="/calls" search={isMoney ? { ...filters, show: 'money' } : filters}>
      {children}
    </Link>
  );
}
