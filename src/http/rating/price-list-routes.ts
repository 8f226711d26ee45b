/** What customers pay by a price list. */
import { formatMoney, formatRate } from '../../domain/money.ts';
import { countPrices, listPrices, type PriceOfList } from '../../operations/rating/list-prices.ts';
import { rateGroupScope } from '../../operations/rating/rate-group-scope.ts';
import { findRateGroup } from '../../postgres/rating/rate-groups.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams, rowCount } from '../../schemas/common.ts';
import { priceListCountQuery, priceListPage, priceListQuery } from '../../schemas/rating/rates.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const config = { permission: 'rates:read' } as const;
const tags = ['Rate groups'];

/** Registers GET /rate-groups/{id}/prices and …/prices/count. */
export function addPriceListRoutes(app: App, deps: HttpDeps): void {
  const groupOf = (request: Parameters<typeof actorOf>[0], id: string) =>
    findRateGroup(deps.reads, id, rateGroupScope(actorOf(request)));
  const momentOf = (at: string | undefined) => (at === undefined ? deps.now() : new Date(at));

  app.get(
    `${API}/rate-groups/:id/prices`,
    {
      config,
      schema: {
        tags,
        summary:
          'List what customers pay for each prefix: with the mark-up, and with the prices that are passed on',
        params: idParams,
        querystring: priceListQuery,
        response: answers({ 200: priceListPage }),
      },
    },
    async (request) => {
      const group = await groupOf(request, request.params.id);
      const { at, ...query } = request.query;
      const { rows, nextCursor } = await listPrices(deps.reads, group, { ...query, at: momentOf(at) });
      return { items: rows.map(priceBody), nextCursor };
    },
  );

  app.get(
    `${API}/rate-groups/:id/prices/count`,
    {
      config,
      schema: {
        tags,
        summary: 'How many prefixes have a price by the same filters, counted up to 10,000',
        params: idParams,
        querystring: priceListCountQuery,
        response: answers({ 200: rowCount }),
      },
    },
    async (request) => {
      const group = await groupOf(request, request.params.id);
      const { at, q } = request.query;
      return countPrices(deps.reads, group, { q, at: momentOf(at) });
    },
  );
}

function priceBody({ connectionCostMicros, costPerMinuteNanos, ...price }: PriceOfList) {
  return {
    ...price,
    connectionCost: formatMoney(connectionCostMicros),
    costPerMinute: formatRate(costPerMinuteNanos),
  };
}
