/** The role that SIP switches sign in to PostgreSQL with. It reaches the schemas switch and kamailio only. */
import type { Tx } from '../pool.ts';

/** Lets the role sign in with `password`, which replaces the one before; connections that are open stay. */
export async function setSwitchPassword(tx: Tx, password: string): Promise<void> {
  // Kamailio's modules name tables without a schema.
  await tx.query('alter role tollbook_switch set search_path = kamailio, switch');
  const { rows } = await tx.query<{ statement: string }>(
    "select format('alter role tollbook_switch login password %L', $1::text) as statement",
    [password],
  );
  for (const { statement } of rows) await tx.query(statement);
}
