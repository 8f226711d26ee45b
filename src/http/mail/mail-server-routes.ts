/** The mail server of the operator. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { DEFAULT_PORTS, mailServerFrom } from '../../domain/mail/mail-server.ts';
import { removeMailServer } from '../../operations/mail/remove-mail-server.ts';
import { saveMailServer } from '../../operations/mail/save-mail-server.ts';
import { sendTestMail } from '../../operations/mail/send-test-mail.ts';
import { storedSettings } from '../../postgres/accounts/settings.ts';
import { answers } from '../../schemas/answers.ts';
import { mailServer, mailServerInput, testMail, testMailAnswer } from '../../schemas/mail/mail.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Settings'];

/** Registers the routes under /settings/mail. The password is answered by none of them. */
export function addMailServerRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/settings/mail`,
    {
      config: { permission: 'mail_server:read' },
      schema: { tags, summary: 'Read the mail server', response: answers({ 200: mailServer }) },
    },
    async (request) => mailServerBody(deps, actorOf(request)),
  );

  app.put(
    `${API}/settings/mail`,
    {
      config: { permission: 'mail_server:edit' },
      schema: {
        tags,
        summary: 'Set the mail server; mails that were kept for less than a day go out',
        body: mailServerInput,
        response: answers({ 200: mailServer }),
      },
    },
    async (request) => {
      await saveMailServer(deps, actorOf(request), request.body);
      return mailServerBody(deps, actorOf(request));
    },
  );

  app.delete(
    `${API}/settings/mail`,
    {
      config: { permission: 'mail_server:edit' },
      schema: {
        tags,
        summary: 'Forget the mail server; mails are kept from then on',
        response: answers({ 200: mailServer }),
      },
    },
    async (request) => {
      await removeMailServer(deps, actorOf(request));
      return mailServerBody(deps, actorOf(request));
    },
  );

  app.post(
    `${API}/settings/mail/test`,
    {
      config: { permission: 'mail_server:edit' },
      schema: {
        tags,
        summary: 'Send a test mail at once, within 15 seconds',
        body: testMail,
        response: answers({ 200: testMailAnswer }),
      },
    },
    async (request) => ({ response: await sendTestMail(deps, actorOf(request), request.body.to) }),
  );
}

async function mailServerBody(deps: HttpDeps, { operatorId }: Actor) {
  const server = mailServerFrom(await storedSettings(deps.reads, operatorId));
  return {
    isSetUp: server !== null,
    host: server?.host ?? '',
    port: server?.port ?? DEFAULT_PORTS.starttls,
    security: server?.security ?? ('starttls' as const),
    user: server?.user ?? '',
    hasPassword: server !== null && server.sealedPassword !== null,
    senderAddress: server?.senderAddress ?? '',
    senderName: server?.senderName ?? '',
  };
}
