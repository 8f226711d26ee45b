/**
 * A call belongs to the account of the narrowest network it comes from, and of the longest tech prefix: a network inside
 * somebody else's takes its calls. Accounts below one parent share networks as they like. Across parents, only who stands
 * above both may say that it is meant so; everybody else is refused, and learns nothing of whose it is.
 */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { overlaps, parseNetwork } from '../../domain/accounts/networks.ts';
import { known } from '../../domain/assert.ts';
import { Problem, type FieldError } from '../../domain/problem.ts';
import type { ItemRow, ItemValues } from '../../postgres/accounts/account-items.ts';
import type { AccountNode } from '../../postgres/accounts/find-account.ts';
import { lockNetworks, overlappedAccounts } from '../../postgres/accounts/overlapping-networks.ts';
import { routeHosts } from '../../postgres/routing/route-addresses.ts';
import type { Tx } from '../../postgres/pool.ts';

/** How many accounts a refusal names. */
const NAMED_MAX = 3;

/** Says nothing of whose it is. */
const IN_USE: FieldError = {
  field: 'network',
  code: 'network_in_use',
  message:
    'This network, or a part of it, is in use. Give the addresses that are this account’s alone, or ask whoever is above you.',
};

/** Throws `address_taken`. A new label alone takes no calls. */
export async function checkNetwork(
  tx: Tx,
  actor: Actor,
  account: AccountNode,
  { before, values }: Readonly<{ before: ItemRow | null; values: ItemValues }>,
): Promise<void> {
  const { network = before?.['network'], techPrefix, acceptOverlap } = values;
  if (values['network'] === undefined && techPrefix === undefined) return;
  await lockNetworks(tx);
  if ((techPrefix ?? before?.['techPrefix'] ?? '') === '') await refuseRoutes(tx, actor, String(network));
  const others = await overlappedAccounts(tx, account, String(network));
  if (others.length === 0) return;
  if (others.some(({ path }) => !path.startsWith(actor.scopePath))) {
    throw new Problem('address_taken', { errors: [IN_USE] });
  }
  if (acceptOverlap === true) return;
  const named = others.slice(0, NAMED_MAX).map(({ number }) => number);
  const more = others.length > NAMED_MAX ? ` and ${others.length - NAMED_MAX} more` : '';
  throw new Problem('address_taken', {
    errors: [
      {
        field: 'acceptOverlap',
        code: 'overlap_not_accepted',
        message: `The network overlaps one of ${named.join(', ')}${more}, below another reseller: the narrower network, and the longer tech prefix, takes the calls. Send true if that is meant.`,
      },
    ],
  });
}

/** What comes from a carrier would be the customer's. With a tech prefix its calls are told from the carrier's. */
async function refuseRoutes(tx: Tx, actor: Actor, network: string): Promise<void> {
  const own = known(parseNetwork(network), 'a network that was checked');
  const host = (await routeHosts(tx)).find((each) => {
    const theirs = parseNetwork(each);
    return theirs !== null && overlaps(own, theirs);
  });
  if (host === undefined) return;
  const message = `"${host}" is the address of a carrier or a switch: what comes from there would be this customer's. Give the customer's own address, or a tech prefix.`;
  // Others learn nothing of carriers.
  throw new Problem('address_taken', {
    errors: [isStaff(actor) ? { field: 'network', code: 'network_of_route', message } : IN_USE],
  });
}
