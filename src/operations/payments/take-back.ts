/** Takes a part of a payment back at every level that got it, or gives back what was taken. */
import { known } from '../../domain/assert.ts';
import { Problem } from '../../domain/problem.ts';
import { partOfLevelMicros } from '../../domain/payments/card-payment.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import {
  addToTaken,
  levelsOfPayment,
  type CardPaymentRow,
} from '../../postgres/payments/gateway-payments.ts';
import { payerById } from '../../postgres/payments/payers.ts';
import type { Tx } from '../../postgres/pool.ts';
import { moveMoney, type Movement } from '../ledger/move-money.ts';
import { derivedId } from '../secrets.ts';

export type Taking = Readonly<{
  /** refund: available money only. chargeback: whatever there is. payment: a bank gave it back. */
  kind: 'refund' | 'chargeback' | 'payment';
  /** Of the payment, in its currency. */
  amountMicros: bigint;
  /** What it is done for: the ids of movements are made of it. */
  cause: readonly string[];
  /** Stands on the receipt of whoever paid. */
  text: string;
}>;

/**
 * The payment is locked. Each level gives back as much of what it got; fees stay where they are, as they do at gateways. Throws
 * `insufficient_funds`, and says whose money it is.
 */
export async function takeBack(
  tx: Tx,
  payment: CardPaymentRow,
  taking: Taking,
  { actorId, clock }: Readonly<{ actorId: bigint | null; clock: () => Date }>,
): Promise<void> {
  const movements = await movementsOf(tx, payment, taking, clock());
  const { kind, amountMicros } = taking;
  await addToTaken(tx, payment.id, { takenMicros: kind === 'payment' ? -amountMicros : amountMicros });
  await moveMoney(
    tx,
    movements.map(({ movement }) => movement),
    { actorId, clock, occurredAt: clock() },
  );
}

async function movementsOf(
  tx: Tx,
  payment: CardPaymentRow,
  { kind, amountMicros, cause, text }: Taking,
  now: Date,
): Promise<readonly Readonly<{ accountId: bigint; movement: Movement }>[]> {
  const { currency } = payment;
  const payer = known(await payerById(tx, payment.accountId), 'the payer');
  const movements = [];
  for (const { level, ...got } of await levelsOfPayment(tx, payment.id)) {
    const wallet = known(await walletOfAccount(tx, got.accountId), 'the wallet of a level');
    const { exchangeRateE10 } = got;
    const micros = partOfLevelMicros(amountMicros, { exchangeRateE10, currency: wallet.currency });
    if (micros === 0n) continue;
    const paidAs = exchangeRateE10 === null ? undefined : { currency, amountMicros, exchangeRateE10 };
    const movement: Movement = {
      id: derivedId(now, ...cause, String(level)),
      kind,
      wallet,
      house: 'gateway',
      amountMicros: micros,
      line: { text: level === 0 ? text : payer.number, method: 'card' },
      ...(kind !== 'payment' && { reversesId: got.transferId }),
      ...(paidAs !== undefined && { paidAs }),
    };
    movements.push({ accountId: got.accountId, movement });
  }
  return movements;
}

/** Whether a refund could be booked at this moment: tried level by level, and undone. Throws `insufficient_funds`, and says of whom. */
export async function tryRefund(
  tx: Tx,
  payment: CardPaymentRow,
  amountMicros: bigint,
  { actorId, clock }: Readonly<{ actorId: bigint | null; clock: () => Date }>,
): Promise<void> {
  const taking = {
    kind: 'refund',
    amountMicros,
    cause: ['card refund tried', payment.publicId],
    text: '',
  } as const;
  for (const { accountId, movement } of await movementsOf(tx, payment, taking, clock())) {
    await tx.query('savepoint tried');
    try {
      await moveMoney(tx, [movement], { actorId, clock, occurredAt: clock() });
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'insufficient_funds')) throw error;
      const number = (await payerById(tx, accountId))?.number ?? '';
      const message = `Account ${number} has not enough available money for its part of this.`;
      const errors = [{ field: 'amount', code: error.code, message }];
      throw new Problem(
        error.code,
        { detail: `Account ${number}: ${error.message}`, errors },
        { cause: error },
      );
    }
    await tx.query('rollback to savepoint tried');
  }
}

/** A refund that the gateway has made: where the money was spent meanwhile, wallets go below their limits, as by a chargeback. */
export async function bookRefund(
  tx: Tx,
  payment: CardPaymentRow,
  taking: Omit<Taking, 'kind'>,
  by: Readonly<{ actorId: bigint | null; clock: () => Date }>,
): Promise<void> {
  await tx.query('savepoint refund');
  try {
    await takeBack(tx, payment, { ...taking, kind: 'refund' }, by);
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'insufficient_funds')) throw error;
    await tx.query('rollback to savepoint refund');
    await takeBack(tx, payment, { ...taking, kind: 'chargeback' }, by);
  }
}
