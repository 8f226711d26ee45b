/** The price of a sample call, beside the form of a new account. */
import { formatDecimal, formatMoney } from '../../domain/money.ts';
import { samplePrice } from '../../operations/rating/sample-price.ts';
import { samplePrice as answerSchema, samplePriceQuery } from '../../schemas/rating/sample-price.ts';
import { answers } from '../../schemas/answers.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

/** Registers GET /accounts/sample-price. */
export function addSamplePriceRoute(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/sample-price`,
    {
      config: { permission: ['accounts:create', 'accounts:edit'] },
      schema: {
        tags: ['Accounts'],
        summary: 'What a call would cost a new account, and what speaks against the choice of its rate group',
        querystring: samplePriceQuery,
        response: answers({ 200: answerSchema }),
      },
    },
    async (request) => {
      const { seconds: talkSeconds, parentId = null, number = null, currency, ...rest } = request.query;
      const question = { ...rest, parentId, number, currency, talkSeconds };
      const sample = await samplePrice(deps.reads, actorOf(request), question, deps.now());
      const { priced, rateCurrency } = sample;
      return {
        number: sample.number === null ? null : `+${sample.number}`,
        talkSeconds,
        currency,
        rateCurrency,
        price:
          priced === null
            ? null
            : {
                amount: formatMoney(priced.micros),
                billedSeconds: priced.billedSeconds,
                destination: priced.rate.destination,
                prefix: priced.rate.prefix,
                initialIncrementSeconds: priced.rate.initialIncrementSeconds,
                incrementSeconds: priced.rate.incrementSeconds,
                graceSeconds: priced.rate.graceSeconds,
                exchangeRate: rateCurrency === currency ? null : formatDecimal(priced.exchangeRateE10, 10),
              },
        warnings: [...sample.warnings],
      };
    },
  );
}
