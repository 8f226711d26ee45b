/** What is counted of a call that belongs to nobody. */
import { keysOfAddress, parseAddress } from '../accounts/networks.ts';
import type { Catalogue } from './catalogue.ts';
import { trunkOfAddress } from './dids-in-charging.ts';
import type { AuthorizeEvent } from './events.ts';
import type { UnknownCallKind } from './unknown-call-kinds.ts';

/** Where it is not known, or one of too many to tell apart. */
export const ANY_SOURCE = '0.0.0.0';

export type UnknownCall = Readonly<{
  switchId: bigint;
  /** An IP address. */
  source: string;
  kind: UnknownCallKind;
  username: string | null;
  realm: string | null;
  dialled: string;
  userAgent: string | null;
}>;

const TEXT_MAX = 64;
const AGENT_MAX = 128;

/** What is counted of a question that belongs to nobody. `atMs` tells a device whose credential has run out. */
export function unknownCall(catalogue: Catalogue, event: AuthorizeEvent, atMs: number): UnknownCall {
  const { switchId, identity, sourceAddress, destination, userAgent } = event;
  const source = identity.type === 'ip_address' ? identity.address : sourceAddress;
  return {
    switchId,
    source: parseAddress(source) === null ? ANY_SOURCE : source,
    kind: kindOf(catalogue, event, atMs),
    username: identity.type === 'sip_device' ? identity.username : null,
    realm: identity.type === 'sip_device' ? identity.realm : null,
    dialled: destination.slice(0, TEXT_MAX),
    userAgent: userAgent?.slice(0, AGENT_MAX) ?? null,
  };
}

function kindOf(catalogue: Catalogue, { identity }: AuthorizeEvent, atMs: number): UnknownCallKind {
  if (identity.type === 'sip_device') {
    const device = catalogue.devices.get(`${identity.username}@${identity.realm}`);
    if (device === undefined) return 'unknown_username';
    const hasEnded = device.validUntilMs !== null && device.validUntilMs <= atMs;
    return hasEnded ? 'credential_ended' : 'device_inactive';
  }
  if (identity.type !== 'ip_address') return 'unknown_did';
  const address = parseAddress(identity.address);
  if (address === null) return 'foreign_address';
  if (keysOfAddress(address).some((key) => catalogue.addresses.has(key))) return 'wrong_tech_prefix';
  return trunkOfAddress(catalogue, address) === null ? 'foreign_address' : 'unknown_did';
}
