/** A world of charging with a real FreeSWITCH that asks it, and SIPp's phones and gateways around. */
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, expect } from 'vitest';
import { connectFreeswitch } from '../../src/operations/routing/connect-freeswitch.ts';
import { freePort } from '../../src/switches/free-port.ts';
import { findFreeswitch, runFreeswitch, type RunFreeswitch } from '../../src/switches/freeswitch/process.ts';
import { header } from '../../src/switches/sipp/results.ts';
import {
  freeUdpPort,
  placeCall,
  register,
  SIPP_PACKAGE,
  startGateway,
  type RunningGateway,
} from '../../src/switches/sipp/sipp.ts';
import { createWorld } from '../charging/world.ts';
import { PUBLIC_URL, type Json } from '../http/support.ts';
import { ensureDebianPackages } from '../support/debian-packages.ts';
import { makeTemporaryFolder } from '../support/temporary-cluster.ts';

const SIP_DOMAIN = 'sip.example.com';
const SETTINGS = { cps: 100, concurrentCalls: 20 };
type StartedGateway = NonNullable<Parameters<typeof startGateway>[1]>;

/** Throws without FREESWITCH_BIN: these files are run where it is set, and then for real. Stops with the file. */
export async function startRealFreeswitch({
  servers = (url) => [url],
  ...options
}: Partial<RunFreeswitch> & Readonly<{ servers?: (url: string) => readonly string[] }> = {}) {
  const program = findFreeswitch();
  if (program === null) throw new Error('Set FREESWITCH_BIN to the freeswitch that these tests run.');
  ensureDebianPackages([SIPP_PACKAGE]);
  const folder = makeTemporaryFolder('real-freeswitch');
  const world = await createWorld({ hasRealClock: true });
  const { owner, created } = world;
  const { pool } = world.database;
  const billingUrl = await world.charging.listener.listen({ host: '127.0.0.1', port: 0 });
  const eslPort = await freePort('127.0.0.1');
  const context = {
    pool,
    now: world.now,
    masterKey: Buffer.alloc(32, 7),
    sipDomain: SIP_DOMAIN,
    publicUrl: PUBLIC_URL,
  };
  const connected = await connectFreeswitch(context, {
    name: 'freeswitch',
    controlUrl: `esl://127.0.0.1:${eslPort}`,
  });
  const freeswitch = await runFreeswitch({
    program,
    switchKey: connected.switchKey,
    eslPassword: connected.controlKey,
    billingUrls: servers(billingUrl),
    eslPort,
    folder,
    ...options,
  });
  const sipp = { folder: `${folder}/sipp`, server: freeswitch.address };
  const { rows } = await pool.query<{ id: string }>(
    "select public_id as id from switches where name = 'freeswitch'",
  );
  const switchId = rows[0]?.id ?? '';
  afterAll(async () => {
    await freeswitch.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A gateway of SIPp, until the file is over. */
  const gateway = async (over: StartedGateway = {}): Promise<RunningGateway> => {
    const started = await startGateway(sipp, { answerAfterMs: 100, ...over });
    afterAll(() => started.stop());
    return started;
  };
  /** A trunk to these gateways, in their order. Past the API, which refuses addresses of this machine. */
  const trunkTo = async (prefix: string, gateways: readonly RunningGateway[], costPerMinute = '0.01') => {
    const trunk = await world.trunk({ [prefix]: { costPerMinute } }, { gateways: gateways.length });
    for (const [index, { port }] of gateways.entries())
      expect(
        (await owner.patch(`/api/v1/gateways/${trunk.gateways[index]!.id}`, { host: '127.0.0.1', port }))
          .status,
      ).toBe(200);
    return trunk;
  };
  /** A prepaid customer with a phone; 0.60 a minute by the second unless told otherwise. */
  const account = async (rateGroupId: string, balance = '10', settings: object = {}): Promise<Json> => {
    const body = world.customerOf({ settings: { ...SETTINGS, ...settings }, billing: { rateGroupId } });
    const answer = await created(owner, 'accounts', body);
    await world.topUp(answer.account.id, balance);
    const { username, domain, password } = answer.sipDevice;
    return { id: answer.account.id, phone: { username, domain, password } };
  };
  /** A phone that is registered and takes calls. */
  const ring = async (phone: Json, over: StartedGateway = {}): Promise<RunningGateway> => {
    // It is called where its REGISTER came from, whatever its Contact says.
    const port = await freeUdpPort();
    expect(await register(sipp, { ...phone, port } as never)).toBe(200);
    return gateway({ ...over, port });
  };
  return {
    world,
    freeswitch,
    folder,
    sipp,
    sipDomain: SIP_DOMAIN,
    switchId,
    eslPassword: connected.controlKey,
    gateway,
    trunkTo,
    account,
    ring,
    /** The calls of an account once there are so many of them, the newest first. */
    ended: async (id: string, count: number): Promise<Json[]> => {
      await expect.poll(() => world.calls(id), { timeout: 20_000 }).toHaveLength(count);
      return world.calls(id);
    },
    live: async (id: string): Promise<Json> =>
      (await owner.get(`/api/v1/calls/live?accountId=${id}`)).body.items[0],
    /** A call of a PBX or carrier without a digest. */
    from: (address: string, destination: string, over: Partial<Parameters<typeof placeCall>[1]> = {}) =>
      placeCall(
        { ...sipp, address },
        {
          username: 'pbx',
          password: '',
          domain: SIP_DOMAIN,
          destination,
          talkMs: 300,
          isKnownByAddress: true,
          ...over,
        },
      ),
    /** Any command of FreeSWITCH's own, as an operator types it. */
    command: (text: string) => command(eslPort, connected.controlKey, text),
    /** What the last INVITE of a gateway says. */
    shown: (at: RunningGateway, name: string) =>
      header(at.messages().findLast(({ line }) => line.startsWith('INVITE '))!, name),
  };
}

/** One `api` command; returns what it printed. */
function command(port: number, password: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let read = '';
    const lines = [`auth ${password}`, `api ${text}`];
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      read += chunk.toString();
      for (;;) {
        const head = /^([\s\S]*?)\n\n/.exec(read);
        const length = Number(/Content-Length: (\d+)/.exec(head?.[1] ?? '')?.[1] ?? 0);
        if (head === null || read.length < head[0].length + length) return;
        const body = read.slice(head[0].length, head[0].length + length);
        read = read.slice(head[0].length + length);
        const next = lines.shift();
        if (next === undefined) {
          socket.end();
          resolve(body);
          return;
        }
        socket.write(`${next}\n\n`);
      }
    });
  });
}
