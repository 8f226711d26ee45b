/** Wires charging: memory, engine, the switches' listener, and the jobs that look after running calls. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Logger } from 'pino';
import { SWITCH_CONTROL_KEY } from './domain/routing/sealed-purposes.ts';
import { runEvery } from './jobs/run-every.ts';
import { advanceCardCall } from './operations/cards/advance-card-call.ts';
import { openCatalogue, type CatalogueMemory } from './operations/charging/catalogue.ts';
import { closeDays } from './operations/charging/close-days.ts';
import { closeMonths } from './operations/ledger/close-months.ts';
import { drainOutbox } from './operations/charging/drain-outbox.ts';
import { BATCHES_IN_FLIGHT, startEngine, type ChargingEngine } from './operations/charging/engine.ts';
import { endBarredCalls } from './operations/charging/end-barred-calls.ts';
import { extendCalls } from './operations/charging/extend-calls.ts';
import { noteFirstUses } from './operations/charging/first-uses.ts';
import { foldRefusals } from './operations/charging/fold-refusals.ts';
import { createLiveFeed, type LiveFeed } from './operations/charging/live-feed.ts';
import { keepPartitions } from './operations/charging/keep-partitions.ts';
import { watchGateways } from './operations/charging/watch-gateways.ts';
import { trimSightings, watchGuards } from './operations/charging/watch-guards.ts';
import { endCardCall } from './operations/cards/end-card-call.ts';
import { endQuietCardCalls } from './operations/cards/end-lost.ts';
import { trimPatience } from './operations/cards/trim-patience.ts';
import { trimCatalogue } from './operations/charging/trim-catalogue.ts';
import { digestOfGateway } from './operations/routing/digest-of-gateway.ts';
import { keepRejected } from './operations/charging/keep-rejected.ts';
import { namedGateways } from './operations/switches/named-gateways.ts';
import { createRefusalNotes } from './operations/switches/note-refusals.ts';
import { rememberCredentials } from './operations/switches/remember-credentials.ts';
import { reapCalls } from './operations/charging/reap-calls.ts';
import { createRowMemory } from './operations/charging/row-memory.ts';
import { openSecret } from './operations/secrets.ts';
import type { SwitchControl } from './operations/ports.ts';
import { isDatabaseAway } from './postgres/problem-of-database-error.ts';
import { createPool } from './postgres/pool.ts';
import { openJobLocks } from './postgres/jobs/job-locks.ts';
import { countServers } from './postgres/server-lock.ts';
import { touchSwitches } from './postgres/routing/switches.ts';
import { listenForChanges } from './postgres/charging/listen-for-changes.ts';
import { projectRoot } from './project-root.ts';
import { kamailioControl } from './switches/kamailio/control.ts';
import { buildSwitchListener } from './switches/listener.ts';
import { startEventSockets } from './start-event-sockets.ts';
import { parseKept } from './switches/parse-event.ts';

/** One for each batch in flight, one for what comes while a broken connection is noticed. */
const ENGINE_CONNECTIONS = BATCHES_IN_FLIGHT + 1;
/** A switch gives up after three seconds. */
const LOCK_TIMEOUT_MS = 2000;
const ANSWER_TIMEOUT_MS = 10_000;
/** A slice is due with a third of it left: a quarter of a second is early enough for the shortest. */
const EXTEND_EVERY_MS = 250;
/** Hints come by HTTP; this finds what a lost one left. */
const DRAIN_EVERY_MS = 1000;
const REAP_EVERY_MS = 5000;
/** Who suspends an account expects its calls to end at once. */
const BARRED_EVERY_MS = 1000;
/** Who looks at an account after its first call sees that it was used. */
const FIRST_USES_EVERY_MS = 1000;
/** So soon calls leave out a gateway that has failed. */
const GATEWAYS_EVERY_MS = 1000;
/** A guard that fires blocks the next call a second later, and one that hangs up another second after that. */
const GUARDS_EVERY_MS = 1000;
/** Who watches a phone that does not register reads why while it tries. */
const REFUSALS_EVERY_MS = 2000;
/** A switch that was added is connected so soon. */
const FOLLOW_EVERY_MS = 1000;
/** Signs of life come each 20 s; who looks at a switch or a phone sees them so late. */
const HEARD_EVERY_MS = 2000;
const TIDY_EVERY_MS = 3_600_000;
const SEEN_EVERY_MS = 15_000;
/** What other servers charge is seen so late. */
const ELSEWHERE_EVERY_MS = 2000;

