/** Mails: written by whatever caused them, claimed and marked by whoever sends them. */
import type { Language } from '../../domain/languages.ts';
import type { MailKind, MailStatus } from '../../domain/mail/mail.ts';
import type { Tx } from '../pool.ts';

export type NewMail = Readonly<{
  publicId: string;
  accountId: bigint;
  kind: MailKind;
  toAddresses: readonly string[];
  language: Language;
  /** Empty = the name of the mail server's settings. */
  senderName: string;
  logoHash: string | null;
  /** Comes along as PDF; null = nothing does. */
  documentId: bigint | null;
  subject: string;
  text: string;
  html: string;
  sealedLink: Buffer | null;
  linkScopePath: string | null;
  createdAt: Date;
  giveUpAt: Date;
  status: Extract<MailStatus, 'queued' | 'kept'>;
}>;

/** Inserts mails and returns their ids, in their order; queued ones are due at once. */
export async function insertMails(tx: Tx, mails: readonly NewMail[]): Promise<readonly bigint[]> {
  const { rows } = await tx.query<{ id: bigint }>(
    `insert into mails (public_id, account_id, kind, to_addresses, language, subject, text_body, html_body, sealed_link,
       link_scope_path, created_at, give_up_at, status, sender_name, logo_hash, document_id, next_attempt_at)
     select public_id, account_id, kind, to_addresses::text[], language, subject, text_body, html_body, sealed_link,
       link_scope_path, created_at, give_up_at, status, sender_name, logo_hash, document_id,
       case status when 'queued' then created_at end
     from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bytea[],
       $10::text[], $11::timestamptz[], $12::timestamptz[], $13::text[], $14::text[], $15::text[], $16::bigint[])
       with ordinality as m (public_id, account_id, kind, to_addresses, language, subject, text_body, html_body, sealed_link,
         link_scope_path, created_at, give_up_at, status, sender_name, logo_hash, document_id, place)
     order by place returning id`,
    [
      mails.map(({ publicId }) => publicId),
      mails.map(({ accountId }) => accountId),
      mails.map(({ kind }) => kind),
      mails.map(({ toAddresses }) => textArray(toAddresses)),
      mails.map(({ language }) => language),
      mails.map(({ subject }) => subject),
      mails.map(({ text }) => text),
      mails.map(({ html }) => html),
      mails.map(({ sealedLink }) => sealedLink),
      mails.map(({ linkScopePath }) => linkScopePath),
      mails.map(({ createdAt }) => createdAt),
      mails.map(({ giveUpAt }) => giveUpAt),
      mails.map(({ status }) => status),
      mails.map(({ senderName }) => senderName),
      mails.map(({ logoHash }) => logoHash),
      mails.map(({ documentId }) => documentId),
    ],
  );
  return rows.map(({ id }) => id);
}

/** Counts the mails of one kind that an account was written since a moment. */
export async function countMails(tx: Tx, accountId: bigint, kind: MailKind, since: Date): Promise<number> {
  const { rows } = await tx.query<{ count: bigint }>(
    'select count(*) from mails where account_id = $1 and kind = $2 and created_at > $3',
    [accountId, kind, since],
  );
  return Number(rows[0]?.count ?? 0n);
}

/** When each mail of this kind to an account was written since a moment, the newest first. */
export async function mailTimes(tx: Tx, accountId: bigint, kind: MailKind, since: Date): Promise<Date[]> {
  const { rows } = await tx.query<{ createdAt: Date }>(
    `select created_at as "createdAt" from mails where account_id = $1 and kind = $2 and created_at > $3
     order by created_at desc`,
    [accountId, kind, since],
  );
  return rows.map(({ createdAt }) => createdAt);
}

/** Queues what was kept after `since` and still makes sense: one whose link ended does not. */
export async function queueKeptMails(tx: Tx, now: Date, since: Date): Promise<void> {
  await tx.query(
    `update mails set status = 'queued', next_attempt_at = $1
     where status = 'kept' and created_at > $2 and give_up_at > $1
       and (sealed_link is not null or strpos(text_body, chr(26)) = 0)`,
    [now, since],
  );
}

