/** Sends an account a new invitation to choose its password. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { lockAccount } from '../../postgres/accounts/find-account.ts';
import { signInOfAccount } from '../../postgres/accounts/sign-ins.ts';
import { countMails } from '../../postgres/mail/mails.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { issueInvite } from './issue-invite.ts';
import { checkMayChangeSignIn } from './may-change.ts';

const DAY_MS = 24 * 3600 * 1000;
/** Enough for somebody who does not find the mail, and too few to fill a stranger's mailbox. */
const INVITES_A_DAY_MAX = 10;

/**
 * Ends the account's invitation, issues another and returns its mail. Throws `not_found`, `not_permitted` (one's own
 * account, the operator's), `account_is_closed`, `invalid_input` without an e-mail address, and `too_many_attempts`.
 */
export async function sendInvite(
  context: Context,
  actor: Actor,
  publicId: string,
  key: string | null,
): Promise<Readonly<{ mailId: string; expiresAt: string }>> {
  const now = context.now();
  const route = `POST /accounts/${publicId}/invite`;
  const once = { principalId: actor.accountId, route, key, content: {} };
  const { answer } = await runOnce(context, now, once, async (tx) => {
    const account = await lockAccount(tx, publicId, actor.scopePath, 'update');
    if (account.kind === 'provider') throw new Problem('not_found');
    if (account.id === actor.accountId)
      throw new Problem('not_permitted', { detail: 'Change your own password with the current one.' });
    if (account.kind === 'operator') throw new Problem('not_permitted');
    checkMayChangeSignIn(actor, account);
    if (account.status === 'closed') throw new Problem('account_is_closed');
    const { email } = known(await signInOfAccount(tx, account.id), 'the sign-in of an account');
    if (email === null) {
      const message = 'The account has no e-mail address to send the invitation to. Give it one first.';
      throw fieldProblem('panelAccess.email', 'required', message);
    }
    const since = new Date(now.getTime() - DAY_MS);
    if ((await countMails(tx, account.id, 'invite', since)) >= INVITES_A_DAY_MAX) {
      const detail = `This account was sent ${INVITES_A_DAY_MAX} invitations within a day.`;
      throw new Problem('too_many_attempts', { detail, retryAfterSeconds: 3600 });
    }
    const { mailId, expiresAt } = await issueInvite(tx, context, actor, {
      accountId: account.id,
      email,
      now,
    });
    return { mailId, expiresAt: expiresAt.toISOString() };
  });
  return answer;
}
