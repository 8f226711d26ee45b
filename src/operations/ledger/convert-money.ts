/** What money in one currency comes to in another, at the exchange rate of the moment. */
import { exchangeRateE10 } from '../../domain/charging/catalogue.ts';
import { convertedMicros, rateWithSpread } from '../../domain/exchange.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { issuerProfiles } from '../../postgres/billing/letterheads.ts';
import { exchangeRatesOf } from '../../postgres/rating/exchange-rates.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { known } from '../../domain/assert.ts';
import { settingsUnder } from '../accounts/settings-under.ts';
import type { Settings } from '../../domain/accounts/settings.ts';

/** Units of `to` for one unit of `from`, times 1e10; null when no rate is known. */
export async function rateOfMoment(db: Db, from: string, to: string, at: Date): Promise<bigint | null> {
  const exchangeRates = await exchangeRatesOf(db, from, to);
  return exchangeRateE10({ exchangeRates }, from, to, at.getTime());
}

/** The settings of an issuer, the operator or a distributor, for its own book. */
export async function settingsOfIssuer(db: Db, issuerId: bigint): Promise<Settings> {
  return inFrontOfWall(async () => {
    const issuer = known((await issuerProfiles(db, [issuerId]))[0], 'the issuer');
    return (await settingsUnder(db, issuer)).settings;
  });
}

export type Conversion = Readonly<{
  /** In the currency that it was converted to. */
  amountMicros: bigint;
  /** With the spread of the issuer. */
  exchangeRateE10: bigint;
}>;

type Asked = Readonly<{
  issuerId: bigint;
  amountMicros: bigint;
  from: string;
  to: string;
  /** in: it comes into a wallet, and is worth less by the spread; out: it costs more. */
  direction: 'in' | 'out';
  at: Date;
}>;

/** Whole minor units of `to`, which may be none; null when no rate is known. */
export async function conversionOf(db: Db, asked: Asked): Promise<Conversion | null> {
  const { issuerId, amountMicros, from, to, direction, at } = asked;
  const middle = await rateOfMoment(db, from, to, at);
  if (middle === null) return null;
  const settings = await settingsOfIssuer(db, issuerId);
  const rate = rateWithSpread(middle, settings['exchange.spread_percent'], direction);
  return { amountMicros: convertedMicros(amountMicros, rate, to), exchangeRateE10: rate };
}

/** Throws `no_exchange_rate`, and `invalid_input` at `amount` for what comes to less than the smallest unit of `to`. */
export async function convertMoney(db: Db, asked: Asked): Promise<Conversion> {
  const conversion = await conversionOf(db, asked);
  if (conversion === null) {
    const detail = `No exchange rate is known between ${asked.from} and ${asked.to}. The operator sets one under Rates > Exchange rates.`;
    throw new Problem('no_exchange_rate', { detail });
  }
  if (conversion.amountMicros === 0n) {
    const message = `This comes to nothing in ${asked.to}. Send more.`;
    throw fieldProblem('amount', 'too_little', message);
  }
  return conversion;
}
