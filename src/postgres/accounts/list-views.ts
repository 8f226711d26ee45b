/** Views of the list of accounts that somebody keeps under a name. */
import type { Db, Tx } from '../pool.ts';

export type ViewRow = Readonly<{ publicId: string; name: string; search: unknown; isDefault: boolean }>;

const COLUMNS = 'public_id as "publicId", name, search, is_default as "isDefault"';

/** Those of one account, by name. */
export async function viewsOf(db: Db, accountId: bigint): Promise<readonly ViewRow[]> {
  const { rows } = await db.query<ViewRow>(
    `select ${COLUMNS} from list_views where account_id = $1 order by lower(name), id`,
    [accountId],
  );
  return rows;
}

/** Keeps a view; a name that the account has already breaks its constraint. */
export async function insertView(
  tx: Tx,
  view: Readonly<{ accountId: bigint; name: string; search: unknown; isDefault: boolean; createdAt: Date }>,
): Promise<string> {
  const { rows } = await tx.query<{ publicId: string }>(
    `insert into list_views (account_id, name, search, is_default, created_at) values ($1, $2, $3, $4, $5)
     returning public_id as "publicId"`,
    [view.accountId, view.name, JSON.stringify(view.search), view.isDefault, view.createdAt],
  );
  return rows[0]?.publicId ?? '';
}

/** Changes what is given; false when the account has no such view. */
export async function updateView(
  tx: Tx,
  accountId: bigint,
  publicId: string,
  change: Readonly<{ name?: string | undefined; search?: unknown; isDefault?: boolean | undefined }>,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update list_views set name = coalesce($3, name), search = coalesce($4, search), is_default = coalesce($5, is_default)
     where account_id = $1 and public_id = $2`,
    [
      accountId,
      publicId,
      change.name ?? null,
      change.search === undefined ? null : JSON.stringify(change.search),
      change.isDefault ?? null,
    ],
  );
  return rowCount === 1;
}

/** The list opens without a view again. */
export async function clearDefault(tx: Tx, accountId: bigint): Promise<void> {
  await tx.query('update list_views set is_default = false where account_id = $1 and is_default', [
    accountId,
  ]);
}

/** Forgets a view; false when the account has no such view. */
export async function deleteView(tx: Tx, accountId: bigint, publicId: string): Promise<boolean> {
  const { rowCount } = await tx.query('delete from list_views where account_id = $1 and public_id = $2', [
    accountId,
    publicId,
  ]);
  return rowCount === 1;
}
