/** The mails of an account. */
import { isPermitted, type Actor } from '../../domain/accounts/actor.ts';
import { readMail } from '../../operations/mail/read-mail.ts';
import { seenSince } from '../../postgres/accounts/account-moves.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { listMails, type MailRow } from '../../postgres/mail/list-mails.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams } from '../../schemas/common.ts';
import { mail as mailSchema, mailPage, mailParams, mailQuery } from '../../schemas/mail/mail.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Mails'];

/** Registers the history of mails. */
export function addMailRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/mails`,
    {
      config: { permission: 'mails:read' },
      schema: {
        tags,
        summary: 'List the mails to an account, newest first',
        params: idParams,
        querystring: mailQuery,
        response: answers({ 200: mailPage }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { id, path } = await findAccount(deps.reads, request.params.id, actor.scopePath);
      const since = await seenSince(deps.reads, path, actor.scopePath);
      const { rows, nextCursor } = await listMails(deps.reads, { ...request.query, accountId: id, since });
      return { items: rows.map((row) => summaryBody(row, actor)), nextCursor };
    },
  );

  app.get(
    `${API}/accounts/:id/mails/:mailId`,
    {
      config: { permission: 'mails:read' },
      schema: {
        tags,
        summary: 'Read a mail with its content',
        params: mailParams,
        response: answers({ 200: mailSchema }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { id: accountId, mailId } = request.params;
      const { mail, content, link } = await readMail(deps, deps.reads, actor, { accountId, mailId });
      void reply.header('cache-control', 'no-store');
      const { language, messageId } = mail;
      return {
        ...summaryBody(mail, actor),
        language,
        text: content.text,
        html: content.html,
        link,
        messageId,
      };
    },
  );
}

/** What a mail server says may name machines of the operator's, so customers do not read it. */
function summaryBody(row: MailRow, actor: Actor) {
  const {
    publicId: id,
    kind,
    toAddresses,
    subject,
    status,
    attempts,
    createdAt,
    nextAttemptAt,
    sentAt,
    documentPublicId,
    documentNumber,
  } = row;
  const isShown = row.lastError !== '' && isPermitted(actor, 'sign_ins:reset');
  return {
    id,
    kind,
    to: toAddresses,
    subject,
    status,
    attempts,
    createdAt: createdAt.toISOString(),
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
    sentAt: sentAt?.toISOString() ?? null,
    error: isShown ? row.lastError : null,
    document:
      documentPublicId === null || documentNumber === null
        ? null
        : { id: documentPublicId, number: documentNumber },
  };
}
