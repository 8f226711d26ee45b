import type { Actor } from '../../domain/accounts/actor.ts';
import { MAIL_SERVER_SETTING } from '../../domain/mail/mail-server.ts';
import { clearSetting } from '../../postgres/accounts/settings.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';

/** Forgets the mail server and its password. Mails are kept from now on, and nothing is sent. */
export async function removeMailServer(context: Context, actor: Actor): Promise<void> {
  await withTransaction(context.pool, (tx) => clearSetting(tx, actor.operatorId, MAIL_SERVER_SETTING));
}
