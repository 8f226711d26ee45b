/** Runs a Kamailio of our own in the foreground: for the demonstration and the tests. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateKamailioConfig, MODULES_FOLDER } from './config.ts';
import type { KamailioOptions } from './config-options.ts';

/** Debian packages without which the generated configuration does not load. */
export const KAMAILIO_PACKAGES = [
  'kamailio',
  'kamailio-postgres-modules',
  'kamailio-json-modules',
  'kamailio-utils-modules',
  'kamailio-extra-modules',
] as const;
/** Debian's package of SIPp. */
export const SIPP_PACKAGE = 'sip-tester';

/** Debian installs it outside the PATH of ordinary users. */
const PROGRAM = '/usr/sbin/kamailio';
/** A start takes about 0.3 s; a busy machine several seconds. */
const READY_WITHIN_MS = 20_000;
const STOP_WITHIN_MS = 5000;

export type RunKamailio = Omit<KamailioOptions, 'sipHost' | 'sipPort' | 'controlHost' | 'controlPort'> &
  Readonly<{
    /** Configuration, log and sockets go here. */
    folder: string;
    /** Free ones are chosen when left out. */
    sipPort?: number;
    controlPort?: number;
    /** Whom Kamailio runs as when we are root. */
    identity?: Readonly<{ uid: number; gid: number }> | null;
  }>;

export type RunningKamailio = Readonly<{
  /** "127.0.0.1:5060" */
  address: string;
  sipPort: number;
  controlUrl: string;
  logFile: string;
  pid: () => number;
  /** As a crash would: no goodbye, nothing written. */
  kill: () => Promise<void>;
  /** Starts again on the same ports, after `kill` or `stop`. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
}>;

/** Starts Kamailio on 127.0.0.1 and returns when it answers OPTIONS; throws with the end of its log. */
export async function runKamailio(options: RunKamailio): Promise<RunningKamailio> {
  const { folder, identity = null } = options;
  const sipPort = options.sipPort ?? (await freePort());
  const controlPort = options.controlPort ?? (await freePort());
  const runFolder = join(folder, 'run');
  const configFile = join(folder, 'kamailio.cfg');
  const logFile = join(folder, 'kamailio.log');
  mkdirSync(runFolder, { recursive: true });
  const config = generateKamailioConfig({
    ...options,
    modulesFolder: options.modulesFolder ?? modulesFolder(),
    sipHost: '127.0.0.1',
    sipPort,
    controlHost: '127.0.0.1',
    controlPort,
  });
  writeFileSync(configFile, config, { mode: 0o600 });
  if (identity !== null) {
    for (const path of [runFolder, configFile]) chownSync(path, identity.uid, identity.gid);
    chmodSync(folder, 0o711); // Kamailio's user must pass to reach its files
  }

  let child: ChildProcess | null = null;
  let ended: Promise<unknown> = Promise.resolve();
  const start = async () => {
    const log = openSync(logFile, 'a', 0o600);
    const files = ['-f', configFile, '-w', runFolder, '-Y', runFolder, '-P', join(runFolder, 'kamailio.pid')];
    child = spawn(PROGRAM, ['-DD', '-E', ...files, '-m', '64', '-M', '8'], {
      cwd: runFolder,
      // Its processes form a group, so that all of them can be ended by one id.
      detached: true,
      stdio: ['ignore', log, log],
      ...(identity !== null && { uid: identity.uid, gid: identity.gid }),
    });
    closeSync(log);
    const started = child;
    ended = new Promise((resolve) => {
      started.once('error', resolve);
      started.once('close', resolve);
    });
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await answersOptions(sipPort))) {
      if (child.exitCode !== null || child.pid === undefined || Date.now() > deadline) {
        signalGroup(child, 'SIGKILL');
        throw new Error(`Kamailio does not start. The end of ${logFile}:\n${lastLines(logFile)}`);
      }
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child === null) return;
    signalGroup(child, signal);
    const isEnded = await Promise.race([
      ended.then(() => true),
      sleep(STOP_WITHIN_MS, false, { ref: false }),
    ]);
    if (!isEnded) {
      signalGroup(child, 'SIGKILL');
      await ended;
    }
    child = null;
  };
  await start();
  return {
    address: `127.0.0.1:${sipPort}`,
    sipPort,
    controlUrl: `http://127.0.0.1:${controlPort}`,
    logFile,
    pid: () => child?.pid ?? 0,
    kill: () => end('SIGKILL'),
    start,
    stop: () => end('SIGTERM'),
  };
}

/** SIGTERM is for the main process alone, which ends its children in order; SIGKILL must reach them all. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Debian puts modules under the machine's architecture. */
function modulesFolder(): string {
  const ofArm = '/usr/lib/aarch64-linux-gnu/kamailio/modules/';
  return existsSync(MODULES_FOLDER) ? MODULES_FOLDER : ofArm;
}

/** One OPTIONS by UDP, as a monitor sends it. */
function answersOptions(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const finish = (isAnswered: boolean) => {
      clearTimeout(timer);
      socket.close(() => resolve(isAnswered));
    };
    const timer = setTimeout(() => finish(false), 100);
    socket.once('error', () => finish(false));
    socket.once('message', () => finish(true));
    socket.bind(0, '127.0.0.1', () => {
      const own = socket.address().port;
      const id = `${own}-${Date.now()}`;
      const lines = [
        `OPTIONS sip:127.0.0.1:${port} SIP/2.0`,
        `Via: SIP/2.0/UDP 127.0.0.1:${own};branch=z9hG4bK${id}`,
        `From: <sip:monitor@127.0.0.1>;tag=${id}`,
        `To: <sip:127.0.0.1:${port}>`,
        `Call-ID: ${id}`,
        'CSeq: 1 OPTIONS',
        'Max-Forwards: 5',
        'Content-Length: 0',
      ];
      socket.send(`${lines.join('\r\n')}\r\n\r\n`, port, '127.0.0.1');
    });
  });
}

/** A port that is free for UDP's number too: Kamailio takes both. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function lastLines(path: string): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
}
