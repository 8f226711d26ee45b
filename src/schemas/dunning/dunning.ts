/** Reminders of invoices, suspension for unpaid ones, and what was agreed with accounts. */
import { z } from 'zod';
import {
  DAYS_AFTER_MAX,
  DAYS_BEFORE_MAX,
  EXTRA_DAYS_MAX,
  STEP_ACTIONS,
  STEPS_MAX,
} from '../../domain/dunning/policy.ts';
import { mistakeOfDigits, parseMoney } from '../../domain/money.ts';
import {
  amount,
  amountInput,
  currencyCode,
  instant,
  instantInput,
  line,
  page,
  pageQuery,
  publicId,
} from '../common.ts';

const action = z
  .enum(STEP_ACTIONS)
  .describe('remind: a reminder of the invoice; suspend: no calls until what is overdue is paid');
const hour = z.number().int().describe('0 to 23: when steps come, on the clocks of the issuer');
const days = z.number().int().describe('After the due day; negative = before it');

const step = z.object({ action, days, isActive: z.boolean() });
const minimum = z.object({ currency: z.string(), amount });

export const dunningPolicy = z
  .object({
    isActive: z.boolean(),
    steps: z.array(step),
    hour,
    minimums: z.array(minimum).describe('Nothing happens about less; a currency that is missing has none'),
    isOwn: z.boolean().describe('false = nobody has set one: this is what counts without'),
    timezone: z.string().describe('Of the issuer, IANA'),
    mayChange: z.boolean().describe('false for whoever issues no invoices'),
  })
  .meta({ id: 'DunningPolicy' });
export type DunningPolicyBody = z.output<typeof dunningPolicy>;

const wholeNumber = (min: number, max: number) =>
  z
    .int(`Send a whole number from ${min} to ${max}.`)
    .min(min, `Send a whole number from ${min} to ${max}.`)
    .max(max, `Send a whole number from ${min} to ${max}.`);

export const dunningPolicyInput = z.strictObject({
  isActive: z.boolean(),
  steps: z
    .array(
      z.strictObject({ action, days: wholeNumber(-DAYS_BEFORE_MAX, DAYS_AFTER_MAX), isActive: z.boolean() }),
    )
    .max(STEPS_MAX, `Have at most ${STEPS_MAX} steps.`),
  hour: wholeNumber(0, 23),
  minimums: z
    .array(
      z
        .strictObject({ currency: currencyCode, amount: amountInput({ minMicros: 0n }) })
        .superRefine(({ currency, amount: text }, ctx) => {
          const mistake = mistakeOfDigits(parseMoney(text) ?? 0n, currency);
          if (mistake !== null) ctx.addIssue({ code: 'custom', path: ['amount'], message: mistake });
        }),
    )
    .max(20, 'Send at most 20 currencies.')
    .superRefine((all, ctx) => {
      for (const [place, { currency }] of all.entries())
        if (all.slice(0, place).some((other) => other.currency === currency))
          ctx.addIssue({
            code: 'custom',
            path: [place, 'currency'],
            message: 'This currency is there already. Choose another one.',
          });
    }),
});
export type DunningPolicyInput = z.output<typeof dunningPolicyInput>;

export const policyPreviewInput = z.strictObject({
  policy: dunningPolicyInput,
  dueAt: instantInput.describe('Of an invoice that nobody pays'),
});
export const policyPreview = z
  .object({
    timezone: z.string(),
    steps: z.array(z.object({ action, days, at: instant })),
    suspends: z.number().int().describe('Accounts that would be suspended at once'),
    lifts: z.number().int().describe('Accounts that would be let call again at once'),
    reminds: z.number().int().describe('Accounts that would be reminded at once'),
    isMore: z.boolean().describe('Only the first 2000 accounts that owe something were tried'),
  })
  .meta({ id: 'DunningPolicyPreview' });

const next = z
  .object({ action, at: instant, documentId: publicId, documentNumber: z.string() })
  .nullable()
  .describe('What comes next if nobody pays');

const openInvoice = z.object({
  documentId: publicId,
  number: z.string(),
  open: amount,
  dueAt: instant,
  timezone: z.string().describe('The due day is printed in this time zone'),
  isOverdue: z.boolean(),
  daysOverdue: z
    .number()
    .int()
    .describe('Days of the issuer’s calendar since the due day; negative before it'),
});