export type ChargingOptions = Readonly<{
  databaseUrl: string;
  /** For writes other than the batches. */
  pool: pg.Pool;
  reads: pg.Pool;
  now: () => Date;
  masterKey: Uint8Array;
  /** Of phones that no reseller has a domain of its own for. */
  sipDomain: string;
  /** What links in mails of guards begin with. */
  publicUrl: string;
  /** With the operator's own recordings in `prompts`. */
  dataDirectory: string;
  logger: Logger;
  /** How long calls of other accounts wait for a wallet that somebody holds; our own writes hold one for milliseconds. */
  lockTimeoutMs?: number;
  /** After this a database that says nothing is one that is away. */
  answerTimeoutMs?: number;
  /** False: nothing runs by itself, and `jobs` are done by whoever has a clock of its own. */
  hasTimers?: boolean;
}>;

export type RunningCharging = Readonly<{
  engine: ChargingEngine;
  catalogue: CatalogueMemory;
  /** How a switch is reached; null when it is unknown, inactive or takes no commands. */
  controlOf: (switchId: bigint) => SwitchControl | null;
  /** Changes of live calls, for whoever watches them. */
  live: LiveFeed;
  /** The switches' listener, not listening yet. */
  listener: FastifyInstance;
  /** What timers do: now, whatever other servers do. */
  jobs: ChargingJobs;
  stop: () => Promise<void>;
}>;

type ChargingJobs = Readonly<{
  /** Takes in what switches have kept. */
  drain: () => Promise<unknown>;
  /** Gives running calls their next slice. */
  extend: () => Promise<unknown>;
  /** Ends the calls of accounts that may not call any more. */
  bar: () => Promise<unknown>;
  /** Judges what guards saw. */
  guards: () => Promise<unknown>;
  /** Looks after overdue calls. */
  reap: () => Promise<unknown>;
  firstUses: () => Promise<unknown>;
  /** Notes how gateways do. */
  gateways: () => Promise<unknown>;
  /** Notes phones that a switch without a database refused. */
  refusals: () => Promise<unknown>;
  /** Connects to switches as they are now, and tells them what has changed. */
  followSwitches: () => Promise<unknown>;
  /** Notes what switches told of calls, phones and themselves. */
  heardSwitches: () => Promise<unknown>;
  partitions: () => Promise<unknown>;
  closeDays: () => Promise<unknown>;
  closeMonths: () => Promise<unknown>;
  /** Removes from the tables of charging what nobody looks at any more. */
  trim: () => Promise<unknown>;
}>;

