/** What of a sheet somebody should look at before it is imported, after `compareSheet`. */
import { known } from '../../domain/assert.ts';
import type { SheetWarning } from '../../domain/rating/sheet-changes.ts';
import type { Tx } from '../pool.ts';

type Found = Readonly<{ count: number; first: readonly SheetWarning[] }>;
type FoundRow = Omit<SheetWarning, 'warning'> & Readonly<{ count: bigint }>;

/** Rates that go up or down by more than so many percent, the greatest first. */
export async function jumpsOfSheet(tx: Tx, percent: number, listed: number): Promise<Found> {
  const { rows } = await tx.query<FoundRow>(
    `select prefix, destination, cost_before as "comparedNanos", cost as "costPerMinuteNanos", count(*) over () as count
     from sheet_changes where change in ('raised', 'lowered') and abs(cost - cost_before) > cost_before::numeric * $1 / 100
     order by abs(cost - cost_before) / greatest(cost_before, 1)::numeric desc, prefix collate "C" limit $2`,
    [percent, listed],
  );
  return foundIn('jump', rows);
}

/**
 * Rates below the cheapest one of the same prefix in lists that are bought by, each with the mark-up of its list (which is not on
 * own prices of a list that follows what its owner pays); the dearest mistake first. Lists in another currency, and shorter or longer prefixes, are not looked at.
 */
export async function belowCostInSheet(
  tx: Tx,
  {
    rateGroupId,
    buysBy,
    listed,
  }: Readonly<{ rateGroupId: bigint; buysBy: readonly bigint[]; listed: number }>,
): Promise<Found> {
  const { rows } = await tx.query<FoundRow>(
    `select *, count(*) over () as count from (
       select new.prefix, new.destination, min(round(old.cost_per_minute_nanos::numeric * (1000000 + bought.mark_up_ppm) / 1000000))::bigint as "comparedNanos",
         round(new.cost::numeric * (1000000 + case sold.basis when 'own_rates' then sold.mark_up_ppm else 0 end) / 1000000)::bigint as "costPerMinuteNanos"
       from sheet_changes new
       join rate_groups sold on sold.id = $1
       join rate_groups bought on bought.id = any($2) and bought.currency = sold.currency
       join rates old on old.rate_group_id = bought.id and old.prefix = new.prefix and old.account_id is null and old.band_id is null
         and old.origin_prefix is null and old.valid_from <= new.valid_from and (old.valid_to is null or old.valid_to > new.valid_from)
       where new.change <> 'closed' group by new.prefix, new.destination, new.cost, new.valid_from, sold.basis, sold.mark_up_ppm) priced
     where "costPerMinuteNanos" < "comparedNanos"
     order by "comparedNanos" - "costPerMinuteNanos" desc, prefix collate "C" limit $3`,
    [rateGroupId, buysBy, listed],
  );
  return foundIn('below_cost', rows);
}

function foundIn(warning: SheetWarning['warning'], rows: readonly FoundRow[]): Found {
  const first = rows.map(({ count: _count, ...row }): SheetWarning => ({ warning, ...row }));
  return { count: Number(rows[0]?.count ?? 0n), first };
}

/** The lists by which the owner of a list buys: of a reseller its own, of the operator those of the carriers in use. */
export async function listsBoughtBy(tx: Tx, rateGroupId: bigint): Promise<readonly bigint[]> {
  const { rows } = await tx.query<{ ids: bigint[] }>(
    `select case when o.kind = 'operator'
       then array(select distinct t.termination_rate_group_id from trunks t join accounts p on p.id = t.provider_id
         join rate_groups c on c.id = t.termination_rate_group_id
         where t.status = 'active' and p.status = 'active' and c.status = 'active')
       else array(select b.id from rate_groups b where b.id = o.rate_group_id and b.basis = 'own_rates') end as ids
     from rate_groups g join accounts o on o.id = g.owner_id where g.id = $1`,
    [rateGroupId],
  );
  return known(rows[0], 'the owner of a list').ids;
}
