/** Which addresses belong to the internet: a request that somebody else chose the target of goes nowhere else. */
import ipaddr from 'ipaddr.js';

/** RFC 4291 §2.4 and the IANA registry: everything else of IPv6 is not, or not yet, anybody's. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** RFC 5214 §6.1: the second half of an address that carries an IPv4 address, which may be a private one. */
const ISATAP = new Set(['0:5efe', '200:5efe']);

/**
 * Whether an address, as a resolver writes it, is a public one of a single machine. Private, loopback, link-local, shared (CGNAT),
 * multicast, documentation, benchmarking and reserved ones are not; nor is IPv6 that carries an IPv4 address (mapped, compatible, 6to4,
 * Teredo, NAT64, ISATAP), because of the machine that unpacks it.
 */
export function isPublicAddress(text: string): boolean {
  if (text.includes('%')) return false;
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text).range() === 'unicast';
  if (!ipaddr.IPv6.isValid(text)) return false;
  const address = ipaddr.IPv6.parse(text);
  const [, , , , fifth = 0, sixth = 0] = address.parts;
  return (
    address.match(GLOBAL_UNICAST) &&
    address.range() === 'unicast' &&
    !ISATAP.has(`${fifth.toString(16)}:${sixth.toString(16)}`)
  );
}
