/** Makes, changes and deletes rule sets of number translation. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { LocalizationSet } from '../../domain/numbering/localization.ts';
import {
  deleteLocalization,
  findLocalization,
  insertLocalization,
  renameLocalization,
  replaceRules,
} from '../../postgres/numbering/localizations.ts';
import { withTransaction } from '../../postgres/pool.ts';
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
    const { id } = await findLocalization(tx, actor.ownerId, publicId);
    await renameLocalization(tx, id, input.name);
    await replaceRules(tx, id, input.rules);
  });
}

/** Throws `in_use` while an account or a trunk has it. */
export function removeLocalization(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const { id } = await findLocalization(tx, actor.ownerId, publicId);
    await deleteLocalization(tx, id);
  });
}
