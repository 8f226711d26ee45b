/** After an update, the program's own roles hold what the program says: a new permission reaches whoever has them. */
import { PERMISSIONS } from '../../domain/access/catalogue.ts';
import { differenceOf, STARTING_ROLES } from '../../domain/access/role.ts';
import { lockBuiltInRoles, updateBuiltInRole } from '../../postgres/access/roles.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { fieldsOf } from './save-role.ts';

const SYSTEM = { accountId: null, via: 'system', address: '' } as const;

/**
 * Brings those that nobody has changed to their definition, and says so in the timeline. Returns their names. One that
 * the program no longer knows stays as it is.
 */
export function alignBuiltInRoles(context: Pick<Context, 'pool' | 'now'>): Promise<readonly string[]> {
  return withTransaction(context.pool, async (tx) => {
    const aligned: string[] = [];
    for (const role of await lockBuiltInRoles(tx)) {
      const definition = STARTING_ROLES.find(({ builtIn }) => builtIn === role.builtIn);
      if (definition === undefined) continue;
      const { permissions } = definition;
      const { added, removed } = differenceOf(role.permissions, permissions);
      if (added.length + removed.length === 0) continue;
      const happenedAt = context.now();
      await updateBuiltInRole(tx, role.id, {
        permissions,
        changedAt: happenedAt,
        knownPermissions: PERMISSIONS,
      });
      await recordDifferences(tx, SYSTEM, {
        accountId: role.ownerId,
        action: 'role.changed',
        before: fieldsOf(role),
        after: fieldsOf({ ...role, permissions }),
        of: { field: 'role.name', value: role.name },
        happenedAt,
      });
      aligned.push(role.name);
    }
    return aligned;
  });
}
