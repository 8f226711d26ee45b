/** Products: what the operator and resellers sell beside calls. */
import { formatMoney, parseMoney } from '../../domain/money.ts';
import { known } from '../../domain/assert.ts';
import { offeredProducts, resellable, type Offered } from '../../operations/products/offered-products.ts';
import { readProduct, readProducts } from '../../operations/products/read-products.ts';
import {
  changeProduct,
  createProduct,
  removeProduct,
  type ProductChange,
} from '../../operations/products/save-product.ts';
import type { ProductRow } from '../../postgres/products/products.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, okAnswer } from '../../schemas/common.ts';
import {
  changeProduct as changeSchema,
  createProduct as createSchema,
  offeredList,
  offeredQuery,
  productBody,
  productList,
  resellableList,
  type ProductBody,
} from '../../schemas/products/products.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Products'];
const url = `${API}/products`;
const reads = { permission: 'products:read' } as const;
const edits = { permission: 'products:edit' } as const;

/** Registers the routes of /products. Each owner (the operator, a reseller) has its own. */
export function addProductRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: reads,
      schema: {
        tags,
        summary: 'List your products, by name, with how many have them',
        response: answers({ 200: productList }),
      },
    },
    async (request) => ({ items: (await readProducts(deps.reads, actorOf(request))).map(bodyOf) }),
  );
  app.post(
    url,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Add a product: something that accounts have for a fee',
        headers: idempotencyHeader,
        body: createSchema,
        response: answers({ 201: productBody }),
      },
    },
    async (request, reply) => {
      const { name, currency, fee, interval, ...rest } = request.body;
      const input = {
        name,
        currency,
        interval,
        ...DEFAULTS,
        ...definedOf(changeOf({ fee, ...rest })),
      };
      const id = await createProduct(deps, actorOf(request), input, idempotencyKeyOf(request));
      return reply.code(201).send(bodyOf(await readProduct(deps.reads, actorOf(request), id)));
    },
  );
  app.get(
    `${url}/:id`,
    {
      config: reads,
      schema: { tags, summary: 'Read a product', params: idParams, response: answers({ 200: productBody }) },
    },
    async (request) => bodyOf(await readProduct(deps.reads, actorOf(request), request.params.id)),
  );
  app.patch(
    `${url}/:id`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Change a product; prices count from the next interval of whoever has it',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: productBody }),
      },
    },
    async (request) => {
      await changeProduct(deps, actorOf(request), request.params.id, changeOf(request.body));
      return bodyOf(await readProduct(deps.reads, actorOf(request), request.params.id));
    },
  );
  app.delete(
    `${url}/:id`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Delete a product that nobody has or had',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await removeProduct(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
  addOffered(app, deps);
}

function addOffered(app: App, deps: HttpDeps): void {
  app.get(
    `${url}/offered`,
    {
      config: { permission: 'subscriptions:read' },
      schema: {
        tags,
        summary: 'List what an account may order, or you for it, with prices in its currency',
        querystring: offeredQuery,
        response: answers({ 200: offeredList }),
      },
    },
    async (request) => {
      const accountId = request.query.accountId ?? null;
      const offered = await offeredProducts(deps.reads, actorOf(request), accountId, deps.now());
      return {
        items: offered.map((each) => ({
          ...offeredFields(each),
          creditsUnused: each.product.creditsUnused,
          hasPackage: each.product.packageId !== null,
          isSingle: each.product.isForDid || each.product.packageId !== null,
          numbers: each.numbers.map(({ publicId: id, number }) => ({ id, number })),
        })),
      };
    },
  );
  app.get(
    `${url}/resellable`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'List products of whoever sells to you that you may sell as yours, with what you pay',
        response: answers({ 200: resellableList }),
      },
    },
    async (request) => ({
      items: (await resellable(deps.reads, actorOf(request), deps.now())).map(offeredFields),
    }),
  );
}

const DEFAULTS = {
  description: '',
  status: 'active',
  setupMicros: 0n,
  feeMicros: 0n,
  anchor: 'order_day',
  creditsUnused: false,
  noMoney: 'pause',
  unpaidDaysMax: 30,
  paysCommission: true,
  mayOrderCustomers: false,
  mayOrderResellers: false,
  mayResell: false,
  isForDid: false,
  packageId: null,
  resellsId: null,
} as const;

type Sent = Omit<ProductChange, 'setupMicros' | 'feeMicros'> &
  Readonly<{ setup?: string | undefined; fee?: string | undefined }>;

function changeOf({ setup, fee, ...rest }: Sent): ProductChange {
  const micros = (text: string) => known(parseMoney(text), 'an amount that was checked');
  return {
    ...rest,
    ...(setup !== undefined && { setupMicros: micros(setup) }),
    ...(fee !== undefined && { feeMicros: micros(fee) }),
  };
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Without what was not sent. */
function definedOf<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}

function bodyOf(row: ProductRow): ProductBody {
  const { packagePublicId, packageName, resellsPublicId, resellsName, wasSold, resold, numbers } = row;
  return {
    id: row.publicId,
    name: row.name,
    description: row.description,
    status: row.status,
    currency: row.currency,
    setup: formatMoney(row.setupMicros),
    fee: formatMoney(row.feeMicros),
    interval: row.interval,
    anchor: row.anchor,
    creditsUnused: row.creditsUnused,
    noMoney: row.noMoney,
    unpaidDaysMax: row.unpaidDaysMax,
    paysCommission: row.paysCommission,
    mayOrderCustomers: row.mayOrderCustomers,
    mayOrderResellers: row.mayOrderResellers,
    mayResell: row.mayResell,
    isForDid: row.isForDid,
    package: packagePublicId === null ? null : { id: packagePublicId, name: packageName ?? '' },
    resells: resellsPublicId === null ? null : { id: resellsPublicId, name: resellsName ?? '' },
    active: row.active,
    unpaid: row.unpaid,
    isFixed: wasSold || resold > 0,
    mayBeDeleted: !wasSold && resold === 0 && numbers === 0,
  };
}

function offeredFields({ product, currency, prices }: Offered) {
  return {
    id: product.publicId,
    name: product.name,
    description: product.description,
    interval: product.interval,
    anchor: product.anchor,
    currency,
    setup: prices === null ? null : formatMoney(prices.setupMicros),
    fee: prices === null ? null : formatMoney(prices.feeMicros),
    isForDid: product.isForDid,
  };
}
