/** Carriers: accounts of kind provider, directly under the operator. */
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { likeOf } from '../accounts/list-accounts.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';

export type ProviderRow = Readonly<{
  id: bigint;
  publicId: string;
  number: string;
  name: string;
  contactName: string;
  email: string | null;
  country: string;
  timezone: string;
  reference: string;
  localizationId: bigint | null;
  localizationPublicId: string | null;
  localizationName: string | null;
  status: 'active' | 'suspended' | 'closed';
  createdAt: Date;
}>;

const SELECT = `select a.id, a.public_id as "publicId", a.number, p.company as name, p.first_name as "contactName",
    p.notification_emails[1] as email, p.country, p.timezone, a.reference, a.localization_id as "localizationId",
    l.public_id as "localizationPublicId", l.name as "localizationName", a.status, a.created_at as "createdAt"
  from accounts a join account_profiles p on p.account_id = a.id left join localization_sets l on l.id = a.localization_id where a.kind = 'provider'`;

/** Finds a provider, or throws `not_found`. */
export async function findProvider(db: Db, publicId: string): Promise<ProviderRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<ProviderRow>(`${SELECT} and a.public_id = $1`, [publicId]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/** Ids by the name in lower case; null where several have it. */
export async function providersByName(
  db: Db,
  names: readonly string[],
): Promise<ReadonlyMap<string, bigint | null>> {
  const { rows } = await db.query<{ name: string; id: bigint | null }>(
    `select lower(p.company) as name, case when count(*) = 1 then min(a.id) end as id
     from accounts a join account_profiles p on p.account_id = a.id
     where a.kind = 'provider' and lower(p.company) = any($1::text[]) group by 1`,
    [names],
  );
  return new Map(rows.map(({ name, id }) => [name, id]));
}

/** One page, oldest first. */
export async function listProviders(
  db: Db,
  filter: Readonly<{ q?: string | undefined; cursor?: string | undefined; limit: number }>,
) {
  const place = readCursor(filter.cursor, { order: 'providers', parts: ['n'] });
  const { rows } = await db.query<ProviderRow>(
    `${SELECT} and ($1::text is null or lower(p.company) like $1 or a.number like $1 or lower(a.reference) like $1)
       and ($2::bigint is null or a.id > $2) order by a.id limit $3`,
    [likeOf(filter.q), place?.[0] ?? null, filter.limit + 1],
  );
  return cutPage(rows, filter.limit, (row) => writeCursor('providers', [row.id]));
}

/** Writes what may change of a provider. */
export async function updateProvider(tx: Tx, row: ProviderRow, now: Date): Promise<void> {
  await tx.query(
    `update accounts set reference = $2, status = $3, localization_id = $5, closed_at = case when $3 = 'closed' then coalesce(closed_at, $4) end where id = $1`,
    [row.id, row.reference, row.status, now, row.localizationId],
  );
  await tx.query(
    `update account_profiles set company = $2, first_name = $3, notification_emails = $4, country = $5, timezone = $6 where account_id = $1`,
    [row.id, row.name, row.contactName, row.email === null ? [] : [row.email], row.country, row.timezone],
  );
}
