/** One way to a carrier stands once in a trunk, and whose calls come in from an address is clear. */
import { networkKey, parseNetwork } from '../../domain/accounts/networks.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { lockNetworks } from '../../postgres/accounts/overlapping-networks.ts';
import { readGatewayAddresses, readInboundNetworks } from '../../postgres/routing/route-addresses.ts';
import type { GatewayValues } from '../../postgres/routing/trunks.ts';
import type { Tx } from '../../postgres/pool.ts';

/** The same for each way to write an address. */
function keyOf(address: string): string {
  const network = parseNetwork(address);
  return network === null ? address : networkKey(network);
}

/**
 * Throws `gateway_exists` at the host. Another trunk may have the address: a carrier with several price lists. Saves of
 * gateways come one after the other.
 */
export async function refuseSameGateway(
  tx: Tx,
  { trunkId, gatewayId }: Readonly<{ trunkId: bigint; gatewayId: bigint | null }>,
  { host, port, transport }: Pick<GatewayValues, 'host' | 'port' | 'transport'>,
): Promise<void> {
  await lockNetworks(tx);
  const same = (await readGatewayAddresses(tx)).find(
    (each) =>
      each.trunkId === trunkId &&
      each.id !== gatewayId &&
      keyOf(each.host) === keyOf(host) &&
      each.port === port &&
      each.transport === transport,
  );
  if (same === undefined) return;
  throw fieldProblem(
    'host',
    'gateway_exists',
    `Gateway "${same.name}" of this trunk has this host, port and transport already. Change that one, or type another host or port.`,
  );
}

/**
 * Throws `network_of_trunk` where another trunk names the same network, or has a gateway there and this one (`null`: a
 * new one) has none. Of trunks that share a gateway's address, one may say so that the calls from there are its own.
 */
export async function refuseOtherTrunks(
  tx: Tx,
  trunkId: bigint | null,
  networks: readonly string[],
): Promise<void> {
  if (networks.length === 0) return;
  await lockNetworks(tx);
  const gateways = (await readGatewayAddresses(tx)).filter(({ isActive }) => isActive);
  const named = await readInboundNetworks(tx);
  for (const network of networks) {
    const isSame = ({ host }: Readonly<{ host: string }>) => keyOf(host) === keyOf(network);
    const atGateways = gateways.filter(isSame);
    const isOwn = atGateways.some((each) => each.trunkId === trunkId);
    const other = [...named.filter(isSame), ...(isOwn ? [] : atGateways)].find(
      (each) => each.trunkId !== trunkId,
    );
    if (other === undefined) continue;
    throw fieldProblem(
      'inboundNetworks',
      'network_of_trunk',
      `"${network}" is an address of trunk "${other.trunkName}", which takes the calls that come in from there. Take it away there, or leave it out here.`,
    );
  }
}
