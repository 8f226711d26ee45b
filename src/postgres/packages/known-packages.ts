/** What charging keeps in memory of packages and who has them. */
import type { KnownAssignment, KnownPackage } from '../../domain/packages/allowance.ts';
import type { Db } from '../pool.ts';

/** All packages, or those of these ids. */
export async function readPackages(
  db: Db,
  ids: readonly bigint[] | null,
): Promise<Map<bigint, KnownPackage>> {
  const { rows } = await db.query<Omit<KnownPackage, 'prefixes'> & { prefixes: readonly string[] }>(
    `select id, owner_id as "ownerId", name, status = 'active' as "isActive", period,
       included_seconds as "includedSeconds", priority, prefixes
     from packages where $1::bigint[] is null or id = any($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, { ...row, prefixes: new Set(row.prefixes) }]));
}

/** A month of an account that is billed by month begins on its billing day; of any other on the first. */
export const MONTH_DAY = `case a.billing_schedule when 'monthly' then a.billing_day else 1 end`;

/** Of account `a` with its profile `p`, as JSON; null without packages. */
export const ASSIGNMENTS_OF_ACCOUNT = `(select json_agg(json_build_object('id', own.id::text, 'packageId', own.package_id::text,
    'from', own.valid_from, 'to', own.valid_to, 'timezone', p.timezone, 'monthDay', ${MONTH_DAY}) order by own.id)
  from package_assignments own where own.account_id = a.id)`;

export type AssignmentJson = Readonly<{
  id: string;
  packageId: string;
  from: string;
  to: string | null;
  timezone: string;
  monthDay: number;
}>;

export function assignmentsOf(written: readonly AssignmentJson[] | null): readonly KnownAssignment[] {
  if (written === null) return NONE;
  return written.map(({ id, packageId, from, to, timezone, monthDay }) => ({
    id: BigInt(id),
    packageId: BigInt(packageId),
    fromMs: Date.parse(from),
    toMs: to === null ? null : Date.parse(to),
    timezone,
    monthDay,
  }));
}

/** One for all accounts without packages. */
const NONE: readonly KnownAssignment[] = [];
