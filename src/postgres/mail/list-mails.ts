/** Mails of an account, newest first, and one with its content. */
import { isUuid } from '../../domain/ids.ts';
import type { Language } from '../../domain/languages.ts';
import type { MailKind, MailStatus } from '../../domain/mail/mail.ts';
import { Problem } from '../../domain/problem.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';

export type MailRow = Readonly<{
  id: bigint;
  publicId: string;
  kind: MailKind;
  toAddresses: string[];
  subject: string;
  status: MailStatus;
  attempts: number;
  createdAt: Date;
  nextAttemptAt: Date | null;
  sentAt: Date | null;
  lastError: string;
}>;

const COLUMNS = `id, public_id as "publicId", kind, to_addresses as "toAddresses", subject, status, attempts, created_at as "createdAt",
  next_attempt_at as "nextAttemptAt", sent_at as "sentAt", last_error as "lastError"`;

/** `since`: nothing that was written before; null = everything. */
export type MailFilter = Readonly<{
  accountId: bigint;
  since: Date | null;
  cursor?: string | undefined;
  limit: number;
}>;

/** One page. Ids grow with time, so they are the order. */
export async function listMails(db: Db, { accountId, since, cursor, limit }: MailFilter) {
  const place = readCursor(cursor, { order: 'mails', parts: ['n'] });
  const { rows } = await db.query<MailRow>(
    `select ${COLUMNS} from mails
     where account_id = $1 and ($2::bigint is null or id < $2) and ($4::timestamptz is null or created_at >= $4)
     order by id desc limit $3`,
    [accountId, place?.[0] ?? null, limit + 1, since],
  );
  return cutPage(rows, limit, (row) => writeCursor('mails', [row.id]));
}

export type MailDetailRow = MailRow &
  Readonly<{
    language: Language;
    text: string;
    html: string;
    messageId: string | null;
    sealedLink: Buffer | null;
    linkScopePath: string | null;
    giveUpAt: Date;
  }>;

/** One mail of an account; those of others and unknown ones are the same `not_found`. */
export async function findMail(db: Db, accountId: bigint, publicId: string): Promise<MailDetailRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<MailDetailRow>(
    `select ${COLUMNS}, language, text_body as text, html_body as html, message_id as "messageId",
       sealed_link as "sealedLink", link_scope_path as "linkScopePath", give_up_at as "giveUpAt"
     from mails where account_id = $1 and public_id = $2`,
    [accountId, publicId],
  );
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}
