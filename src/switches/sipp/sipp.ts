/** Runs SIPp on loopback: phones that end by themselves, gateways that run until they are stopped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  /** Ends a phone that hangs. */
  timeoutSeconds?: number;
}>;

export type RunningGateway = Readonly<{
  port: number;
  /** What it has sent and received so far. */
  messages: () => Message[];
  stop: () => Promise<void>;
}>;

const TIMEOUT_SECONDS = 90;
let runs = 0;

/** Registers a phone once; returns the final SIP status. */
export async function register(sipp: Sipp, phone: Phone & Readonly<{ password: string }>): Promise<number> {
  const log = await runPhone(sipp, 'register', registerScenario(phone), phone);
  const last = parseMessages(log).findLast(({ isSent }) => !isSent);
  return Number(/^SIP\/2\.0 (\d{3})/.exec(last?.line ?? '')?.[1] ?? 0);
}

/** Makes one call and returns when it is over, however it ended. Throws when SIPp itself cannot run. */
export async function placeCall(
  sipp: Sipp,
  call: Call & Readonly<{ password: string }>,
): Promise<CallResult> {
  return callResult(await runPhone(sipp, 'call', callScenario(call), call, callIdArgs(call)));
}

/** Starts a gateway and returns when its port is bound. */
export async function startGateway(
  sipp: Sipp,
  gateway: Gateway & Readonly<{ port?: number }> = {},
): Promise<RunningGateway> {
  const port = gateway.port ?? (await freeUdpPort());
  const args = ['-p', String(port)];
  const { child, ended, messageFile } = start(sipp, 'gateway', gatewayScenario(gateway), args);
  while (child.exitCode === null && !isUdpPortBound(port)) await new Promise((done) => setTimeout(done, 20));
  if (child.exitCode !== null) throw new Error(`sipp (gateway on ${port}) ended with code ${child.exitCode}`);
  return {
    port,
    messages: () => parseMessages(readLog(messageFile)),
    stop: async () => {
      child.kill('SIGKILL');
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
  { username, password }: Readonly<{ username: string; password: string }>,
  more: readonly string[] = [],
): Promise<string> {
  const { ended, messageFile, output } = start(sipp, name, scenario, [
    sipp.server,
    '-m',
    '1',
    '-p',
    String(await freeUdpPort()),
    '-au',
    username,
    '-ap',
    password,
    '-timeout',
    `${sipp.timeoutSeconds ?? TIMEOUT_SECONDS}s`,
    '-timeout_error',
    ...more,
  ]);
  const code = await ended;
  const log = readLog(messageFile);
  // 1 = the call failed in SIPp's opinion, which the log tells better; above that SIPp did not run at all.
  if (log === '') throw new Error(`sipp (${name}) ended with code ${code}:\n${output()}`);
  return log;
}

function start(sipp: Sipp, name: string, scenario: string, args: readonly string[]) {
  mkdirSync(sipp.folder, { recursive: true });
  const base = join(sipp.folder, `${name}-${process.pid}-${++runs}`);
  const messageFile = `${base}.messages.log`;
  writeFileSync(`${base}.xml`, scenario);
  const common = [
    '-sf',
    `${base}.xml`,
    '-i',
    '127.0.0.1',
    '-nostdin',
    '-trace_msg',
    '-message_file',
    messageFile,
  ];
  const child: ChildProcess = spawn(
    'sipp',
    [...args, ...common, '-trace_err', '-error_file', `${base}.errors.log`],
    {
      cwd: sipp.folder,
      env: { ...process.env, TERM: 'dumb', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let text = '';
  const collect = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-4000);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('close', (code) => resolve(code ?? -1));
  });
  return { child, ended, messageFile, output: () => text };
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
