/** How long an API key works, and from where. */
import { containsAddress, parseAddress, parseNetwork } from './networks.ts';

/** More is a network. The database holds it too. */
export const API_KEY_ADDRESSES_MAX = 20;

const DAY_MS = 24 * 3600 * 1000;
/** Time enough to make another key and to give it to a program. */
const WARNED_BEFORE_MS = 14 * DAY_MS;

type Limits = Readonly<{
  /** Null = it does not end by itself. */
  expiresAt: Date | null;
  /** Addresses and networks; none = everywhere. */
  addresses: readonly string[];
}>;

/** Why a key is refused, as the code of the problem; null while it works. An address that nobody can read is in no list. */
export function keyRefusal(
  { expiresAt, addresses }: Limits,
  { address, now }: Readonly<{ address: string; now: Date }>,
): 'api_key_expired' | 'api_key_address' | null {
  if (expiresAt !== null && now >= expiresAt) return 'api_key_expired';
  if (addresses.length === 0) return null;
  const parsed = parseAddress(address.replace(/%.*$/, ''));
  const isListed = addresses.some((each) => {
    const network = parseNetwork(each);
    return network !== null && parsed !== null && containsAddress(network, parsed);
  });
  return isListed ? null : 'api_key_address';
}

/** soon: its holder is told. */
export function keyState(expiresAt: Date | null, now: Date): 'active' | 'soon' | 'expired' {
  if (expiresAt === null) return 'active';
  if (now >= expiresAt) return 'expired';
  return expiresAt <= warnedUntil(now) ? 'soon' : 'active';
}

/** Keys that end until then are ending soon. */
export function warnedUntil(now: Date): Date {
  return new Date(now.getTime() + WARNED_BEFORE_MS);
}
