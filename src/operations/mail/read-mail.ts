/** One mail with its content, and with its secret link for those who could have made it. */
import { isPermitted, type Actor } from '../../domain/accounts/actor.ts';
import { LINK_PLACE, withLink, withoutLink, type MailContent } from '../../domain/mail/render-mail.ts';
import type { LinkOfMail } from '../../domain/mail/mail.ts';
import { Problem } from '../../domain/problem.ts';
import { seenSince } from '../../postgres/accounts/account-moves.ts';
import { findAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { findMail, type MailDetailRow } from '../../postgres/mail/list-mails.ts';
import type { Db } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { mayChangeSignIn } from '../accounts/may-change.ts';
import { openSecret } from '../secrets.ts';
import { MAIL_LINK } from './keep-mail.ts';

/**
 * Reads a mail of an account in the actor's tree. A link sets a password, so it is shown only to whoever made it and to
 * those above, and only where they may set that password: never for one's own, because a session is not a password. The
 * link of a sign-up needs a password besides. `link` says whether it is shown, and why not.
 */
export async function readMail(
  context: Pick<Context, 'now' | 'masterKey'>,
  reads: Db,
  actor: Actor,
  { accountId, mailId }: Readonly<{ accountId: string; mailId: string }>,
): Promise<Readonly<{ mail: MailDetailRow; content: MailContent; link: LinkOfMail }>> {
  const account = await findAccount(reads, accountId, actor.scopePath);
  const mail = await findMail(reads, account.id, mailId);
  const since = await seenSince(reads, account.path, actor.scopePath);
  if (since !== null && mail.createdAt < since) throw new Problem('not_found');
  const link = linkFor(actor, account, mail, context.now());
  const { sealedLink } = mail;
  const content =
    link === 'shown' && sealedLink !== null
      ? withLink(mail, openSecret(context.masterKey, MAIL_LINK, sealedLink))
      : withoutLink(mail, mail.language);
  return { mail, content, link };
}

function linkFor(actor: Actor, account: AccountNode, mail: MailDetailRow, now: Date): LinkOfMail {
  if (!mail.text.includes(LINK_PLACE)) return 'none';
  const isOwnSignUp = account.id === actor.accountId && mail.kind === 'sign_up';
  if (!isPermitted(actor, 'sign_ins:reset') || !(isOwnSignUp || mayChangeSignIn(actor, account)))
    return 'not_permitted';
  if (mail.linkScopePath?.startsWith(actor.scopePath) !== true) return 'for_others';
  return mail.sealedLink !== null && mail.giveUpAt > now ? 'shown' : 'gone';
}
