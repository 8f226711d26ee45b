/** What a mail is, how often it is tried, and when it is given up. */

/** `welcome`, `money_low` and `calls_blocked` are notices, which an account may do without; the others always go out. */
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
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

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
