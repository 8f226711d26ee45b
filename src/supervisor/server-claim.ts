/** One Tollbook per data directory: a file that names the process which serves it. */
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, startTicks } from './process-identity.ts';
import { SupervisorError } from './supervisor-error.ts';

type Holder = Readonly<{ pid: number; startTicks: string | null; url: string | null }>;

export type ServerClaim = Readonly<{
  /** Notes the panel's address, for the message a second start prints. */
  announce: (url: string) => void;
  release: () => void;
}>;

/**
 * Claims the directory for this process; a claim left behind by a killed one is taken over. Throws
 * `SupervisorError` with the pid and address of the process that serves it now.
 */
export function claimDataDirectory(dataDirectory: string): ServerClaim {
  const path = join(dataDirectory, 'tollbook.pid');
  const draft = `${path}.${process.pid}`;
  const own = { pid: process.pid, startTicks: startTicks(process.pid) };
  writeFileSync(draft, JSON.stringify({ ...own, url: null }), { mode: 0o644 });
  try {
    if (!tryLink(draft, path)) {
      const holder = readHolder(path);
      if (holder !== null && isRunning(holder)) {
        throw new SupervisorError(
          `Tollbook already runs on ${dataDirectory}: process ${holder.pid}${holder.url ? `, ${holder.url}` : ''}. ` +
            `Stop it with "kill ${holder.pid}", or start another one with --data DIR and --port N.`,
        );
      }
      // Two starts may both find a dead claim; the lock in the database decides between them.
      rmSync(path, { force: true });
      tryLink(draft, path);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    announce: (url) => writeFileSync(path, JSON.stringify({ ...own, url })),
    release: () => {
      if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
    },
  };
}

function tryLink(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return null; // released meanwhile, or cut off by a power failure: nobody's either way
  }
}

function isRunning(holder: Holder): boolean {
  return isAlive(holder.pid) && startTicks(holder.pid) === holder.startTicks;
}
