/** Changes a batch of coupons, and switches single ones off and on. What was redeemed stays as it was. */
import { isPermitted, type Actor } from '../../domain/accounts/actor.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import {
  findCoupon,
  lockBatch,
  lockCoupon,
  setCouponStatus,
  updateBatch,
  type BatchChange,
  type BatchRow,
  type CouponRow,
} from '../../postgres/coupons/coupons.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { needsAnother } from './make-coupons.ts';

type Change = Readonly<{ [Key in keyof BatchChange]?: BatchChange[Key] | undefined }>;

/**
 * Only what is sent changes. Throws `not_found`, `invalid_input` at `validTo` for an end before the beginning, and
 * `needs_another_person` or `not_permitted` to whoever may not switch on a batch above the limit of payments by hand.
 */
export function changeBatch(
  context: Context,
  actor: Actor,
  publicId: string,
  change: Change,
): Promise<BatchRow> {
  return withTransaction(context.pool, async (tx) => {
    const before = await lockBatch(tx, actor.ownerId, publicId);
    const {
      name = before.name,
      note = before.note,
      status = before.status,
      validTo = before.validTo,
    } = change;
    const after = { ...before, name, note, status, validTo };
    if (validTo !== null && validTo <= before.validFrom)
      throw fieldProblem('validTo', 'before_from', 'The end must not be before the beginning.');
    if (before.status === 'inactive' && status === 'active')
      await checkMaySwitchOn(tx, actor, before, context.now());
    await updateBatch(tx, before.id, after);
    await recordDifferences(tx, actor, {
      accountId: actor.ownerId,
      action: 'coupons.changed',
      before: factsOf(before),
      after: factsOf(after),
      of: { field: 'coupons.name', value: name },
      happenedAt: context.now(),
    });
    return after;
  });
}

async function checkMaySwitchOn(tx: Tx, actor: Actor, batch: BatchRow, now: Date): Promise<void> {
  if (!(await needsAnother(tx, batch, now))) return;
  if (batch.madeBy === actor.accountId) throw new Problem('needs_another_person');
  if (!isPermitted(actor, 'payments:approve'))
    throw new Problem('not_permitted', {
      detail:
        'These coupons are worth more than is paid without approval. Whoever may approve payments switches them on.',
    });
}

function factsOf({ name, note, status, validTo }: BatchChange) {
  return {
    'coupons.name': name,
    'coupons.note': note,
    'coupons.status': status,
    'coupons.validTo': validTo?.toISOString() ?? null,
  };
}

/** Throws `not_found`, and `coupon_is_redeemed`. */
export function changeCoupon(
  context: Context,
  actor: Actor,
  { batchId, couponId }: Readonly<{ batchId: string; couponId: string }>,
  status: 'active' | 'inactive',
): Promise<CouponRow> {
  return withTransaction(context.pool, async (tx) => {
    const batch = await lockBatch(tx, actor.ownerId, batchId);
    const coupon = await lockCoupon(tx, batch.id, couponId);
    if (coupon.status === 'redeemed') throw new Problem('coupon_is_redeemed');
    await setCouponStatus(tx, coupon.id, status);
    await recordDifferences(tx, actor, {
      accountId: actor.ownerId,
      action: 'coupon.changed',
      before: { 'coupon.status': coupon.status },
      after: { 'coupon.status': status },
      of: { field: 'coupon.name', value: `${batch.name} …${coupon.last4}` },
      happenedAt: context.now(),
    });
    return findCoupon(tx, batch.id, couponId);
  });
}
