/** Opens the sealed password of a mail server, for as long as a mail takes. */
import { MAIL_SERVER_PASSWORD, type MailServer } from '../../domain/mail/mail-server.ts';
import { openSecret } from '../secrets.ts';
import type { SmtpServer } from './smtp.ts';

/** The server as SMTP needs it. */
export function openMailServer(masterKey: Uint8Array, server: MailServer): SmtpServer {
  const { sealedPassword, ...rest } = server;
  const password =
    sealedPassword === null
      ? null
      : openSecret(masterKey, MAIL_SERVER_PASSWORD, Buffer.from(sealedPassword, 'base64'));
  return { ...rest, password };
}
