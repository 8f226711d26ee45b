/** Under whom rows make their accounts, and what may be chosen there: read once for each parent. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { RowMistake, RowTemplate } from '../../domain/accounts/many-accounts.ts';
import type { Settings } from '../../domain/accounts/settings.ts';
import type { RowKind } from '../../domain/accounts/sheet-fields.ts';
import { known } from '../../domain/assert.ts';
import { fieldProblem, Problem, type FieldError } from '../../domain/problem.ts';
import { commissionsAbove } from '../../postgres/accounts/commission-shares.ts';
import { accountsByIds, findAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { choicesByName, parentsByNumber } from '../../postgres/accounts/taken.ts';
import type { Db } from '../../postgres/pool.ts';
import { roleOfNewAccount } from '../access/role-of-account.ts';
import { creditCheck } from './credit-check.ts';
import type { RawRow } from './plan-rows.ts';
import { settingsUnder } from './settings-under.ts';
import { resolveReferences, sellerUnder, type References } from './resolve-references.ts';

type Named = Parameters<typeof resolveReferences>[2];

export type ParentOfRows = Readonly<{
  node: AccountNode;
  seller: AccountNode;
  /** What counts below this parent. */
  configuration: Settings;
  /** Ids of what may be chosen, by name. */
  rateGroups: ReadonlyMap<string, string>;
  localizations: ReadonlyMap<string, string>;
  taxes: ReadonlyMap<string, string>;
  /** The roles of whoever imports, wherever the reseller stands. */
  roles: ReadonlyMap<string, string>;
  defaultRateGroupId: string | null;
  /** Millionths that it and those above it are credited of a charge. */
  commissionPpm: number;
  /** As `resolveReferences`; the same names are looked up once. */
  resolve: (named: Named, errors: FieldError[]) => Promise<References>;
}>;

export type ParentsOfRows = Readonly<{
  /** The parent of a row; null with an error when its number is none of the actor's resellers. */
  of: (row: RawRow, errors: RowMistake[]) => Promise<ParentOfRows | null>;
  /** As `creditCheck` of whoever imports. */
  creditOf: (kind: RowKind) => Awaited<ReturnType<typeof creditCheck>>;
  /** As `roleOfNewAccount`; each role is looked up once. */
  roleOf: (kind: RowKind, roleId: string | null, errors: FieldError[]) => Promise<bigint | null>;
}>;

/**
 * Reads the parents that the rows name. The parent of the template, or of rows that name none, must be an
 * open reseller below the actor; left out, it is the operator or the reseller who asks.
 */
export async function openParents(
  db: Db,
  actor: Actor,
  template: RowTemplate,
  rows: readonly RawRow[],
): Promise<ParentsOfRows> {
  const numbers = [...new Set(rows.flatMap((row) => numberOf(row) ?? []))];
  const ids = await parentsByNumber(db, numbers, actor.scopePath);
  const opened = new Map<bigint, Promise<ParentOfRows>>();
  const roles = await choicesByName(db, 'roles', actor.ownerId);
  const open = (node: AccountNode) => {
    const parent = opened.get(node.id) ?? openParent(db, node, roles);
    opened.set(node.id, parent);
    return parent;
  };
  const usual = await open(await usualParent(db, actor, template));
  const credit = {
    customer: await creditCheck(db, actor, 'customer'),
    reseller: await creditCheck(db, actor, 'reseller'),
  };
  const byNumber = new Map<string, ParentOfRows>();
  for (const [number, id] of ids)
    byNumber.set(number, await open(await findAccount(db, id, actor.scopePath)));
  return {
    of: async (row, errors) => {
      const number = numberOf(row);
      if (number === null || number === actor.number) return usual;
      const parent = byNumber.get(number);
      if (parent !== undefined) return parent;
      const message = `"${number.slice(0, 40)}" is the number of none of your open resellers. Correct it, or leave it empty.`;
      errors.push({ field: 'panelAccess.parentNumber', code: 'not_found', message });
      return null;
    },
    creditOf: (kind) => credit[kind],
    roleOf: rolesOf(db, actor),
  };
}

function rolesOf(db: Db, actor: Actor): ParentsOfRows['roleOf'] {
  const found = new Map<string, Promise<Readonly<{ id: bigint | null; errors: readonly FieldError[] }>>>();
  const lookUp = async (kind: RowKind, roleId: string | null) => {
    const errors: FieldError[] = [];
    return { id: await roleOfNewAccount(db, actor, kind, roleId, errors), errors };
  };
  return async (kind, roleId, errors) => {
    const key = `${kind} ${roleId}`;
    const entry = found.get(key) ?? lookUp(kind, roleId);
    found.set(key, entry);
    const { id, errors: mistakes } = await entry;
    errors.push(...mistakes);
    return id;
  };
}

function numberOf({ values }: RawRow): string | null {
  const number = values.get('panelAccess.parentNumber');
  return typeof number === 'string' ? number : null;
}

async function usualParent(db: Db, actor: Actor, template: RowTemplate): Promise<AccountNode> {
  const parentId = template.panelAccess?.parentId ?? null;
  if (parentId === null)
    return known((await accountsByIds(db, [actor.ownerId]))[0], 'the account of the actor');
  const node = await findAccount(db, parentId, actor.scopePath).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    return null;
  });
  if (node !== null && ['operator', 'reseller'].includes(node.kind) && node.status !== 'closed') return node;
  throw fieldProblem(
    'template.panelAccess.parentId',
    'not_found',
    'Choose one of your open resellers, or none.',
  );
}

async function openParent(db: Db, node: AccountNode, roles: ParentOfRows['roles']): Promise<ParentOfRows> {
  const { settings: configuration } = await settingsUnder(db, node);
  const seller = await sellerUnder(db, node);
  const rateGroups = await choicesByName(db, 'rateGroups', seller.id);
  const localizations = await choicesByName(db, 'localizations', seller.id);
  const taxes = await choicesByName(db, 'taxes', seller.id);
  const proposed = configuration['defaults.rate_group_id'];
  const isOffered = proposed !== null && [...rateGroups.values()].includes(proposed);
  const resolved = new Map<
    string,
    Promise<Readonly<{ references: References; errors: readonly FieldError[] }>>
  >();
  const lookUp = async (named: Named) => {
    const errors: FieldError[] = [];
    return { references: await resolveReferences(db, seller.id, named, errors), errors };
  };
  return {
    node,
    seller,
    configuration,
    rateGroups,
    localizations,
    taxes,
    roles,
    defaultRateGroupId: isOffered ? proposed : null,
    commissionPpm: await commissionsAbove(db, node.id),
    resolve: async ({ rateGroupId, nonCliRateGroupId, localizationId, taxIds }, errors) => {
      const named = { rateGroupId, nonCliRateGroupId, localizationId, taxIds };
      const key = JSON.stringify(named);
      const entry = resolved.get(key) ?? lookUp(named);
      resolved.set(key, entry);
      const { references, errors: found } = await entry;
      errors.push(...found);
      return references;
    },
  };
}
