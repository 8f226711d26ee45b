/**
 * How many calls a second charging can do: full calls (authorize, answered, ended) of customers under two levels of
 * resellers, 300 outstanding, commits on disk. The baseline is the same function in batches of one on 8 connections,
 * on the same server in the same run. `npm run bench:charging -- [--seconds N] [--json]`.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readFileSync, readdirSync } from 'node:fs';
import type { ChargingAnswer, ChargingEvent } from '../src/domain/charging/events.ts';
import { applyBatch } from '../src/operations/charging/apply-batch.ts';
import { openCatalogue } from '../src/operations/charging/catalogue.ts';
import { BATCHES_IN_FLIGHT, startEngine } from '../src/operations/charging/engine.ts';
import { createRowMemory } from '../src/operations/charging/row-memory.ts';
import { noteFirstUses } from '../src/operations/charging/first-uses.ts';
import { watchGateways } from '../src/operations/charging/watch-gateways.ts';
import { createLiveFeed } from '../src/operations/charging/live-feed.ts';
import { foldRefusals } from '../src/operations/charging/fold-refusals.ts';
import { keepPartitions } from '../src/operations/charging/keep-partitions.ts';
import { nameEnd, nameQuestion } from '../src/operations/charging/name-event.ts';
import { verifyBooks } from '../src/operations/ledger/verify-books.ts';
import { ensureDatabase } from '../src/postgres/database.ts';
import { migrate } from '../src/postgres/migrate.ts';
import { createPool } from '../src/postgres/pool.ts';
import { isDatabaseAway } from '../src/postgres/problem-of-database-error.ts';
import { startTemporaryCluster } from '../test/support/temporary-cluster.ts';
import { makeBenchWorld, type BenchWorld } from './world.ts';

const OUTSTANDING = 300;
const BASELINE_CONNECTIONS = 8;
const BRANCHES = 30;
const CUSTOMERS = 20;
/** Wallets, plans and connections are warm after this. */
const WARM_UP_MS = 1500;

type Submit = (event: ChargingEvent) => Promise<ChargingAnswer>;
type Result = Readonly<{
  callsPerSecond: number;
  eventsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Processor time of this process for an event, which other work on the machine does not change. */
  nodeMicrosPerEvent: number;
  /** Of all processes of PostgreSQL, likewise. */
  postgresMicrosPerEvent: number;
}>;

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, json: { type: 'boolean' } },
});
const seconds = Number(values.seconds);
if (!(seconds > 0 && seconds <= 600)) throw new Error('--seconds is a number from 1 to 600');

const cluster = await startTemporaryCluster('bench', { inMemory: false });
try {
  const result = await bench(cluster.url);
  console.log(values.json ? JSON.stringify(result) : inWords(result));
  process.exitCode = result.verifyViolations === 0 ? 0 : 1;
} finally {
  await cluster.stop();
}

async function bench(url: string) {
  await ensureDatabase(url);
  await migrate(url);
  const now = () => new Date();
  const pool = createPool({ url, connectionsMax: 4, applicationName: 'bench', onError: () => {} });
  const pipelined = (connectionsMax: number) =>
    createPool({
      url,
      connectionsMax,
      applicationName: 'bench charging',
      isPipelined: true,
      onError: () => {},
    });
  const enginePool = pipelined(BATCHES_IN_FLIGHT);
  const baselinePool = pipelined(BASELINE_CONNECTIONS);
  const world = await makeBenchWorld(pool, { branches: BRANCHES, customers: CUSTOMERS, now: now() });
  await keepPartitions({ pool, now });
  await pool.query('vacuum analyze');
  const catalogue = await openCatalogue(pool);
  const deps = {
    catalogue,
    now,
    folding: foldRefusals(),
    firstUses: noteFirstUses(),
    gateways: watchGateways(),
    live: createLiveFeed(() => undefined),
  };
  const engine = startEngine({
    ...deps,
    memory: createRowMemory(),
    pool: enginePool,
    onPoison: (_, error) => console.error(error),
    isOutage: isDatabaseAway,
    sleep: (ms) => sleep(ms),
  });
  // Side by side, each would write over what another remembers.
  const forgetful = createRowMemory(0, 0);
  const one = queued(BASELINE_CONNECTIONS, async (event) => {
    const [answer] = await applyBatch({ ...deps, memory: forgetful, pool: baselinePool }, [event]);
    return answer as ChargingAnswer;
  });
  const spread = world.usernames.flat();
  const hot = world.usernames[0] ?? [];
  const batched = await measure(engine.submit, world, spread);
  const baseline = await measure(one, world, spread);
  const hotBatched = await measure(engine.submit, world, hot);
  const hotBaseline = await measure(one, world, hot);
  await engine.stop();
  const { violations } = await verifyBooks(pool, now());
  for (const { invariant, what } of violations) console.error(invariant, what);
  await Promise.all([pool.end(), enginePool.end(), baselinePool.end()]);
  return {
    ...batched,
    baselineEventsPerSecond: baseline.eventsPerSecond,
    ratio: round(batched.eventsPerSecond / baseline.eventsPerSecond),
    hotResellerEventsPerSecond: hotBatched.eventsPerSecond,
    hotResellerBaselineEventsPerSecond: hotBaseline.eventsPerSecond,
    hotResellerRatio: round(hotBatched.eventsPerSecond / hotBaseline.eventsPerSecond),
    verifyViolations: violations.length,
  };
}

