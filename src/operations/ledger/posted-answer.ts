/** What a posting answers: the transfer and the wallet as it was then, without any secret. */
import { known } from '../../domain/assert.ts';
import type { WalletRow } from '../../postgres/ledger/wallets.ts';
import type { NewTransfer } from './post-transfers.ts';

/** JSON, because it is kept under the idempotency key: integers of micros are strings. */
export type PostedAnswer = Readonly<{
  transfer: Readonly<{
    id: string;
    kind: string;
    amountMicros: string;
    currency: string;
    occurredAt: string;
    postedAt: string;
    method: string | null;
    note: string;
    /** The other side of an exchange: what was paid or arrived in another currency. Absent where there was none. */
    exchanged?: Readonly<{ amountMicros: string; currency: string; exchangeRateE10: string }>;
  }>;
  wallet: Readonly<{
    accountId: string;
    balanceMicros: string;
    heldMicros: string;
    creditLimitMicros: string;
  }>;
  /** Absent where the movement waits for an invoice. */
  receipt?: Readonly<{ id: string; number: string }>;
}>;

/** Puts a posted transfer and its wallet into the form that is kept and answered. */
export function postedAnswer(
  transfer: NewTransfer,
  postedAt: Date,
  {
    wallet,
    receipt,
    exchanged,
  }: Readonly<{
    wallet: WalletRow | undefined;
    receipt: Readonly<{ publicId: string; number: string }> | null;
    exchanged: Readonly<{ amountMicros: bigint; currency: string }> | null;
  }>,
): PostedAnswer {
  const { accountId, balanceMicros, heldMicros, creditLimitMicros } = known(
    wallet,
    'the wallet of a posted transfer',
  );
  return {
    transfer: {
      id: transfer.id,
      kind: transfer.kind,
      amountMicros: String(transfer.amountMicros),
      currency: transfer.currency,
      occurredAt: transfer.occurredAt.toISOString(),
      postedAt: postedAt.toISOString(),
      method: transfer.method ?? null,
      note: transfer.note ?? '',
      ...(exchanged !== null && {
        exchanged: {
          amountMicros: String(exchanged.amountMicros),
          currency: exchanged.currency,
          exchangeRateE10: String(known(transfer.exchangeRateE10, 'the rate of an exchange')),
        },
      }),
    },
    wallet: {
      accountId: String(accountId),
      balanceMicros: String(balanceMicros),
      heldMicros: String(heldMicros),
      creditLimitMicros: String(creditLimitMicros),
    },
    ...(receipt !== null && { receipt: { id: receipt.publicId, number: receipt.number } }),
  };
}
