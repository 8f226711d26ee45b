/** Rate groups, their rates, and the import of a carrier's sheet. */
import { z } from 'zod';
import { isTimezone } from '../../domain/accounts/places.ts';
import { ADDED_PREFIX, STRIP_DIGITS_MAX } from '../../domain/rating/number-change.ts';
import { RATE_FIELD_NAMES, type RateField } from '../../domain/rating/sheet-columns.ts';
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
  rowCount,
  searchQuery,
} from '../common.ts';
import { callPrefix } from '../numbering/call-prefix.ts';
import { arithmetic } from '../charging/remarks.ts';
import { effect } from './comparison.ts';

/** 100 % is 1e6 parts per million; four digits after the point are one part. */
const markUp = decimalInput({
  digits: 4,
  min: -1_000_000n,
  max: 100_000_000n,
  accepts: 'a percentage from -100 to 10000 with at most four digits after the point',
});
const seconds = (min: number) =>
  z.number().int('Send whole seconds.').min(min).max(3600, `Send ${min} to 3600 seconds.`);
const DAY_SECONDS = 86_400;
const status = z.enum(['active', 'inactive']);
const routing = z.enum(['least_cost', 'cheapest', 'priority', 'percentage']);

const shares = z.record(
  publicId,
  z.number().int('Send a whole number.').min(0, 'Send 0 to 100 %.').max(100, 'Send 0 to 100 %.'),
);

const basis = z
  .enum(['own_rates', 'purchase'])
  .describe(
    'purchase: the mark-up is on what the reseller itself pays; rates of its own are prices as they are',
  );

