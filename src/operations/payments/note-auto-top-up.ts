/** What became of a charge that was made without its holder. */
import { AUTO_TOP_UP_FAILURES_MAX, type PauseReason } from '../../domain/payments/card-payment.ts';
import { formatMoney } from '../../domain/money.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import type { CardPaymentRow } from '../../postgres/payments/gateway-payments.ts';
import { autoTopUpOf, setAutoTopUp } from '../../postgres/payments/saved-methods.ts';
import type { Tx } from '../../postgres/pool.ts';

/** A card that was refused is asked again so much later. */
const AGAIN_AFTER_MS = 3_600_000;

/** After it was credited, or failed (`failure`: the gateway's code); other payments are passed over. */
export async function noteAutoTopUp(
  tx: Tx,
  { accountId, purpose, amountMicros, currency }: CardPaymentRow,
  { failure, now }: Readonly<{ failure: string | null; now: Date }>,
): Promise<void> {
  if (purpose !== 'auto_top_up') return;
  if (failure !== null)
    await insertEvents(tx, [
      {
        type: 'payment.failed',
        accountId,
        happenedAt: now,
        data: { amount: formatMoney(amountMicros), currency, reason: failure, isAutomatic: true },
      },
    ]);
  const topUp = await autoTopUpOf(tx, accountId, 'for update');
  // Its holder has ended it meanwhile.
  if (topUp === null) return;
  if (failure === null) {
    const wallet = await walletOfAccount(tx, accountId);
    const availableMicros =
      wallet === null ? 0n : wallet.balanceMicros + wallet.creditLimitMicros - wallet.heldMicros;
    const waitsForRise = availableMicros < topUp.belowMicros;
    await setAutoTopUp(tx, accountId, { ...topUp, waitsForRise, failures: 0, nextAt: null });
    return;
  }
  const failures = topUp.failures + 1;
  await setAutoTopUp(tx, accountId, {
    waitsForRise: false,
    failures,
    nextAt: new Date(now.getTime() + failures * AGAIN_AFTER_MS),
    pausedReason: topUp.pausedReason ?? pauseAfter(failure, failures),
  });
}

function pauseAfter(failure: string, failures: number): PauseReason | null {
  // The bank wants its holder: asking again without it helps nobody.
  if (failure === 'authentication_required' || failure === 'requires_action')
    return 'authentication_required';
  return failures >= AUTO_TOP_UP_FAILURES_MAX ? 'too_many_failures' : null;
}
