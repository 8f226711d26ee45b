/** Opening an account oneself: the page, its settings, and the link that confirms an address. */
import { z } from 'zod';
import { LANGUAGES } from '../../domain/languages.ts';
import { instant, line } from '../common.ts';
import { email, password, personGroup } from './account-groups.ts';
import { brand } from './brand.ts';

const WEB_PAGE = 'Send the address of a web page, such as "https://example.com/terms".';

export const signUpPageInput = z.strictObject({
  isOpen: z.boolean().describe('Whether anybody may open an account below the owner'),
  termsUrl: line(500)
    .refine((text) => text === '' || isWebPage(text), WEB_PAGE)
    .describe('What has to be accepted; empty = nothing'),
});

function isWebPage(text: string): boolean {
  return /^https?:\/\/[^\s"<>\\]+$/.test(text) && URL.canParse(text);
}

export const ownSignUpPage = z
  .object({
    isOpen: z.boolean(),
    termsUrl: z.string(),
    url: z.string().nullable().describe('The link to give away; null = the page was never opened'),
    hasMailServer: z.boolean().describe('No: the links of sign-ups are kept among the mails of the owner'),
    isAllowed: z
      .boolean()
      .describe('No: the operator lets no reseller have one; an open page answers nobody'),
    ownerId: z.string().describe('At whose account those mails are'),
  })
  .meta({ id: 'OwnSignUpPage' });

const slug = z.string().max(100).optional().describe('The name in the link; left out: that of the host name');

export const signUpQuery = z.object({ page: slug });

export const signUpPage = z
  .object({
    provider: z.string().describe('Who sells to the account'),
    brand,
    sendsMail: z.boolean().describe('No: the link is kept for whoever has the page to hand over'),
    termsUrl: z.string(),
    country: z.string(),
    timezone: z.string(),
    passwordLengthMin: z.int(),
  })
  .meta({ id: 'SignUpPage' });

const person = personGroup.pick({ country: true, timezone: true });
const { firstName, lastName, company, phone } = personGroup.shape;
/** Anybody types these, and mails repeat them: no links in the name of the provider. */
const hasNoLink = (text: string) => !text.includes('://');
const NO_LINK = 'Type a name without a link in it.';

export const signUp = z
  .strictObject({
    page: slug,
    ...person.shape,
    firstName: firstName.refine(hasNoLink, NO_LINK),
    lastName: lastName.unwrap().refine(hasNoLink, NO_LINK).default(''),
    company: company.unwrap().refine(hasNoLink, NO_LINK).default(''),
    phone: phone.unwrap().default(''),
    language: z.enum(LANGUAGES).default('en').describe('Of the mails to the account'),
    email,
    password,
    acceptsTerms: z.boolean().default(false),
  })
  .meta({ id: 'SignUp' });

export const signUpParams = z.object({ token: z.string().max(100) });

export const pendingSignUp = z
  .object({ email: z.string(), provider: z.string(), brand, expiresAt: instant })
  .meta({ id: 'PendingSignUp' });

export const confirmSignUp = z.strictObject({
  // No rules here: they would tell which passwords cannot be right.
  password: z.string().min(1, 'Type the password.').max(1000),
});
