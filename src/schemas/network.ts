/** Addresses that calls come from. */
import { z } from 'zod';
import { isNobodys, NETWORK_LENGTH_MIN, parseNetwork } from '../domain/accounts/networks.ts';

/** One address, or a network in CIDR notation that is no wider than somebody's own. */
export const network = z
  .string()
  .trim()
  .max(49)
  .superRefine((text, context) => {
    const parsed = parseNetwork(text);
    const message =
      parsed === null
        ? 'Send an address such as "192.0.2.10", or a network without host bits such as "192.0.2.0/24" or "2001:db8::/48".'
        : parsed.length < NETWORK_LENGTH_MIN[parsed.family]
          ? `Send a narrower network: /${NETWORK_LENGTH_MIN[parsed.family]} at least, or calls of strangers would be let in.`
          : isNobodys(parsed)
            ? 'Nobody calls from there: it is a loopback, link-local, multicast or reserved address. Send the one that the calls come from.'
            : null;
    if (message !== null) context.addIssue({ code: 'custom', message, params: { code: 'invalid_network' } });
  });
