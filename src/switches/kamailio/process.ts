/** Runs a Kamailio of our own in the foreground: for the demonstration and the tests. */
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, closeSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startGuarded, type GuardedProcess } from '../guarded-process.ts';
import { freePort, isUdpPortFree } from '../free-port.ts';
import { answersOptions, lastLines } from '../sip-process.ts';
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

/** Debian installs it outside the PATH of ordinary users. */
const PROGRAM = '/usr/sbin/kamailio';
/** A start takes about 0.3 s; a busy machine several seconds. */
const READY_WITHIN_MS = 20_000;
const STOP_WITHIN_MS = 5000;

export type RunKamailio = Omit<KamailioOptions, 'sipHost' | 'sipPort' | 'controlHost' | 'controlPort'> &
  Readonly<{
    /** Configuration, log and sockets go here. */
    folder: string;
    /**
     * Where phones and gateways reach it; 127.0.0.1 unless given, an IPv6 address in brackets. Not 0.0.0.0: it stands
     * in Record-Route.
     */
    sipHost?: string;
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
  /** Leader of its process group; 0 = it does not run. */
  pid: () => number;
  /** As a crash would: no goodbye, nothing written. */
  kill: () => Promise<void>;
  /** Starts again on the same ports, after `kill` or `stop`. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
}>;

/**
 * Starts Kamailio and returns when it answers OPTIONS; throws with the end of its log, or with the command that
 * installs it. It ends when this process ends, however that is.
 */
export async function runKamailio(options: RunKamailio): Promise<RunningKamailio> {
  const { folder, identity = null, sipHost = '127.0.0.1' } = options;
  if (!existsSync(PROGRAM)) {
    throw new Error(`Kamailio is not installed. Run: sudo apt-get install ${KAMAILIO_PACKAGES.join(' ')}`);
  }
  const sipPort = options.sipPort ?? (await freePort(sipHost));
  const controlPort = options.controlPort ?? (await freePort('127.0.0.1'));
  const runFolder = join(folder, 'run');
  const configFile = join(folder, 'kamailio.cfg');
  const logFile = join(folder, 'kamailio.log');
  mkdirSync(runFolder, { recursive: true });
  const config = generateKamailioConfig({
    ...options,
    modulesFolder: options.modulesFolder ?? modulesFolder(),
    sipHost,
    sipPort,
    controlHost: '127.0.0.1',
    controlPort,
  });
  writeFileSync(configFile, config, { mode: 0o600 });
  if (identity !== null) {
    for (const path of [runFolder, configFile]) chownSync(path, identity.uid, identity.gid);
    chmodSync(folder, 0o711); // Kamailio's user must pass to reach its files
  }

  let running: GuardedProcess | null = null;
  const start = async () => {
    const log = openSync(logFile, 'a', 0o600);
    const files = ['-f', configFile, '-w', runFolder, '-Y', runFolder];
    const started = startGuarded(PROGRAM, ['-DD', '-E', ...files, '-m', '64', '-M', '8'], {
      cwd: runFolder,
      output: log,
      identity,
    });
    running = started;
    closeSync(log);
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await answersOptions(sipHost, sipPort))) {
      if (started.child.exitCode !== null || started.child.pid === undefined || Date.now() > deadline) {
        started.signal('SIGKILL');
        running = null;
        throw new Error(`Kamailio does not start. The end of ${logFile}:\n${lastLines(logFile)}`);
      }
    }
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (running === null) return;
    const { ended, signal: send } = running;
    running = null;
    send(signal);
    const isEnded = await Promise.race([
      ended.then(() => true),
      sleep(STOP_WITHIN_MS, false, { ref: false }),
    ]);
    if (!isEnded) {
      send('SIGKILL');
      await ended;
    }
    // Its processes die one after the other; the last one lets the port go.
    const deadline = Date.now() + STOP_WITHIN_MS;
    while (!(await isUdpPortFree(sipHost, sipPort)) && Date.now() < deadline) await sleep(20);
  };
  await start();
  return {
    address: `${sipHost}:${sipPort}`,
    sipPort,
    controlUrl: `http://127.0.0.1:${controlPort}`,
    logFile,
    pid: () => running?.child.pid ?? 0,
    kill: () => end('SIGKILL'),
    start,
    stop: () => end('SIGTERM'),
  };
}

/** Debian puts modules under the machine's architecture. */
export function modulesFolder(): string {
  const ofArm = '/usr/lib/aarch64-linux-gnu/kamailio/modules/';
  return existsSync(MODULES_FOLDER) ? MODULES_FOLDER : ofArm;
}
