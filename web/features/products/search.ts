/** What the addresses of the pages of products may carry; anything else is dropped. */
import { defined, oneOf, textParam } from '../../ui/search-params.ts';

export const PRODUCT_STATUSES = ['active', 'inactive'] as const;
export const WHO_MAY_ORDER = ['customers', 'resellers'] as const;
export const SUBSCRIPTION_FILTERS = ['open', 'active', 'unpaid', 'ended'] as const;
const TABS = ['subscriptions'] as const;

export type ProductsSearch = {
  tab?: (typeof TABS)[number];
  q?: string;
  offered?: (typeof PRODUCT_STATUSES)[number];
  orders?: (typeof WHO_MAY_ORDER)[number];
  status?: (typeof SUBSCRIPTION_FILTERS)[number];
  /** The id of the product whose subscriptions are listed. */
  product?: string;
  cursor?: string;
};

export function productsSearch(raw: Record<string, unknown>): ProductsSearch {
  return defined({
    tab: oneOf(TABS, raw.tab),
    q: textParam(raw.q, 100),
    offered: oneOf(PRODUCT_STATUSES, raw.offered),
    orders: oneOf(WHO_MAY_ORDER, raw.orders),
    status: oneOf(SUBSCRIPTION_FILTERS, raw.status),
    product: textParam(raw.product, 36),
    cursor: textParam(raw.cursor, 500),
  });
}
