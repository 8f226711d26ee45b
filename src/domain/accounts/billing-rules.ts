/** Rules between the fields of one account, for the form, the API and changes of existing accounts. */
import type { FieldError } from '../problem.ts';

export const CLI_POOLS = [
  'off',
  'present_did',
  'present_caller_id',
  'rate_did',
  'rate_caller_id',
  'rate_either',
  'refuse_did',
  'refuse_caller_id',
  'refuse_either',
] as const;
export type CliPool = (typeof CLI_POOLS)[number];

export const BILLING_SCHEDULES = ['daily', 'weekly', 'monthly'] as const;
export type BillingSchedule = (typeof BILLING_SCHEDULES)[number];
export type BillingDay = number | 'last' | null;

export type BillingTerms = Readonly<{
  accountType: 'prepaid' | 'postpaid';
  creditLimitMicros: bigint;
  cliPool: CliPool;
  nonCliRateGroupId: string | null;
  schedule: BillingSchedule;
  billingDay: BillingDay;
}>;

/** How the database writes "the last day of the month". */
const STORED_LAST_DAY = 0;

/** What does not fit together; each entry names the field to change, as in the API. */
export function billingConflicts(terms: BillingTerms): FieldError[] {
  const errors: FieldError[] = [];
  if (terms.accountType === 'prepaid' && terms.creditLimitMicros !== 0n) {
    errors.push({
      field: 'billing.creditLimit',
      code: 'credit_limit_needs_postpaid',
      message: 'A prepaid account has no credit limit. Set it to 0, or make the account postpaid.',
    });
  }
  if (terms.cliPool.startsWith('rate_') && terms.nonCliRateGroupId === null) {
    errors.push({
      field: 'billing.nonCliRateGroupId',
      code: 'required_by_cli_pool',
      message: 'This CLI pool mode prices calls by the NON-CLI rate group. Choose one.',
    });
  }
  const message = billingDayMistake(terms.schedule, terms.billingDay);
  if (message !== null) errors.push({ field: 'billing.billingDay', code: 'does_not_fit_schedule', message });
  return errors;
}

/** The column value of a billing day that fits its schedule. */
export function storedBillingDay(schedule: BillingSchedule, day: BillingDay): number {
  if (schedule === 'daily') return 1;
  return day === 'last' || day === null ? STORED_LAST_DAY : day;
}

/** The billing day that a column value stands for. */
export function billingDayOfStored(schedule: BillingSchedule, stored: number): BillingDay {
  if (schedule === 'daily') return null;
  return stored === STORED_LAST_DAY ? 'last' : stored;
}

/** The billing day of a schedule when none was given: Monday, or the first of the month. */
export function defaultBillingDay(schedule: BillingSchedule): BillingDay {
  return schedule === 'daily' ? null : 1;
}

function billingDayMistake(schedule: BillingSchedule, day: BillingDay): string | null {
  switch (schedule) {
    case 'daily':
      return day === null ? null : 'A daily schedule has no billing day. Leave it empty.';
    case 'weekly':
      return typeof day === 'number' && day >= 1 && day <= 7
        ? null
        : 'Choose a weekday: 1 (Monday) to 7 (Sunday).';
    case 'monthly':
      return day === 'last' || (typeof day === 'number' && day >= 1 && day <= 28)
        ? null
        : 'Choose a day from 1 to 28, or "last".';
  }
}
