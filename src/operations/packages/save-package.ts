/** Makes, changes and deletes packages of the operator or a reseller. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { AuditAction } from '../../domain/audit/actions.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import {
  countPackages,
  deletePackage,
  insertPackage,
  isAssigned,
  lockPackage,
  PACKAGES_MAX,
  updatePackage,
  type PackageInfo,
  type PackageRow,
  type PackageValues,
} from '../../postgres/packages/packages.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordNamed } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';

type Optional = 'status' | 'priority';
export type NewPackage = Omit<PackageValues, Optional> &
  Readonly<{ [Key in Optional]?: PackageValues[Key] | undefined }>;
/** The period is for good: one that runs keeps its seconds and its end. */
export type PackageChange = Readonly<{
  [Key in Exclude<keyof PackageValues, 'period'>]?: PackageValues[Key] | undefined;
}>;

/** Throws `name_taken`, and `invalid_input` when there are as many as there may be. */
export async function createPackage(
  context: Context,
  actor: Actor,
  input: NewPackage,
  key: string | null,
): Promise<PackageInfo> {
  const once = { principalId: actor.accountId, route: 'POST /packages', key, content: input };
  const { answer } = await runOnce(context, context.now(), once, async (tx) => {
    if ((await countPackages(tx, actor.ownerId)) >= PACKAGES_MAX) {
      const message = `You have ${PACKAGES_MAX} packages, which is as many as there may be. Delete one first.`;
      throw fieldProblem('name', 'too_many', message);
    }
    const { status = 'active', priority = 0, ...rest } = input;
    const values = { ...rest, status, priority };
    const publicId = await insertPackage(tx, actor.ownerId, values);
    await record(tx, context, actor, { action: 'package.added', before: null, after: values });
    return { publicId, ...values, accounts: 0 };
  });
  return answer;
}

/**
 * Only what is sent changes. Other seconds count from the next period of each account on; everything else for the next
 * call. Throws `not_found` and `name_taken`.
 */
export function changePackage(
  context: Context,
  actor: Actor,
  publicId: string,
  change: PackageChange,
): Promise<PackageInfo> {
  return withTransaction(context.pool, async (tx) => {
    const before = await lockPackage(tx, actor.ownerId, publicId, context.now());
    const {
      name = before.name,
      status = before.status,
      includedSeconds = before.includedSeconds,
      priority = before.priority,
      prefixes = before.prefixes,
    } = change;
    const after = { ...before, name, status, includedSeconds, priority, prefixes };
    await updatePackage(tx, before.id, after);
    await record(tx, context, actor, { action: 'package.changed', before, after });
    return infoOf(after);
  });
}

/** Throws `not_found`, and `in_use` when an account has or had it. */
export function removePackage(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const before = await lockPackage(tx, actor.ownerId, publicId, context.now());
    if (await isAssigned(tx, before.id)) {
      throw new Problem('in_use', {
        detail:
          'Accounts have this package, or had it. Make it inactive instead: nothing of it is free then.',
      });
    }
    await deletePackage(tx, before.id);
    await record(tx, context, actor, { action: 'package.removed', before, after: null });
  });
}

function infoOf({ id: _internal, ...info }: PackageRow): PackageInfo {
  return info;
}

function record(
  tx: Tx,
  context: Context,
  actor: Actor,
  event: Readonly<{ action: AuditAction; before: PackageValues | null; after: PackageValues | null }>,
): Promise<void> {
  return recordNamed(tx, actor, { ...event, fieldsOf, nameField: 'package.name', happenedAt: context.now() });
}

function fieldsOf(values: PackageValues): Readonly<Record<string, Value>> {
  const { name, status, period, includedSeconds, priority, prefixes } = values;
  return {
    'package.name': name,
    'package.status': status,
    'package.period': period,
    'package.includedSeconds': includedSeconds,
    'package.priority': priority,
    'package.prefixes': [...prefixes],
  };
}
