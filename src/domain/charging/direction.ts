/** Which way a call went. */
import type { Frozen } from './frozen.ts';

/**
 * Out over a carrier; to a device or number of this operator; in by a DID; on from a DID to where it is forwarded; for help; to an access
 * number of calling cards.
 */
export const DIRECTIONS = ['outbound', 'local', 'inbound', 'forwarded', 'emergency', 'access'] as const;
export type CallDirection = (typeof DIRECTIONS)[number];

export function directionOf({
  access,
  inbound,
  forwarded,
  local,
  ownNumber,
  emergency,
}: Frozen): CallDirection {
  if (access !== undefined) return 'access';
  if (inbound !== undefined) return 'inbound';
  if (forwarded !== undefined) return 'forwarded';
  if (local !== undefined || ownNumber !== undefined) return 'local';
  return emergency === undefined ? 'outbound' : 'emergency';
}
