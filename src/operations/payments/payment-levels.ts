/** What a payment comes to at each level, from whoever pays up to the operator: worked out before anything is charged. */
import { convertedMicros } from '../../domain/exchange.ts';
import { gatewayFeeMicros } from '../../domain/payments/card-payment.ts';
import { Problem } from '../../domain/problem.ts';
import type { GatewayRow } from '../../postgres/payments/payment-gateways.ts';
import { walletsAlong } from '../../postgres/payments/payers.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { rateOfMoment } from '../ledger/convert-money.ts';

export type PaymentLevel = Readonly<{
  accountId: bigint;
  currency: string;
  amountMicros: bigint;
  /** What the account pays for it; whoever paid by card pays none. */
  feeMicros: bigint;
  /** One unit of what was paid in its currency; null = it is that currency. */
  exchangeRateE10: bigint | null;
}>;

type Fees = Pick<GatewayRow, 'currency' | 'feePpm' | 'feeMicros'>;

/** The payer first. Throws `no_exchange_rate`, and names both currencies. */
export async function paymentLevels(
  db: Db,
  payment: Readonly<{ accountId: bigint; amountMicros: bigint; currency: string }>,
  { fees, at }: Readonly<{ fees: Fees; at: Date }>,
): Promise<readonly PaymentLevel[]> {
  const levels: PaymentLevel[] = [];
  const wallets = await inFrontOfWall(() => walletsAlong(db, payment.accountId));
  for (const [place, { accountId, currency }] of wallets.entries()) {
    const isPayer = place === 0;
    const rate = currency === payment.currency ? null : await knownRate(db, payment.currency, currency, at);
    const amountMicros =
      rate === null ? payment.amountMicros : convertedMicros(payment.amountMicros, rate, currency);
    const fixedMicros = isPayer
      ? 0n
      : await amountIn(db, { micros: fees.feeMicros, from: fees.currency, to: currency, at });
    const feeMicros = isPayer
      ? 0n
      : gatewayFeeMicros(amountMicros, { feePpm: fees.feePpm, fixedMicros, currency });
    levels.push({ accountId, currency, amountMicros, feeMicros, exchangeRateE10: rate });
  }
  return levels;
}

/** An amount of the gateway's, such as the least it takes, in another currency. Throws `no_exchange_rate`. */
export async function amountIn(
  db: Db,
  { micros, from, to, at }: Readonly<{ micros: bigint; from: string; to: string; at: Date }>,
): Promise<bigint> {
  if (from === to || micros === 0n) return micros;
  return convertedMicros(micros, await knownRate(db, from, to, at), to);
}

async function knownRate(db: Db, from: string, to: string, at: Date): Promise<bigint> {
  const rate = await inFrontOfWall(() => rateOfMoment(db, from, to, at));
  if (rate !== null) return rate;
  throw new Problem('no_exchange_rate', { detail: `No exchange rate from ${from} to ${to} is known.` });
}
