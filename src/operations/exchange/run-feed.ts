/** Fetches exchange rates from the address that the operator chose, and keeps what became of it. */
import { settingsFrom } from '../../domain/accounts/settings.ts';
import { known } from '../../domain/assert.ts';
import { rateText } from '../../domain/exchange.ts';
import { storedSettings } from '../../postgres/accounts/settings.ts';
import { operatorId } from '../../postgres/accounts/find-account.ts';
import { runAlone } from '../../postgres/jobs/run-alone.ts';
import { keepFeed, readFeed, type FeedRow } from '../../postgres/rating/exchange-feed.ts';
import { currenciesInUse, insertExchangeRates, knownPairs } from '../../postgres/rating/exchange-rates.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { sendOutgoing } from '../outgoing/send-outgoing.ts';
import { OutgoingError } from '../outgoing/target.ts';
import { FeedError, FEED_BYTES_MAX, parseFeed, type FeedRates } from './parse-feed.ts';
import { doubtsAbout } from '../rating/set-exchange-rate.ts';
import { ratesOfFeed, type PairRate } from './rates-of-feed.ts';

const HOUR_MS = 3_600_000;
/** After a failure it is tried again sooner. */
const AGAIN_MS = HOUR_MS / 4;

type Deps = Pick<Context, 'pool' | 'now' | 'outgoing'>;

/** Fetches when its time has come. One server does it at a time. */
export async function runFeed(context: Deps): Promise<void> {
  const { url, hours } = await feedSettings(context);
  if (url === null) return;
  const before = await readFeed(context.pool);
  if (before !== null && context.now().getTime() < dueAt(before, hours)) return;
  await runAlone(context.pool, 'exchange_feed', () => fetchFeed(context, url));
}

/** Fetches now, whenever it was fetched last; nothing without an address. */
export async function fetchFeedNow(context: Deps): Promise<void> {
  const { url } = await feedSettings(context);
  if (url !== null) await runAlone(context.pool, 'exchange_feed', () => fetchFeed(context, url));
}

function dueAt({ triedAt, failure }: FeedRow, hours: number): number {
  return triedAt.getTime() + (failure === null ? hours * HOUR_MS : Math.min(AGAIN_MS, hours * HOUR_MS));
}

async function feedSettings({ pool }: Pick<Context, 'pool'>) {
  const settings = settingsFrom(await storedSettings(pool, await operatorId(pool)));
  return { url: settings['exchange.feed_url'], hours: settings['exchange.feed_hours'] };
}

async function fetchFeed(context: Deps, url: string): Promise<void> {
  const triedAt = context.now();
  let rates: FeedRates;
  try {
    rates = await ask(context, url);
  } catch (error) {
    if (!(error instanceof FeedError || error instanceof OutgoingError)) throw error;
    await withTransaction(context.pool, (tx) => keepFeed(tx, { triedAt, failure: error.message }));
    return;
  }
  await withTransaction(context.pool, async (tx) => {
    const before = await readFeed(tx);
    // Weekends and holidays have none: the rates of the day before go on.
    if (before !== null && before.ratesOf !== null && before.ratesOf >= rates.day)
      return keepFeed(tx, { triedAt, failure: null, ratesOf: rates.day });
    const used = ratesOfFeed(rates, { used: await currenciesInUse(tx), pairs: await knownPairs(tx) });
    const validFrom = context.now();
    const pairs = used.map((pair) => ({ ...pair, validFrom }));
    const doubted = (await doubtsAbout(tx, pairs)).findIndex((doubt) => doubt !== null);
    if (doubted >= 0) return keepFeed(tx, { triedAt, failure: doubtOf(known(pairs[doubted], 'a pair')) });
    await keepFeed(tx, { triedAt, failure: null, ratesOf: rates.day });
    await insertExchangeRates(tx, pairs);
    await recordAudit(
      tx,
      { accountId: null, via: 'system', address: '' },
      {
        accountId: known(await operatorId(tx), 'the operator'),
        action: 'exchange_rates.fetched',
        changes: [
          { field: 'exchange_rate.count', before: null, after: pairs.length },
          { field: 'exchange_rate.day', before: null, after: rates.day },
        ],
        happenedAt: validFrom,
      },
    );
  });
}

/** A slip of whoever publishes them, or news that somebody should see: none of them counts until its rate is set by hand. */
function doubtOf({ fromCurrency, toCurrency, rateE10 }: PairRate): string {
  return `One ${fromCurrency} is ${rateText(rateE10)} ${toCurrency} in the feed, far from the rate until now. Set this rate by hand if it is right.`;
}

async function ask({ outgoing = {}, now }: Deps, url: string): Promise<FeedRates> {
  const asked = { method: 'GET', url, headers: { accept: 'application/xml' } } as const;
  const { status, body } = await sendOutgoing(outgoing, {
    ...asked,
    answerBytesMax: FEED_BYTES_MAX,
    ifLonger: 'refuse',
  });
  if (status !== 200) throw new FeedError(`The feed answered ${status} instead of 200.`);
  const rates = parseFeed(body.toString('utf8'));
  // A day ahead is another time zone; more is a mistake that would keep later days out.
  if (Date.parse(rates.day) > now().getTime() + 24 * HOUR_MS)
    throw new FeedError(`The rates are of ${rates.day}, which is still to come.`);
  return rates;
}
