/** Who sees what, as the matrix of access expects it: a rule for each kind of thing, and nothing taken from the server. */
import type { OPERATIONS } from './access-operations.ts';

/** Parts of the tree: the operator's own accounts, a reseller's, its sub-reseller's, and those of another reseller. */
export type Place = 'operator' | 'reseller' | 'below' | 'sibling';
export const PLACES: readonly Place[] = ['operator', 'reseller', 'below', 'sibling'];

export type Seat = 'staff' | 'reseller' | 'below' | 'holder';
type Kind = NonNullable<(typeof OPERATIONS)[string]['to']>;

/** What stands in the tree: seen from above. */
const IN_TREE: readonly Kind[] = [
  'account',
  'device',
  'call',
  'document',
  'cardPayment',
  'draft',
  'item',
  'mail',
  'did',
  'job',
  'accessNumber',
  'pinPause',
  'subscription',
];
/** What one owner keeps for itself: not even whoever is above sees it among its own. */
const OF_OWNER: readonly Kind[] = [
  'localization',
  'template',
  'role',
  'tax',
  'product',
  'webhook',
  'couponBatch',
];
/** What is told by an id at all. */
export const SCOPED: readonly Kind[] = [
  ...IN_TREE,
  ...OF_OWNER,
  'rateGroup',
  'rate',
  'upload',
  'pendingPayment',
];

const TREE: Readonly<Record<Seat, readonly Place[]>> = {
  staff: PLACES,
  reseller: ['reseller', 'below'],
  below: ['below'],
  holder: ['reseller'],
};
const HOME: Readonly<Record<Seat, Place | null>> = {
  staff: 'operator',
  reseller: 'reseller',
  below: 'below',
  holder: null,
};

export function sees(seat: Seat, place: Place, kind: Kind): boolean {
  if (OF_OWNER.includes(kind)) return HOME[seat] === place;
  // Price lists are read by staff and by their owner, never by those below who buy at them.
  if (kind === 'rateGroup' || kind === 'rate') return seat === 'staff' || HOME[seat] === place;
  // Payments of a book: of its issuer and of staff.
  if (kind === 'pendingPayment') return seat === 'staff' || HOME[seat] === place;
  // A DID of the reseller that the customer does not have, and what it may not ask for at all.
  if (
    seat === 'holder' &&
    !['account', 'device', 'call', 'document', 'cardPayment', 'item', 'mail', 'subscription'].includes(kind)
  )
    return false;
  return TREE[seat].includes(place);
}
