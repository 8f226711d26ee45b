/** What a call would cost an account that is not made yet. */
import { z } from 'zod';
import { amount, countryCode, currencyCode, line, publicId } from '../common.ts';

/** In the summary of the form; longer calls cost in proportion. */
const SECONDS = 90;
const SECONDS_MAX = 3600;

export const samplePriceQuery = z.object({
  rateGroupId: publicId,
  parentId: publicId.optional().describe('The reseller above; left out: the account that asks'),
  currency: currencyCode.describe('Of the new account'),
  country: countryCode,
  number: line(40, 1).optional().describe('Left out: a mobile phone in the country'),
  seconds: z.coerce
    .number()
    .int('Send whole seconds.')
    .min(1, `Send 1 to ${SECONDS_MAX} seconds.`)
    .max(SECONDS_MAX, `Send 1 to ${SECONDS_MAX} seconds.`)
    .default(SECONDS),
});

export const samplePrice = z
  .object({
    number: z.string().nullable().describe('E.164; null where no number of the country is known'),
    talkSeconds: z.number().int(),
    currency: z.string(),
    rateCurrency: z.string().describe('Of the rate group'),
    price: z
      .object({
        amount,
        billedSeconds: z.number().int(),
        destination: z.string(),
        prefix: z.string(),
        initialIncrementSeconds: z.number().int(),
        incrementSeconds: z.number().int(),
        graceSeconds: z.number().int(),
        exchangeRate: z.string().nullable().describe('Null where both currencies are the same'),
      })
      .nullable()
      .describe('Null where there is no rate, or no exchange rate to the currency of the account'),
    warnings: z.array(
      z.enum(['rate_group_inactive', 'no_rate', 'no_rate_for_own_country', 'no_exchange_rate', 'below_cost']),
    ),
  })
  .meta({ id: 'SamplePrice' });
