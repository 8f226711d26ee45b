/** Which accounts have which packages, and what is left of them. */
import { known } from '../../domain/assert.ts';
import { isUuid } from '../../domain/ids.ts';
import type { Allowance } from '../../domain/packages/allowance.ts';
import { Problem } from '../../domain/problem.ts';
import type { Db, Tx } from '../pool.ts';
import { MONTH_DAY } from './known-packages.ts';
import type { PackageValues } from './packages.ts';

export type AssignmentRow = Readonly<{
  id: bigint;
  publicId: string;
  packageId: bigint;
  packagePublicId: string;
  validFrom: Date;
  validTo: Date | null;
  /** Whether whoever sells to the account now owns the package. */
  isOfSeller: boolean;
  timezone: string;
  monthDay: number;
}> &
  PackageValues;

const ASSIGNMENTS = `select s.id, s.public_id as "publicId", k.id as "packageId", k.public_id as "packagePublicId",
    s.valid_from as "validFrom", s.valid_to as "validTo", k.owner_id is not distinct from w.issuer_id as "isOfSeller",
    p.timezone, ${MONTH_DAY} as "monthDay", k.name, k.status, k.period, k.included_seconds as "includedSeconds", k.priority,
    array_remove(k.prefixes, '') as prefixes
  from package_assignments s join packages k on k.id = s.package_id
    join accounts a on a.id = s.account_id join account_profiles p on p.account_id = a.id
    left join wallets w on w.account_id = a.id`;

/** So many of one account: further ones replace ended ones that nobody used. */
export const ASSIGNMENTS_MAX = 200;

/** In the order in which they are used; those that are over come last. */
export async function listAssignments(
  db: Db,
  accountId: bigint,
  now: Date,
): Promise<readonly AssignmentRow[]> {
  const { rows } = await db.query<AssignmentRow>(
    `${ASSIGNMENTS} where s.account_id = $1
     order by coalesce(s.valid_to <= $2, false), k.priority, s.id limit ${ASSIGNMENTS_MAX}`,
    [accountId, now],
  );
  return rows;
}

/** Throws `not_found`. */
export async function findAssignment(db: Db, accountId: bigint, publicId: string): Promise<AssignmentRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<AssignmentRow>(
    `${ASSIGNMENTS} where s.account_id = $1 and s.public_id = $2`,
    [accountId, publicId],
  );
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/** Free seconds of an account, of periods that last, by assignment. */
export async function allowancesOfAccount(
  db: Db,
  accountId: bigint,
  now: Date,
): Promise<ReadonlyMap<string, Allowance>> {
  const { rows } = await db.query<
    Omit<Allowance, 'startsAtMs' | 'endsAtMs'> & { startsAt: Date; endsAt: Date | null }
  >(
    `select id, assignment_id as "assignmentId", starts_at as "startsAt", ends_at as "endsAt",
       included_seconds as "includedSeconds", used_seconds as "usedSeconds", held_seconds as "heldSeconds"
     from package_allowances where account_id = $1 and (ends_at is null or ends_at > $2)`,
    [accountId, now],
  );
  return new Map(
    rows.map(({ startsAt, endsAt, ...row }) => [
      row.id,
      { ...row, startsAtMs: startsAt.getTime(), endsAtMs: endsAt?.getTime() ?? null },
    ]),
  );
}

