/** Texts of mails of the operator and of resellers. */
import { z } from 'zod';
import { LANGUAGES } from '../../domain/languages.ts';
import { MAIL_KINDS, MAIL_TOPICS } from '../../domain/mail/mail.ts';
import { instant, line, lines, publicId } from '../common.ts';

const kind = z.enum(MAIL_KINDS);
const language = z.enum(LANGUAGES);
const source = z
  .enum(['ours', 'above', 'own'])
  .describe('Whose text counts: that of the program, of somebody above, or one’s own');
const text = z.object({ subject: z.string(), body: z.string() });

export const mailTemplateInput = z
  .strictObject({
    subject: line(200, 1).describe('One line, with variables such as {{number}}, but no addresses'),
    body: lines(10_000)
      .refine((body) => body !== '', 'Required: type something here.')
      .describe('Paragraphs of plain text with empty lines between them, and variables such as {{name}}'),
  })
  .meta({ id: 'SetMailTemplate' });

export const mailTemplateParams = z.object({ kind, language });

export const mailTemplate = text
  .extend({
    kind,
    language,
    source,
    changedAt: instant.nullable().describe('Of one’s own; null for others’'),
    without: text.extend({ source: z.enum(['ours', 'above']) }).describe('What counts without one’s own'),
  })
  .meta({ id: 'MailTemplate' });

export const mailTemplateList = z
  .object({
    items: z.array(
      z.object({
        kind,
        topic: z.enum(MAIL_TOPICS).nullable(),
        isNotice: z
          .boolean()
          .describe('Accounts may do without; the others, which are about the sign-in, always go out'),
        variables: z.array(z.string()).describe('What its text may say'),
        subjectVariables: z.array(z.string()).describe('What its subject may say: no addresses'),
        required: z.array(z.string()).describe('What its text must say'),
        texts: z.array(z.object({ language, source })),
      }),
    ),
  })
  .meta({ id: 'MailTemplateList' });

export const tryMailTemplate = mailTemplateInput
  .extend({
    kind,
    language,
    accountId: publicId.optional().describe('Its values are filled in; left out: made-up ones'),
  })
  .meta({ id: 'TryMailTemplate' });

export const mailPreview = z
  .object({
    subject: z.string(),
    text: z.string(),
    html: z.string().describe('Show it in a sandbox. A logo is left out'),
  })
  .meta({ id: 'MailPreview' });

export const mailTemplateTest = z
  .object({
    to: z.string().describe('One’s own e-mail address'),
    response: z.string().describe('What the mail server said when it took the mail'),
  })
  .meta({ id: 'MailTemplateTest' });
