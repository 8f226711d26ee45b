/** Adds, changes and removes what belongs to an account: addresses, caller IDs, speed dials, blocked prefixes. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import {
  countItems,
  deleteItem,
  findItem,
  insertItem,
  ITEMS_MAX,
  updateItem,
  type ItemTable,
  type ItemValues,
} from '../../postgres/accounts/account-items.ts';
import { lockAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';

export type ItemKind = Readonly<{
  table: ItemTable;
  /** Whether the holder of the account may edit them itself, as in its portal. */
  isForHolder: boolean;
}>;

/** Returns the public id of the new row. */
export function addItem(
  context: Context,
  actor: Actor,
  kind: ItemKind,
  { accountId, values }: Readonly<{ accountId: string; values: ItemValues }>,
): Promise<string> {
  return withTransaction(context.pool, async (tx) => {
    const account = await lockedAccount(tx, actor, kind, accountId);
    if ((await countItems(tx, kind.table, account.id)) >= ITEMS_MAX) {
      throw new Problem('not_permitted', { detail: `An account has at most ${ITEMS_MAX} of them.` });
    }
    return insertItem(tx, kind.table, { accountId: account.id, values, createdAt: context.now() });
  });
}

/** Only what is sent changes. */
export function changeItem(
  context: Context,
  actor: Actor,
  kind: ItemKind,
  { accountId, itemId, values }: Readonly<{ accountId: string; itemId: string; values: ItemValues }>,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const account = await lockedAccount(tx, actor, kind, accountId);
    const { publicId } = await findItem(tx, kind.table, account.id, itemId);
    await updateItem(tx, kind.table, { accountId: account.id, publicId, values });
  });
}

export function removeItem(
  context: Context,
  actor: Actor,
  kind: ItemKind,
  { accountId, itemId }: Readonly<{ accountId: string; itemId: string }>,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const account = await lockedAccount(tx, actor, kind, accountId);
    const { publicId } = await findItem(tx, kind.table, account.id, itemId);
    await deleteItem(tx, kind.table, { accountId: account.id, publicId });
  });
}

/** Customers have them; those above edit them all, the holder some. */
async function lockedAccount(tx: Tx, actor: Actor, kind: ItemKind, accountId: string): Promise<AccountNode> {
  const account = await lockAccount(tx, accountId, actor.scopePath, 'update');
  const isHolder = account.id === actor.accountId;
  const mayEdit = isStaff(actor) || (isHolder ? kind.isForHolder : actor.kind === 'reseller');
  if (!mayEdit) throw new Problem('not_permitted');
  if (account.kind !== 'customer') {
    throw new Problem('not_permitted', { detail: 'Only customers have them.' });
  }
  if (account.status === 'closed') throw new Problem('account_is_closed');
  return account;
}
