import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { lockAccount } from '../../postgres/accounts/find-account.ts';
import { deletePasskeys } from '../../postgres/accounts/passkeys.ts';
import { endCodesWithoutFactor, removeSecondFactor } from '../../postgres/accounts/second-factors.ts';
import { deleteOtherSessions } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { writeSecurityNotice } from '../mail/write-mail.ts';
import { checkMayChangeSignIn } from './may-change.ts';

/**
 * Takes app and passkeys of an account below away, for a person who lost them, and ends its sessions. Throws
 * `not_found`, `not_permitted` and `second_factor_is_off`.
 */
export async function resetSecondFactor(context: Context, actor: Actor, publicId: string): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    const account = await lockAccount(tx, publicId, actor.scopePath, 'update');
    checkMayChangeSignIn(actor, account);
    const hadApp = await removeSecondFactor(tx, account.id);
    const hadPasskeys = await deletePasskeys(tx, account.id);
    if (!hadApp && !hadPasskeys) throw new Problem('second_factor_is_off');
    await endCodesWithoutFactor(tx, account.id);
    await deleteOtherSessions(tx, account.id, null);
    const now = context.now();
    await recordAudit(tx, actor, {
      accountId: account.id,
      action: 'second_factor.reset',
      happenedAt: now,
    });
    await writeSecurityNotice(tx, context, 'second_factor_off', { accountId: account.id, now });
  });
}
