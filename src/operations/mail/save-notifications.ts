/** Whether an account wants notices, and where those of each topic go. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { MAIL_TOPICS, type MailTopic } from '../../domain/mail/mail.ts';
import { Problem } from '../../domain/problem.ts';
import { lockAccount } from '../../postgres/accounts/find-account.ts';
import {
  notificationsOf,
  saveRecipients,
  updateNotifications,
  type Notifications,
} from '../../postgres/mail/mail-recipients.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { checkMayChange } from '../accounts/may-change.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';

export type NotificationsInput = Readonly<{ isOn: boolean }> & Readonly<Record<MailTopic, readonly string[]>>;

/** Writes all of it; an empty list = where the others go. Throws `not_found`, `not_permitted` and `account_is_closed`. */
export async function saveNotifications(
  context: Context,
  actor: Actor,
  accountId: string,
  input: NotificationsInput,
): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    const node = await lockAccount(tx, accountId, actor.scopePath, 'update');
    if (node.id !== actor.accountId) checkMayChange(actor, node);
    if (node.status === 'closed') throw new Problem('account_is_closed');
    const before = await notificationsOf(tx, node.id);
    await updateNotifications(tx, node.id, input.isOn);
    for (const topic of MAIL_TOPICS) await saveRecipients(tx, node.id, topic, input[topic]);
    await recordDifferences(tx, actor, {
      accountId: node.id,
      action: 'account.changed',
      before: fieldsOf(before),
      after: fieldsOf(await notificationsOf(tx, node.id)),
      happenedAt: context.now(),
    });
  });
}

function fieldsOf({ isOn, recipients }: Notifications): Readonly<Record<string, Value>> {
  return {
    'settings.notifications': isOn,
    ...Object.fromEntries(
      MAIL_TOPICS.map((topic) => [`notifications.${topic}`, [...(recipients[topic] ?? [])]]),
    ),
  };
}
