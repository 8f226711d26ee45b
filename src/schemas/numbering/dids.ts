/** DIDs and access numbers. */
import { z } from 'zod';
import { LANGUAGES } from '../../domain/languages.ts';
import {
  amount,
  amountInput,
  countryCode,
  currencyCode,
  instant,
  label as labelText,
  line,
  page,
  pageQuery,
  publicId,
  rateInput,
} from '../common.ts';
import { fieldErrors } from '../field-errors.ts';
import { countryOfNumber, phoneNumber } from './phone-number.ts';

/** A list is looked at number by number, a range at both ends. */
export const NUMBERS_MAX = 1000;
export const RANGE_MAX = 10_000;

const label = labelText.optional();
const city = line(100).optional();
const providerId = publicId.nullable().optional().describe('The carrier that it came from');
const ownerId = publicId
  .optional()
  .describe('Who may give it to accounts below: the operator, or a reseller. Left out: the operator');

const origin = {
  label,
  country: countryCode.nullable().optional().describe('Left out: the country of the number'),
  city,
  providerId,
  ownerId,
};

export const createDid = z.strictObject({ number: phoneNumber, ...origin });

export const createDids = z
  .strictObject({
    numbers: z
      .array(phoneNumber)
      .min(1, 'Send at least one number.')
      .max(NUMBERS_MAX, `Send at most ${NUMBERS_MAX} numbers; a range may have more.`)
      .optional(),
    first: phoneNumber.optional().describe('The lowest number of a range'),
    count: z
      .int('Send a whole number.')
      .min(1, `Send a count from 1 to ${RANGE_MAX}.`)
      .max(RANGE_MAX, `Send a count from 1 to ${RANGE_MAX}.`)
      .optional()
      .describe('How many numbers the range has'),
    ...origin,
  })
  .superRefine(({ numbers, first, count }, context) => {
    const add = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (numbers === undefined && first === undefined)
      add('numbers', 'Send numbers, or first and count of a range.');
    if (numbers !== undefined && first !== undefined)
      add('first', 'Send either numbers or a range, not both.');
    if (first !== undefined && count === undefined) add('count', 'Send how many numbers the range has.');
    if (first === undefined && count !== undefined) add('count', 'Send a count together with first only.');
    if (first !== undefined && count !== undefined && !isRange(first, count))
      add('count', `The range beginning at +${first} ends before that: its numbers would grow longer.`);
  });

/** The numbers of a range are as long as its first one, and of the same kind. */
function isRange(first: string, count: number): boolean {
  // What is no number and no count has its own mistake, and is looked at here all the same.
  if (!/^\d{7,15}$/.test(first) || !Number.isSafeInteger(count)) return true;
  const last = String(BigInt(first) + BigInt(count) - 1n);
  return last.length === first.length && phoneNumber.safeParse(last).success;
}

/** The numbers of a request that was checked. */
export function numbersOf({ numbers, first, count = 0 }: z.output<typeof createDids>): readonly string[] {
  if (first === undefined) return numbers ?? [];
  return Array.from({ length: count }, (_, index) => String(BigInt(first) + BigInt(index)));
}

export const createdDids = z
  .object({ created: z.int(), first: z.string(), last: z.string() })
  .meta({ id: 'CreatedDids' });

const increment = z
  .int('Send whole seconds.')
  .min(1, 'Send 1 to 3600 seconds.')
  .max(3600, 'Send 1 to 3600 seconds.');
/** What calls that come in by a number cost. */
export const didPrice = z.strictObject({
  currency: currencyCode,
  connectionCost: amountInput({ minMicros: 0n, maxMicros: 1_000_000_000_000n }).default('0'),
  costPerMinute: rateInput,
  initialIncrementSeconds: increment.default(60),
  incrementSeconds: increment.default(60),
});
const priceInput = didPrice.nullable();

export const FORWARDS_WHEN = ['always', 'unregistered', 'no_answer'] as const;
export const forwarding = z.strictObject({
  when: z
    .enum(FORWARDS_WHEN)
    .describe('Always; with no phone registered; or then, and when nobody answers in time'),
  to: phoneNumber,
  afterSeconds: z
    .int('Send whole seconds.')
    .min(5, 'Send 5 to 120 seconds.')
    .max(120, 'Send 5 to 120 seconds.')
    .default(20)
    .describe('How long phones ring before nobody has answered'),
});
export const changeForwarding = z.strictObject({ forwarding: forwarding.nullable() });

export const changeDid = z.strictObject({
  label,
  country: countryCode.nullable().optional(),
  city,
  providerId,
  ownerId: publicId
    .nullable()
    .optional()
    .describe('Hands it over, while it is free: to a reseller below you, or back to you (null)'),
  price: priceInput
    .optional()
    .describe('Of calls that come in by it, for the account that has it; null = they are free'),
  productId: publicId
    .nullable()
    .optional()
    .describe('A product for numbers of its owner, which whoever gets it orders; null = it costs nothing'),
  ownerPrice: priceInput
    .optional()
    .describe('The same for the reseller that owns it, sent by whoever is above that one; null = free'),
});

export const assignDid = z.strictObject({
  accountId: publicId.describe('A customer below the owner of the number'),
});

