/** What the commission resellers of one seller's charge are credited together. */
import type { Db } from '../pool.ts';

/** An account and the commission resellers above it up to the nearest distributor; nobody where it is no commission reseller. */
const UP = `up as (
       select id, parent_id, coalesce(commission_ppm, 0) as ppm from accounts
         where id = $1 and reseller_type = 'commission'
       union all select a.id, a.parent_id, coalesce(a.commission_ppm, 0)
         from accounts a join up on a.id = up.parent_id where a.reseller_type = 'commission')`;

/**
 * Millionths, the most along any way through the account: commission resellers above it up to the nearest distributor, itself, and
 * those below it down to distributors and customers.
 */
export async function commissionShares(db: Db, accountId: bigint): Promise<number> {
  const { rows } = await db.query<{ ppm: number }>(
    `with recursive ${UP},
     down as (
       select id, 0 as ppm from accounts where id = $1
       union all select a.id, down.ppm + coalesce(a.commission_ppm, 0)
         from accounts a join down on a.parent_id = down.id where a.reseller_type = 'commission' and a.status <> 'closed')
     select (select coalesce(sum(ppm), 0) from up)::int + (select max(ppm) from down)::int as ppm`,
    [accountId],
  );
  return rows[0]?.ppm ?? 0;
}

/** Millionths that are given of the charge of a new account below this one, by it and the commission resellers above it. */
export async function commissionsAbove(db: Db, parentId: bigint): Promise<number> {
  const { rows } = await db.query<{ ppm: number }>(
    `with recursive ${UP} select coalesce(sum(ppm), 0)::int as ppm from up`,
    [parentId],
  );
  return rows[0]?.ppm ?? 0;
}
