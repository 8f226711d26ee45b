/** Stored settings of the operator or of a reseller. */
import { groupBy } from '../../domain/group-by.ts';
import type { Db, Tx } from '../pool.ts';

/** Reads the settings that were set, by key. */
export async function storedSettings(db: Db, accountId: bigint): Promise<ReadonlyMap<string, unknown>> {
  const { rows } = await db.query<{ key: string; value: unknown }>(
    'select key, value from settings where account_id = $1',
    [accountId],
  );
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** The same for several accounts (null = all), by account; one that set nothing has no entry. */
export async function storedSettingsOf(
  db: Db,
  accountIds: readonly bigint[] | null,
): Promise<ReadonlyMap<bigint, ReadonlyMap<string, unknown>>> {
  const { rows } = await db.query<{ accountId: bigint; key: string; value: unknown }>(
    'select account_id as "accountId", key, value from settings where $1::bigint[] is null or account_id = any($1)',
    [accountIds],
  );
  const accounts = groupBy(rows, ({ accountId }) => accountId);
  return new Map(
    Array.from(accounts, ([id, set]) => [id, new Map(set.map(({ key, value }) => [key, value]))]),
  );
}

/** Sets one setting. */
export async function storeSetting(
  tx: Tx,
  {
    accountId,
    key,
    value,
    changedAt,
    changedBy,
  }: Readonly<{ accountId: bigint; key: string; value: unknown; changedAt: Date; changedBy: bigint }>,
): Promise<void> {
  await tx.query(
    `insert into settings (account_id, key, value, changed_at, changed_by) values ($1, $2, $3, $4, $5)
     on conflict (account_id, key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    [accountId, key, JSON.stringify(value), changedAt, changedBy],
  );
}

/** Forgets what was set: what those above set counts again, or the initial value. */
export async function clearSetting(tx: Tx, accountId: bigint, key: string): Promise<void> {
  await tx.query('delete from settings where account_id = $1 and key = $2', [accountId, key]);
}
