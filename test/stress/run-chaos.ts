/** Kills the server and PostgreSQL at random under load, and proves afterwards that nothing is lost or doubled. */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { connectOnce } from '../../src/postgres/pool.ts';
import { seededRandom, type Random } from '../support/random.ts';
import { databaseUrlOf } from '../support/tollbook-process.ts';
import { caller as makeCaller, type Addresses } from './api.ts';
import { compareBooks } from './compare.ts';
import { startControl } from './control.ts';
import { startLoad } from './load.ts';
import { makeServerUnderFire, type ServerUnderFire } from './server-under-fire.ts';
import { makeWorld, type World } from './world.ts';

const WORKERS = { calls: 50, pushedCalls: 15, money: 6 };
const PAUSE_MS = [100, 1600] as const;
/** Of the kills of the server, so many hit one that is just starting; of the database's, so many hit both. */
const WHILE_STARTING = 0.15;
const BOTH = 0.3;
/** Serving again is to take 5 s at most; a machine that is busy with other things gets more, and it is reported. */
const RECOVERY_MS_MAX = 60_000;
/** Nothing waits longer than this for each kill, and for the start and the end. */
const FOR_EACH_KILL_MS = 15_000;
const FOR_THE_REST_MS = 180_000;

export type ChaosOptions = Readonly<{
  kills: number;
  dbKills: number;
  seed: number;
  say: (line: string) => void;
}>;
export type ChaosResult = Readonly<{
  kills: number;
  dbKills: number;
  calls: number;
  lost: number;
  double: number;
  verifyViolations: number;
  seed: number;
  eventsAnswered: number;
  paymentsAndTransfers: number;
  /** Further slices of running calls that the switch has taken. */
  pushesTaken: number;
  /** From the kill to the next answer that promises a commit. */
  recoveryMsMax: Readonly<{ server: number; database: number }>;
  recoveryMsMedian: Readonly<{ server: number; database: number }>;
  seconds: number;
  /** What was lost, doubled or violated: the first few, in words. */
  findings: readonly string[];
}>;

const FINDINGS_MAX = 30;

export async function runChaos({ kills, dbKills, seed, say }: ChaosOptions): Promise<ChaosResult> {
  const startedAt = Date.now();
  const overAt = startedAt + FOR_THE_REST_MS + (kills + dbKills) * FOR_EACH_KILL_MS;
  const isOver = () => Date.now() > overAt;
  const random = seededRandom(seed);
  const bugs: string[] = [];
  const caller = makeCaller(isOver, (what) => bugs.push(what));
  const control = await startControl();
  const server = await makeServerUnderFire();
  const onSignal = () => void server.remove().finally(() => process.exit(130));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    await server.start();
    const first = /account {3}(\d+)\n {2}password {2}(\S+)/.exec(server.output());
    const [, account = '', password = ''] = first ?? [];
    const world = await makeWorld(caller, server.addresses, { account, password }, control.url);
    say(`World made after ${seconds(startedAt)} s.`);
    const { addresses: at, data } = server;
    const load = startLoad({ world, caller, control, at, data, random, isOver }, WORKERS);
    const recovery: Record<'server' | 'database', number[]> = { server: [], database: [] };
    const faults = random.shuffle([
      ...Array<'server'>(kills).fill('server'),
      ...Array<'database'>(dbKills).fill('database'),
    ]);
    for (const [n, fault] of faults.entries()) {
      await sleep(random.whole(...PAUSE_MS));
      const killedAt = await (fault === 'server' ? killServer : killDatabase)(server, random);
      await untilServing(server, world);
      recovery[fault].push(Date.now() - killedAt);
      if ((n + 1) % 5 === 0)
        say(
          `${n + 1} of ${faults.length} kills, ${load.ledger.calls.length} calls, ${seconds(startedAt)} s.`,
        );
    }
    await sleep(PAUSE_MS[0]);
    await load.end();
    const { ledger } = load;
    const db = await connectOnce(databaseUrlOf(server.data), 'chaos');
    await untilOutboxIsEmpty(db, isOver);
    const findings = await compareBooks(db, world, ledger);
    await db.end();
    const violations = await server.verify();
    const code = await server.stop();
    const strange = [...ledger.surprises, ...bugs, ...(code === 0 ? [] : [`the stop ended with ${code}`])];
    return {
      kills,
      dbKills,
      calls: ledger.calls.length,
      // An answer that no switch should get is something lost: a call that is not known any more, say.
      lost: findings.lost.length + strange.length,
      double: findings.double.length,
      verifyViolations: violations.length,
      seed,
      eventsAnswered: ledger.eventsAnswered(),
      paymentsAndTransfers: ledger.money.length,
      pushesTaken: control.pushesTaken(),
      recoveryMsMax: both(recovery, (sorted) => sorted.at(-1)),
      recoveryMsMedian: both(recovery, (sorted) => sorted[Math.floor(sorted.length / 2)]),
      seconds: seconds(startedAt),
      findings: [
        ...findings.lost.map((what) => `lost: ${what}`),
        ...strange.map((what) => `strange: ${what}`),
        ...findings.double.map((what) => `double: ${what}`),
        ...violations.map((what) => `verify: ${JSON.stringify(what)}`),
      ].slice(0, FINDINGS_MAX),
    };
  } catch (error) {
    say(`The end of what the server printed:\n${server.output().slice(-4000)}`);
    throw error;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    control.close();
    await server.remove();
  }
}

