/** The postmaster process: finding it, starting it, waiting for it, stopping it. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, workingFolder } from './process-identity.ts';
import { SupervisorError } from './supervisor-error.ts';
import type { Identity } from './unprivileged.ts';

export type Postmaster = Readonly<{ pid: number; port: number; isReady: boolean }>;

/** PostgreSQL's own log is for hard days only; a new start empties one that has grown beyond this. */
const LOG_BYTES_MAX = 16 * 1024 * 1024;
/** Recovery after a crash replays at most max_wal_size; minutes only on a very slow disk. */
const READY_WITHIN_MS = 120_000;
/** Long enough for a checkpoint of all shared buffers on a slow disk. */
const STOP_WITHIN_MS = 30_000;
const POLL_MS = 10;

/**
 * Returns the postmaster that runs on this cluster, or null. Its file may name a process that is gone,
 * or a stranger that has the same id now: the postmaster is the one that works in the cluster's folder.
 */
export function findPostmaster(clusterFolder: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(clusterFolder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  // PostgreSQL's miscadmin.h: 1 pid, 2 data directory, 3 start time, 4 port, 5 socket, 6 host, 7 shm, 8 status
  const pid = Math.abs(Number(lines[0]));
  if (!(pid > 0) || !isPostmaster(pid, clusterFolder)) return null;
  return { pid, port: Number(lines[3] ?? 0), isReady: lines[7]?.trim() === 'ready' };
}

/** Whether `pid` still is the postmaster of this cluster. */
export function isPostmaster(pid: number, clusterFolder: string): boolean {
  if (!isAlive(pid)) return false;
  const folder = workingFolder(pid);
  return folder === null || folder === clusterFolder;
}

/**
 * Starts a postmaster and returns its pid. It gets a session of its own: Ctrl-C in a terminal reaches
 * only us, and we stop it after the last write. Its messages go to `logFile`.
 */
export function spawnPostmaster(options: {
  program: string;
  clusterFolder: string;
  logFile: string;
  identity: Identity | null;
}): number {
  const { program, clusterFolder, logFile, identity } = options;
  // A stranger's pid in the file makes PostgreSQL refuse to start; findPostmaster saw it is not ours.
  rmSync(join(clusterFolder, 'postmaster.pid'), { force: true });
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES_MAX) truncateSync(logFile);
  const log = openSync(logFile, 'a', 0o600);
  try {
    const child = spawn(program, ['-D', clusterFolder], {
      cwd: clusterFolder,
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      ...(identity && { uid: identity.uid, gid: identity.gid }),
    });
    child.on('error', () => {}); // no pid then, reported below
    child.unref();
    if (child.pid === undefined)
      throw new SupervisorError(`${program} cannot be run. Check its permissions.`);
    return child.pid;
  } finally {
    closeSync(log);
  }
}

/** Waits until the postmaster takes connections; null when it ended before that. */
export async function waitUntilReady(pid: number, clusterFolder: string): Promise<Postmaster | null> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const found = findPostmaster(clusterFolder);
    if (found?.pid === pid && found.isReady) return found;
    if (!isAlive(pid)) return null;
    await sleep(POLL_MS);
  }
  throw new SupervisorError(
    `PostgreSQL (process ${pid}) did not become ready within ${READY_WITHIN_MS / 1000} s.`,
  );
}

/**
 * Stops the postmaster: open transactions roll back, everything committed is written (fast shutdown).
 * One that does not end in time is stopped hard, which costs a recovery at the next start, no data.
 */
export async function stopPostmaster(pid: number, clusterFolder: string): Promise<void> {
  for (const [signal, withinMs] of [
    ['SIGINT', STOP_WITHIN_MS],
    ['SIGQUIT', 5_000],
  ] as const) {
    if (!isPostmaster(pid, clusterFolder)) return;
    process.kill(pid, signal);
    const deadline = Date.now() + withinMs;
    while (Date.now() < deadline && isAlive(pid)) await sleep(POLL_MS);
  }
}
