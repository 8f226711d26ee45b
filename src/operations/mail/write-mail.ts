/** Writes a mail in the transaction that causes it; a job sends it afterwards. */
import { randomUUID } from 'node:crypto';
import { displayName } from '../../domain/accounts/new-account.ts';
import { GIVE_UP_AFTER_MS, type MailKind } from '../../domain/mail/mail.ts';
import { LINK_PLACE, momentIn, renderMail, type MailVariables } from '../../domain/mail/render-mail.ts';
import { mailServerFrom, type MailServer } from '../../domain/mail/mail-server.ts';
import { storedSettings } from '../../postgres/accounts/settings.ts';
import { mailFactsOf, type MailFacts } from '../../postgres/mail/mail-facts.ts';
import { insertMail } from '../../postgres/mail/mails.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { sealSecret } from '../secrets.ts';

/** What links in mails are sealed for. */
export const MAIL_LINK = 'mail link';

type Cause = Readonly<{ accountId: bigint; now: Date }>;
type SecretLink = Readonly<{
  url: string;
  until: Date;
  /** The scope of whoever caused it: the link is shown there and above, and nowhere below. */
  scopePath: string;
}>;
type WrittenMail = Readonly<{ id: bigint; publicId: string }>;
type Writing = Readonly<{ facts: MailFacts; server: MailServer | null; cause: Cause }>;

/** Greets a new account, unless its notifications are off or it has no address. Goes to the notification addresses. */
export async function writeWelcome(tx: Tx, context: Context, cause: Cause): Promise<void> {
  const writing = await prepare(tx, cause);
  const { facts } = writing;
  const to = facts.notificationEmails.length > 0 ? facts.notificationEmails : addressesOf(facts.email);
  if (!facts.notifications || facts.email === null) return;
  const variables = { ...common(writing), email: facts.email, portal: context.publicUrl };
  await write(tx, context, writing, { kind: 'welcome', variables, to, link: null });
}

/** Brings a secret link to the account's e-mail address. */
export async function writeInvite(
  tx: Tx,
  context: Context,
  cause: Cause & Readonly<{ email: string; link: SecretLink }>,
): Promise<WrittenMail> {
  const writing = await prepare(tx, cause);
  const { language, timezone } = writing.facts;
  const until = momentIn(language, timezone, cause.link.until);
  const variables = { ...common(writing), until, link: LINK_PLACE };
  return write(tx, context, writing, { kind: 'invite', variables, to: [cause.email], link: cause.link });
}

/** Tells the account that its password was changed. Always goes out. */
export async function writePasswordChanged(tx: Tx, context: Context, cause: Cause): Promise<void> {
  const writing = await prepare(tx, cause);
  const { email, language, timezone } = writing.facts;
  if (email === null) return;
  const at = momentIn(language, timezone, cause.now);
  const variables = { ...common(writing), at, portal: context.publicUrl };
  await write(tx, context, writing, { kind: 'password_changed', variables, to: [email], link: null });
}

/** Tells the former address that it is the account's no longer. Always goes out. */
export async function writeEmailChanged(
  tx: Tx,
  context: Context,
  cause: Cause & Readonly<{ formerEmail: string }>,
): Promise<void> {
  const writing = await prepare(tx, cause);
  const { language, timezone } = writing.facts;
  const variables = { ...common(writing), at: momentIn(language, timezone, cause.now) };
  await write(tx, context, writing, {
    kind: 'email_changed',
    variables,
    to: [cause.formerEmail],
    link: null,
  });
}

async function prepare(tx: Tx, cause: Cause): Promise<Writing> {
  const facts = await mailFactsOf(tx, cause.accountId);
  return { facts, server: mailServerFrom(await storedSettings(tx, facts.operatorId)), cause };
}

/** Customers of a reseller hear from the reseller; others from the sender that the operator chose. */
function common({ facts, server }: Writing) {
  const sender = server === null || server.senderName === '' ? facts.operatorName : server.senderName;
  const person = `${facts.firstName} ${facts.lastName}`.trim();
  return {
    name: person || displayName(facts),
    number: facts.number,
    provider: facts.resellerName ?? sender,
  };
}

async function write<Kind extends MailKind>(
  tx: Tx,
  context: Context,
  { facts, server, cause: { accountId, now } }: Writing,
  mail: Readonly<{
    kind: Kind;
    variables: MailVariables<Kind>;
    to: readonly string[];
    link: SecretLink | null;
  }>,
): Promise<WrittenMail> {
  const { kind, link } = mail;
  const publicId = randomUUID();
  const id = await insertMail(tx, {
    ...renderMail(kind, facts.language, mail.variables),
    publicId,
    accountId,
    kind,
    toAddresses: mail.to,
    language: facts.language,
    sealedLink: link === null ? null : sealSecret(context.masterKey, MAIL_LINK, link.url),
    linkScopePath: link?.scopePath ?? null,
    createdAt: now,
    giveUpAt: link?.until ?? new Date(now.getTime() + GIVE_UP_AFTER_MS),
    status: server === null ? 'kept' : 'queued',
  });
  return { id, publicId };
}

function addressesOf(email: string | null): string[] {
  return email === null ? [] : [email];
}
