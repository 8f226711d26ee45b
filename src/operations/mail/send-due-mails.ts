/** Sends the mails that are due: at least once, and as a rule exactly once. */
import { LINK_PLACE, withLink, withoutLogo } from '../../domain/mail/render-mail.ts';
import { ATTACHMENT_BYTES_MAX, KEPT_SENDABLE_MS, messageIdOf, retryAfterMs } from '../../domain/mail/mail.ts';
import type { MailServer } from '../../domain/mail/mail-server.ts';
import { Problem } from '../../domain/problem.ts';
import { logoOf } from '../../postgres/accounts/brands.ts';
import { operatorsMailServer } from '../../postgres/mail/mail-facts.ts';
import {
  claimMail,
  failOverdueMails,
  keepQueuedMails,
  lockDueMails,
  markFailed,
  markSent,
  noteFailedAttempt,
  queueKeptMails,
  type DueMail,
} from '../../postgres/mail/mails.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { openSecret } from '../secrets.ts';
import { fileOf, type FileContext } from '../billing/document-file.ts';
import { fileName } from '../billing/download-documents.ts';
import { openMailServer } from './open-mail-server.ts';
import { sendBySmtp, type Attached, type SmtpServer } from './smtp.ts';
import { MAIL_LINK } from './keep-mail.ts';

/** Conversations with the mail server at once; the usual limit of a provider for one client is ten. */
const CONCURRENT_MAX = 5;
/** Claimed together: all of them are tried before the first is due again, a minute later. */
const CLAIMED_MAX = 10;
/** Two rounds of these fit into the minute. */
const SEND_MS_MAX = 25_000;

export type MailSender = FileContext &
  Pick<Context, 'masterKey'> &
  Readonly<{ trusted?: string | undefined }>;

/**
 * Sends until nothing is due. A mail is claimed, sent, and marked, in three steps: when the program ends between
 * them, the mail is sent again with the same Message-ID a minute later, and never lost. Without a mail server what
 * is queued is kept; with one, what was kept for less than a day is queued.
 */
export async function sendDueMails(sender: MailSender): Promise<void> {
  for (;;) {
    const server = await operatorsMailServer(sender.pool);
    const claimed = await withTransaction(sender.pool, async (tx) => {
      const now = sender.now();
      await failOverdueMails(tx, now);
      if (server === null) {
        await keepQueuedMails(tx);
        return [];
      }
      await queueKeptMails(tx, now, new Date(now.getTime() - KEPT_SENDABLE_MS));
      const due = await lockDueMails(tx, now, CLAIMED_MAX);
      const mails = due.map((mail) => claimOf(mail, server, now));
      for (const mail of mails) await claimMail(tx, mail);
      return mails;
    });
    if (server === null || claimed.length === 0) return;
    const smtp = { ...openMailServer(sender.masterKey, server), trusted: sender.trusted };
    await sendAll(sender, smtp, claimed);
  }
}

type Claimed = DueMail & Readonly<{ attempt: number; nextAttemptAt: Date; messageId: string }>;

function claimOf(mail: DueMail, server: MailServer, now: Date): Claimed {
  const attempt = mail.attempts + 1;
  return {
    ...mail,
    attempt,
    nextAttemptAt: new Date(now.getTime() + retryAfterMs(attempt)),
    messageId: mail.messageId ?? messageIdOf(mail.publicId, server.senderAddress),
  };
}

async function sendAll(sender: MailSender, server: SmtpServer, mails: readonly Claimed[]): Promise<void> {
  const waiting = [...mails];
  const work = async () => {
    for (let mail = waiting.shift(); mail !== undefined; mail = waiting.shift())
      await sendOne(sender, server, mail);
  };
  // All of them end before a failure of one is told: what was sent must be marked.
  const ended = await Promise.allSettled(Array.from({ length: CONCURRENT_MAX }, work));
  for (const result of ended) if (result.status === 'rejected') throw result.reason;
}

async function sendOne(sender: MailSender, server: SmtpServer, mail: Claimed): Promise<void> {
  const { sealedLink } = mail;
  const isWithLink = mail.text.includes(LINK_PLACE);
  if (isWithLink && sealedLink === null) return;
  const content =
    sealedLink === null ? mail : withLink(mail, openSecret(sender.masterKey, MAIL_LINK, sealedLink));
  const attached = await attachedTo(sender, mail);
  // What was written for a long time is another server's by now, or the next round's.
  if (attached === 'late') return;
  if (typeof attached === 'string') {
    await withTransaction(sender.pool, (tx) =>
      attached === TOO_LARGE || mail.nextAttemptAt >= mail.giveUpAt
        ? markFailed(tx, mail.id, attached)
        : noteFailedAttempt(tx, mail.id, attached),
    );
    return;
  }
  const logo = mail.logoHash === null ? null : await logoOf(sender.pool, mail.logoHash);
  const html = logo === null ? withoutLogo(content.html) : content.html;
  const outgoing = { ...mail, ...content, html, logo, attached, date: mail.createdAt };
  const delivery = await sendBySmtp(server, outgoing, SEND_MS_MAX);
  await withTransaction(sender.pool, (tx) => {
    if (delivery.outcome === 'sent')
      return markSent(
        tx,
        mail.id,
        sender.now(),
        delivery.refused.length === 0 ? '' : `Refused for ${delivery.refused.join('; ')}`,
      );
    if (delivery.outcome === 'refused' || mail.nextAttemptAt >= mail.giveUpAt)
      return markFailed(tx, mail.id, delivery.error);
    return noteFailedAttempt(tx, mail.id, delivery.error);
  });
}

const TOO_LARGE = `Its document is larger than ${ATTACHMENT_BYTES_MAX / 1_000_000} MB, which mail servers refuse. It can be downloaded.`;

/** The document that comes along, written now where it is not kept yet; a text says why there is none. */
async function attachedTo(
  sender: MailSender,
  { documentId, documentNumber, nextAttemptAt }: Claimed,
): Promise<Attached | null | string> {
  if (documentId === null || documentNumber === null) return null;
  try {
    const { pdf } = await fileOf(sender, documentId);
    if (pdf.length > ATTACHMENT_BYTES_MAX) return TOO_LARGE;
    if (sender.now().getTime() > nextAttemptAt.getTime() - SEND_MS_MAX) return 'late';
    return { name: `${fileName(documentNumber)}.pdf`, content: pdf };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return `Its document ${documentNumber} could not be written as PDF yet.`;
  }
}
