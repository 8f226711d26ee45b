/** Kamailio, SIPp and the server itself: a carrier that is down is left out after three calls, and used again when it is back. */
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { connectKamailio } from '../../src/operations/routing/connect-kamailio.ts';
import { unprivilegedIdentity } from '../../src/supervisor/unprivileged.ts';
import { KAMAILIO_PACKAGES, runKamailio } from '../../src/switches/kamailio/process.ts';
import { freeUdpPort, placeCall, SIPP_PACKAGE, startGateway } from '../../src/switches/sipp/sipp.ts';
import { createWorld } from '../charging/world.ts';
import { PUBLIC_URL, type Json } from '../http/support.ts';
import { ensureDebianPackages } from '../support/debian-packages.ts';
import { makeTemporaryFolder } from '../support/temporary-cluster.ts';

ensureDebianPackages([...KAMAILIO_PACKAGES, SIPP_PACKAGE]);
const folder = makeTemporaryFolder('gateway-health');
const world = await createWorld({ hasRealClock: true });
const { owner, created, charging } = world;
const { pool, url } = world.database;
const billingUrl = await charging.listener.listen({ host: '127.0.0.1', port: 0 });
const controlPort = await freeUdpPort();
const tcpUrl = new URL(url);
tcpUrl.search = '';
const sipDomain = 'sip.example.com';
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
});
const sipp = { folder: `${folder}/sipp`, server: kamailio.address };
const good = await startGateway(sipp, { answerAfterMs: 100 });
afterAll(async () => {
  await good.stop();
  await kamailio.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a carrier that is silent, then full, is left out with a word in the trace, and comes back', async () => {
  const port = await freeUdpPort();
  const trunks = [];
  for (const [name, each, costPerMinute] of [
    ['Sleepy', port, '0.01'],
    ['Awake', good.port, '0.02'],
  ] as const) {
    const made = await world.trunk({ 49: { costPerMinute } }, { trunk: { name } });
    await owner.patch(`/api/v1/gateways/${made.gateways[0]!.id}`, { host: '127.0.0.1', port: each });
    trunks.push(made);
  }
  const sleepy = trunks[0]!.gateways[0]!.id;
  const healthOf = async (): Promise<Json> => (await owner.get(`/api/v1/gateways/${sleepy}`)).body.health;
  const becomes = (health: object) => expect.poll(healthOf, { timeout: 20_000 }).toMatchObject(health);
  const rateGroupId = await world.rateGroup({ 49: { costPerMinute: '0.60' } });
  const settings = { cps: 100, concurrentCalls: 20 };
  const { account, sipDevice } = await created(
    owner,
    'accounts',
    world.customerOf({ settings, billing: { rateGroupId } }),
  );
  await world.topUp(account.id, '10');
  const { username, domain, password } = sipDevice;
  let calls = 0;
  /** Answered, wherever; returns its trace of routes. */
  const call = async (): Promise<string> => {
    const dialled = { username, domain, password, destination: '493012345678', talkMs: 200 };
    expect(await placeCall(sipp, dialled)).toMatchObject({ sipStatus: 200 });
    calls += 1;
    await expect.poll(() => world.calls(account.id), { timeout: 20_000 }).toHaveLength(calls);
    const [{ sessionId }] = await world.calls(account.id);
    return (await owner.get(`/api/v1/calls/${sessionId}`)).body.trace.at(-1).sentence;
  };

  const silent = await startGateway(sipp, { port, isSilent: true });
  for (let failures = 1; failures <= 2; failures++) {
    expect(await call()).toContain('Tried without success: Sleepy');
    await becomes({ state: 'healthy', failures, lastFailure: { sipStatus: 408 } });
  }
  await silent.stop();
  const full = await startGateway(sipp, { port, status: 503 });
  expect(await call()).toContain('Tried without success: Sleepy');
  await becomes({ state: 'unhealthy', failures: 3, lastFailure: { sipStatus: 503 } });
  const invites = full.messages().length;
  expect(await call()).toMatch(/Used: Awake.*Left out: Sleepy \(unhealthy: calls failed there\)/);
  expect(full.messages()).toHaveLength(invites);
  await full.stop();

  const back = await startGateway(sipp, { port, answerAfterMs: 100 });
  // As if half a minute had gone by.
  await pool.query('update gateway_health set retry_at = now()');
  expect(await call()).toMatch(/Used: Sleepy/);
  await becomes({ state: 'healthy', failures: 0, unhealthySince: null });
  expect(await call()).toMatch(/Used: Sleepy/);
  await back.stop();
  await world.verify();
});
