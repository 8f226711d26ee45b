/** Credits what was paid by card, once, to whoever paid and to each distributor above. */
import { known } from '../../domain/assert.ts';
import { operatorId } from '../../postgres/accounts/find-account.ts';
import { ensureLedgerAccount } from '../../postgres/ledger/ledger-accounts.ts';
import { insertTransfers } from '../../postgres/ledger/transfers.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import {
  insertLevels,
  setGatewayFee,
  type CardPaymentRow,
} from '../../postgres/payments/gateway-payments.ts';
import { payerById } from '../../postgres/payments/payers.ts';
import type { GatewayRow } from '../../postgres/payments/payment-gateways.ts';
import type { Tx } from '../../postgres/pool.ts';
import { moveMoney, type Movement } from '../ledger/move-money.ts';
import type { GatewayMoney } from '../ports.ts';
import { derivedId } from '../secrets.ts';
import { paymentLevels } from './payment-levels.ts';

/**
 * The payment is locked and was credited by nobody. The wallet of the payer gets all of it in the book of its issuer; each
 * distributor above gets it in the book of the next one and pays the fee there, so that each keeps the amount less the fee. Throws
 * `no_exchange_rate` when a rate is gone, and what `moveMoney` throws: the transaction then holds nothing of it.
 */
export async function creditCardPayment(
  tx: Tx,
  payment: CardPaymentRow,
  {
    fees,
    clock,
  }: Readonly<{ fees: Pick<GatewayRow, 'currency' | 'feePpm' | 'feeMicros'>; clock: () => Date }>,
): Promise<void> {
  const now = clock();
  const { publicId, accountId, amountMicros, currency, methodLabel } = payment;
  const levels = await paymentLevels(tx, { accountId, amountMicros, currency }, { fees, at: now });
  const payer = known(await payerById(tx, accountId), 'the payer');
  const movements: Movement[] = [];
  const rows = [];
  for (const [level, each] of levels.entries()) {
    const wallet = known(await walletOfAccount(tx, each.accountId), 'the wallet of a level');
    const id = derivedId(now, 'card payment', publicId, String(level));
    const text = level === 0 ? (methodLabel ?? '') : payer.number;
    const paidAs =
      each.exchangeRateE10 === null
        ? undefined
        : { currency, amountMicros, exchangeRateE10: each.exchangeRateE10 };
    rows.push({ ...each, level, transferId: id });
    // Less than the smallest unit of another currency.
    if (each.amountMicros === 0n) continue;
    movements.push({
      id,
      kind: 'payment',
      wallet,
      house: 'gateway',
      amountMicros: each.amountMicros,
      line: { text, method: 'card' },
      ...(paidAs !== undefined && { paidAs }),
    });
    if (each.feeMicros === 0n) continue;
    movements.push({
      id: derivedId(now, 'card payment fee', publicId, String(level)),
      kind: 'gateway_fee',
      wallet,
      house: 'gateway_fee',
      amountMicros: each.feeMicros,
      line: { text: payer.number },
    });
  }
  await moveMoney(tx, movements, { actorId: payment.createdBy, clock, occurredAt: now });
  await insertLevels(tx, payment.id, rows);
}

/**
 * Notes what the gateway keeps for itself. In the operator's book it goes from what the gateway owes to what gateways cost, where
 * both are counted in one currency; where the gateway settles in another one, it is a figure of the payment alone, because what it
 * owes in the currency that was paid is not less by it.
 */
export async function bookGatewayFee(
  tx: Tx,
  payment: CardPaymentRow,
  fee: GatewayMoney,
  now: Date,
): Promise<void> {
  await setGatewayFee(tx, payment.id, fee);
  if (fee.currency !== payment.currency || fee.amountMicros <= 0n) return;
  const issuerId = await operatorId(tx);
  const payer = known(await payerById(tx, payment.accountId), 'the payer');
  const ledgerId = (kind: 'gateway' | 'gateway_fee') =>
    ensureLedgerAccount(tx, { issuerId, kind, currency: fee.currency });
  await insertTransfers(tx, [
    {
      id: derivedId(now, 'fee of the gateway', payment.publicId),
      branchId: payer.branchId,
      issuerId,
      kind: 'gateway_fee',
      debitAccountId: await ledgerId('gateway_fee'),
      creditAccountId: await ledgerId('gateway'),
      debitsWallet: false,
      creditsWallet: false,
      currency: fee.currency,
      amountMicros: fee.amountMicros,
      occurredAt: now,
      postedAt: now,
      reversesId: null,
      actorId: null,
      note: payer.number,
      method: null,
    },
  ]);
}
