/** Makes, changes and deletes templates for new accounts. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import {
  billingWithDefaults,
  DEFAULT_BILLING,
  type NewAccountInput,
  type TemplateValues,
} from '../../domain/accounts/new-account.ts';
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
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
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
    return insertTemplate(tx, actor.ownerId, { ...input, changedAt: now });
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
    const { id, kind } = await findTemplate(tx, actor.ownerId, publicId);
    if (kind !== input.kind)
      throw fieldProblem('kind', 'is_fixed', `This template is for accounts of the kind "${kind}".`);
    await check(tx, actor, input);
    if (input.isDefault) await clearDefaultTemplate(tx, actor.ownerId, kind);
    await updateTemplate(tx, id, { ...input, changedAt: context.now() });
  });
}

export function removeTemplate(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const { id } = await findTemplate(tx, actor.ownerId, publicId);
    await deleteTemplate(tx, id);
  });
}

async function check(tx: Tx, actor: Actor, { kind, values }: TemplateInput): Promise<void> {
  if (!isStaff(actor) && kind !== 'customer' && kind !== 'reseller') throw new Problem('not_permitted');
  const seller = await sellerUnder(tx, await parentOf(tx, actor, values.panelAccess?.parentId ?? null));
  const billing = billingWithDefaults(DEFAULT_BILLING, values.billing);
  const errors: FieldError[] = [];
  const localizationId = values.settings?.localizationId ?? null;
  await resolveReferences(tx, seller.id, { ...billing, localizationId }, errors);
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
