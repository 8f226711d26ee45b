/** The PostgreSQL that comes with Tollbook: makes it, starts it or attaches to it, keeps it up, stops it. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries, type Binaries } from './binaries.ts';
import {
  choosePort,
  clusterVersion,
  createCluster,
  makeSocketFolder,
  SUPERUSER,
  writeSettings,
} from './cluster-files.ts';
import { readOrMakeSecret } from './data-directory.ts';
import {
  findPostmaster,
  isPostmaster,
  spawnPostmaster,
  stopPostmaster,
  waitUntilReady,
} from './postmaster.ts';
import type { Postmaster } from './postmaster.ts';
import { SupervisorError } from './supervisor-error.ts';
import type { Identity } from './unprivileged.ts';

export type Cluster = Readonly<{
  /** Connects as the superuser to the database `tollbook`: by the socket where there is one. */
  url: string;
  /** The same by TCP on 127.0.0.1, for programs that cannot use the socket. */
  tcpUrl: string;
  how: 'created' | 'started' | 'attached';
  /** The process id now; another one after PostgreSQL died and was started again. */
  pid: () => number;
  stop: () => Promise<void>;
}>;

/** How soon a dead PostgreSQL is noticed; callers wait at least this long, a check costs microseconds. */
const WATCH_MS = 100;
/** After a kill -9 its children hold the shared memory for a moment, and a new start is refused. */
const START_WITHIN_MS = 20_000;

/**
 * Starts the cluster in `<dataDirectory>/postgres`, or attaches to the one that a killed Tollbook left
 * running. Starts it again when it dies. `say` gets one plain line per event an operator should know.
 */
export async function startCluster(options: {
  dataDirectory: string;
  identity: Identity | null;
  say: (line: string) => void;
  /** Asks for one kind of programs; without it the system's come first. */
  programsFrom?: Binaries['from'];
}): Promise<Cluster> {
  const { identity, say } = options;
  const dataDirectory = realpathSync(options.dataDirectory);
  const clusterFolder = join(dataDirectory, 'postgres');
  const password = readOrMakeSecret(dataDirectory, 'postgres.password');
  const version = clusterVersion(clusterFolder);
  const programs = findBinaries(version, identity, options.programsFrom).folder;
  if (version === null) createCluster({ programs, clusterFolder, password, identity });
  const socketFolder = makeSocketFolder(dataDirectory, identity);
  const logFile = join(dataDirectory, 'postgres.log');

  const start = async (fixedPort: number | null): Promise<Postmaster> => {
    const deadline = Date.now() + START_WITHIN_MS;
    for (;;) {
      const running = findPostmaster(clusterFolder);
      const alreadyUp = running && (await waitUntilReady(running.pid, clusterFolder));
      if (alreadyUp) return alreadyUp;
      writeSettings({ clusterFolder, port: fixedPort ?? (await choosePort(clusterFolder)), socketFolder });
      const pid = spawnPostmaster({ program: join(programs, 'postgres'), clusterFolder, logFile, identity });
      const ready = await waitUntilReady(pid, clusterFolder);
      if (ready !== null) return ready;
      if (Date.now() > deadline) {
        throw new SupervisorError(`PostgreSQL does not start. The end of ${logFile}:\n${lastLines(logFile)}`);
      }
      await sleep(200);
    }
  };

  const isAttached = findPostmaster(clusterFolder) !== null;
  let postmaster = await start(null);
  const firstPort = postmaster.port;
  let isStopping = false;
  let restarting: Promise<void> | null = null;

  const watch = setInterval(() => {
    if (isStopping || restarting !== null || isPostmaster(postmaster.pid, clusterFolder)) return;
    say(`PostgreSQL (process ${postmaster.pid}) has died: starting it again.`);
    // On the same port: the pools know no other. Its children may hold it a moment longer.
    restarting = start(firstPort)
      .then((started) => {
        postmaster = started;
        say(`PostgreSQL runs again (process ${started.pid}).`);
      })
      .catch((error: unknown) => say(error instanceof Error ? error.message : String(error)))
      .finally(() => {
        restarting = null;
      });
  }, WATCH_MS);
  watch.unref();

  const address = (parameters: string) =>
    `postgres://${SUPERUSER}:${password}@127.0.0.1:${firstPort}/tollbook${parameters}`;
  return {
    url: address(socketFolder === null ? '' : `?host=${encodeURIComponent(socketFolder)}`),
    tcpUrl: address(''),
    how: isAttached ? 'attached' : version === null ? 'created' : 'started',
    pid: () => postmaster.pid,
    stop: async () => {
      isStopping = true;
      clearInterval(watch);
      await restarting;
      await stopPostmaster(postmaster.pid, clusterFolder);
    },
  };
}

function lastLines(path: string): string {
  if (!existsSync(path)) return '(empty)';
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
}
