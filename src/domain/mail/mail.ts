/** What a mail is, how often it is tried, and when it is given up. */

export const MAIL_KINDS = [
  'welcome',
  'invite',
  'password_changed',
  'email_changed',
  'second_factor_on',
  'second_factor_off',
  'password_reset',
  'passkey_added',
  'passkey_removed',
  'api_key_made',
  'api_key_expiring',
  'money_low',
  'sign_up',
  'sign_up_known',
  'guard_noticed',
  'guard_blocked',
  'calls_blocked',
  'top_up',
  'payment_failed',
  'refunded',
  'charged_back',
  'receipt',
  'usage_receipt',
  'invoice',
  'credit_note',
  'commission_note',
  'invoice_due',
  'invoice_overdue',
  'suspended_for_debt',
  'restored',
  'renewal',
  'renewal_unpaid',
  'subscription_ended',
  'webhook_paused',
  'gateway_unhealthy',
  'gateway_recovered',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** What mails are about, each with addresses of its own where an account wants some. */
export const MAIL_TOPICS = ['money', 'documents', 'services'] as const;
export type MailTopic = (typeof MAIL_TOPICS)[number];

/**
 * Notices, which an account may do without; every other kind always goes out. Those with a topic go to its addresses; the
 * others have to do with the sign-in, and go where that is.
 */
export const NOTICES = {
  welcome: null,
  calls_blocked: null,
  money_low: 'money',
  top_up: 'money',
  payment_failed: 'money',
  refunded: 'money',
  charged_back: 'money',
  receipt: 'documents',
  usage_receipt: 'documents',
  invoice: 'documents',
  credit_note: 'documents',
  commission_note: 'documents',
  invoice_due: 'documents',
  invoice_overdue: 'documents',
  suspended_for_debt: 'services',
  restored: 'services',
  renewal: 'services',
  renewal_unpaid: 'services',
  subscription_ended: 'services',
  gateway_unhealthy: 'services',
  gateway_recovered: 'services',
} as const satisfies Partial<Record<MailKind, MailTopic | null>>;
export type NoticeKind = keyof typeof NOTICES;

/** About what the operator alone has: a reseller writes none of them. */
export const KINDS_OF_OPERATOR: ReadonlySet<MailKind> = new Set(['gateway_unhealthy', 'gateway_recovered']);

export function isNotice(kind: MailKind): kind is NoticeKind {
  return kind in NOTICES;
}

/** Null: of none, and for mails that are no notices. */
export function topicOf(kind: MailKind): MailTopic | null {
  return isNotice(kind) ? NOTICES[kind] : null;
}

/** Larger documents are not sent: mail servers refuse them. The calls of a document are cut long before. */
export const ATTACHMENT_BYTES_MAX = 10_000_000;

/**
 * queued: waits for its next attempt. sent: the server took it. failed: it will not be tried again. kept: no mail
 * server is set up, so it can be read and nothing more.
 */
export const MAIL_STATUSES = ['queued', 'sent', 'failed', 'kept'] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];

/**
 * What a reader gets of the secret link. for_others: it was made above the reader, or is for the mailbox alone. gone: it
 * was sent, or is too old.
 */
export const LINKS_OF_MAILS = ['none', 'shown', 'not_permitted', 'for_others', 'gone'] as const;
export type LinkOfMail = (typeof LINKS_OF_MAILS)[number];

const DAY_MS = 24 * 3600 * 1000;
/** RFC 5321 §4.5.4.1 asks for four to five days between servers; a notice that is three days old helps nobody. */
export const GIVE_UP_AFTER_MS = 3 * DAY_MS;
/** A mail server that is set up later still sends what is younger than this. */
export const KEPT_SENDABLE_MS = DAY_MS;

const FIRST_RETRY_MS = 60_000;
const RETRY_MS_MAX = 6 * 3600 * 1000;

/** How long after the beginning of attempt number `attempt` (from 1) the next one is due: doubled, up to six hours. */
export function retryAfterMs(attempt: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), RETRY_MS_MAX);
}

/** RFC 5322 §3.6.4: the same for each attempt of a mail, so that whoever gets it twice can tell. */
export function messageIdOf(mailId: string, senderAddress: string): string {
  return `<${mailId}@${senderAddress.slice(senderAddress.lastIndexOf('@') + 1)}>`;
}
