/** Exchange rates: set by hand, by a sheet or by a feed, and what exchanging money came to. */
import { z } from 'zod';
import { RATE_DIGITS } from '../../domain/exchange.ts';
import { parseDecimal } from '../../domain/money.ts';
import { decimalOf } from '../../domain/sheet-values.ts';
import { amount, currencyCode, decimalInput, instant, instantInput, page, pageQuery } from '../common.ts';
import { fieldErrors } from '../field-errors.ts';

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
    isConfirmed: z
      .boolean()
      .optional()
      .describe('true: it is meant, although it is more than 20 % away from what was known'),
  })
  .refine((value) => value.fromCurrency !== value.toCurrency, {
    path: ['toCurrency'],
    message: 'Choose two different currencies.',
  });
export const exchangeRate = z
  .object({ fromCurrency: z.string(), toCurrency: z.string(), rate: z.string(), validFrom: instant })
  .meta({ id: 'ExchangeRate' });
export const exchangeRatePage = page(exchangeRate);
export const exchangeRateQuery = z.object({
  fromCurrency: currencyCode.optional(),
  toCurrency: currencyCode.optional(),
  ...pageQuery,
});
export const currentExchangeRates = z.object({
  items: z.array(
    exchangeRate
      .extend({ previous: z.string().nullable().describe('The rate before it; null = it is the first') })
      .meta({ id: 'CurrentExchangeRate' }),
  ),
});
export const exchangeFeed = z
  .object({
    url: z.string().nullable().describe('Of the setting exchange.feed_url; null = nothing is fetched'),
    triedAt: instant.nullable(),
    succeededAt: instant.nullable(),
    ratesOf: z.iso.date().nullable().describe('The day of the newest rates'),
    failure: z.string().nullable().describe('Of the last try; null = it succeeded'),
  })
  .meta({ id: 'ExchangeFeed' });
export const exchangePositions = z
  .object({
    currency: z.string().describe('That everything is valued in: the one that is proposed for new accounts'),
    gain: amount.nullable().describe('Sum of all values; below 0 a loss. null = a rate is not known'),
    items: z.array(
      z.object({
        currency: z.string(),
        balance: amount.describe('Positive: so much more came in than went out'),
        rate: z.string().nullable(),
        value: amount.nullable(),
      }),
    ),
  })
  .meta({ id: 'ExchangePositions' });
export const exchangeImportQuery = z.object({
  dryRun: z.enum(['true', 'false']).optional().describe('true: says what would happen, and sets nothing'),
  isConfirmed: z
    .enum(['true', 'false'])
    .optional()
    .describe('true: also rates that are more than 20 % away from what was known are meant'),
});
export const exchangeImport = z
  .object({
    read: z.number().int().describe('Rows below the names of the columns'),
    valid: z.number().int(),
    rejectedRows: z.number().int(),
    rejected: z.array(
      z.object({
        row: z.number().int(),
        errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
      }),
    ),
    isApplied: z.boolean(),
  })
  .meta({ id: 'ExchangeRateImport' });

const DAY = /^\d{4}-\d\d-\d\d$/;

/** A row of a sheet by the rules of the API. A day stands for its beginning in UTC, an empty one for `now`; "0,92" is read, too. */
export function readExchangeRow(cells: Readonly<Record<string, string>>, now: Date) {
  const { fromCurrency = '', toCurrency = '', rate: rateText = '', validFrom = '' } = cells;
  const { data, error } = createExchangeRate.safeParse({
    fromCurrency: fromCurrency.toUpperCase(),
    toCurrency: toCurrency.toUpperCase(),
    rate: decimalOf(rateText),
    ...(validFrom !== '' && { validFrom: DAY.test(validFrom) ? `${validFrom}T00:00:00Z` : validFrom }),
  });
  if (error !== undefined) return { errors: error.issues.flatMap((issue) => fieldErrors(issue)) };
  return {
    rate: {
      fromCurrency: data.fromCurrency,
      toCurrency: data.toCurrency,
      rateE10: parseDecimal(data.rate, RATE_DIGITS) ?? 0n,
      validFrom: data.validFrom === undefined ? now : new Date(data.validFrom),
    },
  };
}
