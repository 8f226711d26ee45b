/** Where a call is sent, as a SIP URI (RFC 3261 §19.1). */

/**
 * The number as the carrier wants it, at one of its gateways. `number` is E.164 digits; the trunk's prefix is cut
 * where the number begins with it, then the other one put in front. IPv6 addresses stand in brackets.
 */
export function gatewayUri(
  gateway: Readonly<{ host: string; port: number }>,
  trunk: Readonly<{ stripPrefix: string; addPrefix: string }>,
  number: string,
): string {
  const cut = number.startsWith(trunk.stripPrefix) ? number.slice(trunk.stripPrefix.length) : number;
  // "#" would end the user part; the other signs that a trunk may add are allowed in it as they are.
  const user = (trunk.addPrefix + cut).replaceAll('#', '%23');
  const host = gateway.host.includes(':') ? `[${gateway.host}]` : gateway.host;
  return `sip:${user}@${host}:${gateway.port}`;
}
