/** Networks that calls come from and that lie in, or around, one of somebody else's customer. */
import type { Db, Tx } from '../pool.ts';
import type { AccountNode } from './find-account.ts';

/** One network at a time: two that overlap would otherwise be saved side by side, neither seeing the other. */
export async function lockNetworks(tx: Tx): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('tollbook networks', 0))");
}

/** Numbers and paths of accounts below another parent whose networks overlap this one; a few are enough to say so. */
export async function overlappedAccounts(
  db: Db,
  { parentId }: AccountNode,
  network: string,
): Promise<readonly Readonly<{ number: string; path: string }>[]> {
  const { rows } = await db.query<{ number: string; path: string }>(
    `select distinct a.number, a.path from account_ip_addresses i join accounts a on a.id = i.account_id
     where i.network && $1::cidr and a.parent_id is distinct from $2 order by a.path`,
    [network, parentId],
  );
  return rows;
}

export type Overlap = Readonly<{ network: string; number: string; inNetwork: string; ofNumber: string }>;

/** Pairs of networks of accounts below different parents: the narrower takes calls of the wider. The first of them. */
export async function networkOverlaps(db: Db, max: number): Promise<readonly Overlap[]> {
  const { rows } = await db.query<Overlap>(
    `select i.network::text as network, a.number, w.network::text as "inNetwork", b.number as "ofNumber"
     from account_ip_addresses i join account_ip_addresses w on i.network <<= w.network and i.id <> w.id
       join accounts a on a.id = i.account_id join accounts b on b.id = w.account_id
     where a.parent_id <> b.parent_id and (i.network <> w.network or i.id > w.id)
     order by i.network, a.number, w.network limit $1`,
    [max],
  );
  return rows;
}