/** Which of these accounts have a package of whoever sells to them now, with seconds left of it. */
export async function accountsWithFreeSeconds(
  db: Db,
  accountIds: readonly bigint[],
  now: Date,
): Promise<ReadonlySet<bigint>> {
  const { rows } = await db.query<{ id: bigint }>(
    `select distinct s.account_id as id
     from package_assignments s join packages k on k.id = s.package_id join wallets w on w.account_id = s.account_id
     where s.account_id = any($1::bigint[]) and k.status = 'active' and k.owner_id = w.issuer_id
       and s.valid_from <= $2 and (s.valid_to is null or s.valid_to > $2)
       and not exists (select 1 from package_allowances a where a.account_id = s.account_id and a.assignment_id = s.id
         and a.starts_at <= $2 and (a.ends_at is null or a.ends_at > $2) and a.used_seconds + a.held_seconds >= a.included_seconds)`,
    [accountIds, now],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Whether an account has this package at any time of [from, to). */
export async function hasPackageWithin(
  tx: Tx,
  {
    accountId,
    packageId,
    from,
    to,
    except = null,
  }: Readonly<{ accountId: bigint; packageId: bigint; from: Date; to: Date | null; except?: bigint | null }>,
): Promise<boolean> {
  const { rows } = await tx.query(
    `select 1 from package_assignments where account_id = $1 and package_id = $2 and id is distinct from $5
       and (valid_to is null or valid_to > $3) and ($4::timestamptz is null or valid_from < $4) limit 1`,
    [accountId, packageId, from, to, except],
  );
  return rows.length > 0;
}

export async function countAssignments(tx: Tx, accountId: bigint): Promise<number> {
  const { rows } = await tx.query<{ assignments: number }>(
    'select count(*)::int as assignments from package_assignments where account_id = $1',
    [accountId],
  );
  return rows[0]?.assignments ?? 0;
}

type NewAssignment = Readonly<{ accountId: bigint; packageId: bigint; from: Date; to: Date | null }>;

/** Returns the public id. */
export async function insertAssignment(tx: Tx, values: NewAssignment): Promise<string> {
  return (await insertRow(tx, values)).publicId;
}

/** Returns the id. */
export async function insertAssignmentRow(tx: Tx, values: NewAssignment): Promise<bigint> {
  return (await insertRow(tx, values)).id;
}

async function insertRow(tx: Tx, { accountId, packageId, from, to }: NewAssignment) {
  const { rows } = await tx.query<{ id: bigint; publicId: string }>(
    `insert into package_assignments (package_id, account_id, valid_from, valid_to) values ($1, $2, $3, $4)
     returning id, public_id as "publicId"`,
    [packageId, accountId, from, to],
  );
  return known(rows[0], 'the row of an insert');
}

/** Ends what goes on; one that begins later never counts. */
export async function endAssignmentNow(tx: Tx, id: bigint, at: Date): Promise<void> {
  await tx.query(
    'update package_assignments set valid_to = greatest(valid_from, least(valid_to, $2)) where id = $1',
    [id, at],
  );
}

export async function endAssignment(tx: Tx, id: bigint, to: Date | null): Promise<void> {
  await tx.query('update package_assignments set valid_to = $2 where id = $1', [id, to]);
}

/** Whether a call ever had free seconds of it, or may have them. */
export async function wasUsed(tx: Tx, id: bigint): Promise<boolean> {
  const { rows } = await tx.query(
    `select 1 from package_allowances a join package_assignments s on s.account_id = a.account_id
     where s.id = $1 and a.assignment_id = $1 limit 1`,
    [id],
  );
  return rows.length > 0;
}

export async function deleteAssignment(tx: Tx, id: bigint): Promise<void> {
  await tx.query('delete from package_assignments where id = $1', [id]);
}

/** Whether an account has a package now, or will have one. */
export async function hasPackages(db: Db, accountId: bigint, now: Date): Promise<boolean> {
  const { rows } = await db.query(
    'select 1 from package_assignments where account_id = $1 and (valid_to is null or valid_to > $2) limit 1',
    [accountId, now],
  );
  return rows.length > 0;
}

/** Ends what an account has of others than who sells to it. */
export async function endForeignAssignments(tx: Tx, accountId: bigint, now: Date): Promise<void> {
  await tx.query(
    `update package_assignments s set valid_to = greatest(s.valid_from, $2)
     from packages k, wallets w
     where s.account_id = $1 and k.id = s.package_id and w.account_id = s.account_id
       and k.owner_id <> w.issuer_id and (s.valid_to is null or s.valid_to > $2)`,
    [accountId, now],
  );
}
