/** How the settings stand on the page. One that the panel does not know yet stands in the last group. */
import { isSettingKey, mistakeOfSetting } from '../../../src/domain/accounts/settings.ts';
import type { Schema } from '../../ui/record/record.ts';

const GROUPS = {
  numbers: ['account_number.length', 'account_number.prefix', 'account_number.may_be_typed'],
  pin: ['pin.length'],
  defaults: ['defaults.country', 'defaults.timezone', 'defaults.currency', 'defaults.rate_group_id'],
  devices: ['defaults.create_sip_device'],
  security: [
    'passwords.length_min',
    'sessions.idle_minutes',
    'sessions.absolute_hours',
    'sign_in.second_factor_required_for_staff',
    'sign_up.allowed_for_resellers',
  ],
  retention: [
    'retention.call_numbers_days',
    'retention.calls_days',
    'retention.traces_days',
    'retention.mails_days',
    'retention.timeline_days',
    'retention.jobs_days',
    'retention.access_days',
  ],
  billing: [
    'billing.prepaid_tax',
    'billing.invoice_due_days',
    'billing.number_format_receipt',
    'billing.number_format_usage_receipt',
    'billing.number_format_invoice',
    'billing.number_format_credit_note',
    'billing.number_format_commission_note',
  ],
  payments: [
    'payments.approval_above',
    'exchange.spread_percent',
    'exchange.feed_url',
    'exchange.feed_hours',
  ],
  calls: ['calls.slice_seconds', 'calls.seconds_max', 'calls.ring_seconds', 'calls.verified_caller_ids_only'],
  guards: [
    'guards.prepaid_concurrent_calls',
    'guards.prepaid_calls_per_second',
    'guards.prepaid_spend_per_hour',
    'guards.prepaid_spend_per_day',
    'guards.postpaid_concurrent_calls',
    'guards.postpaid_calls_per_second',
    'guards.postpaid_spend_per_hour_percent',
    'guards.postpaid_spend_per_day_percent',
    'guards.call_cost',
    'guards.satellite_open',
    'guards.premium_open',
    'guards.high_risk_open',
    'guards.risky_prefixes',
    'guards.risky_prefixes_step',
    'guards.spend_cap_step',
  ],
} as const;

export type GroupName = keyof typeof GROUPS | 'other';

/** The groups with the settings that the server has, each setting once. */
export function groupsOf(present: readonly string[]): readonly Readonly<{
  name: GroupName;
  keys: readonly string[];
}>[] {
  const placed = new Set<string>(Object.values(GROUPS).flat());
  const known = (Object.entries(GROUPS) as [GroupName, readonly string[]][]).map(([name, keys]) => ({
    name,
    keys: keys.filter((key) => present.includes(key)),
  }));
  const other = { name: 'other' as const, keys: present.filter((key) => !placed.has(key)) };
  return [...known, other].filter(({ keys }) => keys.length > 0);
}

/** The registry's own rules as a schema of the form. */
export const settingsSchema: Schema = {
  safeParse: (body) => {
    const issues = Object.entries(body as Record<string, unknown>).flatMap(([key, value]) => {
      const message = isSettingKey(key) ? mistakeOfSetting(key, value) : null;
      return message === null ? [] : [{ path: [key], message }];
    });
    return issues.length === 0 ? {} : { error: { issues } };
  },
};
