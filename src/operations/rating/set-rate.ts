/** Sets, changes and deletes one rate. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { lockRateGroup } from '../../postgres/rating/rate-groups.ts';
import {
  deleteRate as remove,
  findRate,
  nextStart,
  setRates,
  updateRate,
  type RateValues,
} from '../../postgres/rating/rates.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { rateGroupScope } from './rate-group-scope.ts';

/** Increments left out are those of the price list. */
export type RateInput = Omit<RateValues, 'initialIncrementSeconds' | 'incrementSeconds'> &
  Readonly<{ initialIncrementSeconds: number | null; incrementSeconds: number | null; validTo: Date | null }>;

/**
 * Adds a rate from a moment on, now when none is given; the rate before it ends there. Returns its
 * public id; throws `rate_exists` when one starts at that very moment.
 */
export function createRate(
  context: Context,
  actor: Actor,
  groupId: string,
  input: RateInput & Readonly<{ prefix: string; validFrom: Date | null }>,
): Promise<string> {
  const validFrom = input.validFrom ?? context.now();
  checkValidity(validFrom, input.validTo);
  return withTransaction(context.pool, async (tx) => {
    const group = await lockRateGroup(tx, groupId, rateGroupScope(actor));
    const rate = { ...input, ...increments(input, group) };
    const [publicId] = await setRates(tx, group.id, [rate], {
      validFrom,
      validTo: input.validTo,
      isReplacing: false,
    });
    return known(publicId, 'the id of the new rate');
  });
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
    const rate = await findRate(tx, group.id, rateId);
    checkValidity(rate.validFrom, input.validTo);
    const next = await nextStart(tx, group.id, rate);
    const validTo = next !== null && (input.validTo === null || input.validTo > next) ? next : input.validTo;
    await updateRate(tx, rate.id, { ...input, ...increments(input, group), validTo });
  });
}

/** Deletes a rate; the prefix is then priced by the next shorter one. */
export function deleteRate(context: Context, actor: Actor, groupId: string, rateId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const group = await lockRateGroup(tx, groupId, rateGroupScope(actor));
    await remove(tx, (await findRate(tx, group.id, rateId)).id);
  });
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
  throw fieldProblem(
    'validTo',
    'before_start',
    `The end must be after the start, ${validFrom.toISOString()}.`,
  );
}
