/** What can go wrong with products and subscriptions; a part of the registry in `problem.ts`. */
import type { Definition } from './problem.ts';

export const PROBLEMS_OF_PRODUCTS = {
  product_not_offered: {
    status: 409,
    title: 'The product is not offered',
    sentence: 'This product is not offered at the moment.',
    fix: 'Choose another one. A product that resells one from above needs that one to be offered to its owner.',
  },
  not_possible_now: {
    status: 409,
    title: 'Not possible at the moment',
    sentence: 'This is not possible at the moment. Please ask your provider.',
    fix: 'Something above the account stands in its way. Whoever sells to it can find out what.',
  },
  price_changed: {
    status: 409,
    title: 'The price has changed',
    sentence: 'The price has changed in the meantime. Nothing was ordered.',
    fix: 'See detail for what it costs now. Send the order again with that amount in expected, or without expected.',
  },
  no_number_left: {
    status: 409,
    title: 'No free number',
    sentence: 'There is no free number for this product.',
    fix: 'Free one, or give further numbers this product.',
  },
  account_is_suspended: {
    status: 409,
    title: 'The account is suspended',
    sentence: 'A suspended account orders nothing.',
    fix: 'Set its status to active first.',
  },
  subscription_has_ended: {
    status: 409,
    title: 'The subscription has ended',
    sentence: 'This subscription has ended.',
    fix: 'Order the product again.',
  },
} as const satisfies Record<string, Definition>;
