/** What is looked up for a call that comes in or stays inside: the trunk of an address, a DID by its digits, and the phones that ring. */
import { keysOfAddress, networkKey, parseNetwork, type parseAddress } from '../accounts/networks.ts';
import { groupBy } from '../group-by.ts';
import { toE164 } from '../numbering/e164.ts';
import type { Catalogue, KnownDevice, KnownDid, KnownTrunk } from './catalogue.ts';
import type { DialledDevice, LocalTarget } from './frozen.ts';

type Address = NonNullable<ReturnType<typeof parseAddress>>;

/** Worked out once, until somebody changes a trunk. */
const trunksByNetwork = new WeakMap<Catalogue['trunks'], ReadonlyMap<string, KnownTrunk>>();

/**
 * The trunk that has a gateway at this address, or whose calls come from a network around it, the narrowest first; null for none.
 * What the name of a gateway stands for is not asked. At one address, a trunk that names it goes before those that have
 * a gateway there, and of these the oldest takes its calls.
 */
export function trunkOfAddress({ trunks }: Catalogue, address: Address): KnownTrunk | null {
  let byNetwork = trunksByNetwork.get(trunks);
  if (byNetwork === undefined) trunksByNetwork.set(trunks, (byNetwork = networksOf(trunks)));
  for (const key of keysOfAddress(address)) {
    const trunk = byNetwork.get(key);
    if (trunk !== undefined) return trunk;
  }
  return null;
}

function networksOf(trunks: Catalogue['trunks']): ReadonlyMap<string, KnownTrunk> {
  const byNetwork = new Map<string, KnownTrunk>();
  const active = [...trunks.values()].filter(({ isActive }) => isActive);
  const named = active.flatMap((trunk) => trunk.inboundNetworks.map((text) => ({ trunk, text })));
  const sentTo = active.flatMap((trunk) => trunk.gateways.map(({ host }) => ({ trunk, text: host })));
  for (const { trunk, text } of [...named, ...sentTo]) {
    const network = parseNetwork(text);
    if (network !== null && !byNetwork.has(networkKey(network))) byNetwork.set(networkKey(network), trunk);
  }
  return byNetwork;
}

/** Carriers write numbers with their country, with "+" or without, or as they are dialled in theirs. */
export function didDialled(
  { dids, accounts }: Catalogue,
  { providerId }: KnownTrunk,
  dialled: string,
): KnownDid | null {
  const whole = toE164(dialled, null);
  const did = whole === null ? undefined : dids.get(whole);
  if (did !== undefined) return did;
  const national = toE164(dialled, accounts.get(providerId)?.country ?? null);
  return (national === null ? undefined : dids.get(national)) ?? null;
}

type Named = Readonly<{ name: string; device: KnownDevice }>;
const namesByAccount = new WeakMap<Catalogue['devices'], ReadonlyMap<bigint, readonly Named[]>>();

/** The phones of an account that may be called at `atMs`, each by its newest name. */
export function phonesOf({ devices }: Catalogue, accountId: bigint, atMs: number): readonly LocalTarget[] {
  let byAccount = namesByAccount.get(devices);
  if (byAccount === undefined) {
    const named = Array.from(devices, ([name, device]) => ({ name, device }));
    namesByAccount.set(devices, (byAccount = groupBy(named, ({ device }) => device.accountId)));
  }
  return (byAccount.get(accountId) ?? []).flatMap(({ name, device }) =>
    device.isActive && isValid(device, atMs) ? [phoneOf(name, device)] : [],
  );
}

const isValid = ({ validUntilMs }: KnownDevice, atMs: number) => validUntilMs === null || validUntilMs > atMs;

const namesByExtension = new WeakMap<Catalogue['devices'], ReadonlyMap<string, readonly Named[]>>();

/** The device that has this extension in a domain, by its newest name; null for none. */
export function deviceOfExtension(
  { devices }: Catalogue,
  { extension, domainId }: Readonly<{ extension: string; domainId: bigint | undefined }>,
  atMs: number,
): DialledDevice | null {
  let byExtension = namesByExtension.get(devices);
  if (byExtension === undefined) {
    const named = Array.from(devices, ([name, device]) => ({ name, device }));
    const short = named.filter(({ device }) => device.extension !== null);
    byExtension = groupBy(short, ({ device }) => `${device.domainId}/${device.extension}`);
    namesByExtension.set(devices, byExtension);
  }
  const names = byExtension.get(`${domainId}/${extension}`) ?? [];
  const newest = names.findLast(({ device }) => device.validUntilMs === null) ?? names.at(-1);
  if (newest === undefined) return null;
  // A phone may still use the name from before.
  const others = names.filter((each) => each !== newest && isValid(each.device, atMs));
  const otherUris = others.map(({ name }) => uriOf(name));
  return {
    ...phoneOf(newest.name, newest.device),
    extension,
    ...(otherUris.length === 0 ? {} : { otherUris }),
  };
}

/** `name`: user name and realm. */
export function phoneOf(name: string, { publicId, accountId }: KnownDevice): LocalTarget {
  const [username = ''] = name.split('@');
  return { devicePublicId: publicId, accountId: String(accountId), username, uri: uriOf(name) };
}

const uriOf = (name: string) => `sip:${name}`;
