/** A server that charges, and calls that a price list of it prices while something is done to the list. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { known } from '../src/domain/assert.ts';
import { actorOf } from '../src/operations/accounts/actor-of.ts';
import { openCatalogue } from '../src/operations/charging/catalogue.ts';
import { BATCHES_IN_FLIGHT, startEngine, type ChargingEngine } from '../src/operations/charging/engine.ts';
import { noteFirstUses } from '../src/operations/charging/first-uses.ts';
import { watchGateways } from '../src/operations/charging/watch-gateways.ts';
import { createLiveFeed } from '../src/operations/charging/live-feed.ts';
import { foldRefusals } from '../src/operations/charging/fold-refusals.ts';
import { keepPartitions } from '../src/operations/charging/keep-partitions.ts';
import { nameQuestion } from '../src/operations/charging/name-event.ts';
import { createRowMemory } from '../src/operations/charging/row-memory.ts';
import { importRates } from '../src/operations/rating/import-rates.ts';
import { signInOfAccount } from '../src/postgres/accounts/sign-ins.ts';
import { listenForChanges } from '../src/postgres/charging/listen-for-changes.ts';
import { ensureDatabase } from '../src/postgres/database.ts';
import { migrate } from '../src/postgres/migrate.ts';
import { createPool } from '../src/postgres/pool.ts';
import { isDatabaseAway } from '../src/postgres/problem-of-database-error.ts';
import { makeBenchWorld, type BenchWorld } from './world.ts';

/** Calls go on at this pace, each asked for when it is due, whether those before were answered or not. */
const CALLS_PER_SECOND = 20;

export async function startCalling(url: string) {
  await ensureDatabase(url);
  await migrate(url);
  const now = () => new Date();
  const origin = {
    masterKey: Buffer.alloc(32, 7),
    sipDomain: 'sip.example.com',
    publicUrl: 'http://localhost:8080',
  };
  const pool = createPool({ url, connectionsMax: 6, applicationName: 'bench', onError: () => {} });
  const enginePool = createPool({
    url,
    connectionsMax: BATCHES_IN_FLIGHT + 1,
    applicationName: 'bench charging',
    isPipelined: true,
    onError: () => {},
  });
  const world = await makeBenchWorld(pool, { branches: 5, customers: 20, now: now() });
  await keepPartitions({ pool, now });
  await pool.query('vacuum analyze');
  const catalogue = await openCatalogue(pool);
  const stopListening = listenForChanges(url, () => catalogue.refresh());
  const engine = startEngine({
    catalogue,
    now,
    folding: foldRefusals(),
    firstUses: noteFirstUses(),
    gateways: watchGateways(),
    live: createLiveFeed(() => undefined),
    memory: createRowMemory(),
    pool: enginePool,
    onPoison: (_, error) => console.error(error),
    isOutage: isDatabaseAway,
    sleep: (ms) => sleep(ms),
  });
  const { rows } = await pool.query<{ publicId: string; operatorId: bigint }>(
    `select g.public_id as "publicId", o.id as "operatorId" from rate_groups g, accounts o
     where g.name = 'carrier' and o.kind = 'operator'`,
  );
  const { publicId, operatorId } = known(rows[0], 'the carrier’s list');
  const signIn = known(await signInOfAccount(pool, operatorId), 'the operator');
  const actor = known(actorOf(signIn, { via: 'session', address: '' }), 'the operator');
  const context = { ...origin, pool, now };
  return {
    context,
    actor,
    /** The carrier's list, which every call is routed by. */
    publicId,
    keepCalling: () => keepCalling(engine, world),
    importSheet: (text: string) =>
      importRates(context, actor, publicId, {
        encoding: null,
        mapping: null,
        validFrom: null,
        dateOrder: null,
        timezone: 'UTC',
        fileName: 'sheet.csv',
        isComplete: false,
        bytes: Buffer.from(text),
        isDryRun: false,
        key: null,
      }),
    stop: async () => {
      await engine.stop();
      await stopListening();
      await Promise.all([pool.end(), enginePool.end()]);
    },
  };
}

export function secondsSince(begun: number): number {
  return Math.round((performance.now() - begun) / 100) / 10;
}

/** Asks for one call after the other, and measures how long each waits for its answer. */
function keepCalling(engine: ChargingEngine, world: BenchWorld) {
  const waits: number[] = [];
  const asked: Promise<void>[] = [];
  const usernames = world.usernames.flat();
  const timer = setInterval(() => {
    const begun = performance.now();
    const username = usernames[asked.length % usernames.length] ?? '';
    asked.push(
      engine.submit(question(world, username)).then((answer) => {
        if (!('gateways' in answer)) throw new Error(`a call was not granted: ${JSON.stringify(answer)}`);
        waits.push(performance.now() - begun);
      }),
    );
  }, 1000 / CALLS_PER_SECOND);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(asked);
      waits.sort((a, b) => a - b);
      const quantile = (share: number) => Math.round(waits[Math.floor((waits.length - 1) * share)] ?? 0);
      return { calls: waits.length, callP95Ms: quantile(0.95), callLongestMs: quantile(1) };
    },
  };
}

function question({ switchId, realm }: BenchWorld, username: string) {
  return nameQuestion(
    {
      type: 'authorize',
      attemptId: randomUUID(),
      startedAt: new Date(),
      identity: { type: 'sip_device', username, realm },
      destination: '+4930123456',
      callerNumber: '+4930999999',
      sourceAddress: '192.0.2.9',
      userAgent: null,
      callId: 'bench',
      switchRef: '1:1',
    },
    { id: switchId, canPush: true },
  );
}
