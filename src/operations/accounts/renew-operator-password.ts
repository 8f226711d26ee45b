/** A new one-time password for the operator, drawn on the machine: so nobody is ever locked out of an installation. */
import { randomBytes } from 'node:crypto';
import { drawSecret } from '../../domain/accounts/generated.ts';
import { lockOperator } from '../../postgres/accounts/find-account.ts';
import { endInvites } from '../../postgres/accounts/invites.ts';
import { deletePasskeys } from '../../postgres/accounts/passkeys.ts';
import { endCodesWithoutFactor, removeSecondFactor } from '../../postgres/accounts/second-factors.ts';
import { deleteOtherSessions, updatePassword } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { writeSecurityNotice } from '../mail/write-mail.ts';
import { hashPassword } from '../secrets.ts';
import type { FirstOperator } from './bootstrap-operator.ts';

/** Whoever runs commands on the machine; the timeline calls it the system. */
const MACHINE = { accountId: null, via: 'system', address: '' } as const;

/**
 * Ends all sessions and links of the operator. A second factor is asked for as before, unless it is taken away too, for
 * an owner who lost that as well. Null where there is no operator yet: the first start makes one and tells its password.
 */
export async function renewOperatorPassword(
  context: Context,
  { withoutSecondFactor }: Readonly<{ withoutSecondFactor: boolean }>,
): Promise<FirstOperator | null> {
  const password = drawSecret(randomBytes);
  // Hashing takes a while on purpose, so not while rows are locked.
  const passwordHash = await hashPassword(password);
  return withTransaction(context.pool, async (tx) => {
    const operator = await lockOperator(tx);
    if (operator === null) return null;
    const { id: accountId, number } = operator;
    const now = context.now();
    await updatePassword(tx, { accountId, passwordHash, changedAt: now, mustChange: true });
    await deleteOtherSessions(tx, accountId, null);
    await endInvites(tx, accountId);
    await recordAudit(tx, MACHINE, { accountId, action: 'password.renewed', happenedAt: now });
    await writeSecurityNotice(tx, context, 'password_changed', { accountId, now });
    if (!withoutSecondFactor) return { number, password };
    const hadApp = await removeSecondFactor(tx, accountId);
    const hadPasskeys = await deletePasskeys(tx, accountId);
    if (hadApp || hadPasskeys) {
      await endCodesWithoutFactor(tx, accountId);
      await recordAudit(tx, MACHINE, { accountId, action: 'second_factor.reset', happenedAt: now });
      await writeSecurityNotice(tx, context, 'second_factor_off', { accountId, now });
    }
    return { number, password };
  });
}
