/** What hangs on an account: for whoever is about to close it. */
import type { Db } from '../pool.ts';
import { DISPLAY_NAME } from './load-account.ts';

/** A preview names so many of each; the rest is counted. */
const NAMED_MAX = 10;

export type NamedAccount = Readonly<{
  publicId: string;
  number: string;
  displayName: string;
  kind: 'operator' | 'admin' | 'sub_admin' | 'reseller' | 'customer' | 'provider';
}>;

/** How many accounts directly below are not closed. */
export async function countOpenAccounts(db: Db, accountId: bigint): Promise<number> {
  const { rows } = await db.query<{ count: bigint }>(
    "select count(*) as count from accounts where parent_id = $1 and status <> 'closed'",
    [accountId],
  );
  return Number(rows[0]?.count ?? 0n);
}

/** The first of the accounts directly below that are not closed, resellers first. */
export async function openAccountsBelow(db: Db, accountId: bigint): Promise<NamedAccount[]> {
  const { rows } = await db.query<NamedAccount>(
    `select a.public_id as "publicId", a.number, ${DISPLAY_NAME} as "displayName", a.kind
     from accounts a join account_profiles p on p.account_id = a.id
     where a.parent_id = $1 and a.status <> 'closed' order by a.kind <> 'reseller', a.id limit ${NAMED_MAX}`,
    [accountId],
  );
  return rows;
}

export type Attached = Readonly<{
  devices: number;
  /** The first user names. */
  deviceNames: string[];
  addresses: number;
  /** The first networks, in CIDR. */
  networks: string[];
  numbers: number;
  /** Numbers that it may give away. */
  ownedNumbers: number;
  /** Products that it has. */
  subscriptions: number;
  sessions: number;
  apiKeys: number;
}>;

/** Devices, networks, numbers, sign-in sessions and API keys that the account has now. */
export async function attachedTo(db: Db, accountId: bigint, now: Date): Promise<Attached> {
  const { rows } = await db.query<Record<keyof Attached, unknown>>(
    `select (select count(*) from sip_devices where account_id = $1 and status = 'active')::int as devices,
       array(select coalesce(nullif(d.label, ''), c.username, '') from sip_devices d
         left join lateral (select username from switch.sip_credentials where device_id = d.id order by id desc limit 1) c on true
         where d.account_id = $1 and d.status = 'active' order by d.id limit ${NAMED_MAX}) as "deviceNames",
       (select count(*) from account_ip_addresses where account_id = $1)::int as addresses,
       array(select network::text from account_ip_addresses where account_id = $1 order by network limit ${NAMED_MAX}) as networks,
       (select count(*) from dids where account_id = $1)::int as numbers,
       (select count(*) from dids where owner_id = $1)::int as "ownedNumbers",
       (select count(*) from subscriptions where account_id = $1 and status <> 'ended')::int as subscriptions,
       (select count(*) from sign_in_sessions where account_id = $1 and expires_at > $2)::int as sessions,
       (select count(*) from api_keys where account_id = $1 and revoked_at is null)::int as "apiKeys"`,
    [accountId, now],
  );
  return rows[0] as Attached;
}
