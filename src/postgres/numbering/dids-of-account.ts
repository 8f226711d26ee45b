/** What an account that is closed gives back: the numbers it uses, and those it may give away. */
import type { Tx } from '../pool.ts';

/** Makes the numbers that an account uses free again, and returns them, the lowest first. */
export async function freeNumbersOf(tx: Tx, accountId: bigint): Promise<readonly string[]> {
  const { rows } = await tx.query<{ number: string }>(
    `with freed as (update dids set account_id = null, assigned_at = null, forward_when = null, forward_to = null, is_unpaid = false
       where account_id = $1 returning number)
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
    `with given as (update dids set owner_id = $2, access_language = null, access_is_active = null, access_currency = null,
         access_connection_cost_micros = 0, access_cost_per_minute_nanos = 0 where owner_id = $1
       returning number)
     select number from given order by number collate "C"`,
    [ownerId, parentId],
  );
  return rows.map(({ number }) => number);
}
