/** Runs SIPp on loopback: phones that end by themselves, gateways that run until they are stopped. */
import { createSocket } from 'node:dgram';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM_IS_MISSING, startGuarded } from '../guarded-process.ts';
import { callResult, parseMessages, type CallResult, type Message } from './results.ts';
import {
  callScenario,
  gatewayScenario,
  registerScenario,
  type Call,
  type Gateway,
  type Phone,
} from './scenarios.ts';

export type Sipp = Readonly<{
  /** Where scenarios and logs are written. */
  folder: string;
  /** Kamailio's address, "127.0.0.1:5060". */
  server: string;
  /** Where phones and gateways are; 127.0.0.1 unless given. */
  address?: string;
  /** Ends a phone that hangs; 90 unless given. A call that talks longer needs more. */
  timeoutSeconds?: number;
  /** Hangs up by ending the phone's process: as if its power were cut. */
  signal?: AbortSignal;
  /** Scenarios and logs of phones stay in the folder. Otherwise they go with the call. */
  keepsFiles?: boolean;
}>;

export type RunningGateway = Readonly<{
  port: number;
  /** What it has sent and received so far; empty when it keeps no messages. */
  messages: () => Message[];
  stop: () => Promise<void>;
}>;

/** Debian's package of SIPp. */
export const SIPP_PACKAGE = 'sip-tester';
const TIMEOUT_SECONDS = 90;
let runs = 0;

/** Registers a phone once, from a port of its own unless given; returns the final SIP status. */
export async function register(
  sipp: Sipp,
  phone: Phone & Readonly<{ password: string; port?: number }>,
): Promise<number> {
  return (await registerAndList(sipp, phone)).status;
}

/** Registers a phone once; also returns every contact of its name that the registrar then has. */
export async function registerAndList(
  sipp: Sipp,
  phone: Phone & Readonly<{ password: string; port?: number }>,
): Promise<Readonly<{ status: number; contacts: readonly string[] }>> {
  const log = await runPhone(sipp, 'register', registerScenario(phone), phone);
  const last = parseMessages(log).findLast(({ isSent }) => !isSent);
  const contacts = (last?.headers ?? []).filter(([name]) => name === 'Contact').map(([, value]) => value);
  return {
    status: Number(/^SIP\/2\.0 (\d{3})/.exec(last?.line ?? '')?.[1] ?? 0),
    contacts: contacts.flatMap((list) => Array.from(list.matchAll(/<([^>]+)>/g), ([, uri]) => uri ?? '')),
  };
}

/** Makes one call and returns when it is over, however it ended. Throws when SIPp itself cannot run. */
export async function placeCall(
  sipp: Sipp,
  call: Call & Readonly<{ password: string }>,
): Promise<CallResult> {
  return callResult(await runPhone(sipp, 'call', callScenario(call), call, callIdArgs(call)));
}

/**
 * Starts a gateway on 127.0.0.1 and returns when its port is bound. It takes any number of calls until it is
 * stopped, and ends when this process ends, however that is.
 */
export async function startGateway(
  sipp: Sipp,
  gateway: Gateway & Readonly<{ port?: number; keepsMessages?: boolean }> = {},
): Promise<RunningGateway> {
  const port = gateway.port ?? (await freeUdpPort());
  const run = start(sipp, 'gateway', gatewayScenario(gateway), ['-p', String(port)], {
    keepsMessages: gateway.keepsMessages,
  });
  const { child, ended, signal, files, output } = run;
  while (child.exitCode === null && !isUdpPortBound(port)) await new Promise((done) => setTimeout(done, 20));
  if (child.exitCode !== null) throw failure(`gateway on ${port}`, child.exitCode, output());
  return {
    port,
    messages: () => parseMessages(readLog(files.messages)),
    stop: async () => {
      signal('SIGKILL');
      await ended;
    },
  };
}

function callIdArgs({ callId }: Call): string[] {
  return callId === undefined ? [] : ['-cid_str', callId];
}

async function runPhone(
  sipp: Sipp,
  name: string,
  scenario: string,
  { username, password, port }: Readonly<{ username: string; password: string; port?: number }>,
  more: readonly string[] = [],
): Promise<string> {
  const { ended, signal, files, output } = start(sipp, name, scenario, [
    sipp.server,
    '-m',
    '1',
    '-p',
    String(port ?? (await freeUdpPort())),
    '-au',
    username,
    '-ap',
    password,
    '-timeout',
    `${sipp.timeoutSeconds ?? TIMEOUT_SECONDS}s`,
    '-timeout_error',
    ...more,
  ]);
  const hangUp = () => signal('SIGKILL');
  sipp.signal?.addEventListener('abort', hangUp, { once: true });
  if (sipp.signal?.aborted === true) hangUp();
  const code = await ended;
  sipp.signal?.removeEventListener('abort', hangUp);
  const log = readLog(files.messages);
  if (sipp.keepsFiles !== true) for (const file of Object.values(files)) rmSync(file, { force: true });
  // 1 = the call failed in SIPp's opinion, which the log tells better; above that SIPp did not run at all.
  if (log === '' && sipp.signal?.aborted !== true) throw failure(name, code, output());
  return log;
}

/** Says how to install SIPp when that is what is missing. */
export function failure(name: string, code: number, output: string): Error {
  if (code === PROGRAM_IS_MISSING) {
    return new Error(`SIPp is not installed. Run: sudo apt-get install ${SIPP_PACKAGE}`);
  }
  return new Error(`sipp (${name}) ended with code ${code}:\n${output}`);
}

/** Runs one scenario; `files` are what SIPp writes. */
export function start(
  sipp: Sipp,
  name: string,
  scenario: string,
  args: readonly string[],
  options: Readonly<{ keepsMessages?: boolean | undefined; keepsStatistics?: boolean }> = {},
) {
  const { keepsMessages = true, keepsStatistics = false } = options;
  mkdirSync(sipp.folder, { recursive: true });
  const base = join(sipp.folder, `${name}-${process.pid}-${++runs}`);
  const files = {
    scenario: `${base}.xml`,
    messages: `${base}.messages.log`,
    errors: `${base}.errors.log`,
    statistics: `${base}.csv`,
  };
  writeFileSync(files.scenario, scenario);
  const common = ['-sf', files.scenario, '-i', sipp.address ?? '127.0.0.1', '-nostdin'];
  const messages = keepsMessages ? ['-trace_msg', '-message_file', files.messages] : [];
  const errors = ['-trace_err', '-error_file', files.errors];
  const statistics = keepsStatistics ? ['-trace_stat', '-stf', files.statistics, '-fd', '1'] : [];
  const run = startGuarded('sipp', [...args, ...common, ...messages, ...errors, ...statistics], {
    cwd: sipp.folder,
    output: 'pipe',
    env: { ...process.env, TERM: 'dumb', TZ: 'UTC' },
  });
  let text = '';
  const collect = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-4000);
  };
  run.child.stdout?.on('data', collect);
  run.child.stderr?.on('data', collect);
  return { ...run, files, output: () => text };
}

function readLog(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** A UDP port nobody uses now. */
export function freeUdpPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

/** Asked of the kernel: trying to bind would get into SIPp's way. */
function isUdpPortBound(port: number): boolean {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
  return readFileSync('/proc/net/udp', 'utf8').includes(suffix);
}