const rateGroupFields = z.strictObject({
  name: line(100, 1),
  basis: basis.optional(),
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
    ownerKind: z.enum(['operator', 'reseller']),
    name: z.string(),
    direction: z.enum(['origination', 'termination']),
    currency: z.string(),
    status,
    basis,
    markUpPercent: z.string(),
    initialIncrementSeconds: z.number().int(),
    incrementSeconds: z.number().int(),
    routing,
    trunkIds: z.array(publicId),
    trunkShares: shares,
    rates: z.number().int().describe('How many rates of its own it has'),
    prices: rowCount
      .nullable()
      .describe(
        'Basis purchase: how many prefixes its customers have a price for now, those it passes on included; null for own rates',
      ),
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
/** Of rates that carriers ask. */
const numberChange = {
  stripDigits: z
    .number()
    .int('Send a whole number.')
    .min(0, 'Send 0 to 15 digits.')
    .max(STRIP_DIGITS_MAX, 'Send 0 to 15 digits.')
    .optional()
    .describe('Termination only: so many digits are taken off the number that is dialled, last of all'),
  addPrefix: z
    .string()
    .regex(ADDED_PREFIX, 'Send up to 15 digits, with "+" in front or not.')
    .optional()
    .describe('Termination only: put in front of what is left then'),
};
const rateFields = z.strictObject({
  destination: line(200).optional(),
  connectionCost: connectionCost.optional(),
  costPerMinute: rateInput,
  graceSeconds: seconds(0).optional(),
  initialIncrementSeconds: seconds(1).optional(),
  incrementSeconds: seconds(1).optional(),
  ...numberChange,
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
  prefix: callPrefix,
  validFrom: instantInput.optional().describe('Left out: now'),
});
/** A rate that stands nowhere, and a call by it. */
export const priceQuestion = z.strictObject({
  connectionCost: connectionCost.optional().describe('Left out: 0'),
  costPerMinute: rateInput,
  graceSeconds: seconds(0).optional().describe('Left out: 0'),
  initialIncrementSeconds: seconds(1).optional().describe('Left out: 1'),
  incrementSeconds: seconds(1).optional().describe('Left out: 1'),
  markUpPercent: markUp.optional().describe('Left out: 0'),
  currency: currencyCode.default('XXX').describe('For the arithmetic; left out: XXX, no currency'),
  seconds: z
    .number()
    .int('Send whole seconds.')
    .min(0, `Send 0 to ${DAY_SECONDS} seconds.`)
    .max(DAY_SECONDS, `Send 0 to ${DAY_SECONDS} seconds.`)
    .describe('Of talk'),
});
export const price = z
  .object({
    talkSeconds: z.number().int(),
    billedSeconds: z.number().int(),
    price: amount,
    currency: z.string(),
    ...arithmetic,
  })
  .meta({ id: 'Price' });
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
    stripDigits: z.number().int(),
    addPrefix: z.string(),
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
export const priceListQuery = z.object({
  q: line(100).optional().describe('A destination, or the digits a prefix begins with'),
  at: instantInput.optional().describe('Prices of this moment; left out: now'),
  ...pageQuery,
});
export const priceListCountQuery = priceListQuery.omit({ cursor: true, limit: true });
export const priceOfPrefix = z
  .object({
    prefix: z.string(),
    destination: z.string(),
    connectionCost: amount,
    costPerMinute: z.string().describe('With the mark-up, rounded to a billionth'),
    currency: z.string().describe('A price that is passed on keeps its currency'),
    graceSeconds: z.number().int(),
    initialIncrementSeconds: z.number().int(),
    incrementSeconds: z.number().int(),
    isOwnRate: z.boolean().describe('A rate of the list itself, not the price that its owner pays'),
  })
  .meta({ id: 'PriceOfPrefix' });
export const priceListPage = page(priceOfPrefix);
export const rateCountQuery = rateQuery.omit({ cursor: true, limit: true });
export const ratePage = page(rate);
export const rateParams = z.object({ id: pathId, rateId: pathId });

const rateField = z.enum(RATE_FIELD_NAMES as [RateField, ...RateField[]]);
const encoding = z
  .string()
  .max(40)
  .regex(/^[A-Za-z0-9_:.-]+$/, 'Send the name of an encoding, such as "windows-1252".')
  .optional()
  .describe('Left out: detected');

export const lookQuery = z.object({ encoding });
export const importQuery = z
  .object({
    encoding,
    mapping: z
      .string()
      .max(5000)
      .optional()
      .describe(
        `The field of each column in its order, with commas; nothing leaves a column out: "code,destination,,costPerMinute". Fields: ${RATE_FIELD_NAMES.join(', ')}. Left out: as at the last import that sent one, else by the names of the columns`,
      ),
    validFrom: instantInput
      .optional()
      .describe('When rates start whose row has no date of its own; left out: now'),
    dateOrder: z
      .enum(['day_first', 'month_first'])
      .optional()
      .describe('What 01/12/2026 means in the sheet; left out: rows with such a date are rejected'),
    timezone: z
      .string()
      .refine(isTimezone, 'Send an IANA time zone such as "Europe/Berlin".')
      .default('UTC')
      .describe('Where the days of the sheet begin'),
    isComplete: z
      .enum(['true', 'false'])
      .optional()
      .describe('true: what the sheet does not name ends at validFrom. Prefixes of rejected rows stay'),
    dryRun: z.enum(['true', 'false']).optional(),
    inBackground: z
      .enum(['true', 'false'])
      .optional()
      .describe('true: a job does it, which tells how far it is and can be cancelled; not for a dry run'),
    fileName: line(200).optional().describe('What the job and the version call the sheet'),
  })
  .refine((query) => query.inBackground !== 'true' || query.dryRun !== 'true', {
    path: ['inBackground'],
    message: 'A dry run is answered at once: leave one of the two out.',
  });
const changeCounts = {
  new: z.number().int(),
  raised: z.number().int(),
  lowered: z.number().int(),
  changed: z.number().int().describe('The same cost per minute, and something else is different'),
  closed: z.number().int().describe('Not in a sheet that is complete: the rate ends'),
  unchanged: z.number().int().describe('The sheet says the same again: the rate stays as it is'),
};
/** An import as a version of its rate group. */
export const rateImport = z
  .object({
    id: publicId,
    number: z.number().int().describe('1, 2, 3 … of its rate group'),
    status: z
      .enum(['scheduled', 'applied', 'cancelled', 'undone'])
      .describe('scheduled: its first rates start later; cancelled: undone before that'),
    fileName: z.string(),
    importedAt: instant,
    importedBy: z.string().nullable().describe('Null when you may not see who it was'),
    validFrom: instant.describe('Of its first rates'),
    lastValidFrom: instant.describe('Of its last ones'),
    isComplete: z.boolean().describe('What the sheet did not name has ended'),
    read: z.number().int().describe('imported + rejectedRows + skipped'),
    imported: z.number().int(),
    rejectedRows: z.number().int(),
    skipped: z.number().int(),
    changes: z.object(changeCounts),
    undoneAt: instant.nullable(),
    undoneBy: z.string().nullable(),
    keptPrefixes: z.number().int().nullable().describe('Changed by somebody since, which undoing left alone'),
    canUndo: z.boolean().describe('The newest that is not undone, and not too old'),
  })
  .meta({ id: 'RateImportVersion' });
export const rateImportPage = page(rateImport);
export const undoQuery = z.object({
  inBackground: z
    .enum(['true', 'false'])
    .optional()
    .describe('true: a job does it, which tells how far it is and can be cancelled'),
});
/** As a job tells it. */
export const undoneImport = z.object({
  version: z.number().int().describe('Of the rate group'),
  keptPrefixes: z.number().int().describe('Changed by somebody since, which undoing left alone'),
});
export const rateImportQuery = z.object(pageQuery);
export const rateImportParams = z.object({ id: pathId, importId: pathId });
export const importResult = z
  .object({
    read: z.number().int().describe('Rows below the header; imported + rejectedRows + skipped'),
    imported: z.number().int(),
    rates: z.number().int().describe('As many as the imported rows have codes'),
    rejected: z
      .array(
        z.object({
          row: z.number().int().describe('As a spreadsheet counts'),
          errors: z.array(
            z.object({
              field: z.string(),
              code: z.string(),
              message: z.string().describe('The cause and the fix'),
            }),
          ),
        }),
      )
      .describe('At most 1000 are listed'),
    rejectedRows: z.number().int(),
    skipped: z.number().int().describe('Blank rows'),
    unreadableCodes: z
      .number()
      .int()
      .describe(
        'Rejected rows whose code cannot be read: with them a sheet cannot be imported as a complete one',
      ),
    shortenedCodes: z
      .number()
      .int()
      .optional()
      .describe(
        'Imported rows whose code was written with "+" or "00" in front, which is left out; absent in jobs of an older version',
      ),
    applied: z.boolean(),
    warnings: z
      .object({
        jumpPercent: z
          .number()
          .int()
          .nullable()
          .describe('The setting rates.jump_percent: a rate that changes by more jumps'),
        jumps: z.number().int(),
        belowCost: z
          .number()
          .int()
          .nullable()
          .describe(
            'Rates below the cheapest of the same prefix that one buys by, in the same currency; null where you may not see that',
          ),
        first: z
          .array(
            z.object({
              warning: z.enum(['jump', 'below_cost']),
              prefix: z.string(),
              destination: z.string(),
              compared: z.string().describe('Per minute: before, or what the prefix is bought at'),
              costPerMinute: z.string(),
            }),
          )
          .describe('The first 20 of each'),
      })
      .describe('To be looked at; the sheet can be imported all the same'),
    importId: publicId.nullable().describe('The version of the rate group that it made; null for a dry run'),
    changes: z
      .object({
        ...changeCounts,
        first: z
          .array(
            z.object({
              change: z.enum(['new', 'raised', 'lowered', 'changed', 'closed']),
              prefix: z.string(),
              destination: z.string(),
              costBefore: z.string().nullable().describe('Per minute; null for a new one'),
              costPerMinute: z.string().nullable().describe('Null for a closed one'),
              validFrom: instant,
            }),
          )
          .describe('The first 20 of each kind, by prefix'),
      })
      .describe(
        'Each rate of the sheet against the one whose place it takes: of the rate group, or of an earlier date in the sheet',
      ),
  })
  .meta({ id: 'RateImport' });
/** As a request is answered: a dry run says more. */
export const importAnswer = importResult
  .extend({
    effect: effect
      .nullable()
      .describe(
        'Of a dry run: what the newest calls of the last 30 days that the rate group prices cost by it without the sheet (charged), and with all of it in force (replayed); destinations that cost something else only. For what carriers ask: what they get. Null where that cannot be said within seconds, and without calls:read (for carriers carrier_costs:read too)',
      ),
  })
  .meta({ id: 'RateImportAnswer' });
export const rateSheet = z
  .object({
    format: z.enum(['csv', 'xlsx']),
    encoding: z.string(),
    delimiter: z.string().nullable(),
    columns: z.array(
      z.object({
        name: z.string(),
        field: rateField.nullable().describe('Proposed; null: left out'),
        hasData: z.boolean().describe('Whether something stands below the name'),
      }),
    ),
    isRemembered: z.boolean().describe('Whether some columns mean what they meant at the last import'),
    rows: z.number().int().describe('Rows below the header, blank ones too'),
    preview: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
    fields: z.array(z.object({ field: rateField, title: z.string() })).describe('What a column may mean'),
  })
  .meta({ id: 'RateSheet' });
