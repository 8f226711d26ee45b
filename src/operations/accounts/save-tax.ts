/** Makes, changes and deletes taxes of the operator or a reseller. What documents already say stays as it is. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { ppmOfPercent } from '../../domain/accounts/new-account.ts';
import type { AuditAction } from '../../domain/audit/actions.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { formatDecimal } from '../../domain/money.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import {
  countTaxes,
  deleteTax,
  insertTax,
  lockTax,
  TAXES_MAX,
  updateTax,
  type TaxRow,
  type TaxValues,
} from '../../postgres/accounts/taxes.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';

export type TaxInput = Readonly<{
  name: string;
  percent: string;
  status?: TaxValues['status'] | undefined;
}>;
export type TaxChange = Readonly<{ [Key in keyof TaxInput]?: TaxInput[Key] | undefined }>;

/** Returns the new tax. Throws `name_taken`, and `invalid_input` when there are as many as there may be. */
export async function createTax(
  context: Context,
  actor: Actor,
  input: TaxInput,
  key: string | null,
): Promise<TaxRow> {
  const once = { principalId: actor.accountId, route: 'POST /taxes', key, content: input };
  const { answer } = await runOnce(context, context.now(), once, async (tx) => {
    if ((await countTaxes(tx, actor.ownerId)) >= TAXES_MAX) {
      const message = `You have ${TAXES_MAX} taxes, which is as many as there may be. Delete one first.`;
      throw fieldProblem('name', 'too_many', message);
    }
    const { name, percent, status = 'active' } = input;
    const values = { name, ratePpm: ppmOfPercent(percent), status };
    const publicId = await insertTax(tx, actor.ownerId, values);
    await record(tx, context, actor, { action: 'tax.added', before: null, after: values });
    return { publicId, ...values, accounts: 0 };
  });
  return answer;
}

/** Only what is sent changes. Throws `not_found` and `name_taken`. */
export function changeTax(
  context: Context,
  actor: Actor,
  publicId: string,
  change: TaxChange,
): Promise<TaxRow> {
  return withTransaction(context.pool, async (tx) => {
    const before = await lockTax(tx, actor.ownerId, publicId);
    const { name = before.name, percent, status = before.status } = change;
    const ratePpm = percent === undefined ? before.ratePpm : ppmOfPercent(percent);
    const after = { ...before, name, ratePpm, status };
    await updateTax(tx, before.publicId, after);
    await record(tx, context, actor, { action: 'tax.changed', before, after });
    return after;
  });
}

/** Throws `not_found`, and `in_use` while an account has it. */
export function removeTax(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const before = await lockTax(tx, actor.ownerId, publicId);
    if (before.accounts > 0) {
      const who = before.accounts === 1 ? '1 account has' : `${before.accounts} accounts have`;
      throw new Problem('in_use', {
        detail: `${who} this tax. Take it off there first, or make it inactive.`,
      });
    }
    await deleteTax(tx, before.publicId);
    await record(tx, context, actor, { action: 'tax.removed', before, after: null });
  });
}

function record(
  tx: Tx,
  context: Context,
  actor: Actor,
  {
    action,
    before,
    after,
  }: Readonly<{ action: AuditAction; before: TaxValues | null; after: TaxValues | null }>,
): Promise<void> {
  return recordDifferences(tx, actor, {
    accountId: actor.ownerId,
    action,
    before: fieldsOf(before),
    after: fieldsOf(after),
    of: { field: 'tax.name', value: (after ?? before)?.name ?? '' },
    happenedAt: context.now(),
  });
}

function fieldsOf(values: TaxValues | null): Readonly<Record<string, Value>> {
  if (values === null) return {};
  const { name, ratePpm, status } = values;
  return { 'tax.name': name, 'tax.percent': formatDecimal(BigInt(ratePpm), 4), 'tax.status': status };
}
