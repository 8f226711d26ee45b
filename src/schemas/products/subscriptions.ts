/** Subscriptions: products that accounts have or had. */
import { z } from 'zod';
import {
  BILLING_INTERVALS,
  END_REASONS,
  QUANTITY_MAX,
  SUBSCRIPTION_STATUSES,
} from '../../domain/products/product.ts';
import { PRODUCT_PARTS } from '../../domain/billing/document.ts';
import { amount, amountInput, instant, page, pageQuery, publicId } from '../common.ts';

const ref = z.object({ id: publicId, number: z.string() });

export const subscription = z
  .object({
    id: publicId,
    account: z.object({ id: publicId, number: z.string(), name: z.string() }),
    product: z.object({ id: publicId, name: z.string() }),
    interval: z.enum(BILLING_INTERVALS),
    currency: z.string().describe('Of the account: it pays in this one'),
    quantity: z.number().int(),
    setup: amount
      .nullable()
      .describe(
        'Of one, at the exchange rate of now; null: no rate is known from the currency of the product',
      ),
    fee: amount.nullable().describe('Of one, for a whole interval; else like `setup`'),
    renewal: amount
      .nullable()
      .describe('Of all, for each further interval, at the exchange rate of now; null: no rate is known'),
    inProductCurrency: z
      .object({ currency: z.string(), setup: amount, fee: amount })
      .nullable()
      .describe(
        'The same prices of one as they were set; null for all but whoever sells it, and those above',
      ),
    hasOwnPrices: z.boolean().describe('They are of this account, not the product’s'),
    status: z
      .enum(SUBSCRIPTION_STATUSES)
      .describe('unpaid: what comes with it stops until there is money; it is tried again by itself'),
    orderedAt: instant,
    periodFrom: instant.describe('Of the interval that is paid; of an unpaid one, when it should have been'),
    renewsAt: instant.nullable().describe('When the next interval is charged; null = never'),
    unpaidSince: instant.nullable(),
    unpaidUntil: instant.nullable().describe('When it ends for good if nobody pays'),
    endsAt: instant.nullable().describe('It was cancelled for then'),
    endedAt: instant.nullable(),
    endReason: z
      .enum(END_REASONS)
      .nullable()
      .describe(
        'cancelled; unpaid; once: it was paid once and nothing of it goes on; closed: with its account',
      ),
    packageName: z.string().nullable(),
    did: ref.nullable().describe('The number that came with it, in E.164 digits'),
    mayChange: z.boolean().describe('Whether you may cancel and pay it, and change its quantity'),
    mayPrice: z.boolean().describe('Whether you may give it prices of its own'),
    creditsUnused: z.boolean().describe('Cancelled at once, it gives the days that are left back'),
  })
  .meta({ id: 'Subscription' });
export type SubscriptionBody = z.output<typeof subscription>;
export const subscriptionPage = page(subscription);

const filters = {
  status: z
    .enum([...SUBSCRIPTION_STATUSES, 'open'])
    .optional()
    .describe('open: all that have not ended'),
  productId: publicId.optional(),
  accountId: publicId.optional(),
};
export const subscriptionQuery = z.object({ ...filters, ...pageQuery });
export const subscriptionTotalsQuery = z.object(filters);
export const subscriptionTotals = z.object({
  active: z.number().int(),
  unpaid: z.number().int(),
  ended: z.number().int(),
  monthly: z
    .array(z.object({ currency: z.string(), amount }))
    .describe(
      'Fees of active ones by the month, those of other intervals by their share; in the currencies in which accounts pay, at the exchange rates of now',
    ),
  unpriced: z.number().int().describe('Active ones that `monthly` lacks: no exchange rate is known for them'),
});
export const accountSubscriptionQuery = z.object({ status: filters.status, ...pageQuery });

const quantity = z
  .int(`Send a whole number from 1 to ${QUANTITY_MAX}.`)
  .min(1, `Send a whole number from 1 to ${QUANTITY_MAX}.`)
  .max(QUANTITY_MAX, `Send a whole number from 1 to ${QUANTITY_MAX}.`);
const ownPrice = amountInput({ minMicros: 0n })
  .nullable()
  .optional()
  .describe('Of one, in the currency of the product; null = the price of the product. Said by whoever sells');

export const orderProduct = z.strictObject({
  productId: publicId.describe('One of those that GET /products/offered lists'),
  quantity: quantity.optional().describe('Left out: 1'),
  setup: ownPrice,
  fee: ownPrice,
  didId: publicId.nullable().optional().describe('A certain one of its free numbers; left out: any'),
  expected: amountInput({ minMicros: 0n })
    .optional()
    .describe(
      'What you expect to be charged now, in the currency of the account: anything else orders nothing',
    ),
});
export const changeSubscription = z.strictObject({
  quantity: quantity
    .optional()
    .describe(
      'Further ones are charged at once, for what is left of the interval; fewer count from the next one on',
    ),
  setup: ownPrice,
  fee: ownPrice,
  endsAt: z.null().optional().describe('null: it goes on after all'),
});
export const cancelSubscription = z.strictObject({
  when: z.enum(['now', 'period_end']).describe('At once, or at the end of the interval that is paid'),
});

export const orderedProduct = z
  .object({
    subscriptionId: publicId,
    amount: amount.describe('What was charged now'),
    currency: z.string(),
    receipt: ref.nullable().describe('null: it stands on the next invoice, or nothing was charged'),
  })
  .meta({ id: 'OrderedProduct' });
export const cancelledSubscription = z.object({
  credited: amount.describe('What the account got back'),
  subscription,
});

const levelPreview = z.object({
  accountId: publicId,
  accountNumber: z.string(),
  productName: z.string(),
  currency: z.string(),
  setup: amount,
  fee: amount.describe('For the first interval'),
  total: amount.describe('What is charged now'),
  renewal: amount.describe('For each further interval, at the rate of now'),
  exchangeRate: z.string().describe('From the currency of the product: "1.0000000000" for the same'),
  available: amount,
  isEnough: z.boolean(),
});
export const orderPreview = z
  .object({
    periodFrom: instant,
    periodTo: instant.nullable().describe('null: it is paid once'),
    days: z.number().int().describe('Of the first interval, which are charged of `daysOfWhole`'),
    daysOfWhole: z.number().int(),
    renewsAt: instant.nullable(),
    levels: z
      .array(levelPreview)
      .describe('The account, then those above it that you may see, who pay what they resell'),
    isAffordable: z.boolean().describe('Whether everybody has enough for it, those above included'),
  })
  .meta({ id: 'OrderPreview' });

export const productCharge = z
  .object({
    part: z.enum(PRODUCT_PARTS),
    from: instant,
    to: instant.nullable(),
    level: z.number().int().describe('0 = the account, then those above it that resell'),
    account: ref,
    isCommission: z.boolean().describe('Credited to a commission reseller, of what the level paid'),
    isAddition: z.boolean().describe('Of units that came within the interval'),
    quantity: z.number().int(),
    currency: z.string(),
    amount: amount.describe('Of a credit and a commission: what was credited; taken back with part "credit"'),
    exchangeRate: z.string(),
    chargedAt: instant,
    document: ref.nullable().describe('On which it stands; null = it waits for its day'),
  })
  .meta({ id: 'ProductCharge' });
export const productChargePage = page(productCharge);
