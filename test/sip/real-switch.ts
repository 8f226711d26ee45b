/** A world of charging with a real Kamailio that asks it, and SIPp's phones and gateways around. */
import { rmSync } from 'node:fs';
import { afterAll } from 'vitest';
import { connectKamailio } from '../../src/operations/routing/connect-kamailio.ts';
import { unprivilegedIdentity } from '../../src/supervisor/unprivileged.ts';
import { freePort } from '../../src/switches/free-port.ts';
import { KAMAILIO_PACKAGES, runKamailio, type RunKamailio } from '../../src/switches/kamailio/process.ts';
import { SIPP_PACKAGE } from '../../src/switches/sipp/sipp.ts';
import { createWorld } from '../charging/world.ts';
import { PUBLIC_URL } from '../http/support.ts';
import { ensureDebianPackages } from '../support/debian-packages.ts';
import { createTestServer } from '../support/test-database.ts';
import { makeTemporaryFolder } from '../support/temporary-cluster.ts';

const sipDomain = 'sip.example.com';

/** Stops with the file. */
export async function startRealSwitch(options: Partial<RunKamailio> = {}) {
  ensureDebianPackages([...KAMAILIO_PACKAGES, SIPP_PACKAGE]);
  const folder = makeTemporaryFolder('real-server');
  // The switch's role has one password for the whole server.
  const world = await createWorld({ hasRealClock: true, database: await createTestServer() });
  const { pool, url } = world.database;
  const billingUrl = await world.charging.listener.listen({ host: '127.0.0.1', port: 0 });
  const controlPort = await freePort('127.0.0.1');
  const tcpUrl = new URL(url);
  tcpUrl.search = '';
  const connected = await connectKamailio(
    { pool, now: world.now, masterKey: Buffer.alloc(32, 7), sipDomain, publicUrl: PUBLIC_URL },
    { name: 'kamailio', controlUrl: `http://127.0.0.1:${controlPort}`, tcpUrl: tcpUrl.href },
  );
  const kamailio = await runKamailio({
    ...connected,
    sipDomain,
    billingUrl,
    controlPort,
    folder,
    identity: unprivilegedIdentity(),
    ...options,
  });
  afterAll(async () => {
    await kamailio.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { world, kamailio, folder, sipDomain, sipp: { folder: `${folder}/sipp`, server: kamailio.address } };
}
