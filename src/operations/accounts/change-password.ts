/** Changes one's own password, which ends all other sessions. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { weaknessOfPassword } from '../../domain/accounts/passwords.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import { endInvites } from '../../postgres/accounts/invites.ts';
import { deleteOtherSessions, updatePassword } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { writeSecurityNotice } from '../mail/write-mail.ts';
import { hashPassword, hashToken } from '../secrets.ts';
import { readSettings } from './draw-number.ts';
import { proveOwnPassword } from './prove-own.ts';
import type { SignInLimiter } from './sign-in-limiter.ts';

export type PasswordChange = Readonly<{
  currentPassword: string;
  newPassword: string;
  /** The session that stays; null when an API key asks. */
  token: string | null;
}>;

/** Throws `invalid_input` when the current password is not right, or the new one is weak or the same. */
export async function changePassword(
  context: Context,
  limiter: SignInLimiter,
  actor: Actor,
  input: PasswordChange,
): Promise<void> {
  const row = await proveOwnPassword(context, limiter, actor, {
    field: 'currentPassword',
    password: input.currentPassword,
  });
  const lengthMin = (await readSettings(context.pool, actor.operatorId))['passwords.length_min'];
  const weakness = weaknessOfPassword(input.newPassword, {
    lengthMin,
    personal: [row.number, row.email ?? ''],
  });
  if (weakness !== null) throw fieldProblem('newPassword', 'weak_password', weakness);
  if (input.newPassword === input.currentPassword) {
    throw fieldProblem('newPassword', 'same', 'The new password is the current one. Choose another.');
  }
  const passwordHash = await hashPassword(input.newPassword);
  const kept = input.token === null ? null : hashToken(input.token);
  await withTransaction(context.pool, async (tx) => {
    const { accountId } = actor;
    const now = context.now();
    // As every change of an account does first, so that two of them wait for each other in one order.
    await lockAccountById(tx, accountId);
    await updatePassword(tx, { accountId, passwordHash, changedAt: now, mustChange: false });
    await deleteOtherSessions(tx, accountId, kept);
    await endInvites(tx, accountId);
    await recordAudit(tx, actor, { accountId, action: 'password.changed', happenedAt: now });
    await writeSecurityNotice(tx, context, 'password_changed', { accountId, now });
  });
}