/** The server takes in what switches have kept, once a second. */
async function untilOutboxIsEmpty(db: pg.Client, isOver: () => boolean): Promise<void> {
  for (;;) {
    const { rows } = await db.query('select 1 from switch.event_outbox limit 1');
    if (rows.length === 0) return;
    if (isOver()) throw new Error('events that a switch has kept are not taken in');
    await sleep(100);
  }
}

/** Kills it and starts it again; returns when it was killed (last). */
async function killServer(server: ServerUnderFire, random: Random): Promise<number> {
  await server.kill();
  if (random.chance(WHILE_STARTING)) await server.killWhileStarting(random.whole(0, 900));
  const killedAt = Date.now();
  await server.start();
  return killedAt;
}

/** The server is to start PostgreSQL again and go on, unless it is killed as well. Returns when it was killed. */
async function killDatabase(server: ServerUnderFire, random: Random): Promise<number> {
  await server.killDatabase(random.pick(['postmaster', 'all']));
  const killedAt = Date.now();
  if (random.chance(BOTH)) {
    await sleep(random.whole(0, 300));
    await server.kill();
    await server.start();
  }
  return killedAt;
}

/** Waits for an answer that stands for a commit: an unknown device is counted in the database. */
async function untilServing(server: ServerUnderFire, world: World): Promise<void> {
  const deadline = Date.now() + RECOVERY_MS_MAX;
  while (!(await isServing(server.addresses(), world))) {
    if (!server.isRunning()) throw new Error(`the server has ended by itself:\n${server.output()}`);
    if (Date.now() > deadline) throw new Error(`the server did not serve again:\n${server.output()}`);
    await sleep(20);
  }
}

async function isServing({ switches }: Addresses, { switchKey }: World): Promise<boolean> {
  try {
    const response = await fetch(`${switches}/switch/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${switchKey}` },
      body: JSON.stringify({
        type: 'authorize',
        attemptId: `probe-${Date.now()}`,
        startedAt: new Date().toISOString(),
        identity: { type: 'sip_device', username: 'nobody', realm: 'nowhere' },
        destination: '+49301',
      }),
      signal: AbortSignal.timeout(RECOVERY_MS_MAX),
    });
    const body = (await response.json()) as { reason?: string };
    return body.reason === 'not_authenticated';
  } catch {
    return false; // not up yet
  }
}

function both(
  times: Readonly<Record<'server' | 'database', readonly number[]>>,
  pick: (sorted: readonly number[]) => number | undefined,
): Readonly<{ server: number; database: number }> {
  const of = (all: readonly number[]) => pick(all.toSorted((a, b) => a - b)) ?? 0;
  return { server: of(times.server), database: of(times.database) };
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 100) / 10;
}
