/** Gives a SIP switch its own way into the database. */
import type pg from 'pg';
import { setSwitchPassword } from '../../postgres/routing/switch-role.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { drawToken } from '../secrets.ts';

/**
 * Draws a new password for the switch role and returns the url it signs in with, made from `tcpUrl`.
 * The password before ends: switches that run go on, and need the new url at their next start.
 */
export async function openDatabaseToSwitch(
  context: Readonly<{ pool: pg.Pool }>,
  tcpUrl: string,
): Promise<string> {
  const password = drawToken();
  await withTransaction(context.pool, (tx) => setSwitchPassword(tx, password));
  const url = new URL(tcpUrl);
  url.username = 'tollbook_switch';
  url.password = password;
  url.search = '';
  return url.href;
}
