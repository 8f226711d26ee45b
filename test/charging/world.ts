/** A running charging engine on a database of the test file's own, with accounts and prices made through the API. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, expect } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { startCharging } from '../../src/start-charging.ts';
import { createServer, customer, key, reseller, type Client, type Json } from '../http/support.ts';
import type { TestDatabase } from '../support/test-database.ts';

const NO_CAPS = {
  'guards.prepaid_spend_per_hour': null,
  'guards.prepaid_spend_per_day': null,
  'guards.postpaid_spend_per_hour_percent': null,
  'guards.postpaid_spend_per_day_percent': null,
  'guards.call_cost': null,
};

export type Line = Readonly<{ accountId: string; username: string; realm: string }>;

/** Without caps on spending, so that money decides; `hasCaps` leaves them as a new installation has them. */
export async function createWorld({
  hasCaps = false,
  ...options
}: {
  hasRealClock?: boolean;
  hasCaps?: boolean;
  database?: TestDatabase;
} = {}) {
  const server = await createServer({
    connectionsMax: 20,
    controlOf: (switchId) => charging.controlOf(switchId),
    catalogue: () => charging.catalogue.current(),
    live: {
      note: (book) => charging.live.note(book),
      noteEnding: (ids) => charging.live.noteEnding(ids),
      noteElsewhere: () => charging.live.noteElsewhere(),
      watch: (watcher) => charging.live.watch(watcher),
    },
    ...options,
  });
  const { owner, database } = server;
  if (!hasCaps) expect((await owner.patch('/api/v1/settings', { settings: NO_CAPS })).status).toBe(200);
  const start = async (timeouts: { lockTimeoutMs?: number; answerTimeoutMs?: number } = {}) => {
    const started = await startCharging({
      // Tests hold locks on purpose, and for as long as a slow machine needs.
      lockTimeoutMs: 60_000,
      answerTimeoutMs: 120_000,
      ...timeouts,
      databaseUrl: database.url,
      pool: database.pool,
      reads: database.reads,
      now: server.now,
      masterKey: Buffer.alloc(32, 7),
      sipDomain: 'sip.example.com',
      publicUrl: 'https://panel.test',
      dataDirectory: '/nonexistent',
      logger: pino({ level: process.env.TOLLBOOK_TEST_LOG ?? 'silent' }),
    });
    afterAll(() => started.stop());
    return started;
  };
  const charging = await start();
  let names = 0;

  const created = async (client: Client, url: string, body: object): Promise<Json> => {
    const answer = await client.post(`/api/v1/${url}`, body, key());
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  };
  const rateGroup = async (
    rates: Readonly<Record<string, object>>,
    over: object = {},
    client = owner,
  ): Promise<string> => {
    names += 1;
    const { id } = await created(client, 'rate-groups', { name: `Group ${names}`, currency: 'EUR', ...over });
    for (const [prefix, rate] of Object.entries(rates)) {
      await created(client, `rate-groups/${id}/rates`, {
        prefix,
        validFrom: '2026-01-01T00:00:00Z',
        ...rate,
      });
    }
    return id;
  };
  const trunk = async (
    rates: Readonly<Record<string, object>>,
    over: { trunk?: object; group?: object; gateways?: number } = {},
  ) => {
    names += 1;
    const provider = await created(owner, 'providers', { name: `Carrier ${names}` });
    const terminationRateGroupId = await rateGroup(rates, { direction: 'termination', ...over.group });
    const { id } = await created(owner, 'trunks', {
      name: `Trunk ${names}`,
      providerId: provider.id,
      terminationRateGroupId,
      ...over.trunk,
    });
    const gateways = [];
    for (let n = 1; n <= (over.gateways ?? 1); n++) {
      gateways.push(
        await created(owner, 'gateways', { trunkId: id, name: `gw${n}`, host: `192.0.2.${n}`, position: n }),
      );
    }
    return { id, gateways };
  };
  const account = async (
    body: object,
    over: { balance?: string } = {},
    client = owner,
  ): Promise<Line & Readonly<{ number: string }>> => {
    const answer = await created(client, 'accounts', body);
    const { id, number } = answer.account;
    if (over.balance !== undefined) await topUp(id, over.balance, client);
    return {
      accountId: id,
      number,
      username: answer.sipDevice?.username ?? '',
      realm: answer.sipDevice?.domain ?? '',
    };
  };
  // By a correction, which may have fractions of a cent.
  const topUp = (id: string, amount: string, client = owner) =>
    created(client, `accounts/${id}/adjustments`, { amount, direction: 'credit', note: 'Top-up' });
  const sip = await created(owner, 'switches', { name: 'SIP', kind: 'other' });

  const send = async (body: unknown, authorization = `Bearer ${sip.key}`, to = charging) => {
    const response = await to.listener.inject({
      method: 'POST',
      url: '/switch/v1/events',
      headers: { authorization, 'content-type': 'application/json' },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.statusCode, body: response.json() as Json };
  };
  const question = (line: Line, over: object = {}) => ({
    type: 'authorize',
    attemptId: randomUUID(),
    startedAt: server.now().toISOString(),
    identity: { type: 'sip_device', username: line.username, realm: line.realm },
    destination: '+493012345678',
    callerNumber: null,
    callerName: null,
    sourceAddress: '127.0.0.1',
    userAgent: null,
    callId: 'call@phone',
    switchRef: '1:2',
    ...over,
  });
  const ask = async (line: Line, over: object = {}): Promise<Json> => {
    const { status, body } = await send(question(line, over));
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };
  const answer = (granted: Json, over: object = {}) => ({
    type: 'answered',
    sessionId: granted.sessionId,
    gatewayId: granted.gateways?.[0]?.id ?? null,
    answeredAt: server.now().toISOString(),
    ...over,
  });
  const end = (granted: Json, talkMs: number, over: object = {}) => ({
    type: 'ended',
    sessionId: granted.sessionId,
    leg: 0,
    revision: 1,
    outcome: talkMs > 0 ? 'answered' : 'unanswered',
    answeredAt: talkMs > 0 ? server.now().toISOString() : null,
    endedAt: new Date(server.now().getTime() + talkMs).toISOString(),
    talkMs,
    endedBy: 'caller',
    sipStatus: talkMs > 0 ? 200 : 487,
    q850Cause: 16,
    gatewayId: granted.gateways?.[0]?.id ?? null,
    ...over,
  });
  return {
    ...server,
    charging,
    /** A second one on the same database, with a memory of its own. */
    startAnother: start,
    created,
    rateGroup,
    trunk,
    account,
    topUp,
    send,
    question,
    ask,
    answer,
    end,
    switchId: sip.id as string,
    switchKey: sip.key as string,
    customerOf: customer,
    resellerOf: reseller,
    wallet: async (id: string): Promise<Json> => (await owner.get(`/api/v1/accounts/${id}`)).body.wallet,
    calls: async (id: string): Promise<Json[]> =>
      (await owner.get(`/api/v1/accounts/${id}/calls?limit=200`)).body.items,
    /** Every invariant holds. */
    verify: async () => {
      expect((await verifyBooks(database.reads, server.now())).violations).toEqual([]);
    },
    /** Waits for a condition that real time brings about. */
    until: async (holds: () => Promise<boolean>) => {
      for (let tries = 0; tries < 800; tries++) {
        if (await holds()) return;
        await sleep(25);
      }
      throw new Error('the condition did not come about');
    },
  };
}