/** Runs calls one after another in `OUTSTANDING` lines, and counts what ended inside the measured time. */
async function measure(submit: Submit, world: BenchWorld, usernames: readonly string[]): Promise<Result> {
  const latenciesMs: number[] = [];
  let calls = 0;
  let cpuFrom = process.cpuUsage();
  let pgFrom = 0;
  setTimeout(() => {
    cpuFrom = process.cpuUsage();
    pgFrom = postgresCpuMs();
  }, WARM_UP_MS);
  const startedAt = performance.now() + WARM_UP_MS;
  const endsAt = startedAt + seconds * 1000;
  const timed = async (event: ChargingEvent) => {
    const from = performance.now();
    const answer = await submit(event);
    if (from >= startedAt) latenciesMs.push(performance.now() - from);
    return answer;
  };
  const line = async (index: number) => {
    for (let n = index; performance.now() < endsAt; n += OUTSTANDING) {
      await call(timed, world, usernames[n % usernames.length] ?? '');
      const at = performance.now();
      if (at >= startedAt && at < endsAt) calls += 1;
    }
  };
  await Promise.all(Array.from({ length: OUTSTANDING }, (_, index) => line(index)));
  const cpu = process.cpuUsage(cpuFrom);
  const postgresMs = postgresCpuMs() - pgFrom;
  latenciesMs.sort((a, b) => a - b);
  const quantile = (share: number) => round(latenciesMs[Math.floor(latenciesMs.length * share)] ?? 0);
  return {
    callsPerSecond: Math.round(calls / seconds),
    eventsPerSecond: Math.round((calls * 3) / seconds),
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    nodeMicrosPerEvent: Math.round((cpu.user + cpu.system) / Math.max(1, calls * 3)),
    postgresMicrosPerEvent: Math.round((postgresMs * 1000) / Math.max(1, calls * 3)),
  };
}

async function call(submit: Submit, { switchId, realm }: BenchWorld, username: string): Promise<void> {
  const startedAt = new Date();
  const question = {
    type: 'authorize' as const,
    attemptId: randomUUID(),
    startedAt,
    identity: { type: 'sip_device' as const, username, realm },
    destination: '+4930123456',
    callerNumber: '+4930999999',
    sourceAddress: '192.0.2.9',
    userAgent: null,
    callId: 'bench',
    switchRef: '1:1',
  };
  const granted = await submit(nameQuestion(question, { id: switchId, canPush: true }));
  if (!('gateways' in granted)) throw new Error(`a call was not granted: ${JSON.stringify(granted)}`);
  const { sessionId } = granted;
  const gatewayId = granted.gateways[0]?.id ?? null;
  await submit({ type: 'answered', sessionId, switchId, gatewayId, answeredAt: startedAt });
  const end = {
    type: 'ended' as const,
    sessionId,
    leg: 0,
    revision: 1,
    outcome: 'answered' as const,
    gatewayId,
  };
  const times = { answeredAt: startedAt, endedAt: new Date(startedAt.getTime() + 61_000), talkMs: 61_000 };
  await submit(nameEnd({ ...end, ...times, endedBy: 'caller', sipStatus: 200, q850Cause: 16 }, switchId));
}

/** Processor time that PostgreSQL has used, by /proc (proc(5): fields 14 to 17), in ms. */
function postgresCpuMs(): number {
  const postmaster = readFileSync(join(cluster.dataDirectory, 'postgres', 'postmaster.pid'), 'utf8').split(
    '\n',
  )[0];
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      if (pid === postmaster || fields[1] === Number(postmaster))
        ticks += (fields[11] ?? 0) + (fields[12] ?? 0);
    } catch {
      // it has ended meanwhile
    }
  }
  return ticks * 10;
}

/** At most `width` at a time, in order: what a pool of connections does to single transactions. */
function queued(width: number, run: Submit): Submit {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (event) => {
    if (running >= width) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await run(event);
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function inWords(result: Awaited<ReturnType<typeof bench>>): string {
  return [
    `${result.callsPerSecond} calls/s = ${result.eventsPerSecond} events/s, answered in ${result.p50Ms} ms (median), ${result.p99Ms} ms (99 %)`,
    `batches of one: ${result.baselineEventsPerSecond} events/s, so micro-batching is ${result.ratio} times as fast`,
    `all under one reseller: ${result.hotResellerEventsPerSecond} against ${result.hotResellerBaselineEventsPerSecond} events/s, ${result.hotResellerRatio} times`,
    `${result.verifyViolations} violations of the books`,
  ].join('\n');
}
