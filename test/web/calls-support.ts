/** Real calls through the charging engine, so that the pages show what charging writes. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll } from 'vitest';
import { startCharging } from '../../src/start-charging.ts';
import type { Json } from '../http/support.ts';
import type { Client, createPanel } from './support.ts';

type Panel = Awaited<ReturnType<typeof createPanel>>;

/** Starts charging on the panel's database. */
export async function startEngine(panel: Panel) {
  const charging = await startCharging({
    databaseUrl: panel.database.url,
    pool: panel.database.pool,
    reads: panel.database.reads,
    now: () => new Date(),
    masterKey: panel.masterKey,
    sipDomain: 'sip.example.com',
    publicUrl: panel.url,
    dataDirectory: '/nonexistent',
    logger: pino({ level: process.env.TOLLBOOK_TEST_LOG ?? 'silent' }),
  });
  panel.charging.current = charging;
  afterAll(() => charging.stop());
  return charging;
}

/** Starts charging with one carrier for +49, and a retail rate group: 0.09 EUR a minute, 60/6. */
export async function createCalls(panel: Panel, owner: Client) {
  const charging = await startEngine(panel);
  const rateGroup = async (name: string, direction: string, costPerMinute: string): Promise<string> => {
    const increments = { initialIncrementSeconds: 60, incrementSeconds: 6 };
    const { id } = await owner.post('/rate-groups', { name, direction, currency: 'EUR', ...increments });
    const validFrom = '2026-01-01T00:00:00Z';
    await owner.post(`/rate-groups/${id}/rates`, {
      prefix: '49',
      destination: 'Germany',
      costPerMinute,
      validFrom,
    });
    return id;
  };
  const carrierRates = await rateGroup('Carrier rates', 'termination', '0.01');
  const retail = await rateGroup('Retail', 'origination', '0.09');
  const provider = await owner.post('/providers', { name: 'Carrier' });
  const trunk = await owner.post('/trunks', {
    name: 'Frankfurt',
    providerId: provider.id,
    terminationRateGroupId: carrierRates,
  });
  await owner.post('/gateways', { trunkId: trunk.id, name: 'gw', host: '192.0.2.1', position: 1 });
  const { key } = await owner.post('/switches', { name: 'SIP', kind: 'other' });

  /** Another switch, which takes commands at its control port. */
  const switchAt = async (controlUrl: string) => {
    const at = { name: 'Kamailio', kind: 'kamailio', controlUrl, controlKey: 'the control key' };
    return switchOf(charging, (await owner.post('/switches', at)).key);
  };
  return { retail, switchAt, ...switchOf(charging, key) };
}

type Engine = Awaited<ReturnType<typeof startEngine>>;

/** Makes whole calls as the switch of this key. */
export function callerOf(charging: Engine, key: string) {
  return switchOf(charging, key).call;
}

/** The switch of this key. */
function switchOf(charging: Engine, key: string) {
  const send = async (payload: object): Promise<Json> => {
    const { statusCode, body } = await charging.listener.inject({
      method: 'POST',
      url: '/switch/v1/events',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      payload: JSON.stringify(payload),
    });
    if (statusCode !== 200) throw new Error(`the switch was answered ${statusCode}: ${body}`);
    return JSON.parse(body);
  };
  const ask = (device: Json, destination: string, startedAt: string): Promise<Json> =>
    send({
      type: 'authorize',
      attemptId: randomUUID(),
      startedAt,
      identity: { type: 'sip_device', username: device.username, realm: device.domain },
      destination,
      callerNumber: null,
      callerName: null,
      sourceAddress: '192.0.2.77',
      userAgent: null,
      callId: randomUUID(),
      switchRef: '1:2',
    });
  const gatewayOf = new Map<string, string>();
  /** A call of the device that is answered (so many seconds ago) and goes on. Returns its session. */
  const begin = async (device: Json, destination: string, secondsAgo = 0): Promise<string> => {
    const answeredAt = new Date(Date.now() - secondsAgo * 1000).toISOString();
    const { ok, reason, sessionId, gateways } = await ask(device, destination, answeredAt);
    if (ok !== true) throw new Error(`the call was refused: ${reason}`);
    gatewayOf.set(sessionId, gateways[0].id);
    await send({ type: 'answered', sessionId, gatewayId: gateways[0].id, answeredAt });
    return sessionId;
  };
  /** One call of the device to its end; no seconds = not answered. Returns its session. */
  const call = async (device: Json, destination: string, talkSeconds = 0): Promise<string> => {
    const startedAt = new Date().toISOString();
    const { ok, sessionId, gateways } = await ask(device, destination, startedAt);
    if (ok !== true) return sessionId;
    const isAnswered = talkSeconds > 0;
    await send({
      type: 'ended',
      sessionId,
      leg: 0,
      revision: 1,
      outcome: isAnswered ? 'answered' : 'unanswered',
      answeredAt: isAnswered ? startedAt : null,
      endedAt: new Date(Date.parse(startedAt) + talkSeconds * 1000).toISOString(),
      talkMs: talkSeconds * 1000,
      endedBy: 'caller',
      sipStatus: isAnswered ? 200 : 486,
      q850Cause: isAnswered ? 16 : 17,
      // A local call has none.
      gatewayId: gateways[0]?.id ?? null,
    });
    return sessionId;
  };
  /** The end of one that `begin` began. */
  const end = (sessionId: string, talkSeconds: number): Promise<Json> =>
    send({
      type: 'ended',
      sessionId,
      leg: 0,
      revision: 1,
      outcome: talkSeconds > 0 ? 'answered' : 'unanswered',
      answeredAt: talkSeconds > 0 ? new Date(Date.now() - talkSeconds * 1000).toISOString() : null,
      endedAt: new Date().toISOString(),
      talkMs: talkSeconds * 1000,
      endedBy: 'caller',
      sipStatus: 200,
      q850Cause: 16,
      gatewayId: gatewayOf.get(sessionId) ?? null,
    });
  return { begin, call, end };
}
