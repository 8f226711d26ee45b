/** The interval that an order, a renewal or a payment makes due. */
import type { BillingCalendar } from '../../domain/billing/periods.ts';
import { firstInterval, nextInterval, type Interval } from '../../domain/products/periods.ts';
import type { ProductRow } from '../../postgres/products/products.ts';

type Of = Readonly<{
  product: Pick<ProductRow, 'interval' | 'anchor'>;
  orderDay: number;
  billing: BillingCalendar;
}>;

/** Without an end for what is paid once. */
export type AnyInterval = Omit<Interval, 'to'> & Readonly<{ to: Date | null }>;

/** `isFirst`: it begins at an instant, and else follows another one. */
export function intervalAt(from: Date, { product, orderDay, billing }: Of, isFirst: boolean): AnyInterval {
  const { interval, anchor } = product;
  if (interval === 'once') return { from, to: null, days: 1, daysOfWhole: 1 };
  const calendar = { interval, anchor, orderDay, billing };
  return isFirst ? firstInterval(from, calendar) : nextInterval(from, calendar);
}
