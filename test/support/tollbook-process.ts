/** The real program as a real process, for what only that can show: starting, stopping, being killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type TollbookProcess = Readonly<{
  child: ChildProcess;
  pid: number;
  url: string;
  /** Everything printed so far, standard output and error together. */
  output: () => string;
  /** Sends the signal and waits for the end; returns the exit code, or the signal that ended it. */
  end: (signal: NodeJS.Signals) => Promise<number | string>;
}>;

export type EndedProcess = Readonly<{ code: number | string; output: string }>;

const bin = new URL('../../bin/tollbook.mjs', import.meta.url).pathname;
/** With the line after it, which says where switches report to: it may come a little later. */
const RUNNING = /Tollbook runs on (\S+)[\s\S]*Switches report to \S+;/;
const children = new Set<ChildProcess>();

type SpawnOptions = Readonly<{
  args?: readonly string[];
  env?: NodeJS.ProcessEnv;
  /** Another installation's `bin/tollbook.mjs` than that of this checkout. */
  program?: string;
}>;

/** Starts `tollbook start` on free ports and waits until it answers; fails with what it printed. */
export async function startTollbook(data: string, options: SpawnOptions = {}): Promise<TollbookProcess> {
  const started = spawnTollbook(startArguments(data, options), options);
  const running = new Promise<string>((resolve) => {
    const look = () => {
      const url = RUNNING.exec(started.output())?.[1];
      if (url !== undefined) resolve(url);
    };
    started.child.stdout?.on('data', look);
  });
  const url = await Promise.race([running, started.ended.then(() => null)]);
  if (url === null) throw new Error(`tollbook start ended (${await started.ended}):\n${started.output()}`);
  const { child, output, ended } = started;
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { child, pid: child.pid ?? 0, url, output, end };
}

/** Starts it and kills it so much later, wherever it has come to by then. */
export async function killWhileStarting(data: string, afterMs: number, options: SpawnOptions): Promise<void> {
  const { child, ended } = spawnTollbook(startArguments(data, options), options);
  setTimeout(() => child.kill('SIGKILL'), afterMs);
  await ended;
}

function startArguments(data: string, { args = [] }: SpawnOptions): readonly string[] {
  return ['start', '--data', data, '--port', '0', '--switch-port', '0', ...args];
}

/** Runs a command of `tollbook` to its end. */
export async function runTollbook(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  program?: string,
): Promise<EndedProcess> {
  const started = spawnTollbook(args, { env, ...(program !== undefined && { program }) });
  return { code: await started.ended, output: started.output() };
}

/** Kills what a failed test left behind; for `afterEach`. */
export function killLeftovers(): void {
  for (const child of children) child.kill('SIGKILL');
}

/** The process id of the PostgreSQL of a data directory, as its own file says. */
export function postmasterPid(data: string): number {
  return Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Connects to the PostgreSQL of a data directory from outside, as a switch on this machine would. */
export function databaseUrlOf(data: string): string {
  const password = readFileSync(join(data, 'secrets', 'postgres.password'), 'utf8').trim();
  const port = /port = '(\d+)'/.exec(readFileSync(join(data, 'postgres', 'tollbook.conf'), 'utf8'))?.[1];
  return `postgres://tollbook:${password}@127.0.0.1:${port}/tollbook`;
}

function spawnTollbook(args: readonly string[], { env = {}, program = bin }: SpawnOptions) {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let text = '';
  const collect = (chunk: Buffer) => {
    text += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => {
      children.delete(child);
      resolve(code ?? signal ?? 'unknown');
    }),
  );
  return { child, ended, output: () => text };
}
