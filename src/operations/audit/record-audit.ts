/** Writes what somebody did into the timeline of the account it is about, in the transaction that did it. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Actor, Impersonator } from '../../domain/accounts/actor.ts';
import type { AuditAction } from '../../domain/audit/actions.ts';
import { differencesOf, type Difference, type Value } from '../../domain/audit/differences.ts';
import { keepApart } from '../../domain/audit/personal-values.ts';
import { insertAuditEvents } from '../../postgres/audit/audit-events.ts';
import type { Tx } from '../../postgres/pool.ts';
import { sha256 } from '../secrets.ts';

/** Who did it: an actor, or the system on behalf of nobody who is signed in. */
type Doer = Readonly<{
  accountId: bigint | null;
  via: Actor['via'] | 'system';
  address: string;
  impersonator?: Pick<Impersonator, 'accountId'> | null;
}>;

type NewEvent = Readonly<{
  accountId: bigint;
  action: AuditAction;
  changes?: readonly Difference[];
  /** Why, in the words of whoever did it. */
  reason?: string | undefined;
  happenedAt: Date;
}>;

/** Secrets never get into `changes`: that one was set is said, not what it is. */
export function recordAudit(tx: Tx, actor: Doer, event: NewEvent): Promise<void> {
  const { accountId, ...rest } = event;
  return recordAuditOfMany(tx, actor, { ...rest, accountIds: [accountId] });
}

type Fields = Readonly<Record<string, Value>>;

/**
 * The same about what an account has, from how it was before and is after. Nothing is written when nothing differs.
 * `of` says which of several it is, such as its name, and stands in the event although it stayed.
 */
export async function recordDifferences(
  tx: Tx,
  actor: Doer,
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

/** As above, about something with a name that was made, changed or removed: `before` or `after` is null. */
export function recordNamed<Values extends Readonly<{ name: string }>>(
  tx: Tx,
  actor: Actor,
  {
    before,
    after,
    fieldsOf,
    nameField,
    ...event
  }: Readonly<{
    action: AuditAction;
    before: Values | null;
    after: Values | null;
    fieldsOf: (values: Values) => Fields;
    nameField: string;
    happenedAt: Date;
  }>,
): Promise<void> {
  return recordDifferences(tx, actor, {
    ...event,
    accountId: actor.ownerId,
    before: before === null ? {} : fieldsOf(before),
    after: after === null ? {} : fieldsOf(after),
    of: { field: nameField, value: (after ?? before)?.name ?? '' },
  });
}

/** The same about many accounts at once. */
export function recordAuditOfMany(
  tx: Tx,
  actor: Doer,
  event: Omit<NewEvent, 'accountId'> & Readonly<{ accountIds: readonly bigint[] }>,
): Promise<void> {
  const { accountIds, action, changes = [], reason = '', happenedAt } = event;
  const { via, address, impersonator = null } = actor;
  const events = accountIds.map((accountId) => ({
    publicId: randomUUID(),
    accountId,
    actorId: impersonator?.accountId ?? actor.accountId,
    asAccountId: impersonator === null ? null : actor.accountId,
    via,
    action,
    happenedAt,
    // For each event anew: erasing one must not leave its salts with another.
    ...keepApart({ address, reason, changes }, HASHING),
  }));
  return insertAuditEvents(tx, events);
}

/** 128 bits cannot be guessed. */
const HASHING = { salt: () => randomBytes(16).toString('hex'), sha256 };
