/** Addresses of one link alone. Clouds answer there with credentials of the machine, so nothing of ours asks them. */

/**
 * RFC 3927 and RFC 4291 §2.5.6, and the first inside IPv6 (§2.5.5). `host` is as a URL parser writes it (an IPv6 address in brackets), or as
 * somebody typed it.
 */
export function isLinkLocal(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  const written = hostOf(bare);
  return /^169\.254\./.test(written) || /^\[(fe[89ab][0-9a-f]:|::(ffff:)?a9fe:)/.test(written);
}

/** One address has many forms (0xa9fea9fe, 2852039166): the parser of URLs knows one for each. */
function hostOf(bare: string): string {
  const url = `http://${bare.includes(':') ? `[${bare}]` : bare}/`;
  return URL.canParse(url) ? new URL(url).hostname : bare;
}
