/** What an account would get back, worked out of its charges as the server does. */
import { formatMoney, parseMoney } from '../../../../src/domain/money.ts';
import { unusedDays } from '../../../../src/domain/products/periods.ts';
import { creditMicros } from '../../../../src/domain/products/prices.ts';
import type { Subscription } from '../../../ui/products/api.ts';
import type { ProductCharge } from './api.ts';

/** Of the days after today of the interval that is paid, in the currency of the account. */
export function unusedOf(
  { renewsAt, status, creditsUnused }: Subscription,
  charges: readonly ProductCharge[],
  { now, zone }: Readonly<{ now: Date; zone: string }>,
): Readonly<{ amount: string; currency: string }> {
  const fees = charges.filter(
    ({ part, level, isCommission, to }) =>
      part === 'fee' && level === 0 && !isCommission && to !== null && to === renewsAt,
  );
  const currency = fees[0]?.currency ?? '';
  if (status !== 'active' || !creditsUnused) return { amount: '0', currency };
  const micros = fees.reduce((sum, { from, to, amount, quantity }) => {
    const span = { from: new Date(from), to: new Date(to ?? from) };
    const fee = { amountMicros: parseMoney(amount) ?? 0n, quantity };
    return sum + creditMicros(fee, unusedDays(span, now, zone), currency);
  }, 0n);
  return { amount: formatMoney(micros), currency };
}
