/** One mail with its content, and with its secret link for those who could have made it. */
import { isPermitted, type Actor } from '../../domain/accounts/actor.ts';
import { withLink, withoutLink, type MailContent } from '../../domain/mail/render-mail.ts';
import { Problem } from '../../domain/problem.ts';
import { seenSince } from '../../postgres/accounts/account-moves.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { findMail, type MailDetailRow } from '../../postgres/mail/list-mails.ts';
import type { Db } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { moreThan } from '../accounts/may-change.ts';
import { openSecret } from '../secrets.ts';
import { MAIL_LINK } from './write-mail.ts';

/**
 * Reads a mail of an account in the actor's tree. A link sets a password, so it is shown only to whoever made it and to
 * those above, only for accounts that they may change, and never for one's own: a session is not a password. The link of a sign-up needs one.
 */
export async function readMail(
  context: Pick<Context, 'now' | 'masterKey'>,
  reads: Db,
  actor: Actor,
  { accountId, mailId }: Readonly<{ accountId: string; mailId: string }>,
): Promise<Readonly<{ mail: MailDetailRow; content: MailContent }>> {
  const account = await findAccount(reads, accountId, actor.scopePath);
  const mail = await findMail(reads, account.id, mailId);
  const since = await seenSince(reads, account.path, actor.scopePath);
  if (since !== null && mail.createdAt < since) throw new Problem('not_found');
  const { sealedLink, linkScopePath } = mail;
  const isShown =
    isPermitted(actor, 'sign_ins:reset') &&
    moreThan(actor, account).length === 0 &&
    (account.id !== actor.accountId || mail.kind === 'sign_up') &&
    linkScopePath?.startsWith(actor.scopePath) === true &&
    mail.giveUpAt > context.now();
  const content =
    isShown && sealedLink !== null
      ? withLink(mail, openSecret(context.masterKey, MAIL_LINK, sealedLink))
      : withoutLink(mail, mail.language);
  return { mail, content };
}
