/** Addresses of gateways and switches: calls from there are no customer's, unless a tech prefix tells them apart. */
import type { Db } from '../pool.ts';

/** Hosts of all gateways, networks that carriers send from, and hosts of all switches. Names among them may stand for any address. */
export async function routeHosts(db: Db): Promise<readonly string[]> {
  const { rows } = await db.query<{ host: string }>(
    `select host from gateways union select unnest(inbound_networks)::text from trunks
     union select control_url from switches where control_url is not null`,
  );
  return rows.map(({ host }) =>
    host.includes('//') ? new URL(host).hostname.replace(/^\[|\]$/g, '') : host,
  );
}

/** The number of an account whose calls from this address, or from anywhere in this network, need no tech prefix; null when there is none. */
export async function accountInNetwork(db: Db, network: string): Promise<string | null> {
  const { rows } = await db.query<{ number: string }>(
    `select a.number from account_ip_addresses i join accounts a on a.id = i.account_id
     where i.network && $1::inet and i.tech_prefix = '' order by a.id limit 1`,
    [network],
  );
  return rows[0]?.number ?? null;
}

/** Every gateway's address, the oldest trunk first. */
export async function readGatewayAddresses(db: Db) {
  const { rows } = await db.query<{
    id: bigint;
    trunkId: bigint;
    trunkName: string;
    name: string;
    host: string;
    port: number;
    transport: string;
    isActive: boolean;
  }>(
    `select g.id, g.trunk_id as "trunkId", t.name as "trunkName", g.name, g.host, g.port, g.transport, g.status = 'active' as "isActive"
     from gateways g join trunks t on t.id = g.trunk_id order by g.trunk_id, g.id`,
  );
  return rows;
}

/** The networks that trunks name as those that their calls come in from. */
export async function readInboundNetworks(db: Db) {
  const { rows } = await db.query<{ trunkId: bigint; trunkName: string; host: string }>(
    `select id as "trunkId", name as "trunkName", unnest(inbound_networks)::text as host from trunks order by id`,
  );
  return rows;
}
