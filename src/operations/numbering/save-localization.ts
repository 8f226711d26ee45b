/** Makes, changes and deletes rule sets of number translation. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { AuditAction } from '../../domain/audit/actions.ts';
import type { Value } from '../../domain/audit/differences.ts';
import type { LocalizationSet } from '../../domain/numbering/localization.ts';
import {
  deleteLocalization,
  findLocalization,
  insertLocalization,
  NO_RULES,
  readRules,
  renameLocalization,
  replaceRules,
} from '../../postgres/numbering/localizations.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';

export type LocalizationInput = Readonly<{ name: string; rules: LocalizationSet }>;

/** Returns the public id of the new set. Throws `name_taken`. */
export function createLocalization(
  context: Context,
  actor: Actor,
  input: LocalizationInput,
): Promise<string> {
  return withTransaction(context.pool, async (tx) => {
    const { id, publicId } = await insertLocalization(tx, actor.ownerId, input.name);
    await replaceRules(tx, id, input.rules);
    await record(tx, actor, 'localization.added', { after: fieldsOf(input), happenedAt: context.now() });
    return publicId;
  });
}

/** Name and rules as a whole; calls that begin from now on are translated by them. */
export function replaceLocalization(
  context: Context,
  actor: Actor,
  publicId: string,
  input: LocalizationInput,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const { id, name } = await findLocalization(tx, actor.ownerId, publicId);
    const before = fieldsOf({ name, rules: (await readRules(tx, [id])).get(id) ?? NO_RULES });
    await renameLocalization(tx, id, input.name);
    await replaceRules(tx, id, input.rules);
    const event = { before, after: fieldsOf(input), of: name, happenedAt: context.now() };
    await record(tx, actor, 'localization.changed', event);
  });
}

/** Throws `in_use` while an account or a trunk has it. */
export function removeLocalization(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const { id, name } = await findLocalization(tx, actor.ownerId, publicId);
    await deleteLocalization(tx, id);
    const before = { 'localization.name': name };
    await record(tx, actor, 'localization.removed', { before, happenedAt: context.now() });
  });
}

/** Each rule as a line, with everything that a change may be about. */
function fieldsOf({ name, rules }: LocalizationInput): Fields {
  const lines = Object.entries(rules).flatMap(([list, ofList]) =>
    ofList.map(({ match, lengthMin, lengthMax, cut, add, then }) => {
      const length = `${lengthMin ?? 0} to ${lengthMax ?? 'any'} digits`;
      return `${list}: ${match}, ${length}: cut ${cut}, add ${add === '' ? 'nothing' : add}, ${then}`;
    }),
  );
  return { 'localization.name': name, 'localization.rules': lines };
}

type Fields = Readonly<Record<string, Value>>;

function record(
  tx: Tx,
  actor: Actor,
  action: Extract<AuditAction, `localization.${string}`>,
  event: Readonly<{ before?: Fields; after?: Fields; of?: string; happenedAt: Date }>,
): Promise<void> {
  const { before = {}, after = {}, of, happenedAt } = event;
  return recordDifferences(tx, actor, {
    accountId: actor.ownerId,
    action,
    before,
    after,
    ...(of !== undefined && { of: { field: 'localization.name', value: of } }),
    happenedAt,
  });
}
