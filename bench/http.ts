/**
 * The same calls as `bench:charging`, over HTTP to the real server in a process of its own: one event a request with
 * 300 outstanding, then arrays of 50 events a request, then one at a time on 8 connections as the baseline.
 * `npm run bench:http -- [--seconds N] [--json]`.
 */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createPool } from '../src/postgres/pool.ts';
import { verifyBooks } from '../src/operations/ledger/verify-books.ts';
import { makeTemporaryFolder } from '../test/support/temporary-cluster.ts';
import { databaseUrlOf, startTollbook } from '../test/support/tollbook-process.ts';
import { makeBenchWorld, type BenchWorld } from './world.ts';

const OUTSTANDING = 300;
const EVENTS_IN_ARRAY = 50;
const BASELINE_CONNECTIONS = 8;
const WARM_UP_MS = 1500;
/** What makeBenchWorld hashed. */
const SWITCH_KEY = 'bench';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, json: { type: 'boolean' } },
});
const seconds = Number(values.seconds);
if (!(seconds > 0 && seconds <= 600)) throw new Error('--seconds is a number from 1 to 600');

// oxlint-disable-next-line typescript/no-explicit-any -- answers are read by name
type Json = any;
type Post = (body: object) => Promise<Json>;

const folder = makeTemporaryFolder('bench-http', { inMemory: false });
const data = join(folder, 'data');
const server = await startTollbook(data);
try {
  const result = await bench(/Switches report to (\S+);/.exec(server.output())?.[1] ?? '');
  console.log(values.json ? JSON.stringify(result) : inWords(result));
  process.exitCode = result.verifyViolations === 0 ? 0 : 1;
} finally {
  await server.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

async function bench(switchUrl: string) {
  const url = databaseUrlOf(data);
  const pool = createPool({ url, connectionsMax: 2, applicationName: 'bench', onError: () => {} });
  const world = await makeBenchWorld(pool, { branches: 30, customers: 20, now: new Date() });
  await switchIsKnown(switchUrl, world);
  const posting = (maxSockets: number) => poster(switchUrl, new Agent({ keepAlive: true, maxSockets }));
  const single = await measure(posting(OUTSTANDING), world, { lines: OUTSTANDING, together: 1 });
  const arrays = await measure(posting(16), world, { lines: 12, together: EVENTS_IN_ARRAY });
  const baseline = await measure(posting(BASELINE_CONNECTIONS), world, {
    lines: BASELINE_CONNECTIONS,
    together: 1,
  });
  const { violations } = await verifyBooks(pool, new Date());
  await pool.end();
  return {
    ...single,
    arrayEventsPerSecond: arrays.eventsPerSecond,
    baselineEventsPerSecond: baseline.eventsPerSecond,
    ratio: Math.round((single.eventsPerSecond / baseline.eventsPerSecond) * 100) / 100,
    verifyViolations: violations.length,
  };
}

/** The world was written past the server, which hears of it a moment later. */
async function switchIsKnown(switchUrl: string, world: BenchWorld): Promise<void> {
  const post = poster(switchUrl, new Agent());
  for (const giveUpAt = performance.now() + 10_000; ; await sleep(50)) {
    try {
      await post(question(world, 'nobody'));
      return;
    } catch (error) {
      const isNotYet = error instanceof Error && error.message.includes('switch_key_unknown');
      if (!isNotYet || performance.now() > giveUpAt) throw error;
    }
  }
}

/** `lines` calls go on side by side; each line makes `together` calls at once, one request for each step of them. */
async function measure(
  post: Post,
  world: BenchWorld,
  { lines, together }: { lines: number; together: number },
) {
  const usernames = world.usernames.flat();
  const latenciesMs: number[] = [];
  let calls = 0;
  const startedAt = performance.now() + WARM_UP_MS;
  const endsAt = startedAt + seconds * 1000;
  const send = async (events: object[]): Promise<Json[]> => {
    const from = performance.now();
    const answer = await post(together === 1 ? (events[0] ?? {}) : events);
    if (from >= startedAt) latenciesMs.push(performance.now() - from);
    return together === 1 ? [answer] : answer;
  };
  const line = async (index: number) => {
    for (let n = index * together; performance.now() < endsAt; n += lines * together) {
      const questions = Array.from({ length: together }, (_, k) =>
        question(world, usernames[(n + k) % usernames.length] ?? ''),
      );
      const granted = await send(questions);
      const at = new Date().toISOString();
      await send(
        granted.map(({ sessionId, gateways }) => ({
          type: 'answered',
          sessionId,
          gatewayId: gateways[0].id,
          answeredAt: at,
        })),
      );
      await send(granted.map(({ sessionId, gateways }) => end(sessionId, gateways[0].id, at)));
      const now = performance.now();
      if (now >= startedAt && now < endsAt) calls += together;
    }
  };
  await Promise.all(Array.from({ length: lines }, (_, index) => line(index)));
  latenciesMs.sort((a, b) => a - b);
  const quantile = (share: number) =>
    Math.round((latenciesMs[Math.floor(latenciesMs.length * share)] ?? 0) * 100) / 100;
  return {
    callsPerSecond: Math.round(calls / seconds),
    eventsPerSecond: Math.round((calls * 3) / seconds),
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
  };
}

function question({ realm }: BenchWorld, username: string) {
  return {
    type: 'authorize',
    attemptId: randomUUID(),
    startedAt: new Date().toISOString(),
    identity: { type: 'sip_device', username, realm },
    destination: '+4930123456',
    callerNumber: '+4930999999',
    sourceAddress: '192.0.2.9',
    callId: 'bench',
    switchRef: '1:1',
  };
}

function end(sessionId: string, gatewayId: string, answeredAt: string) {
  const endedAt = new Date(Date.parse(answeredAt) + 61_000).toISOString();
  const how = { outcome: 'answered', talkMs: 61_000, endedBy: 'caller', sipStatus: 200, q850Cause: 16 };
  return { type: 'ended', sessionId, leg: 0, revision: 1, ...how, answeredAt, endedAt, gatewayId };
}

/** Plain node:http with kept connections: a client that costs little beside the server. */
function poster(url: string, agent: Agent): Post {
  const { hostname, port } = new URL(url);
  const headers = { authorization: `Bearer ${SWITCH_KEY}`, 'content-type': 'application/json' };
  return (body) =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      const options = { hostname, port, agent, method: 'POST', path: '/switch/v1/events' };
      const sent = request(
        { ...options, headers: { ...headers, 'content-length': Buffer.byteLength(text) } },
        (response) => {
          let answer = '';
          response.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
          response.on('end', () =>
            response.statusCode === 200 ? resolve(JSON.parse(answer)) : reject(new Error(answer)),
          );
        },
      );
      sent.on('error', reject).end(text);
    });
}

function inWords(result: Awaited<ReturnType<typeof bench>>): string {
  return [
    `${result.callsPerSecond} calls/s = ${result.eventsPerSecond} events/s over HTTP, answered in ${result.p50Ms} ms (median), ${result.p99Ms} ms (99 %)`,
    `arrays of ${EVENTS_IN_ARRAY}: ${result.arrayEventsPerSecond} events/s`,
    `one at a time on ${BASELINE_CONNECTIONS} connections: ${result.baselineEventsPerSecond} events/s, ratio ${result.ratio}`,
    `${result.verifyViolations} violations of the books`,
  ].join('\n');
}
