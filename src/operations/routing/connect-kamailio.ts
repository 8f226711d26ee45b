/** Makes or renews a Kamailio: the keys both sides show each other, and its own way into the database. */
import { randomBytes } from 'node:crypto';
import { findSwitchByName } from '../../postgres/routing/switches.ts';
import type { Context } from '../context.ts';
import { openDatabaseToSwitch } from './open-database-to-switch.ts';
import { MACHINE } from './record-routes.ts';
import { changeSwitch, createSwitch, renewSwitchKey } from './save-switch.ts';

export type ConnectedKamailio = Readonly<{
  switchId: bigint;
  switchKey: string;
  controlKey: string;
  databaseUrl: string;
}>;

/**
 * The switch of this name, made when there is none. Keys and the database password are drawn anew: a Kamailio that
 * runs with the ones before needs the new configuration.
 */
export async function connectKamailio(
  context: Context,
  { name, controlUrl, tcpUrl }: Readonly<{ name: string; controlUrl: string; tcpUrl: string }>,
): Promise<ConnectedKamailio> {
  const controlKey = randomBytes(24).toString('hex');
  const known = await findSwitchByName(context.pool, name);
  const input = { kind: 'kamailio' as const, controlUrl, controlKey };
  if (known !== null) await changeSwitch(context, MACHINE, known.publicId, { ...input, status: 'active' });
  const { key } =
    known === null
      ? await createSwitch(context, MACHINE, { name, ...input })
      : await renewSwitchKey(context, MACHINE, known.publicId);
  const databaseUrl = await openDatabaseToSwitch(context, tcpUrl);
  const row = known ?? (await findSwitchByName(context.pool, name));
  if (row === null) throw new Error(`The switch "${name}" was removed meanwhile. Run the command again.`);
  return { switchId: row.id, switchKey: key, controlKey, databaseUrl };
}
