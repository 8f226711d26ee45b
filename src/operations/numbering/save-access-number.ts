/** Makes one of the numbers that are free an access number of calling cards, changes it, and makes it ordinary again. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { differencesOf, type Value } from '../../domain/audit/differences.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import {
  didOfNumber,
  lockDid,
  updateAccess,
  type DidPrice,
  type DidRow,
} from '../../postgres/numbering/dids.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { checkFree, pricesIn } from './did-parties.ts';

type Access = Readonly<{ language: string; label: string; isActive: boolean; price: DidPrice | null }>;
type Given<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** Returns the public id of the number. Throws `did_is_in_use` when it is not free. */
export function createAccessNumber(
  context: Context,
  actor: Actor,
  input: Readonly<{ number: string; language: string }> & Given<Access>,
): Promise<string> {
  return withTransaction(context.pool, async (tx) => {
    const found = await didOfNumber(tx, input.number);
    if (found === null || !isWithin(found.ownerPath, actor.scopePath)) {
      const message = `+${input.number} is none of your DIDs. Only a number that is yours can be an access number.`;
      throw fieldProblem('number', 'not_found', message);
    }
    const did = await lockDid(tx, found.publicId, actor.scopePath);
    checkOwned(actor, did);
    checkFree(did, 'Take it back first.');
    const { language, label = did.label, isActive = true, price = null } = input;
    await save(tx, actor, did, { language, label, isActive, price }, context.now());
    return found.publicId;
  });
}

/** Only what is sent changes. */
export function changeAccessNumber(
  context: Context,
  actor: Actor,
  publicId: string,
  change: Given<Access>,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const did = await lockAccessNumber(tx, actor, publicId);
    const before = accessOf(did);
    const { language = before.language, label = did.label, isActive = before.isActive } = change;
    const { price = before.price } = change;
    await save(tx, actor, did, { language, label, isActive, price }, context.now());
  });
}

/** The number stays in the list of DIDs, and is free. */
export function removeAccessNumber(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const did = await lockAccessNumber(tx, actor, publicId);
    await save(tx, actor, did, null, context.now());
  });
}

const accessOf = ({ accessLanguage, label, accessIsActive, accessPrice }: DidRow): Access => ({
  language: accessLanguage ?? '',
  label,
  isActive: accessIsActive ?? true,
  price: accessPrice,
});

async function lockAccessNumber(tx: Tx, actor: Actor, publicId: string): Promise<DidRow> {
  const did = await lockDid(tx, publicId, actor.scopePath);
  checkOwned(actor, did);
  if (did.accessLanguage === null) throw new Problem('not_found');
  return did;
}

/** Whose number it is not sees it at most because an account below has it. */
function checkOwned(actor: Actor, did: DidRow): void {
  if (!isWithin(did.ownerPath, actor.scopePath)) throw new Problem('not_found');
}

async function save(
  tx: Tx,
  actor: Actor,
  did: DidRow,
  access: Access | null,
  happenedAt: Date,
): Promise<void> {
  await updateAccess(tx, did.id, access);
  const before = fieldsOf(did.accessLanguage === null ? null : accessOf(did));
  const changes = differencesOf(before, fieldsOf(access));
  if (changes.length === 0) return;
  const named = [{ field: 'access-numbers.number', before: did.number, after: did.number }, ...changes];
  const action =
    did.accessLanguage === null ? 'item.added' : access === null ? 'item.removed' : 'item.changed';
  await recordAudit(tx, actor, { accountId: did.ownerId, action, changes: named, happenedAt });
}

function fieldsOf(access: Access | null): Readonly<Record<string, Value>> {
  if (access === null) return {};
  return {
    'access-numbers.language': access.language,
    'access-numbers.label': access.label,
    'access-numbers.isActive': access.isActive,
    ...pricesIn('access-numbers.price', access.price),
  };
}
