/** Roles. Each owner (the operator, a reseller) has its own. */
import type { GrantedPermission } from '../../domain/access/catalogue.ts';
import { ROLES_MAX, type RoleAudience, type RoleValues } from '../../domain/access/role.ts';
import { known } from '../../domain/assert.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import { likeOf } from '../accounts/list-accounts.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';

export type RoleRow = Readonly<{
  id: bigint;
  publicId: string;
  audience: RoleAudience;
  name: string;
  description: string;
  permissions: readonly GrantedPermission[];
  version: number;
  changedAt: Date;
  /** Which of the program's own roles it is, while nobody has changed it; null = somebody made or changed it. */
  builtIn: string | null;
  /** The permissions that there were when it was last saved. */
  knownPermissions: readonly string[];
  /** Accounts that have it, closed ones included. */
  accounts: number;
}>;

const SELECT = `select r.id, r.public_id as "publicId", r.audience, r.name, r.description, r.permissions, r.version,
    r.changed_at as "changedAt", r.built_in as "builtIn", r.known_permissions as "knownPermissions",
    (select count(*)::int from accounts a where a.role_id = r.id) as accounts
  from roles r where r.owner_id = $1`;

/** By audience and name; `q` is found in the name or the description. */
export async function listRoles(
  db: Db,
  ownerId: bigint,
  { audience, q }: Readonly<{ audience?: RoleAudience | undefined; q?: string | undefined }> = {},
): Promise<readonly RoleRow[]> {
  const { rows } = await db.query<RoleRow>(
    `${SELECT} and ($2::text is null or r.audience = $2)
       and ($3::text is null or lower(r.name) like $3 or lower(r.description) like $3)
     order by r.audience desc, lower(r.name), r.id limit ${ROLES_MAX}`,
    [ownerId, audience ?? null, likeOf(q)],
  );
  return rows;
}

/** One of the owner's roles; foreign and unknown ones are the same `not_found`. */
export async function findRole(db: Db, ownerId: bigint, publicId: string): Promise<RoleRow> {
  const role = await roleOrNull(db, ownerId, publicId);
  if (role === null) throw new Problem('not_found');
  return role;
}

export async function roleOrNull(db: Db, ownerId: bigint, publicId: string): Promise<RoleRow | null> {
  if (!isUuid(publicId)) return null;
  const { rows } = await db.query<RoleRow>(`${SELECT} and r.public_id = $2`, [ownerId, publicId]);
  return rows[0] ?? null;
}

/** The same, locked, so that its changes come one after the other and nobody gets it while it is deleted. */
export async function lockRole(tx: Tx, ownerId: bigint, publicId: string): Promise<RoleRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  await tx.query('select id from roles where owner_id = $1 and public_id = $2 for update', [
    ownerId,
    publicId,
  ]);
  return findRole(tx, ownerId, publicId);
}

export async function countRoles(db: Db, ownerId: bigint): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*)::int as count from roles where owner_id = $1',
    [ownerId],
  );
  return known(rows[0], 'a count').count;
}

/** Returns the public id. */
export async function insertRole(
  tx: Tx,
  ownerId: bigint,
  role: RoleValues &
    Readonly<{
      audience: RoleAudience;
      changedAt: Date;
      knownPermissions: readonly string[];
      builtIn?: string | undefined;
    }>,
): Promise<string> {
  const { rows } = await tx.query<{ publicId: string }>(
    `insert into roles (owner_id, audience, name, description, permissions, changed_at, known_permissions, built_in)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning public_id as "publicId"`,
    [
      ownerId,
      role.audience,
      role.name,
      role.description,
      role.permissions,
      role.changedAt,
      role.knownPermissions,
      role.builtIn ?? null,
    ],
  );
  return known(rows[0], 'the role that was inserted').publicId;
}

/** As somebody chose it: it is no longer one of the program's own. */
export async function updateRole(
  tx: Tx,
  id: bigint,
  role: RoleValues & Readonly<{ changedAt: Date; knownPermissions: readonly string[] }>,
): Promise<void> {
  await tx.query(
    `update roles set name = $2, description = $3, permissions = $4, changed_at = $5, known_permissions = $6, built_in = null,
       version = version + 1
     where id = $1`,
    [id, role.name, role.description, role.permissions, role.changedAt, role.knownPermissions],
  );
}

/** The program's own roles that nobody has changed, locked, with their owner. */
export async function lockBuiltInRoles(
  tx: Tx,
): Promise<readonly (RoleRow & Readonly<{ ownerId: bigint }>)[]> {
  const { rows } = await tx.query<{ ownerId: bigint; publicId: string }>(
    `select owner_id as "ownerId", public_id as "publicId" from roles where built_in is not null order by id for update`,
  );
  const found = [];
  for (const { ownerId, publicId } of rows)
    found.push({ ...(await findRole(tx, ownerId, publicId)), ownerId });
  return found;
}

/** As the program defines it now. */
export async function updateBuiltInRole(
  tx: Tx,
  id: bigint,
  role: Readonly<{ permissions: readonly string[]; changedAt: Date; knownPermissions: readonly string[] }>,
): Promise<void> {
  await tx.query(
    'update roles set permissions = $2, changed_at = $3, known_permissions = $4, version = version + 1 where id = $1',
    [id, role.permissions, role.changedAt, role.knownPermissions],
  );
}

export async function deleteRole(tx: Tx, id: bigint): Promise<void> {
  await tx.query('delete from roles where id = $1', [id]);
}

export type RoleHolder = Readonly<{
  id: bigint;
  publicId: string;
  kind: string;
  number: string;
  displayName: string;
  status: 'active' | 'suspended' | 'closed';
}>;

/** One page of those that have a role, by number. */
export async function holdersOfRole(
  db: Db,
  roleId: bigint,
  { cursor, limit }: Readonly<{ cursor?: string | undefined; limit: number }>,
) {
  const place = readCursor(cursor, { order: 'role-holders', parts: ['n'] });
  const { rows } = await db.query<RoleHolder>(
    `select a.id, a.public_id as "publicId", a.kind, a.number, ${DISPLAY_NAME} as "displayName", a.status
     from accounts a join account_profiles p on p.account_id = a.id
     where a.role_id = $1 and ($2::bigint is null or a.id > $2) order by a.id limit $3`,
    [roleId, place?.[0] ?? null, limit + 1],
  );
  return cutPage(rows, limit, (row) => writeCursor('role-holders', [row.id]));
}

/** The role of an account: whose it is, and which; null = it has none. */
export async function roleOfAccount(
  db: Db,
  accountId: bigint,
): Promise<Readonly<{ id: bigint; ownerId: bigint; ownerPath: string; name: string }> | null> {
  const { rows } = await db.query<{ id: bigint; ownerId: bigint; ownerPath: string; name: string }>(
    `select r.id, r.owner_id as "ownerId", o.path as "ownerPath", r.name
     from accounts a join roles r on r.id = a.role_id join accounts o on o.id = r.owner_id where a.id = $1`,
    [accountId],
  );
  return rows[0] ?? null;
}

/** The name of a role that the account at `path` or one below it has, of an owner that would be in neither path; null = none. */
export async function foreignRoleAfterMove(
  db: Db,
  { path, above }: Readonly<{ path: string; above: string }>,
): Promise<string | null> {
  const { rows } = await db.query<{ name: string }>(
    `select r.name from accounts a join roles r on r.id = a.role_id join accounts o on o.id = r.owner_id
     where starts_with(a.path, $1) and not starts_with(o.path, $1) and not starts_with($2, o.path) limit 1`,
    [path, above],
  );
  return rows[0]?.name ?? null;
}
