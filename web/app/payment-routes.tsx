/** Routes of money that comes in. */
import { createRoute } from '@tanstack/react-router';
import { cardPaymentsSearch, pendingSearch, returnSearch } from '../features/payments/search.ts';
import { signedIn } from './entry-routes.tsx';
import { needs, only, page } from './route-parts.ts';

const pendingPayments = createRoute({
  getParentRoute: () => signedIn,
  path: '/pending-payments',
  validateSearch: only(pendingSearch),
  beforeLoad: needs(['payments:approve', 'money:pay', 'money:correct']),
  component: page('payments', () => import('../features/payments/pending-page.tsx'), 'PendingPaymentsPage'),
});

const cardPayments = createRoute({
  getParentRoute: () => signedIn,
  path: '/card-payments',
  validateSearch: only(cardPaymentsSearch),
  // A customer has its own on its own page.
  beforeLoad: needs('money:read', { isForCustomers: false }),
  component: page(
    'cardStaff',
    () => import('../features/payments/card-payments-page.tsx'),
    'CardPaymentsPage',
  ),
});

/** The page of the payment gateway sends people back to it. */
const ownPayment = createRoute({
  getParentRoute: () => signedIn,
  path: '/payments/$id',
  validateSearch: only(returnSearch),
  beforeLoad: needs('money:read'),
  component: page(
    'cardPayments',
    () => import('../features/accounts/own-payments/return-page.tsx'),
    'ReturnPage',
  ),
});

export const paymentRoutes = [ownPayment, pendingPayments, cardPayments] as const;
