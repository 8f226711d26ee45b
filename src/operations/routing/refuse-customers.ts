/** What comes from a customer's address is the customer's, so a carrier must not call from there. */
import { parseNetwork } from '../../domain/accounts/networks.ts';
import { Problem } from '../../domain/problem.ts';
import { lockNetworks } from '../../postgres/accounts/overlapping-networks.ts';
import { accountInNetwork } from '../../postgres/routing/route-addresses.ts';
import type { Tx } from '../../postgres/pool.ts';

/** Throws `address_taken` at the field. Host names are let through: nobody knows here what they stand for. */
export async function refuseCustomers(
  tx: Tx,
  field: 'host' | 'inboundNetworks',
  networks: readonly string[],
): Promise<void> {
  const known = networks.filter((network) => parseNetwork(network) !== null);
  if (known.length === 0) return;
  await lockNetworks(tx);
  for (const network of known) {
    const number = await accountInNetwork(tx, network);
    if (number === null) continue;
    const message = `"${network}" is an address of account ${number}, whose calls come from there. Take it away there, or give it a tech prefix there.`;
    throw new Problem('address_taken', { errors: [{ field, code: 'network_of_account', message }] });
  }
}
