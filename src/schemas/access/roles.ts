/** Roles as the API takes and answers them. */
import { z } from 'zod';
import { PERMISSIONS } from '../../domain/access/catalogue.ts';
import { ROLE_AUDIENCES } from '../../domain/access/role.ts';
import { accountKind, accountStatus } from '../accounts/account.ts';
import { instant, line, page, pageQueryObject, publicId } from '../common.ts';

export const permission = z.enum(PERMISSIONS);
const audience = z.enum(ROLE_AUDIENCES);

const values = {
  name: line(100, 1),
  description: line(500).default(''),
  permissions: z
    .array(permission)
    .max(PERMISSIONS.length, 'Name each permission once.')
    .describe('What these need is added: accounts:edit brings accounts:read'),
};

export const createRole = z
  .strictObject({ audience: audience.describe('Whom the role is for; it stays'), ...values })
  .meta({ id: 'CreateRole' });
export const changeRole = z
  .strictObject({
    ...values,
    version: z.int().min(1).describe('Of the role as it was read: another one answers changed_meanwhile'),
  })
  .meta({ id: 'ChangeRole' });
export const copyRole = z.strictObject({ name: line(100, 1) }).meta({ id: 'CopyRole' });

export const role = z
  .object({
    id: publicId,
    audience,
    name: z.string(),
    description: z.string(),
    permissions: z.array(permission),
    accounts: z.int().describe('How many have it, closed accounts included'),
    version: z.int(),
    changedAt: instant,
    mayEdit: z.boolean().describe('False for one’s own role, and for one that may do more than whoever asks'),
    isBuiltIn: z
      .boolean()
      .describe('It came with the program, which keeps it up to date until somebody changes it'),
    newPermissions: z
      .array(permission)
      .describe('Of a version after the role was last saved; it does not hold them. Saving it answers them'),
  })
  .meta({ id: 'Role' });
export const roleList = z.object({ items: z.array(role) });
export const roleQuery = z.object({
  audience: audience.optional(),
  q: line(100).optional().describe('Found in the name or the description'),
});

export const rolePreview = z
  .object({
    added: z.array(permission),
    removed: z.array(permission),
    permissions: z.array(permission).describe('What the role would hold, with what is needed'),
    accounts: z.int().describe('How many this acts on, with their next request'),
    version: z.int(),
  })
  .meta({ id: 'RolePreview' });

export const roleHolderQuery = pageQueryObject;
export const roleHolderPage = page(
  z
    .object({
      id: publicId,
      kind: accountKind,
      number: z.string(),
      displayName: z.string(),
      status: accountStatus,
    })
    .meta({ id: 'RoleHolder' }),
);
