/** Changes what is known about a number, and hands it over. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import { fieldProblem } from '../../domain/problem.ts';
import {
  findDid,
  lockDid,
  updateDid,
  updateLevelPrice,
  updatePrice,
  type DidPrice,
  type DidRow,
} from '../../postgres/numbering/dids.ts';
import { setProductOfDid } from '../../postgres/products/dids-of-products.ts';
import { productOfOwner } from '../../postgres/products/products.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { checkFree, checkMayDecide, fieldsOfDid, lockOwner, providerOf } from './did-parties.ts';

export type DidChange = Readonly<{
  label?: string | undefined;
  country?: string | null | undefined;
  city?: string | undefined;
  providerId?: string | null | undefined;
  /** Null = the actor's own. */
  ownerId?: string | null | undefined;
  /** Of calls that come in, for the account that has it; null = they are free. */
  price?: DidPrice | null | undefined;
  /** The same for the reseller that owns it, or is to own it: said by somebody above that one. */
  ownerPrice?: DidPrice | null | undefined;
  /** One of its owner's, which whoever gets it orders from then on; null = it costs nothing. */
  productId?: string | null | undefined;
}>;

/**
 * Only what is sent changes. Where a number is from is the operator's to say; a reseller labels its own and hands them
 * on. Throws `did_is_in_use` when a number that is not free is to be handed over.
 */
export function changeDid(
  context: Context,
  actor: Actor,
  publicId: string,
  change: DidChange,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    // Before the number: closing an account locks in this order, too.
    checkMayDecide(actor, await findDid(tx, publicId, actor.scopePath));
    checkFields(actor, change);
    const owner = change.ownerId === undefined ? null : await lockOwner(tx, actor, change.ownerId);
    const did = await lockDid(tx, publicId, actor.scopePath);
    checkMayDecide(actor, did);
    const isHandedOver = owner !== null && owner.id !== did.ownerId;
    if (isHandedOver) checkFree(did, 'Take it from the account first.');
    const { label = did.label, country = did.country, city = did.city } = change;
    const providerId =
      change.providerId === undefined ? undefined : await providerOf(tx, actor, change.providerId);
    await updateDid(tx, did.id, {
      label,
      country,
      city,
      ownerId: owner?.id ?? did.ownerId,
      ...(providerId !== undefined && { providerId }),
    });
    const ownerId = owner?.id ?? did.ownerId;
    // What the former owner sells goes with it.
    if (change.productId !== undefined)
      await setProductOfDid(tx, did.id, await productFor(tx, ownerId, change.productId));
    else if (isHandedOver) await setProductOfDid(tx, did.id, null);
    if (change.price !== undefined) await updatePrice(tx, did.id, change.price);
    if (change.ownerPrice !== undefined) {
      const to = owner ?? { id: did.ownerId, path: did.ownerPath };
      checkIsAbove(actor, to);
      await updateLevelPrice(tx, did.id, { accountId: to.id, price: change.ownerPrice });
    }
    const after = await findDid(tx, publicId, actor.scopePath);
    await tell(tx, actor, did, after, context.now());
  });
}

/** The internal id of a product for numbers. */
async function productFor(tx: Tx, ownerId: bigint, productId: string | null): Promise<bigint | null> {
  if (productId === null) return null;
  const product = await productOfOwner(tx, ownerId, productId);
  if (product !== null && product.isForDid) return product.id;
  throw fieldProblem('productId', 'not_found', 'Choose one of its owner’s products for numbers, or none.');
}

/** Whoever loses a number and whoever gets it see that in their timelines, and not each other. */
async function tell(tx: Tx, actor: Actor, before: DidRow, after: DidRow, happenedAt: Date): Promise<void> {
  const number = { 'dids.number': after.number };
  if (before.ownerId !== after.ownerId) {
    const [gone, come] = [differencesOf(number, {}), differencesOf({}, number)];
    const from = { accountId: before.ownerId, action: 'item.removed', changes: gone, happenedAt } as const;
    const to = { accountId: after.ownerId, action: 'item.added', changes: come, happenedAt } as const;
    await recordAudit(tx, actor, from);
    await recordAudit(tx, actor, to);
  }
  // What the number cost its owner before is that one's alone.
  const ownerPrice = before.ownerId === after.ownerId ? before.ownerPrice : null;
  const changes = differencesOf(fieldsOfDid({ ...before, ownerPrice }), fieldsOfDid(after));
  if (changes.length === 0) return;
  const named = [{ field: 'dids.number', before: after.number, after: after.number }, ...changes];
  await recordAudit(tx, actor, {
    accountId: after.ownerId,
    action: 'item.changed',
    changes: named,
    happenedAt,
  });
}

/** Nobody says what it pays itself. */
function checkIsAbove({ scopePath }: Actor, owner: Readonly<{ path: string }>): void {
  if (owner.path !== scopePath) return;
  const message = isOperators(scopePath)
    ? 'A number of the operator’s own has no price for its owner: leave it out.'
    : 'What you pay for the number is said by whoever is above you.';
  throw fieldProblem('ownerPrice', 'not_permitted', message);
}

function isOperators(path: string): boolean {
  return idsOfPath(path).length === 1;
}

function checkFields(actor: Actor, change: DidChange): void {
  if (isStaff(actor)) return;
  for (const field of ['country', 'city', 'providerId'] as const) {
    if (change[field] === undefined) continue;
    throw fieldProblem(field, 'not_permitted', 'Only the operator changes where a number is from.');
  }
}
