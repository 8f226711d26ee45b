/** Adds, changes and removes what belongs to an account: addresses, caller IDs, speed dials, blocked prefixes. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { differencesOf, type Value } from '../../domain/audit/differences.ts';
import { Problem } from '../../domain/problem.ts';
import {
  countItems,
  deleteItem,
  findItem,
  insertItem,
  ITEMS_MAX,
  updateItem,
  type ItemRow,
  type ItemTable,
  type ItemValues,
} from '../../postgres/accounts/account-items.ts';
import { lockAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { recordAudit } from '../audit/record-audit.ts';

export type ItemKind = Readonly<{
  /** As in the path of the API: "ip-addresses". */
  name: string;
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
    const createdAt = context.now();
    const itemId = await insertItem(tx, kind.table, { accountId: account.id, values, createdAt });
    const added = await findItem(tx, kind.table, account.id, itemId);
    await recordAudit(tx, actor, {
      accountId: account.id,
      action: 'item.added',
      changes: differencesOf({}, fieldsOf(kind, added)),
      happenedAt: createdAt,
    });
    return itemId;
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
    const before = await findItem(tx, kind.table, account.id, itemId);
    const { publicId } = before;
    await updateItem(tx, kind.table, { accountId: account.id, publicId, values });
    const after = await findItem(tx, kind.table, account.id, publicId);
    await recordAudit(tx, actor, {
      accountId: account.id,
      action: 'item.changed',
      changes: differencesOf(fieldsOf(kind, before), fieldsOf(kind, after)),
      happenedAt: context.now(),
    });
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
    const item = await findItem(tx, kind.table, account.id, itemId);
    await deleteItem(tx, kind.table, { accountId: account.id, publicId: item.publicId });
    await recordAudit(tx, actor, {
      accountId: account.id,
      action: 'item.removed',
      changes: differencesOf(fieldsOf(kind, item), {}),
      happenedAt: context.now(),
    });
  });
}

/** Such as "ip-addresses.network": what kind of thing, and which field of it. */
function fieldsOf({ name, table }: ItemKind, item: ItemRow): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.keys(table.columns).map((field) => [`${name}.${field}`, item[field] as Value]),
  );
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
