/** Where a call is sent, as a SIP URI (RFC 3261 §19.1). */

/** `number` is what the carrier wants to be dialled. IPv6 addresses stand in brackets. */
export function gatewayUri(gateway: Readonly<{ host: string; port: number }>, number: string): string {
  // "#" would end the user part; the other signs of a number are allowed in it as they are.
  const user = number.replaceAll('#', '%23');
  const host = gateway.host.includes(':') ? `[${gateway.host}]` : gateway.host;
  return `sip:${user}@${host}:${gateway.port}`;
}

/** The number in such a URI; null where it was masked. */
export function numberInUri(uri: string): string | null {
  const user = /^sip:([^@]+)@/.exec(uri)?.[1];
  return user?.replaceAll('%23', '#') ?? null;
}
