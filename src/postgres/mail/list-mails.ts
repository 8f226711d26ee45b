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
  /** What came along as PDF; null = nothing did. */
  documentPublicId: string | null;
  documentNumber: string | null;
}>;

const COLUMNS = `m.id, m.public_id as "publicId", m.kind, m.to_addresses as "toAddresses", m.subject, m.status, m.attempts,
  m.created_at as "createdAt", m.next_attempt_at as "nextAttemptAt", m.sent_at as "sentAt", m.last_error as "lastError",
  d.public_id as "documentPublicId", d.number as "documentNumber"`;
const MAILS = 'mails m left join documents d on d.id = m.document_id';

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
    `select ${COLUMNS} from ${MAILS}
     where m.account_id = $1 and ($2::bigint is null or m.id < $2) and ($4::timestamptz is null or m.created_at >= $4)
     order by m.id desc limit $3`,
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
    `select ${COLUMNS}, m.language, m.text_body as text, m.html_body as html, m.message_id as "messageId",
       m.sealed_link as "sealedLink", m.link_scope_path as "linkScopePath", m.give_up_at as "giveUpAt"
     from ${MAILS} where m.account_id = $1 and m.public_id = $2`,
    [accountId, publicId],
  );
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}
