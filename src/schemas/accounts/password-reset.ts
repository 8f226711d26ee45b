/** Forgotten passwords: asking for a link, and what the sign-in page offers. */
import { z } from 'zod';
import { line } from '../common.ts';

export const signInPage = z
  .object({
    provider: z.string().describe('Whom to ask when nothing else helps'),
    hasPasswordReset: z.boolean().describe('No: without a mail server no link can be sent'),
    hasSignUp: z.boolean().describe('Whether accounts can be opened at this host name'),
  })
  .meta({ id: 'SignInPage' });

export const askPasswordReset = z.strictObject({
  identifier: line(254, 1).describe('The account number or the e-mail address'),
});
