/** Rate groups, their rates, the import of a carrier's sheet, and exchange rates. */
import { z } from 'zod';
import {
  amount,
  amountInput,
  currencyCode,
  decimalInput,
  instant,
  instantInput,
  line,
  page,
  pageQuery,
  pathId,
  publicId,
  rateInput,
  searchQuery,
} from '../common.ts';

/** 100 % is 1e6 parts per million; four digits after the point are one part. */
const markUp = decimalInput({
  digits: 4,
  min: -1_000_000n,
  max: 100_000_000n,
  accepts: 'a percentage from -100 to 10000 with at most four digits after the point',
});
const seconds = (min: number) =>
  z.number().int('Send whole seconds.').min(min).max(3600, `Send ${min} to 3600 seconds.`);
const status = z.enum(['active', 'inactive']);
const routing = z.enum(['least_cost', 'cheapest', 'priority', 'percentage']);

const shares = z.record(
  publicId,
  z.number().int('Send a whole number.').min(0, 'Send 0 to 100 %.').max(100, 'Send 0 to 100 %.'),
);

const rateGroupFields = z.strictObject({
  name: line(100, 1),
  markUpPercent: markUp.optional(),
  initialIncrementSeconds: seconds(1).optional(),
  incrementSeconds: seconds(1).optional(),
  routing: routing.optional(),
  trunkIds: z.array(publicId).max(100).optional().describe('Trunks of the routes, the first tried first'),
  trunkShares: shares
    .optional()
    .describe('For the routing "percentage": percent of calls by trunk, 100 together; {} = by priority'),
});
export const createRateGroup = rateGroupFields.extend({
  direction: z.enum(['origination', 'termination']).optional(),
  currency: currencyCode,
});
export const changeRateGroup = rateGroupFields.partial().extend({ status: status.optional() });
export const copyRateGroup = z.strictObject({ name: line(100, 1) });
export const rateGroup = z
  .object({
    id: publicId,
    ownerId: publicId,
    name: z.string(),
    direction: z.enum(['origination', 'termination']),
    currency: z.string(),
    status,
    markUpPercent: z.string(),
    initialIncrementSeconds: z.number().int(),
    incrementSeconds: z.number().int(),
    routing,
    trunkIds: z.array(publicId),
    trunkShares: shares,
    rates: z.number().int().describe('How many rates it has'),
    accounts: z.number().int().describe('How many accounts are priced by it'),
    createdAt: instant,
  })
  .meta({ id: 'RateGroup' });
export const rateGroupQuery = z.object({
  direction: z.enum(['origination', 'termination']).optional(),
  status: status.optional(),
  q: searchQuery,
  ...pageQuery,
});
export const rateGroupPage = page(rateGroup);

const connectionCost = amountInput({ minMicros: 0n, maxMicros: 1_000_000_000_000n });
const rateFields = z.strictObject({
  destination: line(200).optional(),
  connectionCost: connectionCost.optional(),
  costPerMinute: rateInput,
  graceSeconds: seconds(0).optional(),
  initialIncrementSeconds: seconds(1).optional(),
  incrementSeconds: seconds(1).optional(),
  validTo: instantInput.nullable().optional().describe('Exclusive; null = open'),
  forcedTrunkId: publicId
    .nullable()
    .optional()
    .describe('The one trunk that calls of this prefix go over; null = by the routing of the rate group'),
});
export const createRate = rateFields.extend({
  accountId: publicId
    .nullable()
    .optional()
    .describe('A personal rate of this one account; null = for everybody. At equal length it wins'),
  prefix: z.string().regex(/^[0-9]{1,15}$/, 'A prefix has 1 to 15 digits and nothing else.'),
  validFrom: instantInput.optional().describe('Left out: now'),
});
/** Everything but what names the rate: its prefix and the moment it starts. */
export const replaceRate = rateFields;
export const rate = z
  .object({
    id: publicId,
    prefix: z.string(),
    destination: z.string(),
    connectionCost: amount,
    costPerMinute: z.string(),
    graceSeconds: z.number().int(),
    initialIncrementSeconds: z.number().int(),
    incrementSeconds: z.number().int(),
    validFrom: instant,
    validTo: instant.nullable(),
    forcedTrunkId: publicId.nullable(),
    isPersonal: z.boolean().describe('Counts for one account only'),
    accountId: publicId.nullable().describe('That account; null for everybody, and when you may not see it'),
    accountNumber: z.string().nullable(),
    accountName: z.string().nullable(),
  })
  .meta({ id: 'Rate' });
export const rateQuery = z.object({
  q: line(100).optional().describe('A destination, or the digits a prefix begins with'),
  at: instantInput.optional().describe('Only rates valid at this moment'),
  accountId: publicId.optional().describe('Only personal rates of this account'),
  ...pageQuery,
});
export const ratePage = page(rate);
export const rateParams = z.object({ id: pathId, rateId: pathId });

export const importQuery = z.object({
  validFrom: instantInput.optional().describe('When the rates start; left out: now'),
  dryRun: z.enum(['true', 'false']).optional(),
});
export const importResult = z
  .object({
    read: z.number().int().describe('Rows of the file without its header; imported + rejected + skipped'),
    imported: z.number().int(),
    rejected: z
      .array(z.object({ line: z.number().int(), field: z.string(), message: z.string() }))
      .describe('At most 1000 are listed'),
    rejectedRows: z.number().int(),
    skipped: z.number().int().describe('Blank rows'),
    applied: z.boolean(),
  })
  .meta({ id: 'RateImport' });

const exchangeRateValue = decimalInput({
  digits: 10,
  min: 1n,
  max: 10n ** 18n,
  accepts: 'a positive rate of at most 100000000 with at most ten digits after the point',
});
export const createExchangeRate = z
  .strictObject({
    fromCurrency: currencyCode,
    toCurrency: currencyCode,
    rate: exchangeRateValue.describe('Units of toCurrency for one unit of fromCurrency'),
    validFrom: instantInput.optional(),
  })
  .refine((value) => value.fromCurrency !== value.toCurrency, {
    path: ['toCurrency'],
    message: 'Choose two different currencies.',
  });
export const exchangeRate = z
  .object({ fromCurrency: z.string(), toCurrency: z.string(), rate: z.string(), validFrom: instant })
  .meta({ id: 'ExchangeRate' });
export const exchangeRatePage = page(exchangeRate);