const account = {
  accountId: publicId.nullable(),
  accountNumber: z.string().nullable(),
  accountName: z.string().nullable(),
};
const owner = {
  ownerId: publicId.nullable().describe('Who may give it away; null = somebody above you'),
  ownerNumber: z.string().nullable(),
  ownerName: z.string().nullable(),
  isOwn: z.boolean().describe('Whether it is yours; what the operator owns is its staff’s'),
};

export const shownPrice = z
  .object({
    currency: z.string(),
    connectionCost: amount,
    costPerMinute: z.string(),
    initialIncrementSeconds: z.int(),
    incrementSeconds: z.int(),
  })
  .nullable();

const USES = ['free', 'account', 'access_number'] as const;

export const did = z
  .object({
    id: publicId,
    number: z.string().describe('E.164 digits'),
    label: z.string(),
    country: z.string().nullable(),
    city: z.string(),
    use: z.enum(USES),
    ...account,
    ...owner,
    providerId: publicId.nullable().describe('Shown to the operator only'),
    providerName: z.string().nullable(),
    price: shownPrice.describe(
      'Of calls that come in by it, for the account that has it; null = they are free',
    ),
    ownerPrice: shownPrice.describe(
      'For the reseller that owns it; null also where that is not yours to see',
    ),
    forwarding: z
      .object({ when: z.enum(FORWARDS_WHEN), to: z.string(), afterSeconds: z.int() })
      .nullable()
      .describe('Where calls go on to, and when'),
    product: z
      .object({ id: publicId, name: z.string() })
      .nullable()
      .describe('Whoever gets the number orders it; null = it costs nothing, or is not yours to see'),
    isUnpaid: z.boolean().describe('Its product waits for money: calls to it are refused until it is paid'),
    createdAt: instant,
    assignedAt: instant.nullable(),
  })
  .meta({ id: 'Did' });

const digits = z
  .string()
  .max(40, 'Use at most 40 characters.')
  .overwrite((text) => text.replaceAll(/[\s().\-/+]/g, ''))
  .regex(/^\d{0,15}$/, 'Send the digits that the number begins with, such as "+4930".');

export const didQuery = z.object({
  q: digits.optional().describe('The digits that the number begins with'),
  use: z.enum(USES).optional(),
  country: countryCode.optional(),
  ownerId: publicId.optional(),
  accountId: publicId.optional(),
  providerId: publicId.optional().describe('For the operator only'),
  freeFor: publicId.optional().describe('Only free numbers that this account may be given'),
  sort: z.enum(['number', '-number', 'createdAt', '-createdAt']).default('number'),
  ...pageQuery,
});
export const didPage = page(did);
export const didCountQuery = didQuery.omit({ sort: true, cursor: true, limit: true });
export const didExportQuery = didQuery
  .omit({ cursor: true, limit: true })
  .extend({ format: z.enum(['csv', 'xlsx']).default('csv') });

const accessFields = {
  language: z.enum(LANGUAGES).describe('In which callers are asked for card number and PIN'),
  label,
  isActive: z.boolean().optional().describe('Left out: yes'),
  price: priceInput
    .optional()
    .describe(
      'Of calls to it, for the card and each reseller between the card and you; null = they are free',
    ),
};
export const createAccessNumber = z.strictObject({
  number: phoneNumber.describe('One of your DIDs that is free'),
  ...accessFields,
});
export const changeAccessNumber = z.strictObject(accessFields).partial();
export const accessNumber = z
  .object({
    id: publicId.describe('The same as of the DID'),
    number: z.string().describe('E.164 digits'),
    language: z.enum(LANGUAGES),
    label: z.string(),
    isActive: z.boolean(),
    country: z.string().nullable(),
    city: z.string(),
    price: shownPrice.describe('Of calls to it, for the card; null = they are free'),
    ...owner,
  })
  .meta({ id: 'AccessNumber' });
export const accessNumberQuery = z.object({ q: digits.optional(), ...pageQuery });
export const accessNumberPage = page(accessNumber);

/** A country in a sheet: its code in any case; empty: that of the number. */
const sheetRow = z.strictObject({
  number: phoneNumber,
  label,
  city: line(100).optional(),
  country: z
    .string()
    .transform((text) => text.toUpperCase())
    .pipe(z.literal('').or(countryCode))
    .optional(),
});

/** Reads one row of a sheet; every mistake stands at its column. */
export function readDidRow(cells: Readonly<Record<string, string>>) {
  const { data, error } = sheetRow.safeParse(cells);
  if (error !== undefined) return { errors: error.issues.flatMap((issue) => fieldErrors(issue)) };
  const { number, label: text = '', city: place = '', country: code = '' } = data;
  return {
    did: { number, label: text, city: place, country: code === '' ? countryOfNumber(number) : code },
  };
}

export const importQuery = z.object({
  dryRun: z.enum(['true', 'false']).optional(),
  encoding: z.string().max(40).optional().describe('Left out: told by the bytes'),
});
const rowErrors = z.object({
  row: z.int().describe('As a spreadsheet counts, the header included'),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
});
export const importedDids = z
  .object({
    read: z.int().describe('Rows below the header; valid + rejectedRows + skipped'),
    valid: z.int(),
    rejected: z.array(rowErrors).describe('At most 1000 are listed'),
    rejectedRows: z.int(),
    skipped: z.int().describe('Blank rows'),
    leftOut: z.array(z.string()).describe('Names of columns that hold something and are not taken'),
    applied: z.boolean().describe('Whether the numbers were added: with one rejected row none is'),
  })
  .meta({ id: 'DidImport' });