/** Keeps what is queued: there is no mail server any more. */
export async function keepQueuedMails(tx: Tx): Promise<void> {
  await tx.query("update mails set status = 'kept', next_attempt_at = null where status = 'queued'");
}

/** Ends the mails whose time is over, with the last answer of the server, or with why there was none. */
export async function failOverdueMails(tx: Tx, now: Date): Promise<void> {
  await tx.query(
    `update mails set status = 'failed', next_attempt_at = null, sealed_link = null, link_scope_path = null,
       last_error = case last_error when '' then 'It could not be sent in time.' else last_error end
     where status = 'queued' and give_up_at <= $1`,
    [now],
  );
}

/** Takes the links out of mails, because they no longer work. One that still waits is not sent any more. */
export async function endLinks(tx: Tx, ids: readonly bigint[]): Promise<void> {
  await tx.query(
    `update mails set sealed_link = null, link_scope_path = null, next_attempt_at = null,
       status = case status when 'queued' then 'failed' else status end,
       last_error = case status when 'queued' then 'Its link ended before this was sent.' else last_error end
     where id = any($1::bigint[])`,
    [ids],
  );
}

export type DueMail = Readonly<{
  id: bigint;
  publicId: string;
  kind: MailKind;
  toAddresses: readonly string[];
  language: Language;
  senderName: string;
  logoHash: string | null;
  documentId: bigint | null;
  documentNumber: string | null;
  subject: string;
  text: string;
  html: string;
  sealedLink: Buffer | null;
  createdAt: Date;
  giveUpAt: Date;
  attempts: number;
  messageId: string | null;
}>;

/** Locks mails that are due, the longest due first; those that somebody else is claiming are left out. */
export async function lockDueMails(tx: Tx, now: Date, limit: number): Promise<DueMail[]> {
  const { rows } = await tx.query<DueMail>(
    `select m.id, m.public_id as "publicId", m.kind, m.to_addresses as "toAddresses", m.language, m.sender_name as "senderName",
       m.logo_hash as "logoHash", m.document_id as "documentId", d.number as "documentNumber", m.subject,
       m.text_body as text, m.html_body as html, m.sealed_link as "sealedLink", m.created_at as "createdAt",
       m.give_up_at as "giveUpAt", m.attempts, m.message_id as "messageId"
     from mails m left join documents d on d.id = m.document_id
     where m.status = 'queued' and m.next_attempt_at <= $1
     order by m.next_attempt_at, m.id limit $2 for update of m skip locked`,
    [now, limit],
  );
  return rows;
}

/** Counts an attempt that begins now. Until `nextAttemptAt` nobody else makes one, also when this one is lost. */
export async function claimMail(
  tx: Tx,
  claim: Readonly<{ id: bigint; attempt: number; nextAttemptAt: Date; messageId: string }>,
): Promise<void> {
  await tx.query('update mails set attempts = $2, next_attempt_at = $3, message_id = $4 where id = $1', [
    claim.id,
    claim.attempt,
    claim.nextAttemptAt,
    claim.messageId,
  ]);
}

/** Marks a mail as sent, once. `note` names recipients that the server refused. */
export async function markSent(tx: Tx, id: bigint, sentAt: Date, note: string): Promise<void> {
  await tx.query(
    `update mails set status = 'sent', sent_at = $2, last_error = $3, next_attempt_at = null, sealed_link = null, link_scope_path = null
     where id = $1 and status <> 'sent'`,
    [id, sentAt, note],
  );
}

/** Ends a mail that will not be tried again. */
export async function markFailed(tx: Tx, id: bigint, error: string): Promise<void> {
  await tx.query(
    `update mails set status = 'failed', last_error = $2, next_attempt_at = null, sealed_link = null, link_scope_path = null
     where id = $1 and status = 'queued'`,
    [id, error],
  );
}

/** Notes why an attempt came to nothing; the claim has already said when the next one is due. */
export async function noteFailedAttempt(tx: Tx, id: bigint, error: string): Promise<void> {
  await tx.query("update mails set last_error = $2 where id = $1 and status = 'queued'", [id, error]);
}

/** As PostgreSQL reads an array. */
function textArray(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