/** Starts charging on a migrated database. Nothing answers before the memory is loaded. */
export async function startCharging(options: ChargingOptions): Promise<RunningCharging> {
  const { databaseUrl: url, pool, reads, now, masterKey, sipDomain, publicUrl, logger } = options;
  const { lockTimeoutMs = LOCK_TIMEOUT_MS, answerTimeoutMs = ANSWER_TIMEOUT_MS, hasTimers = true } = options;
  const told = (what: string) => (error: unknown) => {
    if (isDatabaseAway(error)) logger.warn(`${what}: the database is away`);
    else logger.error({ err: error }, what);
  };
  await keepPartitions({ pool, now });
  const enginePool = createPool({
    url,
    connectionsMax: ENGINE_CONNECTIONS,
    applicationName: 'tollbook charging',
    isPipelined: true,
    lockTimeoutMs,
    answerTimeoutMs,
    onError: (error) => logger.warn(`A database connection was lost: ${error.message}`),
  });
  const catalogue = await openCatalogue(reads, told('reading a long price list'));
  const firstUses = noteFirstUses();
  const gateways = watchGateways();
  const live = createLiveFeed((id) => catalogue.current().accounts.get(id)?.path);
  const engine = startEngine({
    pool: enginePool,
    catalogue,
    now,
    memory: createRowMemory(),
    folding: foldRefusals(),
    firstUses,
    gateways,
    live,
    onPoison: (event, error) =>
      logger.error({ err: error, event: event.type, sessionId: event.sessionId }, 'refused an event'),
    isOutage: isDatabaseAway,
    sleep,
  });
  const refusals = createRefusalNotes({ pool, now });
  const seen = new Set<bigint>();
  const eventSockets = startEventSockets({
    pool,
    reads,
    now,
    masterKey,
    catalogue,
    engine,
    refusals,
    onSeen: (switchId) => seen.add(switchId),
    onError: (what, error) => told(what)(error),
  });
  const controlOf = (switchId: bigint): SwitchControl | null => {
    const known = catalogue.switchById(switchId);
    if (known === null || known.controlUrl === null) return null;
    if (known.kind === 'freeswitch') return eventSockets.controlOf(switchId);
    if (known.kind !== 'kamailio') return null;
    const { controlUrl, sealedControlKey } = known;
    const key = sealedControlKey === null ? '' : openSecret(masterKey, SWITCH_CONTROL_KEY, sealedControlKey);
    return kamailioControl({ url: controlUrl, key });
  };
  const control = { pool, reads, engine, now, controlOf, live };
  const drain = () =>
    drainOutbox({
      pool,
      engine,
      now,
      parse: parseKept,
      onRejected: ({ id, switchId }, reason) =>
        logger.error(
          { switchId: String(switchId), id: String(id), reason },
          'kept an event aside that cannot be applied',
        ),
    });
  const cards = { pool, engine, catalogue, now, masterKey };
  const jobs: ChargingJobs = {
    drain,
    extend: () => extendCalls(control),
    bar: () => endBarredCalls(control),
    guards: () => watchGuards({ pool, now, masterKey, publicUrl }),
    reap: () => reapCalls({ ...control, drain }),
    firstUses: () => firstUses.write({ pool, now }),
    gateways: () => gateways.write({ pool }),
    refusals: refusals.write,
    followSwitches: eventSockets.follow,
    heardSwitches: eventSockets.write,
    partitions: () => keepPartitions({ pool, now }),
    closeDays: () => closeDays({ pool, now }),
    closeMonths: () => closeMonths({ pool, now }),
    trim: async () => {
      await trimCatalogue({ pool });
      await trimSightings({ pool, now });
      await trimPatience({ pool, now });
      await endQuietCardCalls(cards);
    },
  };
  const locks = openJobLocks(url);
  const { alone } = locks;
  const lookElsewhere = async () => {
    if ((await countServers(reads)) > 1) live.noteElsewhere();
  };
  const drainer = () =>
    runEvery(DRAIN_EVERY_MS, () => alone('drain', jobs.drain), told('reading the events of switches'));
  const timers = () => {
    const tidyEvery = (what: string, work: () => Promise<unknown>) =>
      runEvery(TIDY_EVERY_MS, () => alone('tidy', work), told(what));
    return [
      runEvery(EXTEND_EVERY_MS, () => alone('extend', jobs.extend), told('extending calls')),
      runEvery(BARRED_EVERY_MS, () => alone('bar', jobs.bar), told('ending calls of suspended accounts')),
      runEvery(GUARDS_EVERY_MS, jobs.guards, told('judging what guards saw')),
      runEvery(REAP_EVERY_MS, () => alone('reap', jobs.reap), told('closing lost calls')),
      runEvery(FIRST_USES_EVERY_MS, jobs.firstUses, told('noting first uses')),
      runEvery(GATEWAYS_EVERY_MS, jobs.gateways, told('noting how gateways do')),
      runEvery(REFUSALS_EVERY_MS, jobs.refusals, told('noting refused phones')),
      tidyEvery('making partitions', jobs.partitions),
      tidyEvery('making the indexes of days that are over', jobs.closeDays),
      tidyEvery('closing months', jobs.closeMonths),
      tidyEvery('trimming what charging noted', jobs.trim),
      runEvery(FOLLOW_EVERY_MS, jobs.followSwitches, told('connecting to switches')),
      runEvery(HEARD_EVERY_MS, jobs.heardSwitches, told('noting what switches told')),
      runEvery(ELSEWHERE_EVERY_MS, lookElsewhere, told('looking for other servers')),
      runEvery(SEEN_EVERY_MS, () => touchSwitches(pool, seen, now()), told('noting switches')),
    ];
  };
  const draining = hasTimers ? drainer() : null;
  const running = hasTimers ? timers() : [];
  const stopListening = listenForChanges(url, () =>
    catalogue.refresh().catch(told('reading changed prices and accounts')),
  );
  const listener = buildSwitchListener({
    engine,
    catalogue,
    onDrain: () => void draining?.hint(),
    onSeen: (switchId) => seen.add(switchId),
    digestOf: (asked) => digestOfGateway({ reads, masterKey }, asked),
    prompts: {
      recorded: join(projectRoot(), 'dist', 'prompts'),
      own: join(options.dataDirectory, 'prompts'),
    },
    freeswitch: {
      sipDomain,
      credentials: rememberCredentials({ reads, sipDomain, now }),
      gatewaysOf: (switchId) => namedGateways({ reads, masterKey }, switchId),
      keepRejected: (event) => {
        const { switchId, reason } = event;
        logger.error({ switchId: String(switchId), reason }, 'kept an event aside that cannot be applied');
        return keepRejected({ pool, now }, event);
      },
      advanceCard: (from, channel, request) => advanceCardCall(cards, from, channel, request),
      endCardLeg: ({ end, ...leg }) => endCardCall(cards, leg, end),
      refusals,
    },
    logger: logger.child({}, { level: 'warn' }),
    now,
  });
  return {
    engine,
    catalogue,
    controlOf,
    live,
    listener,
    jobs,
    stop: async () => {
      await listener.close();
      const jobsOfTimers = draining === null ? running : [draining, ...running];
      await Promise.all(jobsOfTimers.map((job) => job.stop()));
      await eventSockets.stop();
      await stopListening();
      await engine.stop();
      await firstUses.write({ pool, now });
      await gateways.write({ pool });
      await refusals.write();
      await locks.close();
      await enginePool.end();
    },
  };
}
