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
