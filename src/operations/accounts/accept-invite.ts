/** Sets the password that the holder of a link chose, of an invitation or a reset. */
import { weaknessOfPassword } from '../../domain/accounts/passwords.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import { endInvites, useInvite } from '../../postgres/accounts/invites.ts';
import { deleteOtherSessions, updatePassword } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { writeSecurityNotice } from '../mail/write-mail.ts';
import { hashPassword, hashToken } from '../secrets.ts';
import type { InviteLimiter } from './invite-limiter.ts';
import { readInvite, refuseLink, type PasswordLink } from './read-invite.ts';

/**
 * Uses the link up, sets the password and ends all sessions and other links; nobody is signed in, so a second factor is
 * asked for as ever. Of racing requests one gets through. Throws as `readInvite` does, and `invalid_input` for a weak
 * password, which leaves the link as it is.
 */
export async function acceptInvite(
  context: Context,
  limiter: InviteLimiter,
  input: PasswordLink & Readonly<{ password: string }>,
): Promise<void> {
  const invite = await readInvite(context, context.pool, limiter, input);
  const { accountId, number, email, hasPassword, passwordLengthMin: lengthMin } = invite;
  const weakness = weaknessOfPassword(input.password, { lengthMin, personal: [number, email ?? ''] });
  if (weakness !== null) throw fieldProblem('password', 'weak_password', weakness);
  // Hashing takes a while on purpose, so not while rows are locked.
  const passwordHash = await hashPassword(input.password);
  await withTransaction(context.pool, async (tx) => {
    const now = context.now();
    const account = await lockAccountById(tx, accountId);
    const isFirst = account.status !== 'closed' && (await useInvite(tx, hashToken(input.token), now));
    if (!isFirst) refuseLink(input.kind);
    await endInvites(tx, accountId);
    await updatePassword(tx, { accountId, passwordHash, changedAt: now, mustChange: false });
    await deleteOtherSessions(tx, accountId, null);
    // Whoever holds the link has not signed in, so nobody is named.
    const nobody = { accountId: null, via: 'system' as const, address: input.address };
    const action = input.kind === 'invite' ? 'invite.used' : 'password_reset.used';
    await recordAudit(tx, nobody, { accountId, action, happenedAt: now });
    if (hasPassword) await writeSecurityNotice(tx, context, 'password_changed', { accountId, now });
  });
}
