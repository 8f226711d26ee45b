/** Makes, changes and deletes taxes of the operator or a reseller. What documents already say stays as it is. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { ppmOfPercent } from '../../domain/accounts/new-account.ts';
import type { AuditAction } from '../../domain/audit/actions.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { formatDecimal, formatMoney, mistakeOfDigits, parseMoney, trimmed } from '../../domain/money.ts';
import { fieldProblem, Problem, type FieldError } from '../../domain/problem.ts';
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
import { recordNamed } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';

export type TaxChange = Readonly<{
  name?: string | undefined;
  kind?: TaxValues['kind'] | undefined;
  percent?: string | undefined;
  amount?: string | undefined;
  currency?: string | undefined;
  isCompound?: boolean | undefined;
  isInclusive?: boolean | undefined;
  jurisdiction?: string | undefined;
  status?: TaxValues['status'] | undefined;
}>;
export type TaxInput = TaxChange & Readonly<{ name: string; kind: TaxValues['kind'] }>;

/** What a new tax is where nothing else is said. */
const NEW_TAX: TaxValues = {
  name: '',
  kind: 'percentage',
  ratePpm: 0,
  fixedMicros: 0n,
  fixedCurrency: null,
  isCompound: false,
  isInclusive: false,
  jurisdiction: '',
  status: 'active',
};

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
    if (input.kind === 'percentage' && input.percent === undefined)
      throw fieldProblem('percent', 'required', REQUIRED);
    const values = changed(NEW_TAX, input);
    const publicId = await insertTax(tx, actor.ownerId, values);
    await record(tx, context, actor, { action: 'tax.added', before: null, after: values });
    // Kept as JSON, which has no such integers.
    return { publicId, ...values, fixedMicros: String(values.fixedMicros), accounts: 0 };
  });
  return { ...answer, fixedMicros: BigInt(answer.fixedMicros) };
}

/** Only what is sent changes; a tax of another kind needs its percentage, or its amount and currency. */
export function changeTax(
  context: Context,
  actor: Actor,
  publicId: string,
  change: TaxChange,
): Promise<TaxRow> {
  return withTransaction(context.pool, async (tx) => {
    const before = await lockTax(tx, actor.ownerId, publicId);
    const after = { ...before, ...changed(before, change) };
    await updateTax(tx, before.publicId, after);
    await record(tx, context, actor, { action: 'tax.changed', before, after });
    return after;
  });
}

const REQUIRED = 'Required: type something here.';

/** Throws `invalid_input` at each field that does not fit the kind. */
function changed(before: TaxValues, change: TaxChange): TaxValues {
  const { name, kind, isInclusive, jurisdiction, status } = change;
  const after = {
    name: name ?? before.name,
    kind: kind ?? before.kind,
    isInclusive: isInclusive ?? before.isInclusive,
    jurisdiction: jurisdiction ?? before.jurisdiction,
    status: status ?? before.status,
  };
  return { ...after, ...(after.kind === 'fixed' ? fixedOf(before, change) : shareOf(before, change)) };
}

type Amounts = Pick<TaxValues, 'ratePpm' | 'fixedMicros' | 'fixedCurrency' | 'isCompound'>;

function shareOf(before: TaxValues, { percent, amount, currency, isCompound }: TaxChange): Amounts {
  const errors: FieldError[] = [];
  const message = 'Only a fixed tax has an amount and a currency. Leave it out.';
  if (amount !== undefined) errors.push({ field: 'amount', code: 'does_not_fit_kind', message });
  if (currency !== undefined) errors.push({ field: 'currency', code: 'does_not_fit_kind', message });
  if (percent === undefined && before.kind === 'fixed')
    errors.push({ field: 'percent', code: 'required', message: REQUIRED });
  if (errors.length > 0) throw new Problem('invalid_input', { errors });
  return {
    ratePpm: percent === undefined ? before.ratePpm : ppmOfPercent(percent),
    fixedMicros: 0n,
    fixedCurrency: null,
    isCompound: isCompound ?? before.isCompound,
  };
}

function fixedOf(before: TaxValues, { percent, amount, currency, isCompound }: TaxChange): Amounts {
  const errors: FieldError[] = [];
  const fixedMicros = amount === undefined ? before.fixedMicros : (parseMoney(amount) ?? 0n);
  const fixedCurrency = currency ?? before.fixedCurrency;
  if (percent !== undefined) {
    const message = 'A fixed tax has an amount, and no percentage. Leave it out.';
    errors.push({ field: 'percent', code: 'does_not_fit_kind', message });
  }
  if (isCompound === true) {
    const message = 'A fixed tax is of nothing else. Only a percentage is compound.';
    errors.push({ field: 'isCompound', code: 'does_not_fit_kind', message });
  }
  if (fixedMicros === 0n) errors.push({ field: 'amount', code: 'required', message: REQUIRED });
  if (fixedCurrency === null)
    errors.push({ field: 'currency', code: 'required', message: 'Required: choose one.' });
  const ofDigits = fixedCurrency === null ? null : mistakeOfDigits(fixedMicros, fixedCurrency);
  if (ofDigits !== null) errors.push({ field: 'amount', code: 'too_many_digits', message: ofDigits });
  if (errors.length > 0) throw new Problem('invalid_input', { errors });
  return { ratePpm: 0, fixedMicros, fixedCurrency, isCompound: false };
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
  event: Readonly<{ action: AuditAction; before: TaxValues | null; after: TaxValues | null }>,
): Promise<void> {
  return recordNamed(tx, actor, { ...event, fieldsOf, nameField: 'tax.name', happenedAt: context.now() });
}

function fieldsOf(values: TaxValues): Readonly<Record<string, Value>> {
  const { name, kind, ratePpm, fixedMicros, fixedCurrency, isCompound, isInclusive, jurisdiction, status } =
    values;
  return {
    'tax.name': name,
    'tax.kind': kind,
    'tax.percent': kind === 'fixed' ? null : formatDecimal(BigInt(ratePpm), 4),
    'tax.amount': fixedCurrency === null ? null : `${trimmed(formatMoney(fixedMicros))} ${fixedCurrency}`,
    'tax.isCompound': isCompound,
    'tax.isInclusive': isInclusive,
    'tax.jurisdiction': jurisdiction,
    'tax.status': status,
  };
}
