/** What is sold beside calls, and that an account has it. */

export const BILLING_INTERVALS = ['once', 'day', 'week', 'month', 'quarter', 'year'] as const;
/** How often the fee is due; once: with the order, and never again. */
export type BillingInterval = (typeof BILLING_INTERVALS)[number];

export const ANCHORS = ['order_day', 'billing_day'] as const;
/** Where intervals begin: on the day of the order, or on the billing day of the account. */
export type Anchor = (typeof ANCHORS)[number];

export const NO_MONEY = ['pause', 'end', 'owe'] as const;
/** What happens at a renewal without money: it waits for it, ends, or is charged beyond the limit. */
export type NoMoney = (typeof NO_MONEY)[number];

export const SUBSCRIPTION_STATUSES = ['active', 'unpaid', 'ended'] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

export const END_REASONS = ['cancelled', 'unpaid', 'once', 'closed'] as const;
export type EndReason = (typeof END_REASONS)[number];

/** One account has at most so many of one product in one subscription. */
export const QUANTITY_MAX = 100_000;
export const UNPAID_DAYS_MAX = 365;
