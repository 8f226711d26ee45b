/** Where a request that others chose the address of may go. */
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Which other machines may be reached. Not given = those of the internet, by https. */
export type Outgoing = Readonly<{
  /** Hosts, or hosts with a port, that may be reached by http and wherever they are: `localhost:3000`, `crm.internal`. */
  localTargets?: readonly string[] | undefined;
  /** Certificates to trust beside those that Node trusts, as PEM. */
  trusted?: string | undefined;
  /** All addresses of a host; the system's resolver if not given. */
  resolve?: Resolve | undefined;
}>;

export type Resolve = (host: string) => Promise<readonly Readonly<{ address: string; family: number }>[]>;

/** Why nothing was answered. The message is for whoever gave the address: what is wrong, and what to do. */
export class OutgoingError extends Error {
  override name = 'OutgoingError';
  readonly code: OutgoingErrorCode;
  constructor(code: OutgoingErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export type OutgoingErrorCode =
  | 'not_an_url'
  | 'not_https'
  | 'not_public'
  | 'not_found'
  | 'timeout'
  | 'not_trusted'
  | 'failed'
  | 'too_large';

export type Target = Readonly<{
  url: URL;
  /** Without the brackets of an IPv6 address. */
  host: string;
  /** The operator named it, so it may be anywhere. */
  isLocal: boolean;
}>;

/** RFC 6761 §6.3: with all its names below, and a full stop at its end. */
const LOCALHOST = /(^|\.)localhost\.?$/;

/** What can be seen of an address without asking anybody. Throws `OutgoingError`. */
export function targetOf(text: string, { localTargets = [] }: Outgoing): Target {
  if (!URL.canParse(text))
    throw new OutgoingError('not_an_url', 'This is no address. Give one like https://crm.example.com/hook.');
  const url = new URL(text);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new OutgoingError(
      'not_https',
      `Only https is spoken, not ${url.protocol.replace(':', '')}. Give an address that begins with https://.`,
    );
  if (url.username !== '' || url.password !== '')
    throw new OutgoingError(
      'not_an_url',
      'A user or password in an address would be shown and logged. Take them out.',
    );
  const isLocal = localTargets.some((target) => isNamed(target, url));
  if (isLocal) return { url, host, isLocal };
  if (url.protocol === 'http:')
    throw new OutgoingError(
      'not_https',
      'Over http everybody on the way could read and change it. Give an address that begins with https://.',
    );
  // An address may be of full stops alone: no name, and nobody to look for.
  if (/^\.*$/.test(host))
    throw new OutgoingError('not_an_url', 'This is no address. Give one like https://crm.example.com/hook.');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw notPublic(host);
  if (LOCALHOST.test(host)) throw notPublic(host);
  return { url, host, isLocal };
}

export function notPublic(host: string): OutgoingError {
  return new OutgoingError(
    'not_public',
    `${host} is no machine of the public internet, and requests go nowhere else. Give a public address, or have the operator name it in --local-targets.`,
  );
}

/** Names are compared as URLs write them: lower case, punycode, the port of the protocol left out. */
function isNamed(target: string, url: URL): boolean {
  const named = `${url.protocol}//${target}`;
  if (!URL.canParse(named)) return false;
  const { hostname, host } = new URL(named);
  const hasPort = /:\d+$/.test(target);
  return hasPort ? host === url.host : hostname === url.hostname;
}
