/** Makes, changes, copies and deletes roles. Nobody hands out what they do not hold. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { PERMISSIONS } from '../../domain/access/catalogue.ts';
import {
  beyondCeiling,
  differenceOf,
  notHeld,
  ROLES_MAX,
  withNeeded,
  type RoleAudience,
  type RoleDifference,
  type RoleValues,
} from '../../domain/access/role.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import {
  countRoles,
  deleteRole,
  findRole,
  holdersOfRole,
  insertRole,
  lockRole,
  roleOfAccount,
  updateRole,
  type RoleRow,
} from '../../postgres/access/roles.ts';
import { withTransaction, type Db, type Tx } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';

export type NewRole = RoleValues & Readonly<{ audience: RoleAudience }>;
/** `version`: the one that was read, so that nobody overwrites what they have not seen. */
export type ChangedRole = RoleValues & Readonly<{ version: number }>;

/** Returns the public id. Throws `invalid_input` for what the audience or the actor may not hold, and `name_taken`. */
export async function createRole(
  context: Context,
  actor: Actor,
  input: NewRole,
  idempotencyKey: string | null,
): Promise<string> {
  const now = context.now();
  const once = { principalId: actor.accountId, route: 'POST /roles', key: idempotencyKey, content: input };
  const { answer } = await runOnce(context, now, once, (tx) => insert(tx, actor, input, now));
  return answer;
}

/** The same permissions under another name. Throws as `createRole`. */
export async function copyRole(
  context: Context,
  actor: Actor,
  publicId: string,
  { name, idempotencyKey }: Readonly<{ name: string; idempotencyKey: string | null }>,
): Promise<string> {
  const now = context.now();
  const route = `POST /roles/${publicId}/copies`;
  const once = { principalId: actor.accountId, route, key: idempotencyKey, content: { name } };
  const { answer } = await runOnce(context, now, once, async (tx) => {
    const { audience, description, permissions, knownPermissions } = await findRole(
      tx,
      actor.ownerId,
      publicId,
    );
    // Nobody has looked at what has come since: it is new for the copy, too.
    return insert(tx, actor, { audience, name, description, permissions }, now, knownPermissions);
  });
  return answer;
}

/**
 * Acts with the next request of everybody who has it. Throws `changed_meanwhile` when it is not the version that was
 * read, `not_permitted` for one's own role and for one that may do more than the actor, and as `createRole`.
 */
export function changeRole(
  context: Context,
  actor: Actor,
  publicId: string,
  input: ChangedRole,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const role = await lockRole(tx, actor.ownerId, publicId);
    const { values } = await decide(tx, actor, role, input);
    const happenedAt = context.now();
    await updateRole(tx, role.id, { ...values, changedAt: happenedAt, knownPermissions: PERMISSIONS });
    await recordDifferences(tx, actor, {
      accountId: actor.ownerId,
      action: 'role.changed',
      before: fieldsOf(role),
      after: fieldsOf({ ...values, audience: role.audience }),
      of: { field: 'role.name', value: values.name },
      happenedAt,
    });
  });
}

export type RolePreview = RoleDifference &
  Readonly<{ permissions: RoleValues['permissions']; accounts: number; version: number }>;

/** What `changeRole` would do, and to how many. Throws as `changeRole`. */
export async function previewRole(
  db: Db,
  actor: Actor,
  publicId: string,
  input: ChangedRole,
): Promise<RolePreview> {
  const role = await findRole(db, actor.ownerId, publicId);
  const { values } = await decide(db, actor, role, input);
  return {
    ...differenceOf(role.permissions, values.permissions),
    permissions: values.permissions,
    accounts: role.accounts,
    version: role.version,
  };
}

/** Throws `in_use` while somebody has it, and says who. */
export function removeRole(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const role = await lockRole(tx, actor.ownerId, publicId);
    refuseForeignPermissions(actor, role);
    if (role.accounts > 0) throw new Problem('in_use', { detail: await whoHasIt(tx, role) });
    await deleteRole(tx, role.id);
    await recordDifferences(tx, actor, {
      accountId: actor.ownerId,
      action: 'role.removed',
      before: fieldsOf(role),
      after: {},
      happenedAt: context.now(),
    });
  });
}

