import type { Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { doubtOfRate, RATE_DIGITS, rateText } from '../../domain/exchange.ts';
import { formatDecimal } from '../../domain/money.ts';
import { fieldProblem, type FieldError } from '../../domain/problem.ts';
import {
  insertExchangeRate,
  ratesAround,
  type ExchangeRateRow,
} from '../../postgres/rating/exchange-rates.ts';
import type { Db } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';

type NewRate = Omit<ExchangeRateRow, 'id'>;

/**
 * Sets an exchange rate from a moment on, now when none is given, and returns that moment. Throws `exchange_rate_exists` for the very same moment, and `invalid_input` at
 * `isConfirmed` for one that is far from what was known and not confirmed.
 */
export async function setExchangeRate(
  context: Context,
  actor: Actor,
  {
    isConfirmed,
    ...input
  }: Omit<NewRate, 'validFrom'> & Readonly<{ validFrom: Date | null; isConfirmed: boolean }>,
  key: string | null,
): Promise<Date> {
  const now = context.now();
  const rate = { ...input, validFrom: input.validFrom ?? now };
  const content = { ...input, rateE10: String(input.rateE10), isConfirmed };
  const once = { principalId: actor.accountId, route: 'POST /exchange-rates', key, content };
  const { answer } = await runOnce(context, now, once, async (tx) => {
    const [doubt = null] = isConfirmed ? [] : await doubtsAbout(tx, [rate]);
    if (doubt !== null) throw fieldProblem('isConfirmed', doubt.code, doubt.message);
    await insertExchangeRate(tx, rate);
    await recordDifferences(tx, actor, {
      accountId: actor.operatorId,
      action: 'exchange_rate.set',
      before: {},
      after: {
        'exchange_rate.pair': `${rate.fromCurrency} → ${rate.toCurrency}`,
        'exchange_rate.rate': formatDecimal(rate.rateE10, RATE_DIGITS),
        'exchange_rate.validFrom': rate.validFrom.toISOString(),
      },
      happenedAt: now,
    });
    return { validFrom: rate.validFrom.toISOString() };
  });
  return new Date(answer.validFrom);
}

/** What speaks against each rate, in words; null = nothing. A slip of the point would price calls and payments until somebody sees it. */
export async function doubtsAbout(
  db: Db,
  rates: readonly NewRate[],
): Promise<readonly (Omit<FieldError, 'field'> | null)[]> {
  const around = await ratesAround(db, rates);
  return rates.map((rate, place) => doubtAbout(rate, known(around[place], 'what was known')));
}

function doubtAbout(
  { rateE10, fromCurrency: from, toCurrency: to }: NewRate,
  around: Awaited<ReturnType<typeof ratesAround>>[number],
): Omit<FieldError, 'field'> | null {
  const doubt = doubtOfRate(rateE10, around);
  if (doubt === null) return null;
  const figures = `one ${from} is ${rateText(doubt.knownE10)} ${to}`;
  const message =
    doubt.why === 'jump'
      ? `So far, ${figures}: this is far from it. Send true if that is meant.`
      : `By the rate of ${to} in ${from}, ${figures}: this contradicts it. Send true if that is meant.`;
  return { code: 'doubtful', message };
}
