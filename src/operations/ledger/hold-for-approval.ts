/** Payments by hand above the limit of their issuer: they move nothing until another person has approved them. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { exchangeRateE10 } from '../../domain/charging/catalogue.ts';
import { convertedMicros } from '../../domain/exchange.ts';
import { PENDING_DAYS } from '../../domain/ledger/pending-payment.ts';
import { parseMoney } from '../../domain/money.ts';
import { insertPendingPayment } from '../../postgres/ledger/pending-payments.ts';
import type { WalletRow } from '../../postgres/ledger/wallets.ts';
import { exchangeRatesOf } from '../../postgres/rating/exchange-rates.ts';
import type { Db, Tx } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import { settingsOfIssuer } from './convert-money.ts';
import { factsOfPayment } from './decide-payment.ts';
import type { PaymentByHand } from './post-payment.ts';

const DAY_MS = 86_400_000;

/** Whether a payment waits: it is above the limit, or nobody can say whether it is, because no exchange rate is known. */
export async function needsApproval(
  db: Db,
  {
    issuerId,
    amountMicros,
    currency,
    at,
  }: Readonly<{ issuerId: bigint; amountMicros: bigint; currency: string; at: Date }>,
): Promise<boolean> {
  const settings = await settingsOfIssuer(db, issuerId);
  const limit = settings['payments.approval_above'];
  if (limit === null) return false;
  const own = settings['defaults.currency'];
  const exchangeRates = await exchangeRatesOf(db, currency, own);
  const rate = exchangeRateE10({ exchangeRates }, currency, own, at.getTime());
  return rate === null || convertedMicros(amountMicros, rate, own) > (parseMoney(limit) ?? 0n);
}

/** Returns the public id of what waits. */
export async function holdForApproval(
  tx: Tx,
  actor: Actor,
  { payment, wallet, now }: Readonly<{ payment: PaymentByHand; wallet: WalletRow; now: Date }>,
): Promise<string> {
  const { accountId, issuerId } = wallet;
  const publicId = await insertPendingPayment(tx, {
    ...payment,
    accountId,
    issuerId,
    madeBy: actor.accountId,
    madeAt: now,
    endsAt: new Date(now.getTime() + PENDING_DAYS * DAY_MS),
  });
  await recordDifferences(tx, actor, {
    accountId,
    action: 'payment.waits',
    before: {},
    after: factsOfPayment(payment),
    happenedAt: now,
  });
  return publicId;
}
