/** Makes, changes and deletes templates for new accounts. */
import { demand, type Actor } from '../../domain/accounts/actor.ts';
import {
  billingWithDefaults,
  DEFAULT_BILLING,
  type NewAccountInput,
  type TemplateValues,
} from '../../domain/accounts/new-account.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { fieldProblem, Problem, type FieldError } from '../../domain/problem.ts';
import { findAccount, lockAccountById, type AccountNode } from '../../postgres/accounts/find-account.ts';
import {
  clearDefaultTemplate,
  countTemplates,
  deleteTemplate,
  findTemplate,
  insertTemplate,
  TEMPLATES_MAX,
  updateTemplate,
} from '../../postgres/accounts/templates.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { roleOfNewAccount } from '../access/role-of-account.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { creditCheck } from './credit-check.ts';
import { resolveReferences, sellerUnder } from './resolve-references.ts';

export type TemplateInput = Readonly<{
  kind: NewAccountInput['kind'];
  name: string;
  isDefault: boolean;
  values: TemplateValues;
}>;

/**
 * Returns the public id of the new template. Throws `name_taken`, `not_permitted` for a kind that the actor does
 * not make, and `invalid_input` at `values.…` for a reseller or a price list that could not be chosen in the form.
 */
export async function createTemplate(
  context: Context,
  actor: Actor,
  input: TemplateInput,
  idempotencyKey: string | null,
): Promise<string> {
  const now = context.now();
  const once = {
    principalId: actor.accountId,
    route: 'POST /account-templates',
    key: idempotencyKey,
    content: input,
  };
  const { answer } = await runOnce(context, now, once, async (tx) => {
    await check(tx, actor, input);
    if ((await countTemplates(tx, actor.ownerId)) >= TEMPLATES_MAX) {
      const message = `You have ${TEMPLATES_MAX} templates, which is as many as there may be. Delete one first.`;
      throw fieldProblem('name', 'too_many', message);
    }
    if (input.isDefault) await clearDefaultTemplate(tx, actor.ownerId, input.kind);
    const id = await insertTemplate(tx, actor.ownerId, { ...input, changedAt: now });
    const before = {};
    await note(tx, actor, { action: 'template.added', before, after: fieldsOf(input), happenedAt: now });
    return id;
  });
  return answer;
}

/** As a whole; accounts that were made by it stay as they are. Throws as `createTemplate`, and for another kind. */
export function replaceTemplate(
  context: Context,
  actor: Actor,
  publicId: string,
  input: TemplateInput,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const template = await findTemplate(tx, actor.ownerId, publicId);
    const { id, kind } = template;
    if (kind !== input.kind)
      throw fieldProblem('kind', 'is_fixed', `This template is for accounts of the kind "${kind}".`);
    await check(tx, actor, input);
    if (input.isDefault) await clearDefaultTemplate(tx, actor.ownerId, kind);
    const happenedAt = context.now();
    await updateTemplate(tx, id, { ...input, changedAt: happenedAt });
    const [before, after] = [fieldsOf(template), fieldsOf(input)];
    const of = { field: 'template.name', value: input.name };
    await note(tx, actor, { action: 'template.changed', before, after, of, happenedAt });
  });
}

export function removeTemplate(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const template = await findTemplate(tx, actor.ownerId, publicId);
    await deleteTemplate(tx, template.id);
    const [before, after] = [fieldsOf(template), {}];
    await note(tx, actor, { action: 'template.removed', before, after, happenedAt: context.now() });
  });
}

function note(
  tx: Tx,
  actor: Actor,
  event: Omit<Parameters<typeof recordDifferences>[2], 'accountId'>,
): Promise<void> {
  return recordDifferences(tx, actor, { ...event, accountId: actor.ownerId });
}

/** Flat, such as "template.profile.city"; what a template leaves out is not there. */
function fieldsOf({ kind, name, isDefault, values }: TemplateInput): Readonly<Record<string, Value>> {
  const fields = Object.entries(values).flatMap(([group, given]) =>
    Object.entries(given as Readonly<Record<string, Value | undefined>>).flatMap(([field, value]) =>
      value === undefined ? [] : [[`template.${group}.${field}`, value] as const],
    ),
  );
  return {
    'template.name': name,
    'template.kind': kind,
    'template.isDefault': isDefault,
    ...Object.fromEntries(fields),
  };
}

async function check(tx: Tx, actor: Actor, { kind, values }: TemplateInput): Promise<void> {
  if (kind === 'admin' || kind === 'sub_admin') demand(actor, 'staff:edit');
  const seller = await sellerUnder(tx, await parentOf(tx, actor, values.panelAccess?.parentId ?? null));
  const billing = billingWithDefaults(DEFAULT_BILLING, values.billing);
  const errors: FieldError[] = [];
  const localizationId = values.settings?.localizationId ?? null;
  await resolveReferences(tx, seller.id, { ...billing, localizationId }, errors);
  errors.push(...(await creditCheck(tx, actor, kind))(billing));
  const roleId = values.panelAccess?.roleId ?? null;
  if (roleId !== null) await roleOfNewAccount(tx, actor, kind, roleId, errors);
  if (errors.length > 0)
    throw new Problem('invalid_input', {
      errors: errors.map((error) => ({ ...error, field: `values.${error.field}` })),
    });
}

async function parentOf(tx: Tx, actor: Actor, parentId: string | null): Promise<AccountNode> {
  if (parentId === null) return lockAccountById(tx, actor.ownerId);
  const parent = await findAccount(tx, parentId, actor.scopePath).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    return null;
  });
  if (parent?.kind === 'operator' || parent?.kind === 'reseller') return parent;
  throw fieldProblem('values.panelAccess.parentId', 'not_found', 'Choose one of your resellers, or none.');
}
