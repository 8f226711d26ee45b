/** What an account has called with of late. */
import { known } from '../../domain/assert.ts';
import { formatMoney } from '../../domain/money.ts';
import { readUsage, type Usage } from '../../operations/charging/read-usage.ts';
import { answers } from '../../schemas/answers.ts';
import { usage, usageQuery, type UsageBody } from '../../schemas/charging/usage.ts';
import { idParams } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

/** Registers GET /accounts/{id}/usage. */
export function addUsageRoute(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/usage`,
    {
      config: { permission: 'calls:read' },
      schema: {
        tags: ['Calls'],
        summary: 'Calls, talk time and amounts of the last 30 days, by day and by destination',
        params: idParams,
        querystring: usageQuery,
        response: answers({ 200: usage }),
      },
    },
    async (request) => {
      const question = { now: deps.now(), isOwnOnly: request.query.ownOnly === 'true' };
      return usageBody(await readUsage(deps.reads, actorOf(request), request.params.id, question));
    },
  );
}

function usageBody({ timezone, currency, amountIs, total, days, destinations }: Usage): UsageBody {
  return {
    timezone,
    currency,
    amountIs,
    from: known(days[0], 'the first day').date,
    to: known(days.at(-1), 'today').date,
    total: sumsBody(total),
    days: days.map(({ date, ...sums }) => ({ date, ...sumsBody(sums) })),
    destinations: destinations.map(({ prefix, name, direction, ...sums }) => ({
      prefix,
      name,
      direction,
      ...sumsBody(sums),
    })),
  };
}

function sumsBody({ calls, talkSeconds, amountMicros }: Usage['total']) {
  return { calls: Number(calls), talkSeconds: Number(talkSeconds), amount: formatMoney(amountMicros) };
}
