/** Subscriptions: products that accounts have or had. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { isPermitted } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { formatDecimal, formatMoney, parseMoney } from '../../domain/money.ts';
import { Problem } from '../../domain/problem.ts';
import {
  cancelSubscription,
  changeSubscription,
  paySubscription,
} from '../../operations/products/change-subscription.ts';
import { mayOrderItself } from '../../operations/products/may-order.ts';
import {
  dueOf,
  orderProduct,
  previewOrder,
  type Order,
  type PreviewedLevel,
} from '../../operations/products/order-product.ts';
import {
  monthlyFees,
  priceSubscriptions,
  type PricedSubscription,
} from '../../operations/products/price-subscriptions.ts';
import { isSoldWithin } from '../../operations/packages/sold-within.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import {
  listCharges,
  listSubscriptions,
  subscriptionInfo,
  subscriptionTotals,
  type ChargeInfo,
} from '../../postgres/products/list-subscriptions.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, okAnswer, pageQueryObject } from '../../schemas/common.ts';
import {
  accountSubscriptionQuery,
  cancelledSubscription,
  cancelSubscription as cancelSchema,
  changeSubscription as changeSchema,
  orderedProduct,
  orderPreview,
  orderProduct as orderSchema,
  productChargePage,
  subscription,
  subscriptionPage,
  subscriptionQuery,
  subscriptionTotals as totalsBody,
  subscriptionTotalsQuery,
  type SubscriptionBody,
} from '../../schemas/products/subscriptions.ts';
import { actorOf, API, idempotencyKeyOf, requiredKey, type App, type HttpDeps } from '../app.ts';

const tags = ['Products'];
const reads = { permission: 'subscriptions:read' } as const;
const orders = { permission: 'subscriptions:order' } as const;
const url = `${API}/subscriptions`;
const EXCHANGE_RATE_DIGITS = 10;

/** Registers /subscriptions and /accounts/{id}/subscriptions. What moves money needs an Idempotency-Key. */
export function addSubscriptionRoutes(app: App, deps: HttpDeps): void {
  addLists(app, deps);
  addOrders(app, deps);
  addChanges(app, deps);
}

function addLists(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: reads,
      schema: {
        tags,
        summary: 'List subscriptions of your accounts, the newest first',
        querystring: subscriptionQuery,
        response: answers({ 200: subscriptionPage }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { scopePath } = actor;
      const { rows, nextCursor } = await listSubscriptions(deps.reads, { scopePath, ...request.query });
      const priced = await priceSubscriptions(deps.reads, rows, deps.now());
      return { items: priced.map((each) => bodyOf(each, actor)), nextCursor };
    },
  );
  app.get(
    `${url}/totals`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'How many subscriptions there are, and what they come to in a month',
        querystring: subscriptionTotalsQuery,
        response: answers({ 200: totalsBody }),
      },
    },
    async (request) => {
      const { scopePath } = actorOf(request);
      const { fees, ...counts } = await subscriptionTotals(deps.reads, { scopePath, ...request.query });
      const { monthly, unpriced } = await monthlyFees(deps.reads, fees, deps.now());
      return {
        ...counts,
        unpriced,
        monthly: monthly.map(({ currency, micros }) => ({ currency, amount: formatMoney(micros) })),
      };
    },
  );
  app.get(
    `${url}/:id`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'Read a subscription',
        params: idParams,
        response: answers({ 200: subscription }),
      },
    },
    (request) => read(deps, actorOf(request), request.params.id),
  );
  app.get(
    `${url}/:id/charges`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'List what was charged and credited for a subscription, the newest first',
        params: idParams,
        querystring: pageQueryObject,
        response: answers({ 200: productChargePage }),
      },
    },
    async (request) => {
      const { scopePath } = actorOf(request);
      const found = await subscriptionInfo(deps.reads, request.params.id, scopePath);
      if (found === null) throw new Problem('not_found');
      const asked = { subscriptionId: found.id, scopePath, ...request.query };
      const { rows, nextCursor } = await listCharges(deps.reads, asked);
      return { items: rows.map(chargeBody), nextCursor };
    },
  );
}

const urlOfAccount = `${API}/accounts/:id/subscriptions`;

