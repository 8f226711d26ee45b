/** Sets, changes and deletes one rate. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { lockRateGroup, type RateGroupRow } from '../../postgres/rating/rate-groups.ts';
import {
  accountPricedBy,
  deleteRate as remove,
  findRate,
  nextStart,
  setRate,
  updateRate,
  type RateRow,
  type RateValues,
} from '../../postgres/rating/rates.ts';
import { findTrunk } from '../../postgres/routing/trunks.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { fieldsOfRate, recordPrices } from './record-prices.ts';
import { rateGroupScope } from './rate-group-scope.ts';

/** Increments left out are those of the price list. */
export type RateInput = Omit<RateValues, 'initialIncrementSeconds' | 'incrementSeconds'> &
  Readonly<{
    initialIncrementSeconds: number | null;
    incrementSeconds: number | null;
    validTo: Date | null;
    /** undefined was not given: none for a new rate, and as it is for one of a reseller, whose routes are not its own. */
    forcedTrunkId: string | null | undefined;
  }>;

/**
 * Adds a rate from a moment on, now when none is given; the rate before it ends there. Returns its
 * public id; throws `rate_exists` when one starts at that very moment.
 */
export async function createRate(
  context: Context,
  actor: Actor,
  groupId: string,
  input: RateInput & Readonly<{ prefix: string; validFrom: Date | null; accountId: string | null }>,
  key: string | null,
): Promise<string> {
  const now = context.now();
  const validFrom = input.validFrom ?? now;
  const content = {
    groupId,
    ...input,
    connectionCostMicros: String(input.connectionCostMicros),
    costPerMinuteNanos: String(input.costPerMinuteNanos),
  };
  const once = { principalId: actor.accountId, route: 'POST /rate-groups/{id}/rates', key, content };
  const { answer } = await runOnce(context, now, once, async (tx) => {
    checkValidity(validFrom, input.validTo);
    const group = await lockRateGroup(tx, groupId, rateGroupScope(actor));
    checkNumberChange(input, group);
    const publicId = await setRate(tx, group.id, {
      ...input,
      ...increments(input, group),
      validFrom,
      accountId: await personalTo(tx, actor, group, input.accountId),
      forcedTrunkId: await forcedTrunk(tx, actor, group, { asked: input.forcedTrunkId, before: null }),
    });
    const added = await rateIn(tx, actor, group, publicId);
    const after = fieldsOfRate(added);
    const happenedAt = context.now();
    await recordPrices(tx, actor, group, { what: 'rateAdded', before: {}, after, happenedAt });
    return { rateId: added.publicId };
  });
  return answer.rateId;
}

/** Writes a rate anew, but for its prefix and start; `validTo` is cut where the next rate begins. */
export function replaceRate(
  context: Context,
  actor: Actor,
  groupId: string,
  rateId: string,
  input: RateInput,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const group = await lockRateGroup(tx, groupId, rateGroupScope(actor));
    const rate = await rateIn(tx, actor, group, rateId);
    checkValidity(rate.validFrom, input.validTo);
    checkNumberChange(input, group);
    const next = await nextStart(tx, group.id, rate);
    const validTo = next !== null && (input.validTo === null || input.validTo > next) ? next : input.validTo;
    const forcedTrunkId = await forcedTrunk(tx, actor, group, { asked: input.forcedTrunkId, before: rate });
    await updateRate(tx, rate.id, { ...input, ...increments(input, group), validTo, forcedTrunkId });
    const before = fieldsOfRate(rate);
    const after = fieldsOfRate(await rateIn(tx, actor, group, rateId));
    const happenedAt = context.now();
    await recordPrices(tx, actor, group, { what: 'rateChanged', before, after, happenedAt });
  });
}

/** Deletes a rate; the prefix is then priced by the next shorter one. */
export function deleteRate(context: Context, actor: Actor, groupId: string, rateId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const group = await lockRateGroup(tx, groupId, rateGroupScope(actor));
    const rate = await rateIn(tx, actor, group, rateId);
    await remove(tx, rate.id);
    const before = fieldsOfRate(rate);
    const happenedAt = context.now();
    await recordPrices(tx, actor, group, { what: 'rateRemoved', before, after: {}, happenedAt });
  });
}

function rateIn(tx: Tx, { scopePath }: Actor, { id }: RateGroupRow, publicId: string): Promise<RateRow> {
  return findRate(tx, { rateGroupId: id, scopePath, publicId });
}

async function personalTo(
  tx: Tx,
  { scopePath }: Actor,
  { id }: RateGroupRow,
  publicId: string | null,
): Promise<bigint | null> {
  if (publicId === null) return null;
  const accountId = await accountPricedBy(tx, { rateGroupId: id, scopePath, publicId });
  if (accountId !== null) return accountId;
  const message = 'Choose an account that is priced by this rate group: calls of others never look here.';
  throw fieldProblem('accountId', 'not_found', message);
}

/** Routes are the operator's: a reseller leaves them as they are. */
async function forcedTrunk(
  tx: Tx,
  actor: Actor,
  group: RateGroupRow,
  { asked, before }: Readonly<{ asked: string | null | undefined; before: RateRow | null }>,
): Promise<bigint | null> {
  const isSame = (asked ?? null) === (before?.forcedTrunkPublicId ?? null);
  if (isSame || (asked === undefined && !isStaff(actor))) return before?.forcedTrunkId ?? null;
  if (!isStaff(actor))
    throw fieldProblem('forcedTrunkId', 'not_permitted', 'Routes are the operator’s: leave this out.');
  if (asked === null || asked === undefined) return null;
  if (group.direction === 'termination') {
    const message = 'Only rates that customers pay choose a trunk: leave this out.';
    throw fieldProblem('forcedTrunkId', 'not_applicable', message);
  }
  const trunk = await findTrunk(tx, asked).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'not_found') return null;
    throw error;
  });
  if (trunk === null) throw fieldProblem('forcedTrunkId', 'not_found', 'Choose an existing trunk.');
  return trunk.id;
}

/** What a customer dials is changed by its localization. */
function checkNumberChange({ stripDigits, addPrefix }: RateInput, { direction }: RateGroupRow): void {
  if (direction === 'termination') return;
  const field = stripDigits > 0 ? 'stripDigits' : addPrefix === '' ? null : 'addPrefix';
  if (field === null) return;
  const message = 'Only rates that a carrier asks change the number that is dialled: leave this out.';
  throw fieldProblem(field, 'not_applicable', message);
}

function increments(
  input: RateInput,
  group: Readonly<{ initialIncrementSeconds: number; incrementSeconds: number }>,
) {
  return {
    initialIncrementSeconds: input.initialIncrementSeconds ?? group.initialIncrementSeconds,
    incrementSeconds: input.incrementSeconds ?? group.incrementSeconds,
  };
}

function checkValidity(validFrom: Date, validTo: Date | null): void {
  if (validTo === null || validTo > validFrom) return;
  throw fieldProblem('validTo', 'before_start', 'The end must be after the start.');
}
