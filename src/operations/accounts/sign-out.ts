import { deleteSession } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../secrets.ts';

/** Ends the session of this token; ending one that is over already is no error. */
export async function signOut(context: Context, token: string, address: string): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    const accountId = await deleteSession(tx, hashToken(token));
    if (accountId === null) return;
    const holder = { accountId, via: 'session' as const, address };
    await recordAudit(tx, holder, { accountId, action: 'session.ended', happenedAt: context.now() });
  });
}
