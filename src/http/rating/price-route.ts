/** What a call costs by a rate that is sent along: by the code that prices calls, and nothing is read or kept. */
import { priceRemark } from '../../domain/charging/explain-price.ts';
import { writeTerms } from '../../domain/charging/frozen.ts';
import { shownTerms } from '../../domain/charging/shown-terms.ts';
import { known } from '../../domain/assert.ts';
import { formatMoney, parseMoney, parseRate } from '../../domain/money.ts';
import { billedSeconds, priceMicros } from '../../domain/rating/price.ts';
import { SAME_CURRENCY_E10 } from '../../domain/rating/rate.ts';
import { answers } from '../../schemas/answers.ts';
import { price, priceQuestion } from '../../schemas/rating/rates.ts';
import { API, type App } from '../app.ts';
import { explanationBody } from '../charging/explanation-body.ts';
import { ppm } from './rate-group-routes.ts';

/** Registers POST /rates/price. */
export function addPriceRoute(app: App): void {
  app.post(
    `${API}/rates/price`,
    {
      config: { permission: 'rates:read' },
      schema: {
        tags: ['Rates'],
        summary:
          'What a call would cost by a rate that you send: billed seconds, price and arithmetic; keeps nothing',
        body: priceQuestion,
        response: answers({ 200: price }),
      },
    },
    (request) => {
      const { costPerMinute, connectionCost = '0', markUpPercent = '0', currency, seconds } = request.body;
      const { graceSeconds = 0, initialIncrementSeconds = 1, incrementSeconds = 1 } = request.body;
      const terms = {
        connectionCostMicros: known(parseMoney(connectionCost), 'an amount that was checked'),
        costPerMinuteNanos: known(parseRate(costPerMinute), 'a rate that was checked'),
        graceSeconds,
        initialIncrementSeconds,
        incrementSeconds,
        markUpPpm: ppm(markUpPercent),
        exchangeRateE10: SAME_CURRENCY_E10,
      };
      const micros = priceMicros(terms, seconds);
      const line = priceRemark(
        null,
        { terms: shownTerms(writeTerms(terms)), rateCurrency: currency, currency },
        { paidSeconds: seconds, freeSeconds: 0, isCovered: false },
        micros,
      );
      const { arithmetic, arithmeticRemarks } = explanationBody({ trace: [], arithmetic: [line] });
      return {
        talkSeconds: seconds,
        billedSeconds: billedSeconds(terms, seconds),
        price: formatMoney(micros),
        currency,
        arithmetic,
        arithmeticRemarks,
      };
    },
  );
}
