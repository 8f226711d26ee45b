import { addAmounts, isNegative, isZero } from '../../ui/format.ts';

/** Whether nothing is available only because calls that go on hold it: no payment is lacking then. */
export function isAllHeld({ available, held }: Readonly<{ available: string; held: string }>): boolean {
  const free = addAmounts(available, held);
  const isGone = isNegative(available) || isZero(available);
  return isGone && !isNegative(free) && !isZero(free);
}
