/** Who could not call for help: countries of customers that no trunk serves. */
import type { Db } from '../pool.ts';

/** ISO 3166 codes, in their order: of customers that can call, less those that an active trunk with a gateway carries. */
export async function countriesWithoutHelp(db: Db): Promise<readonly string[]> {
  const { rows } = await db.query<{ country: string }>(
    `select distinct p.country from accounts a join account_profiles p on p.account_id = a.id
     where a.kind = 'customer' and a.status <> 'closed' and p.country is not null
     except
     select unnest(t.emergency_countries) from trunks t join accounts provider on provider.id = t.provider_id
     where t.status = 'active' and provider.status = 'active'
       and exists (select from gateways g where g.trunk_id = t.id and g.status = 'active')
     order by country`,
  );
  return rows.map(({ country }) => country);
}
