/** Process ids are used again, so a stored id is trusted only together with when that process started. */
import { readFileSync, readlinkSync } from 'node:fs';

/** Whether a process with this id is there, whoever owns it. A zombie is not: it holds nothing any more. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and it is not ours to signal.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statFields(pid)?.[0] !== 'Z';
}

/** When the process started, in the kernel's clock ticks; null where /proc does not tell (macOS). */
export function startTicks(pid: number): string | null {
  // proc(5): starttime is field 22; the name before it may hold spaces, so fields count from its ")".
  return statFields(pid)?.[19] ?? null;
}

/** The folder the process works in; null where /proc does not tell, or the process is not ours to ask. */
export function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
