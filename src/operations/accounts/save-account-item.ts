/** Adds, changes and removes what belongs to an account: addresses, caller IDs, speed dials, blocked prefixes. */
import { isStaff, lacking, type Actor } from '../../domain/accounts/actor.ts';
import { differencesOf, type Value } from '../../domain/audit/differences.ts';
import { Problem, type FieldError } from '../../domain/problem.ts';
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
import { countryOfAccount, lockAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { recordAudit } from '../audit/record-audit.ts';

export type ItemKind = Readonly<{
  /** As in the path of the API: "ip-addresses". */
  name: string;
  table: ItemTable;
  /** Whether the holder of the account may edit them itself, as in its portal. */
  isForHolder: boolean;
  /** A reseller has them too, for everybody below it; what somebody above it set it does not change. */
  isOfResellers?: boolean;
  /** What the holder may say of them; left out: all of it. */
  holderFields?: readonly string[];
  /** What is wrong with values in the account's country (ISO 3166); null = nothing. */
  mistakeIn?: (country: string | null, values: ItemValues) => FieldError | null;
  /** What else has to be so in the books, before it is kept. */
  check?: (
    tx: Tx,
    actor: Actor,
    account: AccountNode,
    change: Readonly<{ before: ItemRow | null; values: ItemValues }>,
  ) => Promise<void>;
  /** When the holder changes this field, what others had found about the row counts no more. */
  provesField?: string;
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
    checkFields(actor, account, kind, values);
    await checkByCountry(tx, account, kind, values);
    await kind.check?.(tx, actor, account, { before: null, values });
    const itemId = await insertItem(tx, kind.table, {
      accountId: account.id,
      values: { ...values, ...setBy(actor, account, kind) },
      createdAt,
    });
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
    checkFields(actor, account, kind, values);
    checkIsOwn(actor, account, before);
    await checkByCountry(tx, account, kind, values);
    await kind.check?.(tx, actor, account, { before, values });
    const forgotten = isForgotten(actor, account, kind, { before, values }) ? UNPROVED : {};
    await updateItem(tx, kind.table, {
      accountId: account.id,
      publicId,
      values: { ...values, ...forgotten, ...setBy(actor, account, kind) },
    });
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
    checkIsOwn(actor, account, item);
    await deleteItem(tx, kind.table, { accountId: account.id, publicId: item.publicId });
    await recordAudit(tx, actor, {
      accountId: account.id,
      action: 'item.removed',
      changes: differencesOf(fieldsOf(kind, item), {}),
      happenedAt: context.now(),
    });
  });
}

/** A number that the holder typed is nobody's until somebody above has made sure of it. */
const UNPROVED: ItemValues = { isPresent: false, isPinless: false, isVerified: false };

function checkFields(actor: Actor, account: AccountNode, kind: ItemKind, values: ItemValues): void {
  // Whoever calls from a number without a PIN calls on the money of the account, as from a phone of it.
  if (values.isPinless === true && actor.impersonator !== null)
    throw lacking(actor, 'This opens the account.');
  const { holderFields } = kind;
  if (account.id !== actor.accountId || holderFields === undefined) return;
  const errors = Object.keys(values)
    .filter((field) => values[field] !== undefined && !holderFields.includes(field))
    .map((field) => ({
      field,
      code: 'not_permitted',
      message: 'Leave this out: whoever is above you says it, once the number is proved to be yours.',
    }));
  if (errors.length > 0) throw new Problem('invalid_input', { errors });
}

/** Whoever sets or changes one last answers for it. */
function setBy(actor: Actor, account: AccountNode, { isOfResellers }: ItemKind): ItemValues {
  return isOfResellers === true ? { isFromAbove: account.id !== actor.accountId } : {};
}

function checkIsOwn(actor: Actor, account: AccountNode, { isFromAbove }: ItemRow): void {
  if (isFromAbove === true && account.kind === 'reseller' && account.id === actor.accountId)
    throw new Problem('not_permitted', { detail: 'Somebody above you has set this. Ask them to change it.' });
}

async function checkByCountry(
  tx: Tx,
  account: AccountNode,
  kind: ItemKind,
  values: ItemValues,
): Promise<void> {
  if (kind.mistakeIn === undefined) return;
  const mistake = kind.mistakeIn(await countryOfAccount(tx, account.id), values);
  if (mistake !== null) throw new Problem('invalid_input', { errors: [mistake] });
}

function isForgotten(
  actor: Actor,
  account: AccountNode,
  { provesField }: ItemKind,
  { before, values }: Readonly<{ before: ItemRow; values: ItemValues }>,
): boolean {
  if (account.id !== actor.accountId || provesField === undefined) return false;
  return values[provesField] !== undefined && values[provesField] !== before[provesField];
}

/** Such as "ip-addresses.network": what kind of thing, and which field of it. */
function fieldsOf({ name, table }: ItemKind, item: ItemRow): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.keys(table.columns)
      // Who changed it stands beside each change.
      .filter((field) => field !== 'isFromAbove')
      .map((field) => [`${name}.${field}`, item[field] as Value]),
  );
}

/** Customers have them, and some resellers too; those above edit them all, the holder some. */
async function lockedAccount(tx: Tx, actor: Actor, kind: ItemKind, accountId: string): Promise<AccountNode> {
  const account = await lockAccount(tx, accountId, actor.scopePath, 'update');
  const isHolder = account.id === actor.accountId;
  const mayEdit = isStaff(actor) || (isHolder ? kind.isForHolder : actor.kind === 'reseller');
  if (!mayEdit) throw new Problem('not_permitted');
  if (account.kind !== 'customer' && !(kind.isOfResellers === true && account.kind === 'reseller')) {
    const detail =
      kind.isOfResellers === true ? 'Only customers and resellers have them.' : 'Only customers have them.';
    throw new Problem('not_permitted', { detail });
  }
  if (account.status === 'closed') throw new Problem('account_is_closed');
  return account;
}
