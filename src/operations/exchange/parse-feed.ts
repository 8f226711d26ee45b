/** Reads a feed of exchange rates as the European Central Bank publishes it: units of each currency for one euro. */
import { SaxesParser } from 'saxes';
import { isCurrency, parseDecimal } from '../../domain/money.ts';
import { RATE_DIGITS } from '../../domain/exchange.ts';

/** Ten times what the bank sends for a day. */
export const FEED_BYTES_MAX = 64 * 1024;
const ELEMENTS_MAX = 1000;
const DEPTH_MAX = 10;

export type FeedRates = Readonly<{
  /** YYYY-MM-DD */
  day: string;
  /** By currency, for one euro. */
  perEuroE10: ReadonlyMap<string, bigint>;
}>;

/** Why a feed is not used, for whoever chose it. */
export class FeedError extends Error {
  override name = 'FeedError';
}

/**
 * Strict: all of it is one day's rates, or none of it counts. Throws `FeedError` for what is no XML, has a document type, a rate that is no
 * positive decimal, a currency twice, no day or several.
 */
export function parseFeed(text: string): FeedRates {
  const days: string[] = [];
  const perEuroE10 = new Map<string, bigint>();
  let [elements, depth] = [0, 0];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new FeedError(`The answer is no XML: ${error.message}`);
  });
  parser.on('doctype', () => {
    throw new FeedError('The answer has a document type, which no feed needs.');
  });
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1;
    depth += 1;
    if (elements > ELEMENTS_MAX || depth > DEPTH_MAX)
      throw new FeedError('The answer has more in it than rates of one day.');
    if (name.slice(name.indexOf(':') + 1) !== 'Cube') return;
    const { time, currency, rate } = attributes;
    if (time !== undefined) days.push(time);
    if (currency === undefined) return;
    const value = parseDecimal(rate ?? '', RATE_DIGITS);
    if (value === null || value <= 0n || perEuroE10.has(currency))
      throw new FeedError(`The rate of ${currency.slice(0, 10)} cannot be read.`);
    perEuroE10.set(currency, value);
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  parser.write(text).close();
  const [day, ...others] = days;
  if (day === undefined || others.length > 0 || !isDay(day))
    throw new FeedError('The answer does not say of which one day its rates are.');
  const known = [...perEuroE10].filter(([currency]) => isCurrency(currency) && currency !== 'EUR');
  if (known.length === 0) throw new FeedError('The answer has no rates in it.');
  return { day, perEuroE10: new Map(known) };
}

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
