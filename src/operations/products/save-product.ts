/** Makes, changes and deletes products of the operator or a reseller. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { AuditAction } from '../../domain/audit/actions.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { formatMoney, mistakeOfDigits } from '../../domain/money.ts';
import { fieldProblem, Problem, type FieldError } from '../../domain/problem.ts';
import { sellerOf } from '../../postgres/packages/seller.ts';
import {
  countProducts,
  deleteProduct,
  insertProduct,
  lockProduct,
  packageOfOwner,
  productById,
  productOfOwner,
  PRODUCTS_MAX,
  updateProduct,
  type ProductRow,
  type ProductValues,
} from '../../postgres/products/products.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordNamed } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';

/** What is named by its public id. */
type Named = Readonly<{ packageId: string | null; resellsId: string | null }>;
export type NewProduct = Omit<ProductValues, keyof Named> & Named;
export type ProductChange = Readonly<{ [Key in keyof NewProduct]?: NewProduct[Key] | undefined }>;

/** Throws `name_taken`, and `invalid_input` per field. */
export async function createProduct(
  context: Context,
  actor: Actor,
  input: NewProduct,
  key: string | null,
): Promise<string> {
  const content = { ...input, setupMicros: String(input.setupMicros), feeMicros: String(input.feeMicros) };
  const once = { principalId: actor.accountId, route: 'POST /products', key, content };
  const { answer } = await runOnce(context, context.now(), once, async (tx) => {
    if ((await countProducts(tx, actor.ownerId)) >= PRODUCTS_MAX) {
      const message = `You have ${PRODUCTS_MAX} products, which is as many as there may be. Delete one first.`;
      throw fieldProblem('name', 'too_many', message);
    }
    const values = await valuesOf(tx, actor, input, null);
    const publicId = await insertProduct(tx, actor.ownerId, values);
    await record(tx, context, actor, {
      action: 'product.added',
      before: null,
      after: { ...values, ...input },
    });
    return publicId;
  });
  return answer;
}

/**
 * Only what is sent changes. Prices count from the next interval of each subscription on. What was sold keeps its interval, its currency
 * and what comes with it. Throws `not_found`, `name_taken`, and `invalid_input` per field.
 */
export function changeProduct(
  context: Context,
  actor: Actor,
  publicId: string,
  change: ProductChange,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const before = await lockProduct(tx, actor.ownerId, publicId, 'update');
    const asked = withChange(before, change);
    checkFixed(before, asked);
    const values = await valuesOf(tx, actor, asked, before);
    await updateProduct(tx, before.id, values);
    const after = await productById(tx, before.id);
    await record(tx, context, actor, { action: 'product.changed', before, after });
  });
}

/** Throws `not_found`, and `in_use` when somebody has or had it, resells it, or numbers cost it. */
export function removeProduct(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const before = await lockProduct(tx, actor.ownerId, publicId, 'update');
    if (before.wasSold || before.resold > 0 || before.numbers > 0) {
      const detail =
        'Somebody has this product or had it, resells it, or numbers cost it. Make it inactive instead: nobody orders it then.';
      throw new Problem('in_use', { detail });
    }
    await deleteProduct(tx, before.id);
    await record(tx, context, actor, { action: 'product.removed', before, after: null });
  });
}

function withChange(before: ProductRow, change: ProductChange): NewProduct {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const { packagePublicId: packageId, resellsPublicId: resellsId } = before;
  return { ...before, packageId, resellsId, ...given };
}

/** Intervals that were paid, and what is had of them, must stay what they are. */
function checkFixed(before: ProductRow, after: NewProduct): void {
  const isChanged: Readonly<Record<string, boolean>> = {
    interval: before.interval !== after.interval,
    anchor: before.anchor !== after.anchor,
    currency: before.currency !== after.currency,
    isForDid: before.isForDid !== after.isForDid,
    packageId: before.packagePublicId !== after.packageId,
    resellsId: before.resellsPublicId !== after.resellsId,
  };
  const fields = Object.keys(isChanged).filter((field) => isChanged[field] === true);
  if (!before.wasSold && before.resold === 0) return;
  if (fields.length === 0) return;
  const message =
    'This is fixed once the product was sold, or somebody resells it. Make a new product instead.';
  throw new Problem('invalid_input', {
    errors: fields.map((field): FieldError => ({ field, code: 'fixed', message })),
  });
}

