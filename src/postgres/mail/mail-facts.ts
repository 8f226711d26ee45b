/** What mails say about an account, and the mail server that they leave by. */
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
  /** The reseller above, by name; null directly below the operator. */
  resellerName: string | null;
  operatorId: bigint;
  operatorName: string;
}>;

/** Reads them for an account that is known to exist. */
export async function mailFactsOf(db: Db, accountId: bigint): Promise<MailFacts> {
  const { rows } = await db.query<Omit<MailFacts, 'language'> & { language: Language | null }>(
    `select a.number, p.first_name as "firstName", p.last_name as "lastName", p.company, p.timezone, p.language,
       s.email, p.notification_emails as "notificationEmails", a.notifications,
       case when parent.kind = 'reseller' then
         coalesce(nullif(pp.company, ''), nullif(trim(pp.first_name || ' ' || pp.last_name), ''), parent.number) end as "resellerName",
       o.id as "operatorId", coalesce(nullif(op.company, ''), trim(op.first_name || ' ' || op.last_name)) as "operatorName"
     from accounts a
     join account_profiles p on p.account_id = a.id
     join accounts o on o.kind = 'operator'
     join account_profiles op on op.account_id = o.id
     left join account_sign_ins s on s.account_id = a.id
     left join accounts parent on parent.id = a.parent_id
     left join account_profiles pp on pp.account_id = parent.id
     where a.id = $1`,
    [accountId],
  );
  const { language, ...facts } = known(rows[0], 'the account that a mail is about');
  return { ...facts, language: language ?? FALLBACK_LANGUAGE };
}

/** The mail server of the one operator; null when none is set up. */
export async function operatorsMailServer(db: Db): Promise<MailServer | null> {
  const { rows } = await db.query<{ id: bigint }>("select id from accounts where kind = 'operator'");
  return rows[0] === undefined ? null : mailServerFrom(await storedSettings(db, rows[0].id));
}
