/** Where commands for a switch may be sent, with its key: never to what only looks like an address of the operator's. */

import { isGatewayHost } from './gateway-host.ts';
import { isLinkLocal } from './link-local.ts';

const LINK_LOCAL =
  'Link-local addresses (169.254.0.0/16, fe80::/10) are refused: clouds keep credentials there. Send an address of the switch.';
const USER = 'Leave user and password out of the address: the control key is what the switch is shown.';
const ESL = 'Send the event socket as host and port, such as "esl://127.0.0.1:8021".';

/** What is wrong with an address by http(s) or esl, in words; null = nothing. */
export function controlUrlMistake(text: string): string | null {
  if (!URL.canParse(text)) return null;
  // The parser writes every form of an IPv4 address as four numbers.
  const { protocol, username, password, hostname } = new URL(text);
  if (username !== '' || password !== '') return USER;
  if (isLinkLocal(hostname)) return LINK_LOCAL;
  return protocol === 'esl:' && eslAddress(text) === null ? ESL : null;
}

/** What the address of a switch of this kind has to be, in words; null = it is that. */
export function controlKindMistake(kind: string, controlUrl: string | null): string | null {
  if (controlUrl === null) return null;
  const isEsl = eslAddress(controlUrl) !== null;
  if (kind === 'freeswitch') return isEsl ? null : ESL;
  return isEsl
    ? 'Only a FreeSWITCH has an event socket. Send an address such as "http://127.0.0.1:5062".'
    : null;
}

/** As event_socket.conf of FreeSWITCH has it when nothing else is said. */
const ESL_PORT = 8021;

/** Host (IPv6 without brackets) and port of an event socket; null = it is no address of one. */
export function eslAddress(text: string): Readonly<{ host: string; port: number }> | null {
  const [, written, digits] = /^esl:\/\/(\[[^\]/]+\]|[^:/?#@[\]]+)(?::(\d{1,5}))?\/?$/i.exec(text) ?? [];
  const host = written?.replace(/^\[|\]$/g, '').toLowerCase() ?? '';
  const port = digits === undefined ? ESL_PORT : Number(digits);
  return isGatewayHost(host) && port >= 1 && port <= 65_535 ? { host, port } : null;
}
