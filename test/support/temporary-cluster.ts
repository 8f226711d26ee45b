/** A PostgreSQL of its own in a throw-away folder, for a test run, a bench or a stress run. */
import { accessSync, chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '../../src/supervisor/cluster.ts';
import { openDataDirectory } from '../../src/supervisor/data-directory.ts';
import { unprivilegedIdentity } from '../../src/supervisor/unprivileged.ts';

/** Makes a data folder that PostgreSQL's user can reach; the caller removes it. */
export function makeTemporaryFolder(purpose: string, options: { inMemory?: boolean } = {}): string {
  const parent = options.inMemory && hasMemoryFolder() ? '/dev/shm' : tmpdir();
  const folder = mkdtempSync(join(parent, `tollbook-${purpose}-`));
  chmodSync(folder, 0o711); // closed to all but us otherwise, and PostgreSQL's user could not pass
  return folder;
}

/**
 * Starts one. In memory by default: tests are many small commits. A bench asks for the disk, where a
 * commit costs what it costs in production. `stop` also removes the folder.
 */
export async function startTemporaryCluster(
  purpose: string,
  options: { inMemory?: boolean; programsFrom?: 'system' | 'package' } = {},
) {
  const { inMemory = true, ...rest } = options;
  const folder = makeTemporaryFolder(purpose, { inMemory });
  const identity = unprivilegedIdentity();
  const dataDirectory = openDataDirectory(folder, identity, () => {});
  const cluster = await startCluster({
    dataDirectory,
    identity,
    say: (line) => console.error(line),
    ...rest,
  });
  const stop = async () => {
    await cluster.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...cluster, dataDirectory, stop };
}

function hasMemoryFolder(): boolean {
  try {
    accessSync('/dev/shm', 2);
    return true;
  } catch {
    return false;
  }
}
