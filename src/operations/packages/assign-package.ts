/** Gives an account a package, changes how long it has it, and takes it away. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { lockAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { lockCatalogue, lockWalletsOf } from '../../postgres/accounts/move-account.ts';
import {
  ASSIGNMENTS_MAX,
  countAssignments,
  deleteAssignment,
  endAssignment,
  findAssignment,
  hasPackageWithin,
  insertAssignment,
  wasUsed,
  type AssignmentRow,
} from '../../postgres/packages/assignments.ts';
import { lockPackage } from '../../postgres/packages/packages.ts';
import { sellerOf } from '../../postgres/packages/seller.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { checkMayChange } from '../accounts/may-change.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { isSoldWithin } from './sold-within.ts';

export type NewAssignment = Readonly<{
  packageId: string;
  from?: Date | undefined;
  to?: Date | null | undefined;
}>;

type Place = Readonly<{ accountId: string; itemId: string }>;

/**
 * Returns the public id. Throws `not_found`, `not_permitted`, `account_has_no_wallet`, and `invalid_input` for a package that
 * whoever sells to the account does not offer, for one that it has at the same time, and for an end before the beginning.
 */
export async function assignPackage(
  context: Context,
  actor: Actor,
  accountId: string,
  { packageId, from, to = null, key }: NewAssignment & Readonly<{ key: string | null }>,
): Promise<string> {
  const now = context.now();
  const content = { accountId, packageId, from: from ?? null, to };
  const once = { principalId: actor.accountId, route: 'POST /accounts/{id}/packages', key, content };
  const { answer } = await runOnce(context, now, once, async (tx) => {
    const node = await lockToChange(tx, actor, accountId);
    const seller = await sellerOf(tx, node.id);
    const pack = await lockPackage(tx, seller.id, packageId, now).catch(notOffered);
    if (pack.status !== 'active') return notOffered(new Problem('not_found'));
    const validFrom = from ?? now;
    checkOrder(validFrom, to);
    if ((await countAssignments(tx, node.id)) >= ASSIGNMENTS_MAX)
      throw fieldProblem('packageId', 'too_many', `An account has at most ${ASSIGNMENTS_MAX} packages.`);
    const values = { accountId: node.id, packageId: pack.id, from: validFrom, to };
    if (await hasPackageWithin(tx, values)) throw hasItAlready('packageId');
    const publicId = await insertAssignment(tx, values);
    await record(tx, context, actor, {
      node,
      action: 'account_package.added',
      name: pack.name,
      before: {},
      after: fieldsOf(pack.name, { validFrom, validTo: to }),
    });
    return publicId;
  });
  return answer;
}

/** A call that runs keeps what is free of it. Throws as above. */
export function changeAssignment(
  context: Context,
  actor: Actor,
  { accountId, itemId }: Place,
  to: Date | null,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const node = await lockToChange(tx, actor, accountId);
    const before = await findAssignment(tx, node.id, itemId);
    const { packageId, validFrom } = before;
    checkOrder(validFrom, to);
    const values = { accountId: node.id, packageId, from: validFrom, to, except: before.id };
    if (await hasPackageWithin(tx, values)) throw hasItAlready('to');
    await endAssignment(tx, before.id, to);
    await record(tx, context, actor, {
      node,
      action: 'account_package.changed',
      name: before.name,
      before: fieldsOf(before.name, before),
      after: fieldsOf(before.name, { validFrom, validTo: to }),
    });
  });
}

/** Throws `not_found`, and `in_use` once a call had free seconds of it. */
export function removeAssignment(
  context: Context,
  actor: Actor,
  { accountId, itemId }: Place,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const node = await lockToChange(tx, actor, accountId);
    const before = await findAssignment(tx, node.id, itemId);
    // Nobody begins a call with it meanwhile: charging writes the wallet.
    await lockCatalogue(tx);
    await lockWalletsOf(tx, [node.id]);
    if (await wasUsed(tx, before.id))
      throw new Problem('in_use', { detail: 'Calls had free seconds of it. Give it an end instead.' });
    await deleteAssignment(tx, before.id);
    await record(tx, context, actor, {
      node,
      action: 'account_package.removed',
      name: before.name,
      before: fieldsOf(before.name, before),
      after: {},
    });
  });
}

async function lockToChange(tx: Tx, actor: Actor, accountId: string): Promise<AccountNode> {
  const node = await lockAccount(tx, accountId, actor.scopePath, 'update');
  checkMayChange(actor, node);
  if (node.kind !== 'customer' && node.kind !== 'reseller') throw new Problem('account_has_no_wallet');
  if (node.status === 'closed') throw new Problem('account_is_closed');
  // Whoever sells to an account gives it what is free: nobody between the two, such as a commission reseller.
  if (!isSoldWithin(await sellerOf(tx, node.id), actor))
    throw new Problem('not_permitted', { detail: 'Whoever sells to this account gives it packages.' });
  return node;
}

function notOffered(error: unknown): never {
  if (!(error instanceof Problem)) throw error;
  throw fieldProblem(
    'packageId',
    'not_found',
    'Choose one of the active packages of whoever sells to this account.',
  );
}

function hasItAlready(field: string): Problem {
  return fieldProblem(
    field,
    'listed_already',
    'The account has this package at the same time already. Choose another time.',
  );
}

function checkOrder(from: Date, to: Date | null): void {
  if (to !== null && to <= from)
    throw fieldProblem('to', 'out_of_range', 'Send a moment after the one from which the account has it.');
}

function fieldsOf(
  name: string,
  { validFrom, validTo }: Pick<AssignmentRow, 'validFrom' | 'validTo'>,
): Readonly<Record<string, Value>> {
  return {
    'account_package.name': name,
    'account_package.from': validFrom.toISOString(),
    'account_package.to': validTo?.toISOString() ?? null,
  };
}

function record(
  tx: Tx,
  context: Context,
  actor: Actor,
  event: Readonly<{
    node: AccountNode;
    action: 'account_package.added' | 'account_package.changed' | 'account_package.removed';
    name: string;
    before: Readonly<Record<string, Value>>;
    after: Readonly<Record<string, Value>>;
  }>,
): Promise<void> {
  const { node, name, ...rest } = event;
  return recordDifferences(tx, actor, {
    ...rest,
    accountId: node.id,
    of: { field: 'account_package.name', value: name },
    happenedAt: context.now(),
  });
}
