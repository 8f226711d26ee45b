/** What mails say about an account and whoever sells to it, and the mail server that they leave by. */
import { FALLBACK_LANGUAGE, type Language } from '../../domain/languages.ts';
import type { MailTopic } from '../../domain/mail/mail.ts';
import { mailServerFrom, type MailServer } from '../../domain/mail/mail-server.ts';
import { known } from '../../domain/assert.ts';
import { storedSettings } from '../accounts/settings.ts';
import type { Db } from '../pool.ts';

export type MailFacts = Readonly<{
  publicId: string;
  number: string;
  firstName: string;
  lastName: string;
  company: string;
  timezone: string;
  language: Language;
  /** Null for accounts that sign in by number only. */
  email: string | null;
  notificationEmails: readonly string[];
  /** Of the topics that have addresses of their own. */
  recipients: Readonly<Partial<Record<MailTopic, readonly string[]>>>;
  notifications: boolean;
  /** The account above; the operator's own is above itself. */
  ownerId: bigint;
}>;

/** Reads them for an account that is known to exist. */
export async function mailFactsOf(db: Db, accountId: bigint): Promise<MailFacts> {
  const facts = await mailFactsOfAll(db, [accountId]);
  return known(facts.get(accountId), 'the account that a mail is about');
}

/** By account; one that is gone is left out. */
export async function mailFactsOfAll(
  db: Db,
  accountIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, MailFacts>> {
  const { rows } = await db.query<
    Omit<MailFacts, 'language'> & Readonly<{ id: bigint; language: Language | null }>
  >(
    `select a.id, a.public_id as "publicId", a.number, p.first_name as "firstName", p.last_name as "lastName", p.company,
       p.timezone, p.language, s.email, p.notification_emails as "notificationEmails", a.notifications,
       coalesce(a.parent_id, a.id) as "ownerId",
       (select coalesce(jsonb_object_agg(r.topic, r.addresses), '{}') from mail_recipients r where r.account_id = a.id) as recipients
     from accounts a
     join account_profiles p on p.account_id = a.id
     left join account_sign_ins s on s.account_id = a.id
     where a.id = any($1::bigint[])`,
    [accountIds],
  );
  return new Map(
    rows.map(({ id, language, ...facts }) => [id, { ...facts, language: language ?? FALLBACK_LANGUAGE }]),
  );
}

/** Where notices of a topic go: its own addresses, else the notification addresses, else that of the account. */
export function recipientsOf(
  { recipients, notificationEmails, email }: MailFacts,
  topic: MailTopic,
): readonly string[] {
  const own = recipients[topic] ?? [];
  if (own.length > 0) return own;
  if (notificationEmails.length > 0) return notificationEmails;
  return email === null ? [] : [email];
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