async function valuesOf(
  tx: Tx,
  actor: Actor,
  { packageId, resellsId, ...input }: NewProduct,
  before: ProductRow | null,
): Promise<ProductValues> {
  for (const [field, micros] of [
    ['setup', input.setupMicros],
    ['fee', input.feeMicros],
  ] as const) {
    const mistake = mistakeOfDigits(micros, input.currency);
    if (mistake !== null) throw fieldProblem(field, 'too_many_digits', mistake);
  }
  const isKeptPackage = before !== null && before.packagePublicId === packageId;
  const ownPackage = packageId === null ? null : await packageOfOwner(tx, actor.ownerId, packageId);
  if (packageId !== null && ownPackage === null && !isKeptPackage)
    throw fieldProblem('packageId', 'not_found', 'Choose one of your active packages, or none.');
  const isKeptResold = before !== null && before.resellsPublicId === resellsId;
  const resold = resellsId === null || isKeptResold ? null : await resoldOf(tx, actor, resellsId);
  if (resold !== null) checkResold(input, resold);
  return {
    ...input,
    packageId: isKeptPackage ? before.packageId : ownPackage,
    resellsId: isKeptResold ? before.resellsId : (resold?.id ?? null),
  };
}

/** A product of whoever sells to the reseller. */
async function resoldOf(tx: Tx, actor: Actor, resellsId: string): Promise<ProductRow> {
  const notFound = () =>
    fieldProblem('resellsId', 'not_found', 'Choose one of the products that you may resell, or none.');
  if (actor.kind !== 'reseller') throw notFound();
  const seller = await sellerOf(tx, actor.ownerId);
  const product = await productOfOwner(tx, seller.id, resellsId);
  if (product === null || !product.mayResell || product.status !== 'active') throw notFound();
  return product;
}

/** Both are charged for the same intervals. */
function checkResold(
  { interval, isForDid }: Pick<ProductValues, 'interval' | 'isForDid'>,
  resold: ProductRow,
): void {
  if (interval !== resold.interval)
    throw fieldProblem('interval', 'does_not_fit', 'Choose the interval of the product that it resells.');
  if (isForDid !== resold.isForDid) {
    const message = resold.isForDid
      ? 'The product that it resells comes with a number: this one does, too.'
      : 'The product that it resells comes without a number: this one does, too.';
    throw fieldProblem('isForDid', 'does_not_fit', message);
  }
}

type Recorded = Omit<ProductValues, 'packageId' | 'resellsId'>;

function record(
  tx: Tx,
  context: Context,
  actor: Actor,
  event: Readonly<{ action: AuditAction; before: Recorded | null; after: Recorded | null }>,
): Promise<void> {
  return recordNamed(tx, actor, { ...event, fieldsOf, nameField: 'product.name', happenedAt: context.now() });
}

function fieldsOf(values: Recorded): Readonly<Record<string, Value>> {
  const money = (micros: bigint) => `${formatMoney(micros)} ${values.currency}`;
  return {
    'product.name': values.name,
    'product.description': values.description,
    'product.status': values.status,
    'product.setup': money(values.setupMicros),
    'product.fee': money(values.feeMicros),
    'product.interval': values.interval,
    'product.anchor': values.anchor,
    'product.creditsUnused': values.creditsUnused,
    'product.noMoney': values.noMoney,
    'product.unpaidDaysMax': values.unpaidDaysMax,
    'product.paysCommission': values.paysCommission,
    'product.mayOrderCustomers': values.mayOrderCustomers,
    'product.mayOrderResellers': values.mayOrderResellers,
    'product.mayResell': values.mayResell,
    'product.isForDid': values.isForDid,
  };
}
