/**
 * A call belongs to the account of the narrowest network it comes from, and of the longest tech prefix: a network inside
 * somebody else's takes its calls. Accounts below one parent share networks as they like. Across parents, only who stands
 * above both may say that it is meant so; everybody else is refused, and learns nothing of whose it is.
 */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import type { ItemRow, ItemValues } from '../../postgres/accounts/account-items.ts';
import type { AccountNode } from '../../postgres/accounts/find-account.ts';
import { lockNetworks, overlappedAccounts } from '../../postgres/accounts/overlapping-networks.ts';
import type { Tx } from '../../postgres/pool.ts';

/** How many accounts a refusal names. */
const NAMED_MAX = 3;

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
  const others = await overlappedAccounts(tx, account, String(network));
  if (others.length === 0) return;
  if (others.some(({ path }) => !path.startsWith(actor.scopePath))) {
    throw new Problem('address_taken', {
      errors: [
        {
          field: 'network',
          code: 'network_in_use',
          message:
            'This network, or a part of it, is in use. Give the addresses that are this account’s alone, or ask whoever is above you.',
        },
      ],
    });
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