/** Says whether the actor may change a role, for whoever shows it. */
export async function mayEditRoles(db: Db, actor: Actor): Promise<(role: RoleRow) => boolean> {
  const own = await roleOfAccount(db, actor.accountId);
  return (role) => role.id !== own?.id && notHeld(actor, role.permissions).length === 0;
}

async function insert(
  tx: Tx,
  actor: Actor,
  input: NewRole,
  now: Date,
  knownPermissions: readonly string[] = PERMISSIONS,
): Promise<string> {
  if ((await countRoles(tx, actor.ownerId)) >= ROLES_MAX) {
    const message = `You have ${ROLES_MAX} roles, which is as many as there may be. Delete one first.`;
    throw fieldProblem('name', 'too_many', message);
  }
  if (input.audience === 'staff' && !isStaff(actor))
    throw fieldProblem('audience', 'not_for_audience', 'Staff are the operator’s: choose resellers.');
  const values = checked(actor, input.audience, input);
  const publicId = await insertRole(tx, actor.ownerId, {
    ...values,
    audience: input.audience,
    changedAt: now,
    knownPermissions,
  });
  await recordDifferences(tx, actor, {
    accountId: actor.ownerId,
    action: 'role.added',
    before: {},
    after: fieldsOf({ ...values, audience: input.audience }),
    happenedAt: now,
  });
  return publicId;
}

async function decide(db: Db, actor: Actor, role: RoleRow, input: ChangedRole) {
  if (role.version !== input.version) throw new Problem('changed_meanwhile');
  if ((await roleOfAccount(db, actor.accountId))?.id === role.id)
    throw new Problem('not_permitted', { detail: 'This is your own role: somebody else changes it.' });
  refuseForeignPermissions(actor, role);
  return { values: checked(actor, role.audience, input) };
}

/** A role that may do more than the actor is left alone as it is. */
function refuseForeignPermissions(actor: Actor, role: RoleRow): void {
  const more = notHeld(actor, role.permissions);
  if (more.length === 0) return;
  throw new Problem('not_permitted', { detail: `This role may do more than you: ${more.join(', ')}.` });
}

function checked(actor: Actor, audience: RoleAudience, { name, description, permissions }: RoleValues) {
  const complete = withNeeded(permissions);
  const beyond = beyondCeiling(audience, complete);
  if (beyond.length > 0)
    throw refused('not_for_audience', 'This holds what nobody of this kind may have. Leave it out.', beyond);
  const more = notHeld(actor, complete);
  if (more.length > 0)
    throw refused('not_held', 'You cannot give what you do not have yourself. Leave it out.', more);
  return { name, description, permissions: complete };
}

function refused(code: string, message: string, permissions: readonly string[]): Problem {
  const errors = [{ field: 'permissions', code, message }];
  return new Problem('invalid_input', { detail: `${message} (${permissions.join(', ')})`, errors });
}

/** More are not named: the list of those who have it is there. */
const NAMED_MAX = 3;

async function whoHasIt(tx: Tx, role: RoleRow): Promise<string> {
  const { rows } = await holdersOfRole(tx, role.id, { limit: NAMED_MAX });
  const names = rows.map(({ displayName, number }) => `${displayName} (${number})`).join(', ');
  const more = role.accounts - rows.length;
  const others = more > 0 ? ` and ${more} more have` : rows.length === 1 ? ' has' : ' have';
  return `${names}${others} this role. Give them another one first.`;
}

/** The fields of a role in the timeline. */
export function fieldsOf({
  audience,
  name,
  description,
  permissions,
}: NewRole): Readonly<Record<string, Value>> {
  return {
    'role.name': name,
    'role.audience': audience,
    'role.description': description,
    'role.permissions': permissions,
  };
}
