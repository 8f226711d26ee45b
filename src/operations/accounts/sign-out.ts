import { deleteSession } from '../../postgres/accounts/sign-ins.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../secrets.ts';

/** Ends the session of this token; ending one that is over already is no error. */
export async function signOut(context: Context, token: string): Promise<void> {
  await withTransaction(context.pool, (tx) => deleteSession(tx, hashToken(token)));
}
