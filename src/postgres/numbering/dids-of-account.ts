/** What an account that is closed has to give back: the numbers it uses, and those it may give away. */
import type { Db, Tx } from '../pool.ts';

export type DidsOfAccount = Readonly<{
  /** Numbers by which calls come in to it. */
  assigned: number;
  /** Numbers that it may give to accounts below it, used or free. */
  owned: number;
}>;

export async function countDidsOfAccount(db: Db, accountId: bigint): Promise<DidsOfAccount> {
  const { rows } = await db.query<{ assigned: bigint; owned: bigint }>(
    `select (select count(*) from dids where account_id = $1) as assigned,
       (select count(*) from dids where owner_id = $1) as owned`,
    [accountId],
  );
  return { assigned: Number(rows[0]?.assigned ?? 0n), owned: Number(rows[0]?.owned ?? 0n) };
}

/** Makes the numbers that an account uses free again, and returns them, the lowest first. */
export async function freeNumbersOf(tx: Tx, accountId: bigint): Promise<readonly string[]> {
  const { rows } = await tx.query<{ number: string }>(
    `with freed as (update dids set account_id = null, assigned_at = null where account_id = $1 returning number)
     select number from freed order by number collate "C"`,
    [accountId],
  );
  return rows.map(({ number }) => number);
}

/** Gives the numbers that a reseller owns to whoever is above it; its access numbers are ordinary ones there. */
export async function giveNumbersUp(
  tx: Tx,
  { ownerId, parentId }: Readonly<{ ownerId: bigint; parentId: bigint }>,
): Promise<readonly string[]> {
  const { rows } = await tx.query<{ number: string }>(
    `with given as (update dids set owner_id = $2, access_language = null, access_is_active = null where owner_id = $1
       returning number)
     select number from given order by number collate "C"`,
    [ownerId, parentId],
  );
  return rows.map(({ number }) => number);
}
