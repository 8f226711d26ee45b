/** Where calls may be sent: an address or a host name, never something a SIP URI could be bent with. */

const IPV4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
/** RFC 1123 §2.1: labels of letters, digits and hyphens; the last one is not a number. */
const HOST_NAME =
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*(?!\d+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Says whether `host` (lower case) is an IPv4 address, an IPv6 address or a host name. */
export function isGatewayHost(host: string): boolean {
  return IPV4.test(host) || HOST_NAME.test(host) || isIpv6(host);
}

/** RFC 4291 §2.2, without zone ids and without brackets. */
function isIpv6(host: string): boolean {
  if (!/^[0-9a-f:]{2,39}$/.test(host)) return false;
  const halves = host.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const areGroups = groups.every((group) => /^[0-9a-f]{1,4}$/.test(group));
  return areGroups && (halves.length === 2 ? groups.length <= 7 : groups.length === 8);
}
