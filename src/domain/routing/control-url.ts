/** Where commands for a switch may be sent, with its key: never to what only looks like an address of the operator's. */

import { isLinkLocal } from './link-local.ts';

/** What is wrong with an http(s) address, in words; null = nothing. */
export function controlUrlMistake(text: string): string | null {
  if (!URL.canParse(text)) return null;
  // The parser writes every form of an IPv4 address as four numbers.
  const { username, password, hostname } = new URL(text);
  if (username !== '' || password !== '')
    return 'Leave user and password out of the address: the control key is what the switch is shown.';
  if (isLinkLocal(hostname))
    return 'Link-local addresses (169.254.0.0/16, fe80::/10) are refused: clouds keep credentials there. Send an address of the switch.';
  return null;
}
