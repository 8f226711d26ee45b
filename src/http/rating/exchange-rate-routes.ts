/** Exchange rates. */
import { known } from '../../domain/assert.ts';
import { formatDecimal, parseDecimal } from '../../domain/money.ts';
import { setExchangeRate } from '../../operations/rating/set-exchange-rate.ts';
import { listExchangeRates, type ExchangeRateRow } from '../../postgres/rating/exchange-rates.ts';
import { answers } from '../../schemas/answers.ts';
import { pageQueryObject } from '../../schemas/common.ts';
import { createExchangeRate, exchangeRate, exchangeRatePage } from '../../schemas/rating/rates.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Exchange rates'];
/** Exchange rates are integers of 1e-10. */
const RATE_DIGITS = 10;

/** Registers GET and POST /exchange-rates. A rated call keeps the rate of its moment. */
export function addExchangeRateRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/exchange-rates`,
    {
      config: { permission: 'exchange_rates:read' },
      schema: {
        tags,
        summary: 'List exchange rates, newest first',
        querystring: pageQueryObject,
        response: answers({ 200: exchangeRatePage }),
      },
    },
    async (request) => {
      const { rows, nextCursor } = await listExchangeRates(deps.reads, request.query);
      return { items: rows.map(exchangeRateBody), nextCursor };
    },
  );

  app.post(
    `${API}/exchange-rates`,
    {
      config: { permission: 'exchange_rates:edit' },
      schema: {
        tags,
        summary: 'Set an exchange rate from a moment on',
        body: createExchangeRate,
        response: answers({ 201: exchangeRate }),
      },
    },
    async (request, reply) => {
      const { fromCurrency, toCurrency, rate, validFrom } = request.body;
      const row = {
        fromCurrency,
        toCurrency,
        rateE10: known(parseDecimal(rate, RATE_DIGITS), 'a rate that was checked'),
        validFrom: validFrom === undefined ? deps.now() : new Date(validFrom),
      };
      await setExchangeRate(deps, actorOf(request), row);
      return reply.code(201).send(exchangeRateBody(row));
    },
  );
}

function exchangeRateBody(row: Omit<ExchangeRateRow, 'id'>) {
  const { fromCurrency, toCurrency, rateE10, validFrom } = row;
  return {
    fromCurrency,
    toCurrency,
    rate: formatDecimal(rateE10, RATE_DIGITS),
    validFrom: validFrom.toISOString(),
  };
}
