/** The mail server of the operator, and the mails of an account. */
import { z } from 'zod';
import { LANGUAGES } from '../../domain/languages.ts';
import { LINKS_OF_MAILS, MAIL_KINDS, MAIL_STATUSES } from '../../domain/mail/mail.ts';
import { MAIL_SECURITIES } from '../../domain/mail/mail-server.ts';
import { isGatewayHost } from '../../domain/routing/gateway-host.ts';
import { isLinkLocal } from '../../domain/routing/link-local.ts';
import { email } from '../accounts/account-groups.ts';
import { instant, line, page, pageQuery, pathId } from '../common.ts';

const PORT_MAX = 65_535;

export const mailServerInput = z
  .strictObject({
    host: z
      .string()
      .trim()
      .toLowerCase()
      .refine(isGatewayHost, 'Send a host name such as "mail.example.com", or an IP address.')
      .refine(
        (host) => !isLinkLocal(host),
        'Addresses of one link alone are refused: clouds keep credentials there. Send the address of a mail server.',
      ),
    port: z
      .int('Send a whole number.')
      .min(1, `Send a port from 1 to ${PORT_MAX}.`)
      .max(PORT_MAX, `Send a port from 1 to ${PORT_MAX}.`)
      .optional()
      .describe('Left out: 25 for none, 587 for starttls, 465 for tls'),
    security: z
      .enum(MAIL_SECURITIES)
      .describe('starttls: nothing is sent before TLS is on. none: everything goes in the clear'),
    user: line(254).optional().describe('Left out: the server asks for no sign-in'),
    password: z
      .string()
      .max(1000, 'Use at most 1000 characters.')
      .nullable()
      .optional()
      .describe('Left out: the one that is kept, while host, port, security and user stay. null: none'),
    senderAddress: email.describe('The address that mails come from'),
    senderName: line(100).optional(),
  })
  .meta({ id: 'SetMailServer' });

export const mailServer = z
  .object({
    isSetUp: z.boolean().describe('No: mails are kept and can be read, and nothing is sent'),
    host: z.string(),
    port: z.number().int(),
    security: z.enum(MAIL_SECURITIES),
    user: z.string(),
    hasPassword: z.boolean().describe('The password itself is never answered'),
    senderAddress: z.string(),
    senderName: z.string(),
  })
  .meta({ id: 'MailServer' });

export const testMail = z.strictObject({ to: email });
export const testMailAnswer = z
  .object({ response: z.string().describe('What the server said when it took the mail') })
  .meta({ id: 'TestMailAnswer' });

const mailSummary = z
  .object({
    id: z.string(),
    kind: z.enum(MAIL_KINDS),
    to: z.array(z.string()),
    subject: z.string(),
    status: z
      .enum(MAIL_STATUSES)
      .describe('kept: no mail server is set up, so the mail can be read here and nothing more'),
    attempts: z.number().int(),
    createdAt: instant,
    nextAttemptAt: instant.nullable(),
    sentAt: instant.nullable(),
    error: z.string().nullable().describe('Why the last attempt came to nothing; null for customers'),
    document: z
      .object({ id: z.string(), number: z.string() })
      .nullable()
      .describe('The receipt, invoice or note that comes along as PDF; null = nothing does'),
  })
  .meta({ id: 'MailSummary' });

export const mail = mailSummary
  .extend({
    language: z.enum(LANGUAGES),
    text: z
      .string()
      .describe(
        'With its secret link only for whoever made it and those above who may set the password of the account, until it was sent',
      ),
    html: z.string().describe('The same as HTML. Show it in a sandbox'),
    link: z
      .enum(LINKS_OF_MAILS)
      .describe(
        'Whether the text has a secret link. for_others: made above, or for the mailbox alone. gone: sent, or too old',
      ),
    messageId: z.string().nullable(),
  })
  .meta({ id: 'Mail' });

export const mailQuery = z.object(pageQuery);
export const mailPage = page(mailSummary);
export const mailParams = z.object({ id: pathId, mailId: pathId });
