/** The real program on a data directory of its own, its processes killed as a power cut or the kernel would. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../src/project-root.ts';
import { isAlive, workingFolder } from '../../src/supervisor/process-identity.ts';
import { makeTemporaryFolder } from '../support/temporary-cluster.ts';
import {
  killLeftovers,
  killWhileStarting,
  postmasterPid,
  runTollbook,
  startTollbook,
  type TollbookProcess,
} from '../support/tollbook-process.ts';
import type { Addresses } from './api.ts';

const SWITCHES = /Switches report to (\S+);/;
/** The recovery of PostgreSQL and the start of the server, on a machine that is busy with other things. */
const START_WITHIN_MS = 60_000;
/** So long an end of everything may take. */
const GONE_WITHIN_MS = 10_000;

/** Builds the program where its sources have changed, and copies it: what runs stays what it was. */
async function install(folder: string): Promise<string> {
  await runTollbook(['version']);
  const root = projectRoot();
  mkdirSync(folder, { recursive: true });
  for (const part of ['bin', 'dist', 'migrations', 'scripts', 'package.json']) {
    cpSync(join(root, part), join(folder, part), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'bin', 'tollbook.mjs');
}

export type ServerUnderFire = Readonly<{
  data: string;
  /** Of the last start. */
  addresses: () => Addresses;
  output: () => string;
  isRunning: () => boolean;
  /** Starts it on what it left behind. */
  start: () => Promise<void>;
  kill: () => Promise<void>;
  /** Starts it, and kills it so much later, wherever it is by then. */
  killWhileStarting: (afterMs: number) => Promise<void>;
  /** Kills PostgreSQL: the postmaster alone, or with every process of its. */
  killDatabase: (what: 'postmaster' | 'all') => Promise<void>;
  verify: () => Promise<readonly unknown[]>;
  /** By SIGTERM; the exit code. */
  stop: () => Promise<number | string>;
  /** Ends what still runs and removes everything. */
  remove: () => Promise<void>;
}>;

export async function makeServerUnderFire(): Promise<ServerUnderFire> {
  const folder = makeTemporaryFolder('chaos', { inMemory: true });
  const data = join(folder, 'data');
  const program = await install(join(folder, 'program'));
  let server: TollbookProcess | null = null;
  let addresses: Addresses = { api: '', switches: '' };
  const running = () => {
    if (server === null) throw new Error('the server does not run');
    return server;
  };
  return {
    data,
    addresses: () => addresses,
    output: () => server?.output() ?? '',
    isRunning: () => server !== null && isAlive(server.pid),
    start: async () => {
      server = await withinTime(startTollbook(data, { program }));
      const switches = await lineOf(server, SWITCHES);
      addresses = { api: server.url, switches };
    },
    kill: async () => {
      await running().end('SIGKILL');
    },
    killWhileStarting: (afterMs) => killWhileStarting(data, afterMs, { program }),
    killDatabase: async (what) => {
      const postmaster = await runningPostmaster(data);
      // Collected before: afterwards the children have another parent.
      const children = what === 'all' ? childrenOf(postmaster) : [];
      for (const pid of [postmaster, ...children]) killNow(pid);
    },
    verify: async () => {
      const { code, output } = await runTollbook(['verify', '--json', '--data', data], {}, program);
      const json = output.split('\n').findLast((line) => line.startsWith('{'));
      if (json === undefined) throw new Error(`verify ended (${code}):\n${output}`);
      return (JSON.parse(json) as { violations: unknown[] }).violations;
    },
    stop: () => running().end('SIGTERM'),
    remove: async () => {
      // Also one that was starting.
      killLeftovers();
      if (existsSync(join(data, 'postgres', 'postmaster.pid'))) {
        const postmaster = postmasterPid(data);
        const pids = [postmaster, ...childrenOf(postmaster)].filter((pid) => isOurs(pid, data));
        pids.forEach(killNow);
        const deadline = Date.now() + GONE_WITHIN_MS;
        while (pids.some(isAlive) && Date.now() < deadline) await sleep(20);
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Sessions may outlive their postmaster by a moment and answer, while the next one is only about to start. */
async function runningPostmaster(data: string): Promise<number> {
  const deadline = Date.now() + START_WITHIN_MS;
  for (;;) {
    try {
      const pid = postmasterPid(data);
      if (isAlive(pid)) return pid;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error('PostgreSQL was not started again');
    await sleep(20);
  }
}

/** A start that hangs must not hang the run: it fails, and everything is ended. */
async function withinTime(starting: Promise<TollbookProcess>): Promise<TollbookProcess> {
  const started = await Promise.race([starting, sleep(START_WITHIN_MS, null, { ref: false })]);
  if (started === null) throw new Error(`the server did not start within ${START_WITHIN_MS} ms`);
  return started;
}

async function lineOf(server: TollbookProcess, pattern: RegExp): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const found = pattern.exec(server.output())?.[1];
    if (found !== undefined) return found;
    await sleep(10);
  }
  throw new Error(`no ${pattern} in:\n${server.output()}`);
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
      } catch {
        return false; // ended meanwhile
      }
    });
}

/** A stored process id may be a stranger's by now: ours works in the cluster's folder. */
function isOurs(pid: number, data: string): boolean {
  return workingFolder(pid) === join(realpathSync(data), 'postgres');
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
