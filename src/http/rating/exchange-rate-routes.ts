/** Exchange rates. */
import { known } from '../../domain/assert.ts';
import { settingsFrom } from '../../domain/accounts/settings.ts';
import { RATE_DIGITS, rateText } from '../../domain/exchange.ts';
import { formatDecimal, formatMoney, parseDecimal } from '../../domain/money.ts';
import { importExchangeRates } from '../../operations/exchange/import-rates.ts';
import { readPositions } from '../../operations/exchange/read-positions.ts';
import { fetchFeedNow } from '../../operations/exchange/run-feed.ts';
import { operatorId } from '../../postgres/accounts/find-account.ts';
import { storedSettings } from '../../postgres/accounts/settings.ts';
import { readFeed } from '../../postgres/rating/exchange-feed.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { setExchangeRate } from '../../operations/rating/set-exchange-rate.ts';
import {
  currentExchangeRates,
  listExchangeRates,
  type ExchangeRateRow,
} from '../../postgres/rating/exchange-rates.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader } from '../../schemas/common.ts';
import {
  createExchangeRate,
  currentExchangeRates as currentSchema,
  exchangeFeed,
  exchangeImport,
  exchangeImportQuery,
  exchangePositions,
  exchangeRate,
  exchangeRatePage,
  exchangeRateQuery,
  readExchangeRow,
} from '../../schemas/rating/exchange-rates.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';
import { rejectedBody, sheetOf, SHEET_TYPES, withSheets } from '../sheet-body.ts';

const tags = ['Exchange rates'];
const FILE_BYTES_MAX = 2 * 1024 * 1024;

/** Registers /exchange-rates, their feed, and what exchanging came to. A rated call keeps the rate of its moment. */
export function addExchangeRateRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/exchange-rates`,
    {
      config: { permission: 'exchange_rates:read' },
      schema: {
        tags,
        summary: 'List exchange rates, newest first',
        querystring: exchangeRateQuery,
        response: answers({ 200: exchangeRatePage }),
      },
    },
    async (request) => {
      const { fromCurrency: from = null, toCurrency: to = null, ...rest } = request.query;
      const { rows, nextCursor } = await listExchangeRates(deps.reads, { from, to, ...rest });
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
        headers: idempotencyHeader,
        body: createExchangeRate,
        response: answers({ 201: exchangeRate }),
      },
    },
    async (request, reply) => {
      const { fromCurrency, toCurrency, rate, validFrom, isConfirmed = false } = request.body;
      const row = {
        fromCurrency,
        toCurrency,
        rateE10: known(parseDecimal(rate, RATE_DIGITS), 'a rate that was checked'),
      };
      const input = { ...row, validFrom: validFrom === undefined ? null : new Date(validFrom), isConfirmed };
      const from = await setExchangeRate(deps, actorOf(request), input, idempotencyKeyOf(request));
      return reply.code(201).send(exchangeRateBody({ ...row, validFrom: from }));
    },
  );
  app.get(
    `${API}/exchange-rates/current`,
    {
      config: { permission: 'exchange_rates:read' },
      schema: {
        tags,
        summary: 'What counts now, pair by pair',
        response: answers({ 200: currentSchema }),
      },
    },
    async () => {
      const rows = await currentExchangeRates(deps.reads, deps.now());
      return {
        items: rows.map(({ previousE10, ...row }) => ({
          ...exchangeRateBody(row),
          previous: previousE10 === null ? null : formatDecimal(previousE10, RATE_DIGITS),
        })),
      };
    },
  );
  addImport(app, deps);
  addFeed(app, deps);
  app.get(
    `${API}/exchange-positions`,
    {
      config: { permission: ['exchange_rates:read', 'money:pay'] },
      schema: {
        tags,
        summary: 'What exchanging money in your book came to, at the rates of this moment',
        response: answers({ 200: exchangePositions }),
      },
    },
    async (request) => {
      const { currency, rows, gainMicros } = await readPositions(deps.reads, actorOf(request), deps.now());
      return {
        currency,
        gain: gainMicros === null ? null : formatMoney(gainMicros),
        items: rows.map((row) => ({
          currency: row.currency,
          balance: formatMoney(row.micros),
          rate: row.rateE10 === null ? null : rateText(row.rateE10),
          value: row.valueMicros === null ? null : formatMoney(row.valueMicros),
        })),
      };
    },
  );
}

function addImport(parent: App, deps: HttpDeps): void {
  withSheets(parent, FILE_BYTES_MAX, (app) => {
    app.post(
      `${API}/exchange-rates/import`,
      {
        config: { permission: 'exchange_rates:edit' },
        bodyLimit: FILE_BYTES_MAX,
        schema: {
          tags,
          summary: 'Set the exchange rates of a sheet (CSV or XLSX: from, to, rate, valid from), all or none',
          consumes: SHEET_TYPES,
          querystring: exchangeImportQuery,
          headers: idempotencyHeader,
          response: answers({ 200: exchangeImport }),
        },
      },
      async (request) => {
        const file = {
          bytes: sheetOf(request.body),
          encoding: null,
          isDryRun: request.query.dryRun === 'true',
          isConfirmed: request.query.isConfirmed === 'true',
          key: idempotencyKeyOf(request),
        };
        const now = deps.now();
        const readRow = (cells: Readonly<Record<string, string>>) => readExchangeRow(cells, now);
        const result = await importExchangeRates(deps, actorOf(request), readRow, file);
        return { ...result, rejected: rejectedBody(result.rejected) };
      },
    );
  });
}

function addFeed(app: App, deps: HttpDeps): void {
  const read = async () => {
    const settings = settingsFrom(await storedSettings(deps.reads, await operatorId(deps.reads)));
    const feed = await inFrontOfWall(() => readFeed(deps.reads));
    return {
      url: settings['exchange.feed_url'],
      triedAt: feed?.triedAt.toISOString() ?? null,
      succeededAt: feed?.succeededAt?.toISOString() ?? null,
      ratesOf: feed?.ratesOf ?? null,
      failure: feed?.failure ?? null,
    };
  };
  app.get(
    `${API}/exchange-feed`,
    {
      config: { permission: 'exchange_rates:read' },
      schema: { tags, summary: 'What the feed of rates did last', response: answers({ 200: exchangeFeed }) },
    },
    read,
  );
  app.post(
    `${API}/exchange-feed/fetch`,
    {
      config: { permission: 'exchange_rates:edit' },
      schema: { tags, summary: 'Fetch the feed of rates now', response: answers({ 200: exchangeFeed }) },
    },
    async () => {
      await fetchFeedNow(deps);
      return read();
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
