/** Which way a call went. */
import type { Frozen } from './frozen.ts';

/** Out over a carrier; to a device or number of this operator; in by a DID; on from a DID to where it is forwarded; for help. */
export const DIRECTIONS = ['outbound', 'local', 'inbound', 'forwarded', 'emergency'] as const;
export type CallDirection = (typeof DIRECTIONS)[number];

export function directionOf({ inbound, forwarded, local, ownNumber, emergency }: Frozen): CallDirection {
  if (inbound !== undefined) return 'inbound';
  if (forwarded !== undefined) return 'forwarded';
  if (local !== undefined || ownNumber !== undefined) return 'local';
  return emergency === undefined ? 'outbound' : 'emergency';
}
