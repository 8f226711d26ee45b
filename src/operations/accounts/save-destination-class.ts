/** Adds, changes and removes a prefix of destinations that are closed until opened. The next call is decided by it. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { Value } from '../../domain/audit/differences.ts';
import {
  deleteDestinationClass,
  insertDestinationClass,
  lockDestinationClass,
  updateDestinationClass,
  type DestinationClassRow,
  type DestinationClassValues,
} from '../../postgres/accounts/destination-classes.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';

/** Returns its public id. Throws `listed_already`. */
export function addDestinationClass(
  context: Context,
  actor: Actor,
  values: DestinationClassValues,
): Promise<string> {
  return withTransaction(context.pool, async (tx) => {
    const publicId = await insertDestinationClass(tx, values);
    await record(tx, context, actor, { before: null, after: { publicId, ...values } });
    return publicId;
  });
}

/** Only what is sent changes. Throws `not_found` and `listed_already`. */
export function changeDestinationClass(
  context: Context,
  actor: Actor,
  publicId: string,
  change: Readonly<{ [Key in keyof DestinationClassValues]?: DestinationClassValues[Key] | undefined }>,
): Promise<DestinationClassRow> {
  return withTransaction(context.pool, async (tx) => {
    const before = await lockDestinationClass(tx, publicId);
    const { prefix = before.prefix, class: name = before.class, note = before.note } = change;
    const after = { publicId: before.publicId, prefix, class: name, note };
    await updateDestinationClass(tx, after);
    await record(tx, context, actor, { before, after });
    return after;
  });
}

/** Throws `not_found`. */
export function removeDestinationClass(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const before = await lockDestinationClass(tx, publicId);
    await deleteDestinationClass(tx, before.publicId);
    await record(tx, context, actor, { before, after: null });
  });
}

function record(
  tx: Tx,
  context: Context,
  actor: Actor,
  { before, after }: Readonly<{ before: DestinationClassRow | null; after: DestinationClassRow | null }>,
): Promise<void> {
  return recordDifferences(tx, actor, {
    accountId: actor.operatorId,
    action: 'settings.changed',
    before: fieldsOf(before),
    after: fieldsOf(after),
    of: { field: 'destinations.prefix', value: (after ?? before)?.prefix ?? '' },
    happenedAt: context.now(),
  });
}

function fieldsOf(row: DestinationClassRow | null): Readonly<Record<string, Value>> {
  if (row === null) return {};
  const { prefix, class: name, note } = row;
  return { 'destinations.prefix': prefix, 'destinations.class': name, 'destinations.note': note };
}
