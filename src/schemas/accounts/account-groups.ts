/** The groups of fields of an account: named alike in the API, in the forms and (in snake_case) in SQL. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import { BILLING_SCHEDULES, CLI_POOLS } from '../../domain/accounts/billing-rules.ts';
import { weaknessOfPassword } from '../../domain/accounts/passwords.ts';
import { LANGUAGES } from '../../domain/languages.ts';
import { isTimezone } from '../../domain/accounts/places.ts';
import { wrongTaxNumberOf } from '../../domain/accounts/tax-number.ts';
import {
  amountInput,
  countryCode,
  currencyCode,
  line,
  lines,
  percentInput,
  publicId,
  rateInput,
} from '../common.ts';

/** Checked where its form is known; anything else is kept as typed. */
const taxNumber = line(50).superRefine((text, context) => {
  const prefix = wrongTaxNumberOf(text);
  if (prefix === null) return;
  const message = `This begins like a VAT number of ${prefix} and has not the form of one. Check its digits, or leave ${prefix} out when it is another number.`;
  context.addIssue({ code: 'custom', message, params: { code: 'invalid_tax_number' } });
});

/** RFC 5321 §4.5.3.1.3: a path has at most 256 octets with its brackets. */
const EMAIL_LENGTH_MAX = 254;

export const email = z
  .email('Send an e-mail address such as "name@example.com".')
  .max(EMAIL_LENGTH_MAX, `Use at most ${EMAIL_LENGTH_MAX} characters.`);

export const password = z.string().superRefine((text, context) => {
  const weakness = weaknessOfPassword(text);
  if (weakness !== null)
    context.addIssue({ code: 'custom', message: weakness, params: { code: 'weak_password' } });
});

export const accountNumber = z
  .string()
  .regex(/^[0-9]{6,20}$/, 'An account number has 6 to 20 digits and nothing else.')
  .meta({ examples: ['4711081500'] });

/** Empty: no card calls by number. */
export const pinOrNone = z.string().regex(/^([0-9]{4,12})?$/, 'A PIN has 4 to 12 digits and nothing else.');

/** A whole number, "unlimited", or null for the default. 0 would mean two things, so it is refused. */
const limit = z.union(
  [
    z
      .int()
      .min(1, 'Send at least 1, or "unlimited".')
      .max(1_000_000, 'Send at most 1000000, or "unlimited".'),
    z.literal('unlimited'),
    z.null(),
  ],
  'Send a whole number from 1 to 1000000, "unlimited", or null for the default.',
);

/** A century. */
const VALID_DAYS_MAX = 36_500;

export const settingsGroup = z.strictObject({
  concurrentCalls: limit.optional(),
  cps: limit.optional(),
  localizationId: publicId.nullable().optional(),
  allowLocalCalls: z.boolean().optional(),
  localCallRate: rateInput
    .optional()
    .describe('Price per minute of a local call, in the currency of the account; kept only so far'),
  notifications: z.boolean().optional(),
  paymentGatewayPermission: z.boolean().optional(),
  validDays: z
    .union(
      [z.int().min(1).max(VALID_DAYS_MAX), z.null()],
      `Send a whole number of days from 1 to ${VALID_DAYS_MAX}, or null for no end.`,
    )
    .optional()
    .describe('So many days of 24 hours after its first answered call a customer makes no calls any more'),
});

const phone = line(32).refine(
  (text) => text === '' || isE164(text),
  'Send an international phone number with "+", such as "+493012345678".',
);

function isE164(text: string): boolean {
  return text.startsWith('+') && (parsePhoneNumberFromString(text)?.isPossible() ?? false);
}

export const personGroup = z.strictObject({
  firstName: line(100, 1),
  lastName: line(100).optional(),
  company: line(200).optional(),
  phone: phone.optional(),
  notificationEmails: z.array(email).max(10, 'At most 10 addresses.').optional(),
  address1: line(200).optional(),
  address2: line(200).optional(),
  city: line(100).optional(),
  province: line(100).optional(),
  zip: line(20).optional(),
  country: countryCode,
  timezone: z.string().refine(isTimezone, 'Send an IANA time zone such as "Europe/Berlin".'),
  language: z.enum(LANGUAGES).nullable().optional().describe('Of the mails to the account; null = English'),
});

export const profileGroup = personGroup.extend({ currency: currencyCode });

export const billingGroup = z.strictObject({
  accountType: z.enum(['prepaid', 'postpaid']).optional(),
  creditLimit: amountInput({ minMicros: 0n }).optional(),
  rateGroupId: publicId.nullable().optional(),
  cliPool: z.enum(CLI_POOLS).optional(),
  nonCliRateGroupId: publicId.nullable().optional(),
  schedule: z.enum(BILLING_SCHEDULES).optional(),
  billingDay: z
    .union(
      [z.int().min(1).max(28), z.literal('last'), z.null()],
      'Send a day from 1 to 28, "last", or null for a daily schedule.',
    )
    .optional(),
  taxIds: z.array(publicId).max(10, 'At most 10 taxes.').optional(),
  taxNumber: taxNumber.optional(),
  generateInvoice: z.boolean().optional(),
  invoiceNote: lines(500).optional(),
  reference: line(100).optional(),
});

export const resellerTermsGroup = z.strictObject({
  type: z.enum(['distributor', 'commission'], 'Send "distributor" or "commission".'),
  commissionPercent: percentInput.nullable().optional(),
  invoiceDueDays: z.number().int().min(0).max(365, 'Send 0 to 365 days.').optional(),
  useOwnLetterhead: z.boolean().optional(),
});
