/** Runs a FreeSWITCH of our own in the foreground: for the demonstration and the tests. */
import { chownSync, closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startGuarded, type GuardedProcess } from '../guarded-process.ts';
import { freePort, isUdpPortFree } from '../free-port.ts';
import { answersOptions, lastLines } from '../sip-process.ts';
import { generateFreeswitchConfig, SPOOL } from './config.ts';
import type { FreeswitchOptions } from './config-options.ts';

/** A start takes about 2 s; a busy machine much longer. */
const READY_WITHIN_MS = 60_000;
/** It hangs up all calls first, and writes their records. */
const STOP_WITHIN_MS = 40_000;

export type RunFreeswitch = Omit<FreeswitchOptions, 'sipHost' | 'sipPort' | 'eslHost' | 'eslPort'> &
  Readonly<{
    /** The program; see `findFreeswitch`. */
    program: string;
    /** Configuration, logs and everything else go here. */
    folder: string;
    /** Where phones and gateways reach it; 127.0.0.1 unless given. */
    sipHost?: string;
    /** Free ones are chosen when left out. */
    sipPort?: number;
    eslPort?: number;
    /** Whom FreeSWITCH runs as when we are root. */
    identity?: Readonly<{ uid: number; gid: number }> | null;
    /** For a test that changes what was generated. */
    change?: (xml: string) => string;
  }>;

export type RunningFreeswitch = Readonly<{
  /** "127.0.0.1:5060" */
  address: string;
  sipPort: number;
  /** `esl://…` */
  controlUrl: string;
  logFile: string;
  /** Where it keeps call records that it could not send. */
  spool: string;
  /** Leader of its process group; 0 = it does not run. */
  pid: () => number;
  /** As a crash would: no goodbye, nothing written. */
  kill: () => Promise<void>;
  /** Starts again on the same ports, after `kill` or `stop`. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
}>;

/**
 * The FreeSWITCH of FREESWITCH_BIN, else the one in PATH; null when there is none. Throws when FREESWITCH_BIN names
 * a file that is not there: who names one wants that one.
 */
export function findFreeswitch(env: NodeJS.ProcessEnv = process.env): string | null {
  const { FREESWITCH_BIN: named = '', PATH: path = '' } = env;
  if (named !== '') {
    if (!existsSync(named)) throw new Error(`FREESWITCH_BIN is "${named}", and there is no such file.`);
    return named;
  }
  const places = path.split(delimiter).filter(Boolean);
  return places.map((folder) => join(folder, 'freeswitch')).find((file) => existsSync(file)) ?? null;
}

/**
 * Starts FreeSWITCH and returns when it answers OPTIONS and its event socket does; throws with the end of its log. It
 * ends when this process ends, however that is.
 */
export async function runFreeswitch(options: RunFreeswitch): Promise<RunningFreeswitch> {
  const { program, folder, identity = null, sipHost = '127.0.0.1', change = (xml: string) => xml } = options;
  const sipPort = options.sipPort ?? (await freePort(sipHost));
  const eslPort = options.eslPort ?? (await freePort('127.0.0.1'));
  const { program: _, folder: __, identity: ___, change: ____, ...rest } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (identity !== null) chownSync(folder, identity.uid, identity.gid);
  const files = generateFreeswitchConfig({ ...rest, sipHost, sipPort, eslHost: '127.0.0.1', eslPort });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), change(text), { mode: 0o700 });
    if (identity !== null) chownSync(join(folder, name), identity.uid, identity.gid);
  }
  const logFile = join(folder, 'state', 'log', 'freeswitch.log');
  const outputFile = join(folder, 'output.log');

  let running: GuardedProcess | null = null;
  const start = async () => {
    const output = openSync(outputFile, 'a', 0o600);
    // Neither behind us nor with a console; no look for a NAT; no real-time priority, which others would feel.
    const manner = ['-nf', '-nc', '-nonat', '-np'];
    const started = startGuarded(join(folder, 'start.sh'), manner, {
      cwd: folder,
      output,
      env: { ...process.env, FREESWITCH_BIN: program },
      identity,
    });
    running = started;
    closeSync(output);
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!((await answersOptions(sipHost, sipPort)) && (await isListening(eslPort)))) {
      if (started.child.exitCode !== null || started.child.pid === undefined || Date.now() > deadline) {
        started.signal('SIGKILL');
        running = null;
        const log = existsSync(logFile) ? logFile : outputFile;
        throw new Error(`FreeSWITCH does not start. The end of ${log}:\n${lastLines(log)}`);
      }
      await sleep(20);
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
    const deadline = Date.now() + STOP_WITHIN_MS;
    while (!(await isUdpPortFree(sipHost, sipPort)) && Date.now() < deadline) await sleep(20);
  };
  await start();
  return {
    address: `${sipHost}:${sipPort}`,
    sipPort,
    controlUrl: `esl://127.0.0.1:${eslPort}`,
    logFile,
    spool: join(folder, SPOOL),
    pid: () => running?.child.pid ?? 0,
    kill: () => end('SIGKILL'),
    start,
    stop: () => end('SIGTERM'),
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
