import type { ReactNode } from 'react';
import { useMay, type Permission } from '../api/may.ts';

/** What only those see who may do it. */
export function Allowed({
  to,
  children,
}: Readonly<{ to: Permission | readonly Permission[]; children: ReactNode }>) {
  return useMay()(to) ? children : null;
}
