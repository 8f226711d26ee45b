/** Sends a mail at once, to see whether the mail server takes it. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { messageIdOf } from '../../domain/mail/mail.ts';
import { mailServerFrom } from '../../domain/mail/mail-server.ts';
import { Problem } from '../../domain/problem.ts';
import { storedSettings } from '../../postgres/accounts/settings.ts';
import type { Context } from '../context.ts';
import { openMailServer } from './open-mail-server.ts';
import { sendBySmtp } from './smtp.ts';

/** As long as somebody in front of a form waits. */
export const TEST_MS_MAX = 15_000;

/** Returns what the server said when it took the mail. Throws `mail_not_set_up` and `mail_test_failed`. */
export async function sendTestMail(
  context: Context & Readonly<{ trusted?: string | undefined }>,
  actor: Actor,
  to: string,
): Promise<string> {
  const server = mailServerFrom(await storedSettings(context.pool, actor.operatorId));
  if (server === null) throw new Problem('mail_not_set_up');
  const text = `This is a test from ${context.publicUrl}. The mail server works.`;
  const delivery = await sendBySmtp(
    { ...openMailServer(context.masterKey, server), trusted: context.trusted },
    {
      messageId: messageIdOf(randomUUID(), server.senderAddress),
      toAddresses: [to],
      subject: 'Test of the mail server',
      text: `${text}\n`,
      html: `<p>${text}</p>\n`,
      language: 'en',
      date: context.now(),
    },
    TEST_MS_MAX,
  );
  if (delivery.outcome === 'sent') return delivery.response;
  throw new Problem('mail_test_failed', { detail: delivery.error });
}
