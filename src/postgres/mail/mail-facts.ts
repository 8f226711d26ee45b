/** What mails say about an account and whoever sells to it, and the mail server that they leave by. */
import { FALLBACK_LANGUAGE, type Language } from '../../domain/languages.ts';
import { mailServerFrom, type MailServer } from '../../domain/mail/mail-server.ts';
import { known } from '../../domain/assert.ts';
import { storedSettings } from '../accounts/settings.ts';
import type { Db } from '../pool.ts';

export type MailFacts = Readonly<{
  number: string;
  firstName: string;
  lastName: string;
  company: string;
  timezone: string;
  language: Language;
  /** Null for accounts that sign in by number only. */
  email: string | null;
  notificationEmails: readonly string[];
  notifications: boolean;
  /** The account above; the operator's own is above itself. */
  ownerId: bigint;
}>;

/** Reads them for an account that is known to exist. */
export async function mailFactsOf(db: Db, accountId: bigint): Promise<MailFacts> {
  const { rows } = await db.query<Omit<MailFacts, 'language'> & { language: Language | null }>(
    `select a.number, p.first_name as "firstName", p.last_name as "lastName", p.company, p.timezone, p.language,
       s.email, p.notification_emails as "notificationEmails", a.notifications, coalesce(a.parent_id, a.id) as "ownerId"
     from accounts a
     join account_profiles p on p.account_id = a.id
     left join account_sign_ins s on s.account_id = a.id
     where a.id = $1`,
    [accountId],
  );
  const { language, ...facts } = known(rows[0], 'the account that a mail is about');
  return { ...facts, language: language ?? FALLBACK_LANGUAGE };
}

/** Whose accounts are written to: the operator or a reseller. */
export type MailOwner = Readonly<{ path: string; isOperator: boolean; name: string }>;

/** Reads it for an account that is known to exist. */
export async function mailOwnerOf(db: Db, ownerId: bigint): Promise<MailOwner> {
  const { rows } = await db.query<MailOwner>(
    `select a.path, a.kind = 'operator' as "isOperator",
       coalesce(nullif(p.company, ''), nullif(trim(p.first_name || ' ' || p.last_name), ''), a.number) as name
     from accounts a join account_profiles p on p.account_id = a.id where a.id = $1`,
    [ownerId],
  );
  return known(rows[0], 'the owner of an account that is written to');
}

/** The mail server of the one operator; null when none is set up. */
export async function operatorsMailServer(db: Db): Promise<MailServer | null> {
  const { rows } = await db.query<{ id: bigint }>("select id from accounts where kind = 'operator'");
  return rows[0] === undefined ? null : mailServerFrom(await storedSettings(db, rows[0].id));
}
