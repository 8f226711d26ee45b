/** Products: what is sold beside calls. */
import { z } from 'zod';
import { ANCHORS, BILLING_INTERVALS, NO_MONEY, UNPAID_DAYS_MAX } from '../../domain/products/product.ts';
import { amount, amountInput, currencyCode, line, lines, publicId } from '../common.ts';

const status = z
  .enum(['active', 'inactive'])
  .describe('inactive: nobody orders it any more; whoever has it keeps it');
const interval = z
  .enum(BILLING_INTERVALS)
  .describe('How often the fee is due; "once": with the order, and never again');
const anchor = z.enum(ANCHORS).describe(
  `Where intervals begin: "order_day": on the day of the order (the 31st is the last day of a shorter month); "billing_day": on the billing
day of the account, and the first one is paid by its days. An account that is not billed by month has the 1st, by week Monday`,
);
const noMoney = z.enum(NO_MONEY).describe(
  `At a renewal without money: "pause": what comes with it stops until it is paid, and days without it cost nothing; "end"; "owe": it is
charged beyond the limit`,
);
const creditsUnused = z
  .boolean()
  .describe('When it ends within an interval that was paid, the days that are left are given back');
const unpaidDaysMax = z
  .int(`Send a whole number from 0 to ${UNPAID_DAYS_MAX}.`)
  .min(0, `Send a whole number from 0 to ${UNPAID_DAYS_MAX}.`)
  .max(UNPAID_DAYS_MAX, `Send a whole number from 0 to ${UNPAID_DAYS_MAX}.`)
  .describe('A paused one ends after so many days');
const mayResell = z.boolean().describe('Resellers who buy from you may sell it as a product of theirs');
const isForDid = z
  .boolean()
  .describe('Each one comes with a number: a free one of those that cost this product');
const paysCommission = z.boolean().describe('Commission resellers are credited their part of it');
const mayOrderCustomers = z.boolean().describe('Customers who buy from you order and cancel it themselves');
const mayOrderResellers = z.boolean().describe('Resellers who buy from you order and cancel it themselves');

const named = z.object({ id: publicId, name: z.string() }).nullable();

export const productBody = z
  .object({
    id: publicId,
    name: z.string(),
    description: z.string(),
    status,
    currency: z
      .string()
      .describe('Of its prices; an account in another is charged at the rate of the moment'),
    setup: amount.describe('Once, with the order, for each unit'),
    fee: amount.describe('For each interval and unit'),
    interval,
    anchor,
    creditsUnused,
    noMoney,
    unpaidDaysMax: z.number().int(),
    paysCommission,
    mayOrderCustomers,
    mayOrderResellers,
    mayResell,
    isForDid,
    package: named.describe('Whoever has the product has this package'),
    resells: named.describe('A product of whoever sells to you, which you pay for each one that you sell'),
    active: z.number().int().describe('Subscriptions that go on'),
    unpaid: z.number().int().describe('Subscriptions that wait for money'),
    isFixed: z
      .boolean()
      .describe(
        'It was sold or is resold: interval, anchor, currency and what comes with it stay what they are',
      ),
    mayBeDeleted: z.boolean(),
  })
  .meta({ id: 'Product' });
export type ProductBody = z.output<typeof productBody>;
export const productList = z.object({ items: z.array(productBody) });

const price = amountInput({ minMicros: 0n });

const values = {
  name: line(100, 1),
  currency: currencyCode,
  fee: price.describe('In whole minor units of the currency'),
  interval,
};
const choices = {
  description: lines(1000).optional(),
  status: status.optional(),
  setup: price.optional().describe('Left out: 0'),
  anchor: anchor.optional(),
  creditsUnused: creditsUnused.optional(),
  noMoney: noMoney.optional(),
  unpaidDaysMax: unpaidDaysMax.optional(),
  paysCommission: paysCommission.optional(),
  mayOrderCustomers: mayOrderCustomers.optional(),
  mayOrderResellers: mayOrderResellers.optional(),
  mayResell: mayResell.optional(),
  isForDid: isForDid.optional(),
  packageId: publicId.nullable().optional().describe('One of your active packages'),
  resellsId: publicId.nullable().optional().describe('One of those that GET /products/resellable lists'),
};

export const createProduct = z.strictObject({ ...values, ...choices });
export const changeProduct = z.strictObject(values).partial().extend(choices);

const offeredFields = {
  id: publicId,
  name: z.string(),
  description: z.string(),
  interval,
  anchor,
  currency: z.string().describe('Of the account'),
  setup: amount.nullable().describe('null: no exchange rate is known'),
  fee: amount.nullable(),
  isForDid,
};
export const offeredProduct = z
  .object({
    ...offeredFields,
    creditsUnused,
    hasPackage: z.boolean().describe('It comes with free minutes'),
    isSingle: z.boolean().describe('It is ordered one by one: the quantity is 1'),
    numbers: z
      .array(z.object({ id: publicId, number: z.string() }))
      .describe('Free numbers to choose from, the lowest 50'),
  })
  .meta({ id: 'OfferedProduct' });
export type OfferedProductBody = z.output<typeof offeredProduct>;
export const offeredList = z.object({ items: z.array(offeredProduct) });
export const offeredQuery = z.object({
  accountId: publicId.optional().describe('For whom; left out: for yourself'),
});
export const resellableProduct = z.object(offeredFields).meta({ id: 'ResellableProduct' });
export const resellableList = z.object({ items: z.array(resellableProduct) });
