/** Access numbers of calling cards: whoever calls one is asked for a card, and not for what a call to it may cost. */
import { toE164 } from '../numbering/e164.ts';
import type { Catalogue, KnownDid } from './catalogue.ts';
import type { AuthorizeEvent } from './events.ts';
import { identify } from './identify.ts';

/**
 * The access number that a caller known to us dials, from a carrier or from a phone of this operator; null for any other number, and
 * for a stranger. One that is switched off is one as well.
 */
export function accessNumberDialled(
  catalogue: Catalogue,
  event: AuthorizeEvent,
  atMs: number,
): KnownDid | null {
  const identified = identify(catalogue, event, atMs);
  if (identified === null || identified.isEmergency) return null;
  const { inbound, account, dialled } = identified;
  const did = inbound?.did ?? catalogue.dids.get(toE164(dialled, account.country) ?? '');
  return did === undefined || did.access === null ? null : did;
}
