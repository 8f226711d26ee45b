/** One Kamailio with one SIP device and the stand-in of the contract, for a test file. */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll } from 'vitest';
import { openDatabaseToSwitch } from '../../src/operations/routing/open-database-to-switch.ts';
import { kamailioControl } from '../../src/switches/kamailio/control.ts';
import { KAMAILIO_PACKAGES, runKamailio, type RunKamailio } from '../../src/switches/kamailio/process.ts';
import { SIPP_PACKAGE, startGateway, type RunningGateway } from '../../src/switches/sipp/sipp.ts';
import { unprivilegedIdentity } from '../../src/supervisor/unprivileged.ts';
import { ensureDebianPackages } from '../support/debian-packages.ts';
import { makeTemporaryFolder } from '../support/temporary-cluster.ts';
import { createTestServer } from '../support/test-database.ts';
import { startContract } from './contract-stand-in.ts';
import { startTcpLink } from './tcp-link.ts';

export const PHONE = { username: '1001', domain: 'sip.example.test', password: 'a-secret' };

/**
 * Later than this a call was not cut by its limit of a few seconds. Far away from the limit on purpose: what is shown
 * is which limit cut the call, and a machine with other work may be late by seconds.
 */
export const LATE_MS = 20_000;
/** How far the clocks of the phone and the switch may lie apart for one and the same moment, on a busy machine. */
export const APART_MS = 2000;

/** To look at a failure: the logs of Kamailio and of each phone stay. */
const KEEPS_LOGS = process.env.KEEP_SIP_LOGS !== undefined;

export type Event = Readonly<{
  type: 'attempt' | 'answered' | 'ended';
  sessionId: string;
  number?: number;
  gatewayId: string | null;
  outcome?: string;
  talkMs?: number;
  endedBy?: string;
  sipStatus?: number | null;
  q850Cause?: number | null;
  answeredAt?: string | null;
  endedAt?: string;
  failed?: Readonly<{ gatewayId: string; sipStatus: number | null }> | null;
}>;

export async function startBench(options: Partial<RunKamailio> = {}) {
  ensureDebianPackages([...KAMAILIO_PACKAGES, SIPP_PACKAGE]);
  // The switch's role has one password for the whole server.
  const database = await createTestServer();
  const tcpUrl = new URL(database.url);
  tcpUrl.search = '';
  await addDevice(database.pool);
  const contract = await startContract();
  const databaseLink = await startTcpLink(Number(tcpUrl.port));
  tcpUrl.port = String(databaseLink.port);
  const folder = makeTemporaryFolder('sip');
  const kamailio = await runKamailio({
    sipDomain: PHONE.domain,
    switchId: 1n,
    switchKey: 'tbsw_test',
    billingUrl: contract.url,
    databaseUrl: await openDatabaseToSwitch({ pool: database.pool }, tcpUrl.href),
    controlKey: 'control-key',
    gatewaySilenceMs: 1000,
    keepaliveSeconds: 600,
    folder,
    identity: unprivilegedIdentity(),
    ...options,
  });
  const gateways: RunningGateway[] = [];
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.stop()));
    await kamailio.stop();
    await contract.stop();
    await databaseLink.stop();
    if (KEEPS_LOGS) console.error(`logs: ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  });
  const sipp = { folder: `${folder}/sipp`, server: kamailio.address, keepsFiles: KEEPS_LOGS };
  let forgotten = 0n;
  const events = async (): Promise<Event[]> => {
    const { rows } = await database.pool.query<{ body: Event }>(
      'select body from switch.event_outbox where id > $1 order by id',
      [forgotten],
    );
    return rows.map(({ body }) => body);
  };
  const waitFor = async (type: Event['type'], withinMs = 15_000, times = 1): Promise<Event> => {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = (await events()).filter((event) => event.type === type);
      const last = found.at(-1);
      if (last !== undefined && found.length >= times) return last;
      if (Date.now() > deadline) {
        throw new Error(`${found.length} of ${times} events "${type}" within ${withinMs} ms`);
      }
      await new Promise((done) => setTimeout(done, 50));
    }
  };
  return {
    database,
    contract,
    kamailio,
    /** Between Kamailio and its database. */
    databaseLink,
    sipp,
    control: kamailioControl({ url: kamailio.controlUrl, key: 'control-key' }),
    gateway: async (gateway: Parameters<typeof startGateway>[1] = {}) => {
      const started = await startGateway(sipp, gateway);
      gateways.push(started);
      return { ...started, uri: `sip:493033334444@127.0.0.1:${started.port}` };
    },
    /** All events in the order in which they were kept. */
    events,
    /** Waits for so many events of a kind; what the wire shows and its row are not the same moment. */
    until: waitFor,
    /** Waits for the end of the newest session and returns its events in order. */
    ended: async (): Promise<Event[]> => {
      const { sessionId } = await waitFor('ended');
      return (await events()).filter((event) => event.sessionId === sessionId);
    },
    /** What happened until now is no longer in `events`. */
    forget: async () => {
      const { rows } = await database.pool.query<{ id: bigint }>(
        'select coalesce(max(id), 0) as id from switch.event_outbox',
      );
      forgotten = rows[0]!.id;
    },
  };
}

/** The rows that a device stands on, without the operations: the switch sees the view only. */
async function addDevice(pool: Awaited<ReturnType<typeof createTestServer>>['pool']): Promise<void> {
  const { username, domain, password } = PHONE;
  await pool.query(`insert into accounts (kind, branch_id, path, depth, number, created_at)
    values ('operator', 1, '/1/', 0, '100000', now())`);
  const { rows } = await pool.query<{ id: bigint; account_id: bigint }>(
    'insert into sip_devices (account_id, created_at) select id, now() from accounts returning id, account_id',
  );
  const ha1 = createHash('md5').update(`${username}:${domain}:${password}`).digest('hex');
  await pool.query(
    'insert into switch.sip_credentials (device_id, account_id, username, realm, ha1) values ($1, $2, $3, $4, $5)',
    [rows[0]?.id, rows[0]?.account_id, username, domain, ha1],
  );
}
