/** Whose call is it: by the digest of a device, or by the address it comes from. */
import { isEmergencyNumber } from '../numbering/emergency-numbers.ts';
import { keysOfAddress, parseAddress } from '../accounts/networks.ts';
import type { Catalogue, KnownAccount } from './catalogue.ts';
import type { AuthorizeEvent } from './events.ts';

export type Identified = Readonly<{
  account: KnownAccount;
  deviceId: bigint | null;
  /** What was dialled, without the tech prefix that told the account. */
  dialled: string;
  /** What was dialled calls for help in the country of the account. */
  isEmergency: boolean;
}>;

/** Null for a stranger, and for a credential that has run out by `atMs`. */
export function identify(catalogue: Catalogue, event: AuthorizeEvent, atMs = 0): Identified | null {
  const { identity, destination } = event;
  if (identity.type === 'ip_address') return identifyByAddress(catalogue, identity.address, destination);
  const device = catalogue.devices.get(`${identity.username}@${identity.realm}`);
  if (device === undefined || !device.isActive) return null;
  if (device.validUntilMs !== null && device.validUntilMs <= atMs) return null;
  const account = catalogue.accounts.get(device.accountId);
  if (account === undefined) return null;
  const isEmergency = isEmergencyNumber(destination, account.country);
  return { account, deviceId: device.deviceId, dialled: destination, isEmergency };
}

/** The narrowest network wins, and inside it the longest tech prefix that was dialled. */
function identifyByAddress(catalogue: Catalogue, address: string, destination: string): Identified | null {
  const parsed = parseAddress(address);
  if (parsed === null) return null;
  for (const key of keysOfAddress(parsed)) {
    const listed = catalogue.addresses.get(key) ?? [];
    const callForHelp = listed.map(({ accountId }) => catalogue.accounts.get(accountId));
    const caller = callForHelp.find((each) => each && isEmergencyNumber(destination, each.country));
    // Who dials for help need not know the tech prefix.
    if (caller !== undefined)
      return { account: caller, deviceId: null, dialled: destination, isEmergency: true };
    const found = listed.find(({ techPrefix }) => destination.startsWith(techPrefix));
    const account = found === undefined ? undefined : catalogue.accounts.get(found.accountId);
    if (found === undefined || account === undefined) continue;
    const dialled = destination.slice(found.techPrefix.length);
    return { account, deviceId: null, dialled, isEmergency: isEmergencyNumber(dialled, account.country) };
  }
  return null;
}
