/** What each kind of mail may say, and what it must. A password is in no list. */
import type { MailKind } from './mail.ts';

const OF_DOCUMENT = ['name', 'number', 'provider', 'page', 'document', 'total'] as const;

export const VARIABLES = {
  welcome: ['name', 'number', 'email', 'provider', 'portal'],
  invite: ['name', 'number', 'provider', 'link', 'until'],
  password_changed: ['name', 'number', 'provider', 'portal', 'at'],
  email_changed: ['name', 'number', 'provider', 'at'],
  second_factor_on: ['name', 'number', 'provider', 'portal', 'at'],
  second_factor_off: ['name', 'number', 'provider', 'portal', 'at'],
  password_reset: ['name', 'number', 'provider', 'link', 'until'],
  passkey_added: ['name', 'number', 'provider', 'portal', 'at', 'key'],
  passkey_removed: ['name', 'number', 'provider', 'portal', 'at', 'key'],
  api_key_made: ['name', 'number', 'provider', 'portal', 'at', 'key', 'address'],
  api_key_expiring: ['name', 'number', 'provider', 'portal', 'key', 'until'],
  money_low: ['name', 'number', 'provider', 'portal', 'available', 'threshold'],
  sign_up: ['name', 'provider', 'link', 'until'],
  sign_up_known: ['name', 'number', 'provider', 'portal'],
  guard_noticed: ['name', 'portal', 'account', 'at', 'why'],
  guard_blocked: ['name', 'portal', 'account', 'at', 'why'],
  calls_blocked: ['name', 'number', 'provider', 'portal', 'at'],
  webhook_paused: ['name', 'portal', 'at', 'webhook', 'why'],
  top_up: ['name', 'number', 'provider', 'page', 'amount', 'at', 'attached'],
  payment_failed: ['name', 'number', 'provider', 'page', 'amount', 'at', 'reason'],
  refunded: ['name', 'number', 'provider', 'page', 'amount', 'at', 'attached'],
  charged_back: ['name', 'number', 'provider', 'page', 'amount', 'at', 'attached'],
  receipt: [...OF_DOCUMENT, 'what'],
  usage_receipt: [...OF_DOCUMENT, 'period'],
  invoice: [...OF_DOCUMENT, 'open', 'due', 'payment'],
  credit_note: [...OF_DOCUMENT, 'invoice'],
  commission_note: [...OF_DOCUMENT, 'period'],
  invoice_due: [...OF_DOCUMENT, 'open', 'due'],
  invoice_overdue: [...OF_DOCUMENT, 'open', 'due', 'days'],
  suspended_for_debt: ['name', 'number', 'provider', 'page', 'overdue', 'at'],
  restored: ['name', 'number', 'provider', 'page', 'at'],
  renewal: ['name', 'number', 'provider', 'page', 'product', 'amount', 'until', 'attached'],
  renewal_unpaid: ['name', 'number', 'provider', 'page', 'product', 'amount', 'end'],
  subscription_ended: ['name', 'number', 'provider', 'page', 'product', 'at', 'reason'],
  gateway_unhealthy: ['name', 'page', 'gateway', 'trunk', 'at', 'reason'],
  gateway_recovered: ['name', 'page', 'gateway', 'trunk', 'at', 'since'],
} as const satisfies Record<MailKind, readonly string[]>;

export type VariableName = (typeof VARIABLES)[MailKind][number];

/** Addresses: links in HTML, and in no subject. */
export const ADDRESSES: ReadonlySet<string> = new Set<VariableName>(['link', 'portal', 'page']);

/** Without these a mail would not do what it is for; they stand in its text. */
export const REQUIRED: Readonly<Partial<Record<MailKind, readonly VariableName[]>>> = {
  invite: ['link', 'until'],
  password_changed: ['number', 'at'],
  email_changed: ['number', 'at'],
  second_factor_on: ['number', 'at'],
  second_factor_off: ['number', 'at'],
  password_reset: ['link', 'until'],
  passkey_added: ['key', 'at'],
  passkey_removed: ['key', 'at'],
  api_key_made: ['key', 'at', 'address'],
  api_key_expiring: ['key', 'until'],
  sign_up: ['link', 'until'],
  guard_noticed: ['account', 'at', 'why'],
  webhook_paused: ['webhook', 'at', 'why'],
  guard_blocked: ['account', 'at', 'why'],
  calls_blocked: ['at'],
};
