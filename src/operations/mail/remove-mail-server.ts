import type { Actor } from '../../domain/accounts/actor.ts';
import { MAIL_SERVER_SETTING, mailServerFrom } from '../../domain/mail/mail-server.ts';
import { clearSetting, storedSettings } from '../../postgres/accounts/settings.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { mailServerFields } from './save-mail-server.ts';

/** Forgets the mail server and its password. Mails are kept from now on, and nothing is sent. */
export async function removeMailServer(context: Context, actor: Actor): Promise<void> {
  const { operatorId: accountId } = actor;
  await withTransaction(context.pool, async (tx) => {
    const before = mailServerFields(mailServerFrom(await storedSettings(tx, accountId)));
    await clearSetting(tx, accountId, MAIL_SERVER_SETTING);
    const happenedAt = context.now();
    await recordDifferences(tx, actor, {
      accountId,
      action: 'mail_server.removed',
      before,
      after: {},
      happenedAt,
    });
  });
}
