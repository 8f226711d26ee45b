/** Takes what somebody typed who wants an account: nothing is made before its address is confirmed. */
import { lineOfAddress, OF_SIGN_UPS } from '../../domain/accounts/patience.ts';
import { weaknessOfPassword } from '../../domain/accounts/passwords.ts';
import { SIGN_UP_VALID_MS, type SignUpForm } from '../../domain/accounts/sign-up.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { findSignIn } from '../../postgres/accounts/sign-ins.ts';
import { countSignUps, insertSignUp, type OpenPage } from '../../postgres/accounts/sign-ups.ts';
import { countMails } from '../../postgres/mail/mails.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { writeSignUp, writeSignUpKnown } from '../mail/write-mail.ts';
import { drawToken, hashPassword, hashToken } from '../secrets.ts';
import { createFailureCounter, takeAttempt, type FailureCounter } from './failure-counter.ts';
import { findSignUpPage, type PageAddress } from './sign-up-page.ts';
import { settingsUnder } from './settings-under.ts';

const HOUR_MS = 3600 * 1000;
/** Too few to fill a stranger's mailbox. */
const MAILS_A_DAY_MAX = 5;
/** A page that gets more in an hour is under attack, and the mail server would lose its name with it. */
const SIGN_UPS_AN_HOUR_MAX = 300;

export type SignUpInput = PageAddress &
  Readonly<{
    form: SignUpForm;
    password: string;
    acceptsTerms: boolean;
    /** Where the request came from. */
    address: string;
  }>;

/** Counts sign-ups by the line that they come from. */
export function createSignUpLimiter(now: () => Date): FailureCounter {
  return createFailureCounter(OF_SIGN_UPS, now);
}

/**
 * Sends a link that works for 24 hours; to an address that has an account, a mail that says so. The answer is the same,
 * also when no more mails go to that address today. Throws `sign_up_closed`, `too_many_attempts`, and `invalid_input`
 * for a weak password or terms that are not accepted.
 */
export async function askForAccount(
  context: Context,
  counter: FailureCounter,
  { form, password, acceptsTerms, address, ...where }: SignUpInput,
): Promise<void> {
  const page = await findSignUpPage(context.pool, where);
  const { settings } = await settingsUnder(context.pool, page);
  const policy = { lengthMin: settings['passwords.length_min'], personal: [form.email] };
  const weakness = weaknessOfPassword(password, policy);
  if (weakness !== null) throw fieldProblem('password', 'weak_password', weakness);
  if (page.termsUrl !== '' && !acceptsTerms)
    throw fieldProblem('acceptsTerms', 'required', 'Accept the terms to go on.');
  takeAttempt([{ counter, key: lineOfAddress(address) }]);
  // Whether there is an account or not: both take as long.
  const passwordHash = await hashPassword(password);
  await withTransaction(context.pool, async (tx) => {
    const holder = await findSignIn(tx, form.email);
    if (holder === null) await sendLink(tx, context, page, form, passwordHash);
    else await sendNotice(tx, context, holder.accountId);
  });
}

async function sendLink(
  tx: Tx,
  context: Context,
  { ownerId, path, termsUrl }: OpenPage,
  form: SignUpForm,
  passwordHash: string,
): Promise<void> {
  const now = context.now();
  const since = new Date(now.getTime() - HOUR_MS);
  const { ofEmail, ofOwner } = await countSignUps(tx, { email: form.email, ownerId, now, since });
  if (ofOwner >= SIGN_UPS_AN_HOUR_MAX) throw new Problem('too_many_attempts', { retryAfterSeconds: 600 });
  if (ofEmail >= MAILS_A_DAY_MAX) return;
  const token = drawToken();
  const expiresAt = new Date(now.getTime() + SIGN_UP_VALID_MS);
  const link = { path: `/sign-up/confirm#${token}`, until: expiresAt, scopePath: path };
  const mail = await writeSignUp(tx, context, { ownerId, form, link, now });
  await insertSignUp(tx, {
    ownerId,
    tokenHash: hashToken(token),
    mailId: mail.id,
    form,
    passwordHash,
    termsUrl,
    createdAt: now,
    expiresAt,
  });
}

async function sendNotice(tx: Tx, context: Context, accountId: bigint): Promise<void> {
  const now = context.now();
  const since = new Date(now.getTime() - SIGN_UP_VALID_MS);
  if ((await countMails(tx, accountId, 'sign_up_known', since)) >= MAILS_A_DAY_MAX) return;
  await writeSignUpKnown(tx, context, { accountId, now });
}
