/** A mail as it is written down: by the template that holds for the account, in the name of whoever sells to it. */
import { randomUUID } from 'node:crypto';
import { known } from '../../domain/assert.ts';
import { displayName } from '../../domain/accounts/new-account.ts';
import type { Language } from '../../domain/languages.ts';
import { templateOf } from '../../domain/mail/check-template.ts';
import { GIVE_UP_AFTER_MS, isNotice, type MailKind } from '../../domain/mail/mail.ts';
import { fillTemplate, type Footer, type MailVariables } from '../../domain/mail/render-mail.ts';
import { TEMPLATES, type Template } from '../../domain/mail/templates.ts';
import { mailFactsOf, type MailFacts } from '../../postgres/mail/mail-facts.ts';
import { mailTemplatesAlong } from '../../postgres/mail/mail-templates.ts';
import { insertMails, type NewMail } from '../../postgres/mail/mails.ts';
import type { Db, Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { sealSecret } from '../secrets.ts';
import { mailSenderOf, type MailSender } from './mail-sender.ts';

/** What links in mails are sealed for. */
export const MAIL_LINK = 'mail link';

export type MailContext = Pick<Context, 'masterKey' | 'publicUrl'>;
export type Cause = Readonly<{ accountId: bigint; now: Date }>;
export type SecretLink = Readonly<{
  /** Of the panel, such as "/invite#…". Behind the '#' no proxy and no server's log ever sees the token. */
  path: string;
  until: Date;
  /** The scope of whoever caused it: the link is shown there and above, and nowhere below. */
  scopePath: string;
}>;
export type WrittenMail = Readonly<{ id: bigint; publicId: string }>;
export type Writing = Readonly<{ facts: MailFacts; sender: MailSender; cause: Cause }>;

export async function prepare(tx: Tx, context: MailContext, cause: Cause): Promise<Writing> {
  const facts = await mailFactsOf(tx, cause.accountId);
  return { facts, sender: await mailSenderOf(tx, context, facts.ownerId), cause };
}

export function common({ facts, sender }: Pick<Writing, 'facts' | 'sender'>) {
  const person = `${facts.firstName} ${facts.lastName}`.trim();
  return { name: person || displayName(facts), number: facts.number, provider: sender.provider };
}

/** The page of an account in the panel. `search` such as "tab=documents". */
export function pageOf({ facts, sender }: Pick<Writing, 'facts' | 'sender'>, search = ''): string {
  return `${sender.url}/accounts/${facts.publicId}${search === '' ? '' : `?${search}`}`;
}

/** The nearest text of somebody above an account; null = ours. */
export async function templateAlong(
  db: Db,
  ownerIds: readonly bigint[],
  of: Readonly<{ kind: MailKind; language: Language }>,
): Promise<Template | null> {
  const [nearest] = await mailTemplatesAlong(db, ownerIds, of);
  return nearest === undefined ? null : templateOf(nearest);
}

/** Below notices; null for mails that always go out. */
export function footerOf(kind: MailKind, writing: Pick<Writing, 'facts' | 'sender'>): Footer | null {
  if (!isNotice(kind)) return null;
  return { number: writing.facts.number, settings: pageOf(writing, 'tab=mails') };
}

type MailOf<Kind extends MailKind> = Readonly<{
  kind: Kind;
  variables: MailVariables<Kind>;
  to: readonly string[];
  link: SecretLink | null;
}>;
/** A kind with its own variables. */
type AnyMail = { [Kind in MailKind]: MailOf<Kind> }[MailKind];

/** To an account that is there, in its language. */
export function writeMail(
  tx: Tx,
  context: Pick<Context, 'masterKey'>,
  writing: Writing,
  mail: AnyMail,
): Promise<WrittenMail> {
  const { facts, sender, cause } = writing;
  const footer = footerOf(mail.kind, writing);
  return keepMail(tx, context, { ...mail, footer, language: facts.language, sender, cause });
}

export type Written = AnyMail &
  Readonly<{
    language: Language;
    sender: MailSender;
    footer?: Footer | null;
    /** Where it is known already; null = ours. */
    template?: Template | null;
    documentId?: bigint | null;
    /** The account at which the mail is kept. */
    cause: Cause;
  }>;

export async function keepMail(
  tx: Tx,
  context: Pick<Context, 'masterKey'>,
  mail: Written,
): Promise<WrittenMail> {
  const { sender, kind, language } = mail;
  const template =
    mail.template === undefined
      ? await templateAlong(tx, sender.ownerIds, { kind, language })
      : mail.template;
  const row = mailRow(context, { ...mail, template });
  const [id] = await insertMails(tx, [row]);
  return { id: known(id, 'a new mail'), publicId: row.publicId };
}

/** As it is inserted. */
export function mailRow(
  context: Pick<Context, 'masterKey'>,
  {
    kind,
    variables,
    to,
    link,
    language,
    sender,
    footer = null,
    template,
    documentId = null,
    cause: { accountId, now },
  }: Written & Readonly<{ template: Template | null }>,
): NewMail {
  const { brand } = sender;
  return {
    ...fillTemplate(template ?? TEMPLATES[kind][language], language, variables, { brand, footer }),
    publicId: randomUUID(),
    accountId,
    kind,
    toAddresses: to,
    language,
    senderName: sender.name,
    logoHash: sender.logoHash,
    documentId,
    sealedLink: link === null ? null : sealSecret(context.masterKey, MAIL_LINK, `${sender.url}${link.path}`),
    linkScopePath: link?.scopePath ?? null,
    createdAt: now,
    giveUpAt: link?.until ?? new Date(now.getTime() + GIVE_UP_AFTER_MS),
    status: sender.hasServer ? 'queued' : 'kept',
  };
}
