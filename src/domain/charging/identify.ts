/** Whose call is it: by the digest of a device, by the address it comes from, or by the number that it goes on from. */
import { isWithin } from '../accounts/tree.ts';
import { isEmergencyNumber } from '../numbering/emergency-numbers.ts';
import { keysOfAddress, parseAddress } from '../accounts/networks.ts';
import type { Catalogue, KnownAccount, KnownDid, KnownTrunk } from './catalogue.ts';
import { didDialled, trunkOfAddress } from './dids-in-charging.ts';
import type { AuthorizeEvent, CardIdentity } from './events.ts';

export type Identified = Readonly<{
  account: KnownAccount;
  deviceId: bigint | null;
  /** What was dialled, without the tech prefix that told the account. */
  dialled: string;
  /** What was dialled calls for help in the country of the account. */
  isEmergency: boolean;
  /**
   * A call that comes in by a DID: `account` is whoever has it, or the owner of the inventory where nobody does. `trunk` is null
   * for a call of another account of this operator.
   */
  inbound?: Readonly<{ did: KnownDid; trunk: KnownTrunk | null }>;
  /** A call that goes on from this DID to where it is forwarded. */
  forwardedFrom?: KnownDid;
  /** By a calling card: the access number that was called, and whether the call to it is meant, or one that is made there. */
  card?: Readonly<{ did: KnownDid; isAccess: boolean }>;
}>;

/** Null for a stranger, and for a credential that has run out by `atMs`. */
export function identify(catalogue: Catalogue, event: AuthorizeEvent, atMs = 0): Identified | null {
  const { identity, destination } = event;
  if (identity.type === 'ip_address') return identifyByAddress(catalogue, identity.address, destination);
  if ('accessNumber' in identity) return identifyByCard(catalogue, identity, destination);
  if (identity.type !== 'sip_device') return identifyByNumber(catalogue, identity);
  const device = catalogue.devices.get(`${identity.username}@${identity.realm}`);
  if (device === undefined || !device.isActive) return null;
  if (device.validUntilMs !== null && device.validUntilMs <= atMs) return null;
  const account = catalogue.accounts.get(device.accountId);
  if (account === undefined) return null;
  const isEmergency = isEmergencyNumber(destination, account.country);
  return { account, deviceId: device.deviceId, dialled: destination, isEmergency };
}

/** A customer below the owner of the access number; whoever asks has checked its PIN, or the number that it called from. */
function identifyByCard(
  catalogue: Catalogue,
  { type, accountId, accessNumber }: CardIdentity,
  dialled: string,
): Identified | null {
  const account = catalogue.accounts.get(BigInt(accountId));
  const did = catalogue.dids.get(accessNumber);
  if (account === undefined || did === undefined || !mayUseAccess(catalogue, account, did)) return null;
  const isAccess = type === 'card_access';
  const isEmergency = !isAccess && isEmergencyNumber(dialled, account.country);
  return { account, deviceId: null, dialled, isEmergency, card: { did, isAccess } };
}

/** Customers below whoever has the number in its inventory, as long as it is an access number. */
export function mayUseAccess(
  { accounts }: Pick<Catalogue, 'accounts'>,
  { kind, path }: Pick<KnownAccount, 'kind' | 'path'>,
  { access, ownerId }: KnownDid,
): boolean {
  const owner = accounts.get(ownerId);
  return access !== null && kind === 'customer' && owner !== undefined && isWithin(path, owner.path);
}

/**
 * The narrowest network wins, and inside it the longest tech prefix that was dialled. A call for help is looked for first, and in
 * the same order: for whoever has dialled what calls for help behind its prefix, and only then for anybody of these networks
 * whose country knows the number, for who needs help need not know the tech prefix.
 */
function identifyByAddress(catalogue: Catalogue, address: string, destination: string): Identified | null {
  const parsed = parseAddress(address);
  if (parsed === null) return null;
  const listed = keysOfAddress(parsed).flatMap((key) =>
    (catalogue.addresses.get(key) ?? []).flatMap(({ accountId, techPrefix }) => {
      const account = catalogue.accounts.get(accountId);
      return account === undefined ? [] : { account, techPrefix };
    }),
  );
  const matching = listed
    .filter(({ techPrefix }) => destination.startsWith(techPrefix))
    .map(({ account, techPrefix }) => ({ account, dialled: destination.slice(techPrefix.length) }));
  const asDialled = listed.map(({ account }) => ({ account, dialled: destination }));
  const callsForHelp = ({ account, dialled }: (typeof asDialled)[number]) =>
    isEmergencyNumber(dialled, account.country);
  const forHelp = matching.find(callsForHelp) ?? asDialled.find(callsForHelp);
  const found = forHelp ?? matching[0];
  if (found === undefined) return identifyByGateway(catalogue, parsed, destination);
  return { ...found, deviceId: null, isEmergency: forHelp !== undefined };
}

/**
 * A carrier's address lets calls in to our numbers, and nowhere else: whoever dials anything besides from there may be a phone
 * behind it, and must show a digest.
 */
function identifyByGateway(
  catalogue: Catalogue,
  address: NonNullable<ReturnType<typeof parseAddress>>,
  destination: string,
): Identified | null {
  const trunk = trunkOfAddress(catalogue, address);
  if (trunk === null) return null;
  const did = didDialled(catalogue, trunk, destination);
  return did === null ? null : inboundTo(catalogue, did, trunk, destination);
}

function inboundTo(
  { accounts }: Catalogue,
  did: KnownDid,
  trunk: KnownTrunk | null,
  dialled: string,
): Identified | null {
  const account = accounts.get(did.accountId ?? did.ownerId);
  if (account === undefined) return null;
  return { account, deviceId: null, dialled, isEmergency: false, inbound: { did, trunk } };
}

/** What goes on from a call that was granted: the switch says so, and it was us who told it where to. */
function identifyByNumber(
  catalogue: Catalogue,
  { type, number }: Readonly<{ type: 'number' | 'forward'; number: string }>,
): Identified | null {
  const did = catalogue.dids.get(number);
  if (did === undefined) return null;
  if (type === 'number') return inboundTo(catalogue, did, null, `+${number}`);
  const account = did.accountId === null ? undefined : catalogue.accounts.get(did.accountId);
  if (account === undefined || did.forward === null) return null;
  const dialled = `+${did.forward.to}`;
  return { account, deviceId: null, dialled, isEmergency: false, forwardedFrom: did };
}
