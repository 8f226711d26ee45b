/** Batches of coupons, the coupons in them, and redeeming one. */
import { z } from 'zod';
import {
  BATCH_STATUSES,
  COUPONS_MAX,
  COUPON_STATUSES,
  PREFIX_LENGTH_MAX,
  TYPED_CODE_LENGTH_MAX,
} from '../../domain/coupons/coupon.ts';
import {
  amount,
  amountInput,
  currencyCode,
  instant,
  instantInput,
  line,
  lines,
  page,
  pageQuery,
  pathId,
  publicId,
} from '../common.ts';

const prefix = z
  .string()
  .trim()
  .regex(
    new RegExp(`^[A-Za-z0-9]{0,${PREFIX_LENGTH_MAX}}$`),
    `Use at most ${PREFIX_LENGTH_MAX} letters and digits.`,
  )
  .describe('Printed before each code; it is no part of the secret');

export const createCoupons = z.strictObject({
  name: line(100, 1),
  prefix: prefix.optional(),
  count: z.number().int().min(1).max(COUPONS_MAX).describe('More than 1000 are made by a job'),
  amount: amountInput({ minMicros: 1n }).describe('Of each, with no more digits than its currency has'),
  currency: currencyCode,
  validFrom: instantInput.optional().describe('Left out: now'),
  validTo: instantInput.nullable().optional().describe('Exclusive; null = for ever'),
  note: lines(1000).optional(),
});
export const changeCoupons = z.strictObject({
  name: line(100, 1).optional(),
  validTo: instantInput.nullable().optional(),
  note: lines(1000).optional(),
  status: z.enum(BATCH_STATUSES).optional().describe('inactive: none of them is redeemed any more'),
});

export const couponBatch = z
  .object({
    id: publicId,
    name: z.string(),
    prefix: z.string(),
    count: z.number().int(),
    made: z.number().int().describe('So many are there; fewer while a job makes them'),
    redeemed: z.number().int(),
    inactive: z.number().int().describe('Switched off one by one'),
    amount,
    currency: z.string(),
    validFrom: instant,
    validTo: instant.nullable(),
    note: z.string(),
    status: z.enum(BATCH_STATUSES),
    madeAt: instant,
  })
  .meta({ id: 'CouponBatch' });
export const couponBatchPage = page(couponBatch);
export const madeBatch = couponBatch
  .extend({ jobId: publicId.nullable().describe('What makes them; null = they are there') })
  .meta({ id: 'MadeCouponBatch' });

export const coupon = z
  .object({
    id: publicId,
    position: z.number().int(),
    last4: z.string().describe('Of its code; nobody reads the rest but in the file of the batch'),
    status: z.enum(COUPON_STATUSES),
    redeemedAt: instant.nullable(),
    account: z
      .object({ id: publicId, number: z.string() })
      .nullable()
      .describe('Whose wallet it went to; null also for one that you may not see'),
  })
  .meta({ id: 'Coupon' });
export const couponPage = page(coupon);
export const couponQuery = z.object({
  status: z.enum(COUPON_STATUSES).optional(),
  last4: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-Z]{4}$/, 'Send the last four symbols of a code.')
    .optional(),
  ...pageQuery,
});
export const couponParams = z.object({ id: pathId, couponId: pathId });
export const changeCoupon = z.strictObject({ status: z.enum(['active', 'inactive']) });
export const couponFileQuery = z.object({ format: z.enum(['csv', 'xlsx']).default('csv') });

export const redeemCoupon = z.strictObject({
  code: z
    .string()
    .trim()
    .min(1, 'Required: type something here.')
    .max(TYPED_CODE_LENGTH_MAX, `Use at most ${TYPED_CODE_LENGTH_MAX} characters.`)
    .describe('As it is printed; case, spaces and dashes say nothing'),
});

/** What a job made. */
export const madeCoupons = z.object({ batchId: publicId, coupons: z.number().int() });
