/** Batches of refill coupons, and redeeming one. */
import { formatMoney } from '../../domain/money.ts';
import { recordedExport } from '../../operations/audit/record-export.ts';
import { changeBatch, changeCoupon } from '../../operations/coupons/change-coupons.ts';
import { exportCoupons } from '../../operations/coupons/export-coupons.ts';
import { makeCoupons } from '../../operations/coupons/make-coupons.ts';
import { redeemCoupon } from '../../operations/coupons/redeem-coupon.ts';
import {
  findBatch,
  listBatches,
  listCoupons,
  type BatchRow,
  type CouponRow,
} from '../../postgres/coupons/coupons.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, pageQueryObject } from '../../schemas/common.ts';
import {
  changeCoupon as changeCouponSchema,
  changeCoupons,
  coupon,
  couponBatch,
  couponBatchPage,
  couponFileQuery,
  couponPage,
  couponParams,
  couponQuery,
  createCoupons,
  madeBatch,
  redeemCoupon as redeemSchema,
} from '../../schemas/coupons/coupons.ts';
import { sheetText } from '../../schemas/jobs/job.ts';
import { postedTransfer } from '../../schemas/ledger/money.ts';
import { actorOf, API, requiredKey, type App, type HttpDeps } from '../app.ts';
import { micros, postedBody } from '../ledger/posted-body.ts';
import { fileStream, producesOf } from '../send-file.ts';

const tags = ['Coupons'];
const url = `${API}/coupon-batches`;
const reads = { permission: 'coupons:read' } as const;
const edits = { permission: 'coupons:edit' } as const;

/** Registers /coupon-batches, each owner's own, and the redeeming of a coupon. */
export function addCouponRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: reads,
      schema: {
        tags,
        summary: 'List your batches of coupons, newest first',
        querystring: pageQueryObject,
        response: answers({ 200: couponBatchPage }),
      },
    },
    async (request) => {
      const { rows, nextCursor } = await listBatches(deps.reads, actorOf(request).ownerId, request.query);
      return { items: rows.map(batchBody), nextCursor };
    },
  );
  app.post(
    url,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Make coupons: many of one amount, more than 1000 by a job',
        headers: idempotencyHeader,
        body: createCoupons,
        response: answers({ 201: madeBatch }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { amount, validFrom, validTo = null, prefix = '', note = '', ...rest } = request.body;
      const times = {
        validFrom: validFrom === undefined ? deps.now() : new Date(validFrom),
        validTo: validTo === null ? null : new Date(validTo),
      };
      const values = { ...rest, ...times, prefix, note, amountMicros: micros(amount) };
      const { batchId, jobId } = await makeCoupons(deps, actor, values, requiredKey(request));
      const batch = await findBatch(deps.reads, actor.ownerId, batchId);
      return reply.code(201).send({ ...batchBody(batch), jobId });
    },
  );
  app.get(
    `${url}/:id`,
    {
      config: reads,
      schema: { tags, summary: 'Read a batch', params: idParams, response: answers({ 200: couponBatch }) },
    },
    async (request) => batchBody(await findBatch(deps.reads, actorOf(request).ownerId, request.params.id)),
  );
  app.patch(
    `${url}/:id`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Change a batch; inactive: none of its coupons is redeemed any more',
        params: idParams,
        body: changeCoupons,
        response: answers({ 200: couponBatch }),
      },
    },
    async (request) => {
      const { validTo, ...rest } = request.body;
      const end = validTo === undefined || validTo === null ? validTo : new Date(validTo);
      const change = { ...rest, validTo: end };
      return batchBody(await changeBatch(deps, actorOf(request), request.params.id, change));
    },
  );
  addRoutesOfCoupons(app, deps);
}

function addRoutesOfCoupons(app: App, deps: HttpDeps): void {
  app.get(
    `${url}/:id/coupons`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'List the coupons of a batch, without their codes',
        params: idParams,
        querystring: couponQuery,
        response: answers({ 200: couponPage }),
      },
    },
    async (request) => {
      const { id } = await findBatch(deps.reads, actorOf(request).ownerId, request.params.id);
      const { status = null, last4 = null, cursor, limit } = request.query;
      const { rows, nextCursor } = await listCoupons(deps.reads, id, { status, last4, cursor, limit });
      return { items: rows.map(couponBody), nextCursor };
    },
  );
  app.patch(
    `${url}/:id/coupons/:couponId`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Switch a coupon off, or on again',
        params: couponParams,
        body: changeCouponSchema,
        response: answers({ 200: coupon }),
      },
    },
    async (request) => {
      const { id: batchId, couponId } = request.params;
      const { status } = request.body;
      return couponBody(await changeCoupon(deps, actorOf(request), { batchId, couponId }, status));
    },
  );
  app.get(
    `${url}/:id/codes`,
    {
      config: { permission: 'coupons:export' },
      schema: {
        tags,
        summary: 'The codes of a batch that may still be redeemed, as a file (CSV or XLSX)',
        params: idParams,
        querystring: couponFileQuery,
        produces: producesOf(['csv', 'xlsx']),
        response: answers({ 200: sheetText }),
      },
    },
    async (request, reply) => {
      const { format } = request.query;
      const actor = actorOf(request);
      const batch = await findBatch(deps.reads, actor.ownerId, request.params.id);
      const pieces = recordedExport(deps, actor, { view: 'coupons', format }, (onRows) =>
        exportCoupons(deps, batch, { format, onRows }),
      );
      return reply.send(await fileStream(reply, format, { name: 'coupons', pieces }));
    },
  );
  app.post(
    `${API}/accounts/:id/coupons/redeem`,
    {
      config: { permission: 'coupons:redeem' },
      schema: {
        tags,
        summary: 'Redeem a coupon of whoever sells to the account',
        params: idParams,
        headers: idempotencyHeader,
        body: redeemSchema,
        response: answers({ 200: postedTransfer, 201: postedTransfer }),
      },
    },
    async (request, reply) => {
      const input = { accountId: request.params.id, code: request.body.code };
      const redeemed = await redeemCoupon(deps, actorOf(request), {
        ...input,
        idempotencyKey: requiredKey(request),
      });
      return reply.code(redeemed.isRepeated ? 200 : 201).send(postedBody(redeemed.answer));
    },
  );
}

function batchBody(batch: BatchRow) {
  const { publicId: id, amountMicros, validFrom, validTo, madeAt, ...rest } = batch;
  const { name, prefix, count, made, redeemed, inactive, currency, note, status } = rest;
  return {
    id,
    name,
    prefix,
    count,
    made,
    redeemed,
    inactive,
    amount: formatMoney(amountMicros),
    currency,
    validFrom: validFrom.toISOString(),
    validTo: validTo?.toISOString() ?? null,
    note,
    status,
    madeAt: madeAt.toISOString(),
  };
}

function couponBody({ publicId: id, position, last4, status, ...rest }: CouponRow) {
  const { redeemedAt, accountPublicId, accountNumber } = rest;
  return {
    id,
    position,
    last4,
    status,
    redeemedAt: redeemedAt?.toISOString() ?? null,
    account:
      accountPublicId === null || accountNumber === null
        ? null
        : { id: accountPublicId, number: accountNumber },
  };
}
