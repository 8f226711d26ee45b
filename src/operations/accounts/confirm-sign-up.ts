/** Makes the account of somebody who confirmed its address, and signs it in. */
import { differencesOf } from '../../domain/audit/differences.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { liveSignUp, openPageOf, useSignUp, type SignUpRow } from '../../postgres/accounts/sign-ups.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import { withTransaction, type Db } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { writeWelcome } from '../mail/write-mail.ts';
import { hashToken, isPassword } from '../secrets.ts';
import { beginSession } from './begin-session.ts';
import { makeAccount } from './create-account.ts';
import type { InviteLimiter } from './invite-limiter.ts';
import type { InviteToken } from './read-invite.ts';
import { planSignUp } from './sign-up-page.ts';
import type { SignedIn } from './sign-in.ts';

/** The sign-up of a link. Throws `sign_up_link_not_valid` alike for unknown, used and expired ones. */
export async function readSignUp(
  context: Pick<Context, 'now'>,
  reads: Db,
  limiter: InviteLimiter,
  { token, address }: InviteToken,
): Promise<SignUpRow> {
  const attempt = limiter.take(address);
  const signUp = await liveSignUp(reads, hashToken(token), context.now());
  if (signUp === null) throw new Problem('sign_up_link_not_valid');
  attempt.succeeded();
  return signUp;
}

/**
 * One transaction: the account with wallet and SIP device, its timeline, its first session; other links to the address
 * end. Of racing requests one gets through. The password is the one that was typed at the page: whoever typed in a
 * stranger's address has no mailbox for the link, and the stranger has no password for it, so neither opens an account
 * that both could use. Throws `sign_up_link_not_valid`, `sign_up_closed`, `email_taken`, `too_many_attempts`, and
 * `invalid_input` for another password.
 */
export async function confirmSignUp(
  context: Context,
  limiter: InviteLimiter,
  input: InviteToken & Readonly<{ password: string; userAgent: string }>,
): Promise<SignedIn> {
  const { address } = input;
  const signUp = await readSignUp(context, context.pool, limiter, input);
  const attempt = limiter.take(address);
  if (!(await isPassword(signUp.passwordHash, input.password))) {
    const message = 'This is not the password that you chose when you signed up. Try again, or sign up anew.';
    throw fieldProblem('password', 'wrong_password', message);
  }
  attempt.succeeded();
  return withTransaction(context.pool, async (tx) => {
    const now = context.now();
    const page = await openPageOf(tx, signUp.ownerId);
    if (page === null) throw new Problem('sign_up_closed');
    const isFirst = await useSignUp(tx, hashToken(input.token), signUp.form.email);
    if (!isFirst) throw new Problem('sign_up_link_not_valid');
    const { input: account, settings } = await planSignUp(tx, page, signUp.form);
    const maker = {
      accountId: page.ownerId,
      ownerId: page.ownerId,
      scopePath: page.path,
      permissions: NOTHING,
    };
    const made = makeAccount(tx, context, maker, account, signUp.passwordHash);
    const { id: accountId } = await made.catch(asClosed);
    const changes = differencesOf({}, signUp.termsUrl === '' ? {} : { 'signUp.termsUrl': signUp.termsUrl });
    const holder = { accountId, via: 'session' as const, address };
    await recordAudit(tx, holder, { accountId, action: 'account.signed_up', changes, happenedAt: now });
    const data = { kind: account.kind };
    await insertEvents(tx, [{ type: 'account.created', accountId, happenedAt: now, data }]);
    await writeWelcome(tx, context, { accountId, now });
    return beginSession(tx, context, { ...input, accountId, settings, method: 'sign_up' });
  });
}

/** A customer gets no role, so that nothing is handed out. */
const NOTHING: ReadonlySet<never> = new Set();

/** What the template or the settings name is there no more: the owner has to put that right, not who signs up. */
function asClosed(error: unknown): never {
  const isOfOwner = error instanceof Problem && error.code === 'invalid_input';
  throw isOfOwner ? new Problem('sign_up_closed', {}, { cause: error }) : error;
}
