/** IP networks in CIDR notation (RFC 4632, RFC 4291 §2.3), as integers that can be compared. */

export type Network = Readonly<{ family: 4 | 6; base: bigint; length: number }>;

/** Wider ones would make strangers customers. */
export const NETWORK_LENGTH_MIN = { 4: 16, 6: 48 } as const;

const BITS = { 4: 32, 6: 128 } as const;

/** Parses "192.0.2.1", "192.0.2.0/24" or an IPv6 of either kind; null for anything else, also for host bits that are set. */
export function parseNetwork(text: string): Network | null {
  const match = /^([0-9a-fA-F.:]{2,45})(?:\/(\d{1,3}))?$/.exec(text);
  const address = match === null ? null : parseAddress(match[1] ?? '');
  if (match === null || address === null) return null;
  const bits = BITS[address.family];
  const length = match[2] === undefined ? bits : Number(match[2]);
  if (length > bits) return null;
  const network = { family: address.family, base: address.value, length };
  return maskOf(network) === address.value ? network : null;
}

/** Parses one address; an IPv4 address written as IPv6 (::ffff:192.0.2.1) is the IPv4 address. */
export function parseAddress(text: string): Readonly<{ family: 4 | 6; value: bigint }> | null {
  if (!text.includes(':')) {
    const value = ipv4(text);
    return value === null ? null : { family: 4, value };
  }
  const value = ipv6(text);
  if (value === null) return null;
  return value >> 32n === 0xffffn ? { family: 4, value: value & 0xffff_ffffn } : { family: 6, value };
}

/** RFC 6890: this host, loopback, link-local, multicast and what is reserved. No customer calls from there. */
const NOBODYS = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/3',
  '::/127',
  'fe80::/10',
  'ff00::/8',
];

/** Says whether the network lies in, or around, addresses that no customer calls from. */
export function isNobodys(network: Network): boolean {
  return NOBODYS.some((text) => {
    const other = parseNetwork(text);
    return other !== null && overlaps(network, other);
  });
}

/** Says whether two networks have an address in common. */
export function overlaps(one: Network, other: Network): boolean {
  const [wide, narrow] = one.length <= other.length ? [one, other] : [other, one];
  return containsAddress(wide, { family: narrow.family, value: narrow.base });
}

/** The key under which a network is found again: family, length and the bits that count. */
export function networkKey({ family, base, length }: Network): string {
  return `${family}/${length}/${base >> BigInt(BITS[family] - length)}`;
}

/** The keys of every network that an address may lie in, the narrowest first. */
export function keysOfAddress(address: Readonly<{ family: 4 | 6; value: bigint }>): readonly string[] {
  const { family, value: base } = address;
  const keys = [];
  for (let length: number = BITS[family]; length >= NETWORK_LENGTH_MIN[family]; length--) {
    keys.push(networkKey({ family, base, length }));
  }
  return keys;
}

/** Says whether an address lies in a network. */
export function containsAddress(
  network: Network,
  address: Readonly<{ family: 4 | 6; value: bigint }>,
): boolean {
  const { family, base, length } = network;
  return address.family === family && maskOf({ family, base: address.value, length }) === base;
}

/** The first address of the network: what stands where host bits were set. */
function maskOf({ family, base, length }: Network): bigint {
  const rest = BigInt(BITS[family] - length);
  return (base >> rest) << rest;
}

function ipv4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let value = 0n;
  for (const part of parts) {
    // No leading zeros: some programs read them as octal.
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    value = value * 256n + BigInt(part);
  }
  return value;
}

function ipv6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => (half === '' ? [] : groupsOf(half)));
  if (head === null || head === undefined || tail === null) return null;
  const given = head.length + (tail?.length ?? 0);
  const isWhole = halves.length === 1 ? given === 8 : given <= 7;
  if (!isWhole) return null;
  const groups = [...head, ...Array.from({ length: 8 - given }, () => 0n), ...(tail ?? [])];
  return groups.reduce((value, group) => value * 65_536n + group, 0n);
}

function groupsOf(half: string): bigint[] | null {
  const groups: bigint[] = [];
  const parts = half.split(':');
  for (const [index, part] of parts.entries()) {
    const embedded = index === parts.length - 1 && part.includes('.') ? ipv4(part) : null;
    if (embedded !== null) groups.push(embedded >> 16n, embedded & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return null;
  }
  return groups;
}
