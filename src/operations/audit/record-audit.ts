/** Writes what somebody did into the timeline of the account it is about, in the transaction that did it. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { differencesOf, type Difference, type Value } from '../../domain/audit/differences.ts';
import { insertAuditEvent, insertAuditEvents } from '../../postgres/audit/audit-events.ts';
import type { Tx } from '../../postgres/pool.ts';

export type AuditAction =
  | 'account.created'
  | 'account.signed_up'
  | 'account.changed'
  | 'account.moved'
  | 'account.removed'
  | 'password.changed'
  | 'invite.sent'
  | 'invite.used'
  | 'sessions.ended'
  | 'second_factor.on'
  | 'second_factor.off'
  | 'second_factor.reset'
  | 'second_factor.recovery_used'
  | 'device.added'
  | 'device.secret_renewed'
  | 'item.added'
  | 'item.changed'
  | 'item.removed'
  | 'settings.changed'
  | 'mail_server.changed'
  | 'mail_server.password_changed'
  | 'mail_server.removed'
  | 'template.added'
  | 'template.changed'
  | 'template.removed'
  | 'brand.changed'
  | 'api_key.added'
  | 'api_key.removed';

/** Secrets never get into `changes`: that one was set is said, not what it is. */
export function recordAudit(
  tx: Tx,
  actor: Actor,
  event: Readonly<{
    accountId: bigint;
    action: AuditAction;
    changes?: readonly Difference[];
    /** Why, in the words of whoever did it. */
    reason?: string | undefined;
    happenedAt: Date;
  }>,
): Promise<void> {
  const { accountId, action, changes = [], reason = '', happenedAt } = event;
  const { accountId: actorId, via, address } = actor;
  return insertAuditEvent(tx, { accountId, actorId, via, address, action, changes, reason, happenedAt });
}

type Fields = Readonly<Record<string, Value>>;

/**
 * The same about what an account has, from how it was before and is after. Nothing is written when nothing differs.
 * `of` says which of several it is, such as its name, and stands in the event although it stayed.
 */
export async function recordDifferences(
  tx: Tx,
  actor: Actor,
  event: Readonly<{
    accountId: bigint;
    action: AuditAction;
    before: Fields;
    after: Fields;
    of?: Readonly<{ field: string; value: string }>;
    happenedAt: Date;
  }>,
): Promise<void> {
  const { before, after, of, ...rest } = event;
  const differences = differencesOf(before, after);
  if (differences.length === 0) return;
  const isNamed = of === undefined || differences.some(({ field }) => field === of.field);
  const changes = isNamed
    ? differences
    : [{ field: of.field, before: of.value, after: of.value }, ...differences];
  await recordAudit(tx, actor, { ...rest, changes });
}

/** The same about many accounts at once. */
export function recordAuditOfMany(
  tx: Tx,
  actor: Actor,
  event: Readonly<{
    accountIds: readonly bigint[];
    action: AuditAction;
    changes?: readonly Difference[];
    happenedAt: Date;
  }>,
): Promise<void> {
  const { accountIds, action, changes = [], happenedAt } = event;
  const { accountId: actorId, via, address } = actor;
  return insertAuditEvents(tx, accountIds, { actorId, via, address, action, changes, happenedAt });
}