function addOrders(app: App, deps: HttpDeps): void {
  app.get(
    urlOfAccount,
    {
      config: reads,
      schema: {
        tags,
        summary: 'List the products that an account has or had, the newest first',
        params: idParams,
        querystring: accountSubscriptionQuery,
        response: answers({ 200: subscriptionPage }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { scopePath } = actor;
      const { publicId: accountId } = await findAccount(deps.reads, request.params.id, scopePath);
      const asked = { scopePath, accountId, ...request.query };
      const { rows, nextCursor } = await listSubscriptions(deps.reads, asked);
      const priced = await priceSubscriptions(deps.reads, rows, deps.now());
      return { items: priced.map((each) => bodyOf(each, actor)), nextCursor };
    },
  );
  app.post(
    `${urlOfAccount}/preview`,
    {
      config: orders,
      schema: {
        tags,
        summary: 'What an order would charge now, and when the next time',
        params: idParams,
        body: orderSchema,
        response: answers({ 200: orderPreview }),
      },
    },
    async (request) => {
      const order = orderOf(request.params.id, request.body);
      const preview = await previewOrder(deps.reads, actorOf(request), order, deps.now());
      const { from, to, days, daysOfWhole } = preview.interval;
      return {
        periodFrom: from.toISOString(),
        periodTo: to?.toISOString() ?? null,
        days,
        daysOfWhole,
        renewsAt: to?.toISOString() ?? null,
        levels: preview.levels.map(levelBody),
        isAffordable: preview.isAffordable,
      };
    },
  );
  app.post(
    urlOfAccount,
    {
      config: orders,
      schema: {
        tags,
        summary: 'Order a product: its set-up and first interval are charged at once',
        params: idParams,
        headers: idempotencyHeader,
        body: orderSchema,
        response: answers({ 200: orderedProduct, 201: orderedProduct }),
      },
    },
    async (request, reply) => {
      const order = orderOf(request.params.id, request.body);
      const placed = await orderProduct(deps, actorOf(request), order, requiredKey(request));
      const { amountMicros, ...answer } = placed.answer;
      return reply
        .code(placed.isRepeated ? 200 : 201)
        .send({ ...answer, amount: formatMoney(BigInt(amountMicros)) });
    },
  );
}

function addChanges(app: App, deps: HttpDeps): void {
  app.patch(
    `${url}/:id`,
    {
      config: orders,
      schema: {
        tags,
        summary: 'Change quantity or prices of a subscription, or let a cancelled one go on',
        params: idParams,
        headers: idempotencyHeader,
        body: changeSchema,
        response: answers({ 200: subscription }),
      },
    },
    async (request) => {
      const { setup, fee, ...rest } = request.body;
      const change = {
        ...rest,
        ...(setup !== undefined && { setupMicros: microsOf(setup) }),
        ...(fee !== undefined && { feeMicros: microsOf(fee) }),
      };
      const key = idempotencyKeyOf(request);
      await changeSubscription(deps, actorOf(request), request.params.id, { change, key });
      return read(deps, actorOf(request), request.params.id);
    },
  );
  app.post(
    `${url}/:id/cancel`,
    {
      config: orders,
      schema: {
        tags,
        summary: 'Cancel a subscription, at once or at the end of what is paid',
        params: idParams,
        headers: idempotencyHeader,
        body: cancelSchema,
        response: answers({ 200: cancelledSubscription }),
      },
    },
    async (request) => {
      const asked = { when: request.body.when, key: requiredKey(request) };
      const { creditedMicros } = await cancelSubscription(deps, actorOf(request), request.params.id, asked);
      return {
        credited: formatMoney(BigInt(creditedMicros)),
        subscription: await read(deps, actorOf(request), request.params.id),
      };
    },
  );
  app.post(
    `${url}/:id/pay`,
    {
      config: orders,
      schema: {
        tags,
        summary: 'Pay a subscription that waits for money, for what is left of the interval',
        params: idParams,
        headers: idempotencyHeader,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await paySubscription(deps, actorOf(request), request.params.id, requiredKey(request));
      return { ok: true as const };
    },
  );
}

async function read(
  { reads: db, now }: Pick<HttpDeps, 'reads' | 'now'>,
  actor: Actor,
  id: string,
): Promise<SubscriptionBody> {
  const found = await subscriptionInfo(db, id, actor.scopePath);
  if (found === null) throw new Problem('not_found');
  const [priced] = await priceSubscriptions(db, [found], now());
  return bodyOf(known(priced, 'what was priced'), actor);
}

function orderOf(
  accountId: string,
  {
    productId,
    quantity = 1,
    setup = null,
    fee = null,
    didId = null,
    expected = null,
  }: Readonly<{
    productId: string;
    quantity?: number | undefined;
    setup?: string | null | undefined;
    fee?: string | null | undefined;
    didId?: string | null | undefined;
    expected?: string | null | undefined;
  }>,
): Order {
  const own = { setupMicros: microsOf(setup), feeMicros: microsOf(fee) };
  return { accountId, productId, quantity, own, didId, expectedMicros: microsOf(expected) };
}

function microsOf(text: string | null): bigint | null {
  return text === null ? null : known(parseMoney(text), 'an amount that was checked');
}

function bodyOf({ row, prices }: PricedSubscription, actor: Actor): SubscriptionBody {
  const isOwn = row.accountId === actor.accountId;
  const isSold = !isOwn && isSoldWithin({ path: row.issuerPath }, actor);
  const node = { id: row.accountId, kind: row.accountKind };
  const mayOrder = isPermitted(actor, 'subscriptions:order') && row.status !== 'ended';
  const time = (date: Date | null) => date?.toISOString() ?? null;
  return {
    id: row.publicId,
    account: { id: row.accountPublicId, number: row.accountNumber, name: row.accountName },
    product: { id: row.productPublicId, name: row.productName },
    interval: row.interval,
    currency: row.walletCurrency,
    quantity: row.quantity,
    setup: prices && formatMoney(prices.setupMicros),
    fee: prices && formatMoney(prices.feeMicros),
    renewal: prices && formatMoney(prices.feeMicros * BigInt(row.quantity)),
    inProductCurrency: isSold
      ? { currency: row.currency, setup: formatMoney(row.setupMicros), fee: formatMoney(row.feeMicros) }
      : null,
    hasOwnPrices: row.hasOwnPrices,
    status: row.status,
    orderedAt: row.orderedAt.toISOString(),
    periodFrom: row.periodFrom.toISOString(),
    renewsAt: time(row.renewsAt),
    unpaidSince: time(row.unpaidSince),
    unpaidUntil: time(row.unpaidUntil),
    endsAt: time(row.endsAt),
    endedAt: time(row.endedAt),
    endReason: row.endReason,
    packageName: row.packageName,
    did: row.didPublicId === null ? null : { id: row.didPublicId, number: row.didNumber ?? '' },
    mayChange: mayOrder && (isSold || mayOrderItself(actor, node, row)),
    mayPrice: mayOrder && isSold,
    creditsUnused: row.creditsUnused,
  };
}

function levelBody({ level, charges, availableMicros, renewalMicros }: PreviewedLevel) {
  const partOf = (part: string) =>
    charges.reduce(
      (sum, charge) => (!charge.isCommission && charge.part === part ? sum + charge.amountMicros : sum),
      0n,
    );
  const total = dueOf(charges);
  return {
    accountId: level.publicId,
    accountNumber: level.number,
    productName: level.product.name,
    currency: level.payer.currency,
    setup: formatMoney(partOf('setup')),
    fee: formatMoney(partOf('fee')),
    total: formatMoney(total),
    renewal: formatMoney(renewalMicros),
    exchangeRate: formatDecimal(level.exchangeRateE10, EXCHANGE_RATE_DIGITS),
    available: formatMoney(availableMicros),
    isEnough: total <= availableMicros,
  };
}

function chargeBody(row: ChargeInfo) {
  return {
    part: row.part,
    from: row.from.toISOString(),
    to: row.to?.toISOString() ?? null,
    level: row.level,
    account: { id: row.accountPublicId, number: row.accountNumber },
    isCommission: row.isCommission,
    isAddition: row.isAddition,
    quantity: row.quantity,
    currency: row.currency,
    amount: formatMoney(row.amountMicros),
    exchangeRate: formatDecimal(row.exchangeRateE10, EXCHANGE_RATE_DIGITS),
    chargedAt: row.chargedAt.toISOString(),
    document:
      row.documentPublicId === null ? null : { id: row.documentPublicId, number: row.documentNumber ?? '' },
  };
}
