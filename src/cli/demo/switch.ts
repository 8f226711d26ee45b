/** The switches that the demonstration can be told with: each is made through the API, started, and ends with us. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ConfigError } from '../../config.ts';
import type { RunningServer } from '../../main.ts';
import { openDatabaseToSwitch } from '../../operations/routing/open-database-to-switch.ts';
import { createPool } from '../../postgres/pool.ts';
import { unprivilegedIdentity } from '../../supervisor/unprivileged.ts';
import { findFreeswitch, runFreeswitch } from '../../switches/freeswitch/process.ts';
import { KAMAILIO_PACKAGES, runKamailio } from '../../switches/kamailio/process.ts';
import { freePort } from '../../switches/free-port.ts';
import type { Api } from './api.ts';

export const SWITCH_KINDS = ['kamailio', 'freeswitch'] as const;
export type SwitchKind = (typeof SWITCH_KINDS)[number];

export type RunningSwitch = Readonly<{ address: string; stop: () => Promise<void> }>;

type Place = Readonly<{ folder: string; sipDomain: string }>;

/** What the demonstration cannot do without; throws `ConfigError` when that cannot be installed by it. */
export function packagesOf(kind: SwitchKind): readonly string[] {
  if (kind === 'kamailio') return KAMAILIO_PACKAGES;
  if (findFreeswitch() === null)
    throw new ConfigError(
      'There is no FreeSWITCH in PATH, and it is no package of Debian. Install FreeSWITCH 1.10.12 or later (docs/freeswitch.md), ' +
        'or name the program: FREESWITCH_BIN=/usr/local/freeswitch/bin/freeswitch npm run demo -- --switch freeswitch.',
    );
  return [];
}

/** Tells Tollbook of a switch and starts it with its keys; phones find it at `address`. */
export function startSwitch(
  kind: SwitchKind,
  server: RunningServer,
  operator: Api,
  place: Place,
): Promise<RunningSwitch> {
  return kind === 'kamailio'
    ? startKamailio(server, operator, place)
    : startFreeswitch(server, operator, place);
}

async function startKamailio(
  server: RunningServer,
  operator: Api,
  { folder, sipDomain }: Place,
): Promise<RunningSwitch> {
  const controlPort = await freePort('127.0.0.1');
  const controlKey = randomBytes(16).toString('hex');
  const controlUrl = `http://127.0.0.1:${controlPort}`;
  const made = await operator.post('/switches', {
    name: 'Kamailio',
    kind: 'kamailio',
    controlUrl,
    controlKey,
  });
  const pool = createPool({
    url: server.databaseUrl,
    connectionsMax: 1,
    applicationName: 'tollbook demo',
    onError: () => {},
  });
  const databaseUrl = await openDatabaseToSwitch({ pool }, server.databaseTcpUrl);
  const { rows } = await pool.query<{ id: bigint }>('select id from switches where public_id = $1', [
    made.id,
  ]);
  await pool.end();
  return runKamailio({
    sipDomain,
    switchId: rows[0]?.id ?? 0n,
    switchKey: made.key,
    billingUrl: server.switchUrl,
    databaseUrl,
    controlKey,
    controlPort,
    folder: join(folder, 'kamailio'),
    identity: unprivilegedIdentity(),
  });
}

async function startFreeswitch(
  server: RunningServer,
  operator: Api,
  { folder }: Place,
): Promise<RunningSwitch> {
  const eslPort = await freePort('127.0.0.1');
  const eslPassword = randomBytes(16).toString('hex');
  const made = await operator.post('/switches', { name: 'FreeSWITCH', kind: 'freeswitch' });
  const running = await runFreeswitch({
    program: findFreeswitch() ?? '',
    switchKey: made.key,
    billingUrls: [server.switchUrl],
    eslPassword,
    eslPort,
    folder: join(folder, 'freeswitch'),
    identity: unprivilegedIdentity(),
  });
  // Only now, so that it is connected at once and not after tries in vain.
  const controlUrl = `esl://127.0.0.1:${eslPort}`;
  await operator.patch(`/switches/${made.id}`, { controlUrl, controlKey: eslPassword });
  // Nothing of it is kept, so nothing has to be said goodbye to.
  return { ...running, stop: running.kill };
}
