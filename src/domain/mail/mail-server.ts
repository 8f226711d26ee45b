/** The mail server of an operator, as it is stored among the settings. */

/** none: in the clear. starttls: begins in the clear, and sends nothing before TLS is on. tls: TLS from the start. */
export const MAIL_SECURITIES = ['none', 'starttls', 'tls'] as const;
export type MailSecurity = (typeof MAIL_SECURITIES)[number];

export type MailServer = Readonly<{
  host: string;
  port: number;
  security: MailSecurity;
  /** Empty = the server asks for no sign-in. */
  user: string;
  /** Base64 of what AES-256-GCM made of it under the master key; null = none. */
  sealedPassword: string | null;
  senderAddress: string;
  senderName: string;
}>;

/** The key under which it is stored, and what its password is sealed for. */
export const MAIL_SERVER_SETTING = 'mail.server';
export const MAIL_SERVER_PASSWORD = 'mail server password';

/** RFC 8314 §3.3 (465), RFC 6409 §3.1 (587), RFC 5321 §4.5.4.2 (25). */
export const DEFAULT_PORTS: Readonly<Record<MailSecurity, number>> = { none: 25, starttls: 587, tls: 465 };

/** Reads what was stored; null when no mail server is set up. */
export function mailServerFrom(stored: ReadonlyMap<string, unknown>): MailServer | null {
  // Written by one operation, which has checked it.
  return (stored.get(MAIL_SERVER_SETTING) as MailServer | undefined) ?? null;
}

/** Says whether the password that is kept was given for this very server and user. */
export function isSameSignIn(
  before: Pick<MailServer, 'host' | 'port' | 'security' | 'user'>,
  after: Pick<MailServer, 'host' | 'port' | 'security' | 'user'>,
): boolean {
  return (
    before.host === after.host &&
    before.port === after.port &&
    before.security === after.security &&
    before.user === after.user
  );
}

/** Says whether a password may travel in the clear: on this very machine only. */
export function isOwnMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
