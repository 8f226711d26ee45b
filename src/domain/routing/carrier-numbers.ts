/** The numbers of a call as a carrier wants them: termination localization, the prefixes of its trunk, then the rate's. */
import { localize, type LocalizationSet } from '../numbering/localization.ts';
import type { NumberChange } from '../rating/number-change.ts';

export type CarrierNumbers = Readonly<{
  /** Digits, "*" and "#", with a "+" in front or not. */
  destination: string;
  /** Digits, with a "+" in front or not; null = the call is sent without one. */
  caller: string | null;
}>;

const DIALLED = /^\+?[0-9*#]+$/;
/** As the generated configuration of a switch checks it. */
const SHOWN = /^\+?[0-9]{2,32}$/;

/**
 * `destination` and `caller` are E.164 digits. The rules of each set are applied to what the one before left; then the
 * trunk's prefix is cut where the number begins with it, and the other one put in front; last of all the carrier's rate takes
 * digits off and puts others there. What is no number any more does not go out: without a caller ID when it is that, and
 * null when nothing is left to dial.
 */
export function carrierNumbers(
  sets: readonly LocalizationSet[],
  trunk: Readonly<{ stripPrefix: string; addPrefix: string }>,
  rate: NumberChange,
  { destination, caller }: CarrierNumbers,
): CarrierNumbers | null {
  let [dialled, shown] = [destination, caller];
  for (const { terminationDestination, terminationOutboundCallerId } of sets) {
    dialled = localize(terminationDestination, dialled).number;
    if (shown !== null) shown = localize(terminationOutboundCallerId, shown).number;
  }
  const cut = dialled.startsWith(trunk.stripPrefix) ? dialled.slice(trunk.stripPrefix.length) : dialled;
  const rest = withoutDigits(trunk.addPrefix + cut, rate.stripDigits);
  const sent = rate.addPrefix + rest;
  if (rest === '' || !DIALLED.test(sent)) return null;
  return { destination: sent, caller: shown !== null && SHOWN.test(shown) ? shown : null };
}

/** "+" is no digit: it goes with the first one that does. */
function withoutDigits(number: string, count: number): string {
  return count === 0 ? number : number.replace(/^\+/, '').slice(count);
}
