/** Sends a template to whoever is writing it, to see what becomes of it in a mailbox. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { messageIdOf } from '../../domain/mail/mail.ts';
import { Problem } from '../../domain/problem.ts';
import { mailFactsOf, operatorsMailServer } from '../../postgres/mail/mail-facts.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import type { Context } from '../context.ts';
import { mailSenderOf } from './mail-sender.ts';
import { openMailServer } from './open-mail-server.ts';
import { previewTemplate, type TemplateToTry } from './preview-template.ts';
import { TEST_MS_MAX } from './send-test-mail.ts';
import { sendBySmtp } from './smtp.ts';

/**
 * To the actor's own address and nowhere else. Throws `mail_not_set_up`, `mail_test_failed`, and `mail_no_address` for an actor
 * without an address.
 */
export async function sendTemplateTest(
  context: Pick<Context, 'publicUrl' | 'now' | 'masterKey'> & Readonly<{ trusted?: string | undefined }>,
  reads: Db,
  actor: Actor,
  tried: TemplateToTry,
): Promise<Readonly<{ to: string; response: string }>> {
  const content = await previewTemplate(context, reads, actor, tried);
  const { email } = await mailFactsOf(reads, actor.accountId);
  if (email === null) throw new Problem('mail_no_address');
  const [server, sender] = await inFrontOfWall(async () => [
    await operatorsMailServer(reads),
    await mailSenderOf(reads, context, actor.ownerId),
  ]);
  if (server === null) throw new Problem('mail_not_set_up');
  const delivery = await sendBySmtp(
    { ...openMailServer(context.masterKey, server), trusted: context.trusted },
    {
      ...content,
      messageId: messageIdOf(randomUUID(), server.senderAddress),
      toAddresses: [email],
      senderName: sender.name,
      language: tried.language,
      date: context.now(),
    },
    TEST_MS_MAX,
  );
  if (delivery.outcome === 'sent') return { to: email, response: delivery.response };
  throw new Problem('mail_test_failed', { detail: delivery.error });
}
