/** Packages of the operator or a reseller. */
import { isUuid } from '../../domain/ids.ts';
import type { Period } from '../../domain/packages/period.ts';
import { Problem } from '../../domain/problem.ts';
import type { Db, Tx } from '../pool.ts';

export type PackageValues = Readonly<{
  name: string;
  status: 'active' | 'inactive';
  period: Period;
  includedSeconds: number;
  priority: number;
  /** E.164 digits; none = every number. */
  prefixes: readonly string[];
}>;
export type PackageInfo = PackageValues & Readonly<{ publicId: string; accounts: number }>;
export type PackageRow = PackageInfo & Readonly<{ id: bigint }>;

/** An owner has no more: the page of an account offers all of them. */
export const PACKAGES_MAX = 200;

const COLUMNS = `k.id, k.public_id as "publicId", k.name, k.status, k.period, k.included_seconds as "includedSeconds", k.priority,
  array_remove(k.prefixes, '') as prefixes,
  (select count(distinct s.account_id)::int from package_assignments s
    where s.package_id = k.id and (s.valid_to is null or s.valid_to > $2)) as accounts`;

/** All of this owner, by name. */
export async function listPackages(db: Db, ownerId: bigint, now: Date): Promise<readonly PackageRow[]> {
  const { rows } = await db.query<PackageRow>(
    `select ${COLUMNS} from packages k where k.owner_id = $1 order by lower(k.name) limit ${PACKAGES_MAX}`,
    [ownerId, now],
  );
  return rows;
}

/** One of this owner, and nobody gives it to an account until the transaction is over. Throws `not_found`. */
export async function lockPackage(tx: Tx, ownerId: bigint, publicId: string, now: Date): Promise<PackageRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await tx.query<{ id: bigint }>(
    'select id from packages where owner_id = $1 and public_id = $2 for update',
    [ownerId, publicId],
  );
  if (rows[0] === undefined) throw new Problem('not_found');
  // Counted by a statement of its own, so that it sees what was committed while we waited for the row.
  const locked = await tx.query<PackageRow>(`select ${COLUMNS} from packages k where k.id = $1`, [
    rows[0].id,
    now,
  ]);
  return locked.rows[0] as PackageRow;
}

export async function countPackages(tx: Tx, ownerId: bigint): Promise<number> {
  const { rows } = await tx.query<{ packages: number }>(
    'select count(*)::int as packages from packages where owner_id = $1',
    [ownerId],
  );
  return rows[0]?.packages ?? 0;
}

export async function insertPackage(tx: Tx, ownerId: bigint, values: PackageValues): Promise<string> {
  const { rows } = await tx.query<{ publicId: string }>(
    `insert into packages (owner_id, name, status, period, included_seconds, priority, prefixes)
     values ($1, $2, $3, $4, $5, $6, $7) returning public_id as "publicId"`,
    [
      ownerId,
      values.name,
      values.status,
      values.period,
      values.includedSeconds,
      values.priority,
      stored(values),
    ],
  );
  return rows[0]?.publicId ?? '';
}

export async function updatePackage(tx: Tx, id: bigint, values: PackageValues): Promise<void> {
  await tx.query(
    'update packages set name = $2, status = $3, included_seconds = $4, priority = $5, prefixes = $6 where id = $1',
    [id, values.name, values.status, values.includedSeconds, values.priority, stored(values)],
  );
}

export async function isAssigned(tx: Tx, id: bigint): Promise<boolean> {
  const { rows } = await tx.query('select 1 from package_assignments where package_id = $1 limit 1', [id]);
  return rows.length > 0;
}

export async function deletePackage(tx: Tx, id: bigint): Promise<void> {
  await tx.query('delete from packages where id = $1', [id]);
}

function stored({ prefixes }: PackageValues): readonly string[] {
  return prefixes.length === 0 ? [''] : prefixes;
}
