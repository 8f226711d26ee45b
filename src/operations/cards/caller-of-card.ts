/** Who calls an access number: the number that is shown, as far as it is one, and under what its guesses are counted. */
import { keysOfAddress, parseAddress } from '../../domain/accounts/networks.ts';
import type { Catalogue } from '../../domain/charging/catalogue.ts';
import { trunkOfAddress } from '../../domain/charging/dids-in-charging.ts';
import { toE164 } from '../../domain/numbering/e164.ts';
import type { CardChannel } from '../../domain/cards/card-step.ts';

export type CardCaller = Readonly<{
  /** E.164 digits; null for none, and for what is no number. */
  number: string | null;
  /** A carrier says whose number it is. What a phone or a PBX of our own writes proves nothing. */
  isProved: boolean;
  key: string;
}>;

/** Carriers write numbers with their country, with "+" or without, or as they are dialled in theirs. */
export function callerOfCard(
  catalogue: Catalogue,
  {
    callerNumber,
    sourceAddress,
    device,
    accessNumber,
  }: Pick<CardChannel, 'callerNumber' | 'sourceAddress' | 'device' | 'accessNumber'>,
): CardCaller {
  const address = parseAddress(sourceAddress);
  const trunk = address === null || device !== null ? null : trunkOfAddress(catalogue, address);
  const country = trunk === null ? null : (catalogue.accounts.get(trunk.providerId)?.country ?? null);
  const number = callerNumber === null ? null : (toE164(callerNumber, null) ?? toE164(callerNumber, country));
  if (device !== null) return { number, isProved: false, key: `device ${device}` };
  if (trunk === null) {
    const [narrowest = sourceAddress] = address === null ? [] : keysOfAddress(address);
    return { number, isProved: false, key: `address ${narrowest}` };
  }
  if (number !== null) return { number, isProved: true, key: number };
  return { number, isProved: false, key: `anonymous ${accessNumber} trunk ${trunk.id}` };
}
