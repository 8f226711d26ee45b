/** Erasing what is personal of a closed account: when it may be done. The books stay. */
import { formatMoney } from '../money.ts';
import type { AccountKind } from './actor.ts';
import { finding, type Finding } from './findings.ts';
import { CORRECTED_WITHIN_MS } from './moving.ts';

export type Erasing = Readonly<{
  kind: AccountKind;
  status: 'active' | 'suspended' | 'closed';
  erasedAt: Date | null;
  /** Null where that kind of account has none. */
  wallet: Readonly<{ currency: string; balanceMicros: bigint; heldMicros: bigint }> | null;
  /** The newest record of a call that may still be corrected; null when there is none. */
  lastCallAt: Date | null;
}>;

/** Why the account cannot be erased now; empty when it can. */
export function erasingObstacles({
  kind,
  status,
  erasedAt,
  wallet,
  lastCallAt,
}: Erasing): readonly Finding[] {
  if (kind === 'operator') return [finding('operator_stays', 'The operator stays.')];
  if (erasedAt !== null) {
    const at = erasedAt.toISOString();
    return [finding('erased_already', `Its personal data was erased at ${at}.`, '', { at })];
  }
  const obstacles: Finding[] = [];
  if (status !== 'closed')
    obstacles.push(finding('not_closed', 'The account is not closed.', 'Close it first.'));
  if (wallet !== null) obstacles.push(...moneyObstacles(wallet));
  if (lastCallAt !== null) {
    const until = new Date(lastCallAt.getTime() + CORRECTED_WITHIN_MS).toISOString();
    const message = 'The last call may still be corrected by its switch.';
    obstacles.push(finding('erased_while_corrected', message, `Wait until ${until}.`, { until }));
  }
  return obstacles;
}

/** Money has to go somewhere, and somebody has to be told where: that needs the person. */
function moneyObstacles({
  currency,
  balanceMicros,
  heldMicros,
}: NonNullable<Erasing['wallet']>): readonly Finding[] {
  if (balanceMicros > 0n) {
    const figures = { amount: formatMoney(balanceMicros), currency };
    const message = `${figures.amount} ${currency} of the holder's money are on the account.`;
    return [
      finding('erased_with_money', message, 'Pay it out or transfer it, so that the balance is 0.', figures),
    ];
  }
  if (balanceMicros < 0n) {
    const figures = { amount: formatMoney(-balanceMicros), currency };
    const message = `The account owes ${figures.amount} ${currency}.`;
    const fix = 'Record the payment or a correction, so that the balance is 0.';
    return [finding('erased_while_owing', message, fix, figures)];
  }
  if (heldMicros === 0n) return [];
  const figures = { amount: formatMoney(heldMicros), currency };
  const message = `${figures.amount} ${currency} are held for calls.`;
  return [finding('money_held', message, 'Wait until they have ended.', figures)];
}
