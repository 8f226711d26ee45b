/** Makes or renews a FreeSWITCH: the keys both sides show each other. It needs no way into the database. */
import { randomBytes } from 'node:crypto';
import { findSwitchByName } from '../../postgres/routing/switches.ts';
import type { Context } from '../context.ts';
import { MACHINE } from './record-routes.ts';
import { changeSwitch, createSwitch, renewSwitchKey } from './save-switch.ts';

export type ConnectedFreeswitch = Readonly<{ switchKey: string; controlKey: string }>;

/**
 * The switch of this name, made when there is none. Its key and the password of the event socket are drawn anew: a
 * FreeSWITCH that runs with the ones before needs the new configuration.
 */
export async function connectFreeswitch(
  context: Context,
  { name, controlUrl }: Readonly<{ name: string; controlUrl: string }>,
): Promise<ConnectedFreeswitch> {
  const controlKey = randomBytes(24).toString('hex');
  const known = await findSwitchByName(context.pool, name);
  const input = { kind: 'freeswitch' as const, controlUrl, controlKey };
  if (known !== null) await changeSwitch(context, MACHINE, known.publicId, { ...input, status: 'active' });
  const { key } =
    known === null
      ? await createSwitch(context, MACHINE, { name, ...input })
      : await renewSwitchKey(context, MACHINE, known.publicId);
  return { switchKey: key, controlKey };
}
