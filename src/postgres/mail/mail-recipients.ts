/** Whether an account wants notices, and where those of a topic go. */
import type { MailTopic } from '../../domain/mail/mail.ts';
import type { Db, Tx } from '../pool.ts';

export type Notifications = Readonly<{
  isOn: boolean;
  /** Without a topic: where its others go. */
  recipients: Readonly<Partial<Record<MailTopic, readonly string[]>>>;
  /** Where topics without addresses of their own go. */
  otherwise: readonly string[];
}>;

/** Of an account that is known to exist. */
export async function notificationsOf(db: Db, accountId: bigint): Promise<Notifications> {
  const { rows } = await db.query<
    Omit<Notifications, 'otherwise'> & Readonly<{ email: string | null; notificationEmails: string[] }>
  >(
    `select a.notifications as "isOn", s.email, p.notification_emails as "notificationEmails",
       (select coalesce(jsonb_object_agg(r.topic, r.addresses), '{}') from mail_recipients r where r.account_id = a.id) as recipients
     from accounts a join account_profiles p on p.account_id = a.id left join account_sign_ins s on s.account_id = a.id
     where a.id = $1`,
    [accountId],
  );
  const [
    { email, notificationEmails, ...row } = {
      email: null,
      notificationEmails: [],
      isOn: false,
      recipients: {},
    },
  ] = rows;
  const own = email === null ? [] : [email];
  return { ...row, otherwise: notificationEmails.length > 0 ? notificationEmails : own };
}

export async function updateNotifications(tx: Tx, accountId: bigint, isOn: boolean): Promise<void> {
  await tx.query('update accounts set notifications = $2 where id = $1', [accountId, isOn]);
}

/** No addresses: those of the other topics. */
export async function saveRecipients(
  tx: Tx,
  accountId: bigint,
  topic: MailTopic,
  addresses: readonly string[],
): Promise<void> {
  if (addresses.length === 0) {
    await tx.query('delete from mail_recipients where account_id = $1 and topic = $2', [accountId, topic]);
    return;
  }
  await tx.query(
    `insert into mail_recipients (account_id, topic, addresses) values ($1, $2, $3)
     on conflict (account_id, topic) do update set addresses = excluded.addresses`,
    [accountId, topic, addresses],
  );
}
