/** What an issuer gained or lost by exchanging money: its exchange accounts at the rates of the moment. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { exchangePositions } from '../../postgres/rating/exchange-rates.ts';
import { convertedMicros } from '../../domain/exchange.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { rateOfMoment, settingsOfIssuer } from '../ledger/convert-money.ts';

export type Positions = Readonly<{
  /** What is proposed for new accounts: everything is valued in it. */
  currency: string;
  rows: readonly Readonly<{
    currency: string;
    /** Positive: so much more came in than went out. */
    micros: bigint;
    rateE10: bigint | null;
    /** Null: no exchange rate is known. */
    valueMicros: bigint | null;
  }>[];
  /** The sum of all values: a gain, or a loss below 0. Null where one is not known. */
  gainMicros: bigint | null;
}>;

export async function readPositions(db: Db, actor: Actor, now: Date): Promise<Positions> {
  // The accounts of its own book, and nobody else's.
  return inFrontOfWall(async () => {
    const currency = (await settingsOfIssuer(db, actor.ownerId))['defaults.currency'];
    const rows = [];
    for (const { currency: from, micros } of await exchangePositions(db, actor.ownerId)) {
      const rateE10 = await rateOfMoment(db, from, currency, now);
      const valueMicros = rateE10 === null ? null : convertedMicros(micros, rateE10, currency);
      rows.push({ currency: from, micros, rateE10, valueMicros });
    }
    const values = rows.map(({ valueMicros }) => valueMicros);
    const gainMicros = values.reduce(
      (sum, value) => (sum === null || value === null ? null : sum + value),
      0n,
    );
    return { currency, rows, gainMicros };
  });
}