const standing = {
  currency: z.string(),
  open: amount,
  overdue: amount,
  overdueSince: instant.nullable(),
  invoices: z.array(openInvoice).describe('Those of which something is open, the oldest first'),
  suspendedSince: instant.nullable(),
  next,
  suspendsAt: instant.nullable().describe('When calls end if nobody pays; null = not for what is open now'),
};

export const ownDunning = z.object(standing).meta({ id: 'OwnDunning' });
export type OwnDunningBody = z.output<typeof ownDunning>;

const reminder = z.object({
  documentId: publicId,
  number: z.string(),
  days: days.describe('Of the step'),
  sentAt: instant,
  open: amount.describe('What was open then'),
  currency: z.string(),
});
const by = z.string().nullable().describe('Number of whoever did it by hand, as far as you see that account');
const suspension = z.object({
  since: instant,
  isByHand: z.boolean(),
  by,
  reason: z.string(),
  overdue: amount,
  currency: z.string(),
  liftedAt: instant.nullable(),
  isLiftedByHand: z.boolean(),
  liftedBy: by,
  liftReason: z.string(),
});

const terms = {
  isExempt: z.boolean().describe('For good: nothing happens about its invoices'),
  exemptUntil: instant.nullable(),
  extraDays: z.number().int().describe('What comes on the due day or after it comes so much later'),
  neverSuspend: z.boolean(),
  note: z.string(),
};

export const accountDunning = z
  .object({
    ...standing,
    isPolicyActive: z.boolean(),
    terms: z.object(terms),
    reminders: z.array(reminder).describe('Newest first, at most 50'),
    suspensions: z.array(suspension).describe('Newest first, at most 50'),
    isIssuedByYou: z.boolean().describe('Only the issuer changes anything of it'),
  })
  .meta({ id: 'AccountDunning' });
export type AccountDunningBody = z.output<typeof accountDunning>;

const reason = line(200, 1).describe('For the timeline');

export const dunningTermsInput = z
  .strictObject({
    isExempt: z.boolean(),
    exemptUntil: instantInput.nullable(),
    extraDays: wholeNumber(0, EXTRA_DAYS_MAX),
    neverSuspend: z.boolean(),
    note: line(500),
    reason: line(200),
  })
  .refine(({ isExempt, exemptUntil }) => !isExempt || exemptUntil === null, {
    path: ['exemptUntil'],
    message: 'It is exempt for good already. Leave the day out.',
  });
export const dunningReason = z.strictObject({ reason });

export const exemptInput = z.strictObject({
  accountIds: z
    .array(publicId)
    .min(1, 'Choose at least one account.')
    .max(200, 'Choose at most 200 accounts.'),
  until: instantInput,
  reason,
});
export const exemptAnswer = z.object({ accounts: z.number().int() });

const filters = {
  issuer: publicId.optional().describe('Staff alone: a reseller whose book it is'),
  currency: currencyCode.optional(),
  state: z
    .enum(['suspended', 'calling', 'exempt'])
    .optional()
    .describe('suspended for it; still calling; left alone because that was agreed'),
  q: line(100).optional().describe('How a number, a name or a reference begins'),
};
export const overdueQuery = z.object({ ...filters, ...pageQuery });
export const overdueTotalsQuery = z.object(filters);

const overdueAccount = z.object({
  accountId: publicId,
  accountNumber: z.string(),
  accountName: z.string(),
  kind: z.enum(['customer', 'reseller']),
  status: z.enum(['active', 'suspended', 'closed']),
  currency: z.string(),
  overdue: amount,
  open: amount,
  overdueSince: instant,
  suspendedSince: instant.nullable().describe('For what is overdue'),
  isExempt: z.boolean(),
  exemptUntil: instant.nullable(),
  nextAction: action.nullable(),
  nextAt: instant.nullable(),
  suspendsAt: instant.nullable(),
});
export type OverdueAccountBody = z.output<typeof overdueAccount>;
export const overduePage = page(overdueAccount.meta({ id: 'OverdueAccount' }));
export const overdueTotals = z
  .object({
    items: z.array(
      z.object({
        currency: z.string(),
        accounts: z.number().int(),
        suspended: z.number().int(),
        overdue: amount,
      }),
    ),
  })
  .meta({ id: 'OverdueTotals' });

export const invoiceReminders = z
  .object({
    items: z.array(
      z.object({
        days,
        at: instant,
        isPassedOver: z.boolean().describe('A later one was sent instead'),
        open: amount,
      }),
    ),
  })
  .meta({ id: 'InvoiceReminders' });
